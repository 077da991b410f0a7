import { focusablesIn, focusFirstIn } from '../../ui/focusable.ts';

/** The parts of the window, in the order they are read: bars and panes that can hold the focus. */
const PARTS =
  'header.header, aside, main [aria-label="Steps of the chain"], main section, main, footer, .toasts';

/** Moves the focus to the next part of the window, or the one before, and round. */
export function focusPart(by: 1 | -1): void {
  const parts = partsOnScreen();
  const { activeElement } = document;
  // Parts lie in each other: the innermost one that holds the focus counts.
  const at = parts.findLastIndex((part) => part.contains(activeElement));
  for (let far = 1; far <= parts.length; far += 1) {
    const part = parts[(at + by * far + parts.length * 2) % parts.length];
    if (part && part !== parts[at] && focusFirstIn(part)) return;
  }
}

/** Without those that hold nothing of their own: their inner parts come anyway. */
function partsOnScreen(): HTMLElement[] {
  const all = [...document.querySelectorAll<HTMLElement>(PARTS)];
  return all.filter((part) => {
    const inner = all.filter((other) => other !== part && part.contains(other));
    const own = focusablesIn(part).filter((element) => !inner.some((other) => other.contains(element)));
    return own.length > 0;
  });
}
