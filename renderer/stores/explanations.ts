import type { ExplainedCause, Resent, StepExplanation } from '@core/contract/explain.ts';
import { defineStore } from 'pinia';
import { shallowReactive } from 'vue';
import { call, listen } from '../port.ts';
import { toastFault } from '../ui/toasts.ts';
import { useChains } from './chains.ts';
import { useHarm } from './harm.ts';

/** Why steps were refused, as the host worked it out; asked for when somebody looks. Also sends their fixes. */
export const useExplanations = defineStore('explanations', () => {
  const chains = useChains();
  const harm = useHarm();
  const known = shallowReactive(new Map<string, StepExplanation>());
  const fixing = shallowReactive(new Set<string>());
  const keyOf = (chainId: string, stepId: string) => `${chainId}/${stepId}`;

  /** Steps asked about in this very moment: card, tab and keys look together, and one answer is for all. */
  const asking = new Set<string>();
  let asked = 0;
  const newest = new Map<string, number>();

  async function load(chainId: string, stepId: string): Promise<void> {
    const key = keyOf(chainId, stepId);
    if (asking.has(key)) return;
    asking.add(key);
    queueMicrotask(() => asking.delete(key));
    const ticket = ++asked;
    newest.set(key, ticket);
    const result = await call('step.explain', { chainId, stepId });
    // The chain may have gone on meanwhile: an older answer must not undo a newer.
    if (newest.get(key) !== ticket) return;
    if (result.ok) known.set(key, result.value);
    else {
      toastFault(result.error);
      // Nobody waits for what does not come; the next look asks again.
      if (!known.has(key)) known.set(key, { causes: [] });
    }
  }

  const of = (chainId: string, stepId: string): StepExplanation | undefined =>
    known.get(keyOf(chainId, stepId));
  const isFixing = (chainId: string, stepId: string): boolean => fixing.has(keyOf(chainId, stepId));

  /** Mends what the cause names and sends the step again. Shows how far it came. */
  async function fix(chainId: string, stepId: string, cause: ExplainedCause): Promise<Resent | undefined> {
    const key = keyOf(chainId, stepId);
    if (fixing.has(key)) return undefined;
    fixing.add(key);
    const result = await harm.guarded(chains.targetName(chainId), (confirmed) =>
      call('step.fixAndResend', { chainId, stepId, cause: cause.id, ...confirmed }),
    );
    fixing.delete(key);
    if (!result.ok) {
      toastFault(result.error);
      return undefined;
    }
    // Why it stopped, if it did, stands in the chain.
    chains.select(chainId, result.value.stepId);
    return result.value;
  }

  listen((event) => {
    if (event.type !== 'chain.removed') return;
    for (const key of known.keys()) if (key.startsWith(`${event.chainId}/`)) known.delete(key);
  });

  return { load, of, isFixing, fix };
});
