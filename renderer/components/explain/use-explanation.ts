import type { Chain, Step } from '@core/chain/model.ts';
import type { ExplainedCause } from '@core/contract/explain.ts';
import { computed, watch } from 'vue';
import type { ComputedRef } from 'vue';
import { useExplanations } from '../../stores/explanations.ts';

/**
 * The causes of a step that was refused, the likeliest first; undefined until they have come, and for other steps.
 * Asked again as the chain goes on or the target's clock is moved: what a fix does depends on both. Call it in a setup.
 */
export function useExplanation(
  about: () => { readonly chain: Chain; readonly step: Step } | undefined,
): ComputedRef<readonly ExplainedCause[] | undefined> {
  const explanations = useExplanations();
  const refused = () => {
    const shown = about();
    return shown && wasRefused(shown.step) ? shown : undefined;
  };
  watch(
    () => {
      const shown = refused();
      if (!shown) return undefined;
      const { id, steps, status, clockMoves } = shown.chain;
      return [id, shown.step.id, status, steps.length, clockMoves.length] as const;
    },
    (wanted, before) => {
      if (!wanted || wanted.every((part, at) => part === before?.[at])) return;
      const [chainId, stepId, status] = wanted;
      if (status !== 'sending') void explanations.load(chainId, stepId);
    },
    { immediate: true },
  );
  return computed(() => {
    const shown = refused();
    return shown && explanations.of(shown.chain.id, shown.step.id)?.causes;
  });
}

export function wasRefused({ status }: Step): boolean {
  return status === 'error' || status === 'failure';
}

/** The cause to show where there is room for one: found, not guessed. */
export function topCause(causes: readonly ExplainedCause[] | undefined): ExplainedCause | undefined {
  const [first] = causes ?? [];
  return first?.verdict === 'in' ? first : undefined;
}

/** The cause whose fix is the one to take: the likeliest that has one. */
export function fixable(causes: readonly ExplainedCause[] | undefined): ExplainedCause | undefined {
  return causes?.find(({ fix }) => fix !== undefined);
}
