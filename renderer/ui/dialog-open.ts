/** The dialog on top of the page; undefined while none lies over it. A later one lies over those before it. */
export function topDialog(): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>('[role="dialog"]')].at(-1);
}

/** Whether a dialog lies over the page: keys that act on the page then wait. */
export function dialogIsOpen(): boolean {
  return topDialog() !== undefined;
}
