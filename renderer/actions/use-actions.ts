import { computed, onScopeDispose, shallowReactive, toValue } from 'vue';
import type { ComputedRef, MaybeRefOrGetter } from 'vue';
import { actionList } from './action-list.ts';
import type { Action, ActionId } from './action-list.ts';

export type ActionRuns = Partial<Record<ActionId, () => void>>;

/** What the mounted parts of the page can do now; the part mounted last comes first. */
const offers = shallowReactive<MaybeRefOrGetter<ActionRuns>[]>([]);

/**
 * Offers actions while the calling component is mounted. A getter may leave out what can't be done at the moment:
 * its key then does nothing and the palette does not list it.
 */
export function useActions(runs: MaybeRefOrGetter<ActionRuns>): void {
  offers.unshift(runs);
  onScopeDispose(() => offers.splice(offers.indexOf(runs), 1));
}

/** What an action does now; undefined while nothing on the page can do it. */
export function runOf(id: ActionId): (() => void) | undefined {
  for (const offer of offers) {
    const run = toValue(offer)[id];
    if (run) return run;
  }
  return undefined;
}

export interface RunnableAction extends Action {
  readonly id: ActionId;
  run(): void;
}

/** All that can be done now, in the list's order. */
export function useRunnableActions(): ComputedRef<readonly RunnableAction[]> {
  return computed(() =>
    (Object.keys(actionList) as ActionId[]).flatMap((id) => {
      const run = runOf(id);
      return run ? [{ id, ...actionList[id], run }] : [];
    }),
  );
}
