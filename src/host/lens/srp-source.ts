import type { LensInput } from '../../crypto/lens/compute.ts';
import type { LineId } from '../../crypto/lens/line.ts';
import type { Around } from '../../crypto/lens/mistakes.ts';
import { present } from '../../present.ts';
import { answersIn, textIn } from '../bodies.ts';
import { lineage, type LiveChain, type StepRecord, stepOf } from '../live-chain.ts';
import { numberOf } from '../run/replay.ts';

/** Where the values of a chain's SRP exchange stand, with their real values. */
export interface SrpSource {
  readonly device: boolean;
  readonly input: LensInput;
  readonly around: Around;
  /** Which step a value comes from, by its number. */
  readonly steps: Partial<Record<LineId, number>>;
  /** PASSWORD_CLAIM_SIGNATURE as it was sent. */
  readonly sentSignature?: string;
  /** SECRET_BLOCK as it came, and as it went back. */
  readonly blockCame?: string;
  readonly blockSent?: string;
}

const VERIFIER = /(^|_)PASSWORD_VERIFIER$/;

/**
 * Gathers the exchange that a step belongs to: who opened it, what the challenge gave, what was answered last.
 * @throws CoreFault STEP_UNKNOWN
 */
export function srpSource(chain: LiveChain, stepId: string): SrpSource {
  const step = stepOf(chain, stepId);
  const asker = askerOf(chain, step);
  const opener = lineage(chain, asker?.id ?? step.id).find(({ sentSrpA }) => sentSrpA);
  const answerer =
    asker === undefined || asker.id === step.id
      ? [...chain.steps.values()].findLast(
          ({ parentId, answer }) => parentId === asker?.id && answer !== undefined,
        )
      : step;
  const parameters = asker?.asked?.parameters ?? {};
  const sent = answerer === undefined ? {} : answersIn(answerer.requestText);
  const device = asker?.asked?.name.startsWith('DEVICE') === true || opener?.answers === 'DEVICE_SRP_AUTH';
  const kept = (key: 'PASSWORD' | 'DEVICE_PASSWORD' | 'DEVICE_GROUP_KEY' | 'DEVICE_KEY') =>
    // A user of the sandbox who does not exist has an empty password in the seed's story.
    (answerer?.answer?.inputs[key] ?? chain.remembered.get(key)?.value) || undefined;
  const poolId = chain.target.userPoolId;
  const identity = device
    ? (parameters['DEVICE_KEY'] ?? kept('DEVICE_KEY'))
    : (parameters['USER_ID_FOR_SRP'] ?? parameters['USERNAME']);
  const blockSent = textIn(sent, 'PASSWORD_CLAIM_SECRET_BLOCK');
  const sentSignature = textIn(sent, 'PASSWORD_CLAIM_SIGNATURE');

  const input = present({
    group: device ? kept('DEVICE_GROUP_KEY') : poolId.split('_').slice(1).join('_'),
    identity,
    password: device ? kept('DEVICE_PASSWORD') : kept('PASSWORD'),
    a: opener?.srp?.a.toString(16),
    A: opener === undefined ? undefined : textIn(answersIn(opener.requestText), 'SRP_A'),
    B: parameters['SRP_B'],
    salt: parameters['SALT'],
    secretBlock: parameters['SECRET_BLOCK'],
    timestamp: textIn(sent, 'TIMESTAMP'),
  });
  const at = (record: StepRecord | undefined) =>
    record === undefined ? undefined : numberOf(chain, record.id);
  const aliases = [chain.username, textIn(sent, 'USERNAME')].filter(
    (name) => name !== undefined && name !== identity && name !== '',
  );
  return {
    device,
    input,
    around: { ...(device || poolId === '' ? {} : { poolId }), aliases: [...new Set(aliases)] as string[] },
    steps: present({
      a: at(opener),
      A: at(opener),
      B: at(asker),
      salt: at(asker),
      secretBlock: at(asker),
      identity: at(asker),
      timestamp: at(answerer),
      signature: at(answerer),
    }),
    ...present({ sentSignature, blockSent, blockCame: parameters['SECRET_BLOCK'] }),
  };
}

/** The step whose reply asked for the proof: the step itself, its parent, or what a DEVICE_SRP_AUTH brought. */
function askerOf(chain: LiveChain, step: StepRecord): StepRecord | undefined {
  if (VERIFIER.test(step.asked?.name ?? '')) return step;
  if (!VERIFIER.test(step.answers) || step.parentId === null) return undefined;
  return chain.steps.get(step.parentId);
}
