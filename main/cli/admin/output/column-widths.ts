/**
 * Signs that a terminal shows two columns wide: Unicode's Wide and Fullwidth. The AWS CLI takes the ambiguous ones (é, …) for
 * wide, too, which leaves its lines crooked outside East Asia; ours stay straight.
 * Source: https://www.unicode.org/reports/tr11/
 */
const WIDE =
  /[\u1100-\u115f\u231a\u231b\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Signs that stand on or join others: combining marks, variation selectors, joiners, the parts that end a Korean syllable. */
const WITHIN = /[\p{Mn}\p{Me}\u200b-\u200d\u1160-\u11ff\ufeff]/u;

/** How many columns a text takes on a screen. */
export function cellWidth(text: string): number {
  let columns = 0;
  for (const sign of text) columns += WITHIN.test(sign) ? 0 : WIDE.test(sign) ? 2 : 1;
  return columns;
}

/** The widest text of each column. */
export function columnWidths(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
): readonly number[] {
  const widths: number[] = [];
  for (const row of [headers, ...rows])
    row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, cellWidth(cell))));
  return widths;
}
