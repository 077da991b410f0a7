import type { RankedCause } from '../../chain/explain/explain.ts';
import { explain } from '../../chain/explain/explain.ts';
import type { ExplainedCause, explainCommands } from '../../contract/explain.ts';
import type { Handlers } from '../../contract.ts';
import { coreFault, isFault } from '../../form/form.ts';
import { evidenceFor } from '../explain/evidence.ts';
import { offerOf } from '../explain/offer.ts';
import { aboutFix, fixAndResend } from '../explain/resend.ts';
import { guardOf, mayHarm } from '../harm.ts';
import { type LiveChain, stepOf } from '../live-chain.ts';
import { present } from '../../present.ts';
import type { Parts } from '../parts.ts';
import type { Runs } from '../run/runs.ts';

export function explainHandlers(parts: Parts, runs: Runs): Pick<Handlers, keyof typeof explainCommands> {
  const { chains } = parts;

  async function ranked(chain: LiveChain, stepId: string): Promise<readonly RankedCause[]> {
    const evidence = await evidenceFor(parts, chain, stepId);
    return evidence === undefined ? [] : explain(evidence);
  }

  async function shown(chain: LiveChain, stepId: string, cause: RankedCause): Promise<ExplainedCause> {
    const { fix, advice, ...rest } = cause;
    const offer = fix && (await offerOf(parts, chain, stepId, fix).catch(noneWhere(isFault)));
    return { ...rest, ...present({ fix: offer, advice: offer === undefined ? advice : undefined }) };
  }

  /** What can't be composed any more, such as from a body written by hand, is no offer; its cause stands all the same. */
  const noneWhere = (expected: (error: unknown) => boolean) => (error: unknown) => {
    if (expected(error)) return undefined;
    throw error;
  };

  return {
    'step.explain': async ({ chainId, stepId }) => {
      const chain = chains.get(chainId);
      const causes = await ranked(chain, stepId);
      return { causes: await Promise.all(causes.map((cause) => shown(chain, stepId, cause))) };
    },
    'step.fixAndResend': async ({ chainId, stepId, cause: id, confirmed }) => {
      const chain = chains.get(chainId);
      const cause = (await ranked(chain, stepId)).find((one) => one.id === id);
      // Asked for a moment later, it may not be the cause any more.
      if (cause?.fix === undefined) {
        throw coreFault('FIX_UNKNOWN', 'There is nothing to mend there any more. Look at the causes again.');
      }
      mayHarm(parts, aboutFix(parts, chain, stepId, cause.fix), confirmed);
      const guard = guardOf(parts, chain, confirmed);
      const name = stepOf(chain, stepId).answers;
      const claim = runs.claim(chain, { kind: 'sending', name, mended: true });
      try {
        const resent = await fixAndResend(parts, chain, { stepId, fix: cause.fix, guard, claim });
        claim.release(resent.stopped);
        return resent;
      } catch (error) {
        claim.release();
        throw error;
      }
    },
  };
}
