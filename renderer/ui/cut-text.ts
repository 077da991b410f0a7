/** Whether a text does not fit its element and ends in an ellipsis. */
function isCut(element: HTMLElement): boolean {
  return (
    element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).textOverflow === 'ellipsis'
  );
}

/** The cut text at a place: the element itself or what it stands in, no further than its row or control. */
export function cutTextAt(element: HTMLElement): HTMLElement | undefined {
  let at: HTMLElement | null = element;
  for (let up = 0; at && up < 4; up += 1, at = at.parentElement) if (isCut(at)) return at;
  return undefined;
}

/** The first cut text within a control. A control that holds others (a tree, a table) is no text of its own. */
export function cutTextIn(element: HTMLElement): HTMLElement | undefined {
  if (!element.matches('a, button, label, [role="option"], [role="tab"]')) return undefined;
  return [element, ...element.querySelectorAll<HTMLElement>('*')].find(isCut);
}
