/** As long as the menu itself waits for the next letter of a search. Milliseconds. */
const PAUSE = 1_000;

/**
 * Listens to the keys of a menu before its lines do. While somebody types the beginning of a line, a space is a letter of
 * it and picks nothing (WAI-ARIA Authoring Practices, menu: type-ahead). The menu's own search knows no space, so this one
 * goes on by itself after the first.
 * @param now epoch milliseconds
 */
export function spaceInSearch(now: () => number = Date.now): (event: KeyboardEvent) => void {
  let search = '';
  let last = 0;

  return (event) => {
    const { key, target, currentTarget } = event;
    if (key.length !== 1 || event.ctrlKey || event.altKey || event.metaKey) {
      // Whoever goes elsewhere, or picks, has found what was searched for.
      if (key !== 'Shift') search = '';
      return;
    }
    if (now() - last > PAUSE) search = '';
    if (key === ' ' && search === '') return;
    search += key.toLowerCase();
    last = now();
    if (!search.includes(' ') || !(currentTarget instanceof Element) || !(target instanceof Element)) return;
    event.preventDefault();
    event.stopPropagation();
    const lines = [...currentTarget.querySelectorAll<HTMLElement>('[role^="menuitem"]:not([data-disabled])')];
    lines.find((line) => textOf(line).startsWith(search))?.focus();
  };
}

function textOf(line: Element): string {
  return (line.querySelector('.label')?.textContent ?? line.textContent ?? '').trim().toLowerCase();
}
