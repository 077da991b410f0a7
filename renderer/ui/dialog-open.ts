/** Whether a dialog lies over the page: keys that act on the page then wait. */
export function dialogIsOpen(): boolean {
  return document.querySelector('[role="dialog"]') !== null;
}
