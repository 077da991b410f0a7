/** Two sequences side by side: what stands beside each other, and what only one of them has. Order is kept. */
export type Aligned<T> =
  | { readonly left: T; readonly right: T }
  | { readonly left: T; readonly right?: never }
  | { readonly left?: never; readonly right: T };

export interface Alike<T> {
  /** How well two go together; 0: not at all. Highest for two with the same key. */
  score(left: T, right: T): number;
  /** What tells which of two is left out first where both ways are as good: so that swapping sides changes nothing. */
  key(item: T): string;
}

/**
 * Aligns two sequences so that what goes together best stands together (Needleman and Wunsch, without a cost for gaps).
 * Swapping the sides swaps the answer.
 */
export function align<T>(left: readonly T[], right: readonly T[], { score, key }: Alike<T>): Aligned<T>[] {
  const width = right.length + 1;
  /** The best that is left from (i, j) on. */
  const best = new Float64Array((left.length + 1) * width);
  const at = (i: number, j: number): number => best[i * width + j] ?? 0;
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      const fit = score(left[i] as T, right[j] as T);
      best[i * width + j] = Math.max(at(i + 1, j), at(i, j + 1), fit > 0 ? fit + at(i + 1, j + 1) : 0);
    }
  }

  const rows: Aligned<T>[] = [];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    const [a, b] = [left[i] as T, right[j] as T];
    const fit = score(a, b);
    if (fit > 0 && at(i, j) === fit + at(i + 1, j + 1)) {
      rows.push({ left: a, right: b });
      i += 1;
      j += 1;
      continue;
    }
    const [skipLeft, skipRight] = [at(i + 1, j), at(i, j + 1)];
    if (skipLeft > skipRight || (skipLeft === skipRight && key(a) <= key(b))) {
      rows.push({ left: a });
      i += 1;
    } else {
      rows.push({ right: b });
      j += 1;
    }
  }
  return [
    ...rows,
    ...left.slice(i).map((item) => ({ left: item })),
    ...right.slice(j).map((item) => ({ right: item })),
  ];
}
