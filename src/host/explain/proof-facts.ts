import { writeTimestamp } from '../../chain/explain/timestamp.ts';
import type { ProofFacts } from '../../chain/explain/evidence.ts';
import { lineValue, srpLines } from '../../crypto/lens/compute.ts';
import { knownMistakes } from '../../crypto/lens/mistakes.ts';
import { passwordClaimSignature } from '../../crypto/srp.ts';
import { type LiveChain, type StepRecord, stepOf } from '../live-chain.ts';
import { type SrpSource, srpSource } from '../lens/srp-source.ts';

/** Seconds around the sending in which a TIMESTAMP is looked for that the signature may cover. */
const SECONDS = 300;

/** What a sent proof says never changes, and finding a mistake takes a tenth of a second and more. */
const known = new WeakMap<StepRecord, ProofFacts>();

/**
 * What the signature of a proof says when it is computed anew.
 * @param at when the step was sent, by the target's clock
 */
export function proofFacts(chain: LiveChain, stepId: string, at: number): ProofFacts {
  const record = stepOf(chain, stepId);
  const facts = known.get(record) ?? readProof(chain, stepId, at);
  if (facts.known) known.set(record, facts);
  return facts;
}

function readProof(chain: LiveChain, stepId: string, at: number): ProofFacts {
  const source = srpSource(chain, stepId);
  const secretBlock = blockFact(source);
  const { sentSignature: signature, input } = source;
  const expected = srpLines(input);
  const key = lineValue(expected, 'key');
  if (key === undefined || signature === undefined) return { known: false, secretBlock };
  if (lineValue(expected, 'signature') === signature) return { known: true, holds: true, secretBlock };
  const signedTimestamp = timestampUnder(signature, key, source, at);
  const mistake =
    signedTimestamp === undefined
      ? knownMistakes(input, source.around).find(
          (bent) => lineValue(srpLines(bent.input, bent.ways), 'signature') === signature,
        )
      : undefined;
  return {
    known: true,
    holds: false,
    secretBlock,
    ...(signedTimestamp === undefined ? {} : { signedTimestamp }),
    ...(mistake === undefined ? {} : { mistake: { id: mistake.id, says: mistake.says } }),
  };
}

function timestampUnder(
  signature: string,
  key: string,
  { input }: SrpSource,
  at: number,
): string | undefined {
  const { group, identity, secretBlock } = input;
  if (group === undefined || identity === undefined || secretBlock === undefined) return undefined;
  for (let seconds = -SECONDS; seconds <= SECONDS; seconds++) {
    const timestamp = writeTimestamp(at + seconds * 1_000);
    try {
      if (passwordClaimSignature({ key, group, identity, secretBlock, timestamp }) === signature)
        return timestamp;
    } catch {
      return undefined;
    }
  }
  return undefined;
}

function blockFact({ blockCame, blockSent }: SrpSource): ProofFacts['secretBlock'] {
  if (blockCame === undefined) return 'unknown';
  if (blockSent === undefined) return 'missing';
  return blockCame === blockSent ? 'same' : 'changed';
}
