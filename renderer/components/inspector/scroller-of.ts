/** The element that something scrolls in; undefined where that is the page. */
export function scrollerOf(element: HTMLElement | undefined): HTMLElement | undefined {
  for (let up = element?.parentElement; up; up = up.parentElement)
    if (/auto|scroll/.test(getComputedStyle(up).overflowY)) return up;
  return undefined;
}
