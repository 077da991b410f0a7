/** The name that was probably meant; undefined when none is near. Letters' case doesn't count. */
export function nearestName(
  wanted: string,
  names: readonly string[],
  limit = Math.min(3, Math.floor(wanted.length / 3)),
): string | undefined {
  const ranked = names
    .filter((name) => Math.abs(name.length - wanted.length) <= limit)
    .map((name) => ({ name, far: slips(wanted.toLowerCase(), name.toLowerCase()) }))
    .filter(({ far }) => far <= limit)
    .toSorted((one, other) => one.far - other.far);
  return ranked[0]?.name;
}

/** How many letters were left out, put in, changed or swapped with the next one. */
function slips(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = (last[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      const swapped =
        one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
          ? (beforeLast[j - 2] ?? Infinity) + 1
          : Infinity;
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, changed, swapped));
    }
    beforeLast = last;
    last = row;
  }
  return last.at(-1) ?? 0;
}
