/** @param {readonly number[]} values @param {number} part 0.5 is the median */
export function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)];
}

/** @param {readonly number[]} values */
export function median(values) {
  return quantile(values, 0.5);
}

/** @param {number} value @param {number} [digits] */
export function ms(value, digits = 0) {
  return `${value.toFixed(digits)} ms`;
}

/** @param {string} goal @param {boolean} met */
export function verdict(goal, met) {
  return `goal: ${goal}: ${met ? 'met' : 'MISSED'}`;
}

/**
 * Lines of a table, its first row being the heads.
 * @param {readonly (readonly string[])[]} rows
 */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])))
      .join('   ')
      .trimEnd(),
  );
}

/**
 * Does `work` with each number below `count`, some at once.
 * @param {number} count
 * @param {number} atOnce
 * @param {(index: number) => Promise<unknown>} work
 * @returns {Promise<number>} how many a second
 */
export async function rate(count, atOnce, work) {
  let next = 0;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) await work(next++);
    }),
  );
  return (count * 1_000) / (performance.now() - begun);
}
