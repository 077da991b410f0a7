const FOCUSABLE =
  'a[href], button, input, select, textarea, [contenteditable="true"], [tabindex]:not([tabindex="-1"])';

/** What Tab reaches within an element, itself included, in the order of the document. Also within one taken out. */
export function focusablesIn(element: HTMLElement): HTMLElement[] {
  const within = [...element.querySelectorAll<HTMLElement>(FOCUSABLE)];
  return (element.matches(FOCUSABLE) ? [element, ...within] : within).filter(isUsable);
}

/** Focuses the first that takes it. @returns whether one did */
export function focusFirstIn(element: HTMLElement): boolean {
  return focusablesIn(element).some(takesFocus);
}

export function takesFocus(element: HTMLElement): boolean {
  element.focus();
  return document.activeElement === element;
}

function isUsable(element: HTMLElement): boolean {
  return (
    element.tabIndex >= 0 &&
    !element.matches(':disabled, [hidden], [inert] *') &&
    (!element.isConnected || typeof element.checkVisibility !== 'function' || element.checkVisibility())
  );
}
