import { onScopeDispose } from 'vue';
import type { ActionId } from './action-list.ts';
import { useActions } from './use-actions.ts';

interface Doer {
  /** Where it stands; undefined while it is not drawn. */
  readonly at: () => HTMLElement | null | undefined;
  readonly run: () => void;
  readonly enabled: () => boolean;
}

/** What on screen does an action; several where the rows of a list do it each for itself. */
const doers = new Map<ActionId, Set<Doer>>();
const ROW = 'li, tr, [role="row"]';

/** Where the focus is, or was before a dialog: the palette must not forget which row is meant. */
let focused: Element | undefined;
globalThis.document?.addEventListener('focusin', ({ target }) => {
  if (target instanceof Element && target.closest('[role="dialog"]') === null) focused = target;
});

/**
 * Offers an action that may be there once in every row of a list. That one runs whose row has, or had, the focus; else
 * the first on screen.
 */
export function useRowAction(id: ActionId, doer: Doer): void {
  const known = doers.get(id) ?? new Set<Doer>();
  doers.set(id, known.add(doer));
  onScopeDispose(() => known.delete(doer));
  useActions(() => (doer.enabled() ? { [id]: () => meant(known)?.run() } : {}));
}

function meant(known: ReadonlySet<Doer>): Doer | undefined {
  const row = focused?.isConnected ? focused.closest(ROW) : undefined;
  const able = [...known].filter((doer) => doer.enabled() && doer.at());
  return able.find((doer) => row?.contains(doer.at() ?? null)) ?? able.toSorted(inOrder)[0];
}

function inOrder(one: Doer, other: Doer): number {
  const [a, b] = [one.at(), other.at()];
  return a && b && a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}
