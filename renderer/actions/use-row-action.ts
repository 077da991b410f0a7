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
  /** A selector. Its row is the nearest such part around it, and it wants the focus there. */
  readonly near?: string | undefined;
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
 * the first on screen, unless it wants the focus (`onlyInFocus`, `near`).
 */
export function useRowAction(id: ActionId, doer: Doer): void {
  const known = doers.get(id) ?? new Set<Doer>();
  doers.set(id, known.add(doer));
  onScopeDispose(() => known.delete(doer));
  useActions(() => (isAble(doer) ? { [id]: () => meant(known)?.run() } : {}));
}

/** What an action does in a dialog, where those of the page wait; undefined where nothing in it does it. */
export function runInDialog(id: ActionId, dialog: HTMLElement): (() => void) | undefined {
  const inside = [...(doers.get(id) ?? [])].filter((doer) => dialog.contains(doer.at() ?? null));
  const able = inside.filter(({ enabled }) => enabled());
  const { activeElement } = document;
  const one =
    innermost(able.filter((doer) => holds(doer, activeElement))) ??
    able.filter((doer) => !wantsFocus(doer)).toSorted(inOrder)[0];
  return one && (() => one.run());
}

function meant(known: ReadonlySet<Doer>): Doer | undefined {
  const able = [...known].filter((doer) => isAble(doer) && doer.at());
  return innermost(able.filter(isInFocus)) ?? able.toSorted(inOrder)[0];
}

function isAble(doer: Doer): boolean {
  return doer.enabled() && (!wantsFocus(doer) || isInFocus(doer));
}
const wantsFocus = ({ onlyInFocus, near }: Doer): boolean => onlyInFocus === true || near !== undefined;
const isInFocus = (doer: Doer): boolean => holds(doer, focused.value);

/** The element is in its row, or in itself. */
function holds(doer: Doer, element: Element | null | undefined): boolean {
  const place = doer.at();
  if (!place || !element?.isConnected) return false;
  if (doer.near !== undefined) return partOf(doer)?.contains(element) ?? false;
  return place.contains(element) || (element.closest(ROW)?.contains(place) ?? false);
}

/** Rows may hold rows: the one that holds none of the others. */
function innermost(all: readonly Doer[]): Doer | undefined {
  return all.find((one) => {
    const part = partOf(one);
    return !all.some((other) => partOf(other) !== part && part?.contains(partOf(other)));
  });
}

function partOf({ at, near }: Doer): Element | null {
  const place = at() ?? null;
  return near === undefined ? place : (place?.closest(near) ?? null);
}

function inOrder(one: Doer, other: Doer): number {
  const [a, b] = [one.at(), other.at()];
  return a && b && a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}
