const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  PageDown: (at, last) => Math.min(last, at + 10),
  PageUp: (at) => Math.max(0, at - 10),
  Home: () => 0,
  End: (_at, last) => last,
};

/**
 * Where a key leads in a list of rows, and takes the key; undefined for keys that lead nowhere.
 * @param at the selected row, -1 for none
 */
export function rowAfterKey(event: KeyboardEvent, at: number, count: number): number | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || count === 0) return undefined;
  const step = STEPS[event.key];
  if (!step) return undefined;
  event.preventDefault();
  // From nowhere every key but End leads to the first row.
  return at < 0 && event.key !== 'End' ? 0 : step(at, count - 1);
}
