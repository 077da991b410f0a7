import type { RankedCause } from '../../chain/explain/explain.ts';
import { explain } from '../../chain/explain/explain.ts';
import type { ExplainedCause, explainCommands } from '../../contract/explain.ts';
import type { Handlers } from '../../contract.ts';
import { coreFault } from '../../form/form.ts';
import { evidenceFor } from '../explain/evidence.ts';
import { offerOf } from '../explain/offer.ts';
import { fixAndResend } from '../explain/resend.ts';
import type { LiveChain } from '../live-chain.ts';
import type { Parts } from '../parts.ts';

export function explainHandlers(parts: Parts): Pick<Handlers, keyof typeof explainCommands> {
  const { chains } = parts;

  async function ranked(chain: LiveChain, stepId: string): Promise<readonly RankedCause[]> {
    const evidence = await evidenceFor(parts, chain, stepId);
    return evidence === undefined ? [] : explain(evidence);
  }

  async function shown(chain: LiveChain, stepId: string, cause: RankedCause): Promise<ExplainedCause> {
    const { fix, ...rest } = cause;
    const offer = fix && (await offerOf(parts, chain, stepId, fix));
    return { ...rest, ...(offer === undefined ? {} : { fix: offer }) };
  }

  return {
    'step.explain': async ({ chainId, stepId }) => {
      const chain = chains.get(chainId);
      const causes = await ranked(chain, stepId);
      return { causes: await Promise.all(causes.map((cause) => shown(chain, stepId, cause))) };
    },
    'step.fixAndResend': async ({ chainId, stepId, cause: id }) => {
      const chain = chains.get(chainId);
      const cause = (await ranked(chain, stepId)).find((one) => one.id === id);
      // Asked for a moment later, it may not be the cause any more.
      if (cause?.fix === undefined) {
        throw coreFault('FIX_UNKNOWN', 'There is nothing to mend there any more. Look at the causes again.');
      }
      return fixAndResend(parts, chain, stepId, cause.fix);
    },
  };
}
