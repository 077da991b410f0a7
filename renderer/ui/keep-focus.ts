import { onBeforeUnmount, onMounted } from 'vue';
import { focusablesIn, takesFocus } from './focusable.ts';

/** An element that had the focus or held it, and what stood beside it then. */
interface Place {
  readonly element: HTMLElement;
  readonly next: Element | null;
  readonly previous: Element | null;
}

/**
 * Keeps the focus from falling to the page's top when what had it goes away or can't have it any more (a row removed, a
 * button disabled, a dialog's opener gone): it goes to what stood beside, else to the part around. Whatever a component
 * does about it itself comes first. Focus taken away by a click on bare ground is left alone.
 */
export function useKeepFocus(): void {
  /** From the focused element outwards; the page's, and that of a dialog or menu above it. */
  let page: readonly Place[] = [];
  let latest: readonly Place[] = [];
  let waiting: ReturnType<typeof setTimeout> | undefined;

  function note(event: FocusEvent): void {
    if (!(event.target instanceof HTMLElement) || event.target === document.body) return;
    latest = placesOf(event.target);
    if (latest.some(({ element }) => element.id === 'app')) page = latest;
  }
  function look(): void {
    if (!isLost() || waiting !== undefined) return;
    // Not at once: who removed it may be about to say where the focus goes.
    waiting = setTimeout(() => {
      waiting = undefined;
      if (isLost() && !canFocus(latest[0]?.element) && !restore(latest) && !restore(page)) focusMain();
    }, 0);
  }
  const observer = new MutationObserver(look);

  onMounted(() => {
    document.addEventListener('focusin', note);
    document.addEventListener('focusout', look);
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['disabled', 'hidden'],
    });
  });
  onBeforeUnmount(() => {
    document.removeEventListener('focusin', note);
    document.removeEventListener('focusout', look);
    observer.disconnect();
    clearTimeout(waiting);
  });
}

function isLost(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || activeElement.matches(':disabled');
}

function placesOf(focused: HTMLElement): Place[] {
  const places: Place[] = [];
  for (let element: HTMLElement | null = focused; element; element = element.parentElement) {
    if (element === document.body) break;
    places.push({ element, next: element.nextElementSibling, previous: element.previousElementSibling });
  }
  return places;
}

/** Gives the focus to what stood nearest. @returns whether something took it */
function restore(places: readonly Place[]): boolean {
  const focused = places[0]?.element;
  if (focused === undefined) return false;
  for (const { element, next, previous } of places) {
    if (element.tagName === 'MAIN' && element.isConnected) return false;
    if (element !== focused && element.isConnected) {
      if (focusablesIn(element).some(takesFocus)) return true;
      continue;
    }
    // A list's next row, at the control of the same place as the one that went.
    const at = focusablesIn(element).indexOf(focused);
    for (const beside of [next, previous]) {
      if (!(beside instanceof HTMLElement) || !beside.isConnected) continue;
      const choices = focusablesIn(beside);
      if ([choices[Math.max(0, at)], ...choices].some((choice) => choice && takesFocus(choice))) return true;
    }
  }
  return false;
}

function focusMain(): void {
  document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
}

function canFocus(element: HTMLElement | undefined): boolean {
  return element?.isConnected === true && !element.matches(':disabled, [hidden], [hidden] *');
}
