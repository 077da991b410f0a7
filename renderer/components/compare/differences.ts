/** Moves the focus between the rows of a comparison. Rows carry `data-row`, those that differ `data-differs`. */
export function focusRow(within: HTMLElement | undefined, by: 1 | -1, differing: boolean): void {
  const rows = [...(within?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const before = at === -1 ? (by === 1 ? -1 : rows.length) : at;
  const wanted = (row: HTMLElement): boolean => !differing || row.dataset['differs'] !== undefined;
  const next =
    by === 1
      ? rows.find((row, index) => index > before && wanted(row))
      : rows.findLast((row, index) => index < before && wanted(row));
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

/** Arrows, Home and End among the rows, as in any table of the window. */
export function rowKeys(event: KeyboardEvent, within: HTMLElement | undefined): void {
  const rows = [...(within?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  const ends: Readonly<Record<string, HTMLElement | undefined>> = { Home: rows[0], End: rows.at(-1) };
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp')
    focusRow(within, event.key === 'ArrowDown' ? 1 : -1, false);
  else if (event.key in ends) ends[event.key]?.focus();
  else return;
  event.preventDefault();
}
