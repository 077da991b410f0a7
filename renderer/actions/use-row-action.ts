import { onScopeDispose, shallowRef } from 'vue';
import type { ActionId } from './action-list.ts';
import { useActions } from './use-actions.ts';

interface Doer {
  /** Where it stands; undefined while it is not drawn. */
  readonly at: () => HTMLElement | null | undefined;
  readonly run: () => void;
  readonly enabled: () => boolean;
  /** What takes away or moves: not without the focus in its row, for nobody could tell which one is meant. */
  readonly onlyInFocus?: boolean;
}

/** What on screen does an action; several where the rows of a list do it each for itself. */
const doers = new Map<ActionId, Set<Doer>>();
const ROW = 'li, tr, [role="row"]';

/** Where the focus is, or was before a dialog: the palette must not forget which row is meant. */
const focused = shallowRef<Element>();
globalThis.document?.addEventListener('focusin', ({ target }) => {
  if (target instanceof Element && target.closest('[role="dialog"]') === null) focused.value = target;
});

/**
 * Offers an action that may be there once in every row of a list. That one runs whose row has, or had, the focus; else
 * the first on screen, unless it wants the focus (`onlyInFocus`).
 */
export function useRowAction(id: ActionId, doer: Doer): void {
  const known = doers.get(id) ?? new Set<Doer>();
  doers.set(id, known.add(doer));
  onScopeDispose(() => known.delete(doer));
  useActions(() => (isAble(doer) ? { [id]: () => meant(known)?.run() } : {}));
}

function meant(known: ReadonlySet<Doer>): Doer | undefined {
  const able = [...known].filter((doer) => isAble(doer) && doer.at());
  return able.find(isInFocus) ?? able.toSorted(inOrder)[0];
}

function isAble(doer: Doer): boolean {
  return doer.enabled() && (!doer.onlyInFocus || isInFocus(doer));
}

/** Its row has, or had, the focus; or it is itself what the focus is in. */
function isInFocus({ at }: Doer): boolean {
  const place = at();
  const element = focused.value;
  if (!place || !element?.isConnected) return false;
  return place.contains(element) || (element.closest(ROW)?.contains(place) ?? false);
}

function inOrder(one: Doer, other: Doer): number {
  const [a, b] = [one.at(), other.at()];
  return a && b && a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}
