/** How many numbers a command takes, and which of them are places: x or y, by turns, from the first that counts. */
const TAKES: Readonly<
  Record<string, { readonly numbers: number; readonly at: readonly ('x' | 'y' | '')[] }>
> = {
  M: { numbers: 2, at: ['x', 'y'] },
  L: { numbers: 2, at: ['x', 'y'] },
  H: { numbers: 1, at: ['x'] },
  V: { numbers: 1, at: ['y'] },
  C: { numbers: 6, at: ['x', 'y', 'x', 'y', 'x', 'y'] },
  S: { numbers: 4, at: ['x', 'y', 'x', 'y'] },
  Q: { numbers: 4, at: ['x', 'y', 'x', 'y'] },
  T: { numbers: 2, at: ['x', 'y'] },
  A: { numbers: 7, at: ['', '', '', '', '', 'x', 'y'] },
};
const COMMAND = /([A-Za-z])([^A-Za-z]*)/g;
const NUMBER = /-?(?:\d+\.?\d*|\.\d+)/g;
/** The flags of an arc may stand without a space between. */
const ARC =
  /(-?[\d.]+)[\s,]*(-?[\d.]+)[\s,]*(-?[\d.]+)[\s,]*([01])[\s,]*([01])[\s,]*(-?(?:\d+\.?\d*|\.\d+))[\s,]*(-?(?:\d+\.?\d*|\.\d+))/g;

/**
 * An SVG path moved by so much: absolute places change, relative ones stay. It has to begin with an absolute `M`, as the
 * signs do. Source of the grammar: SVG 2, section 9.3.
 */
export function movedPath(path: string, dx: number, dy: number): string {
  return path.replaceAll(COMMAND, (whole, command: string, rest: string) => {
    const takes = TAKES[command];
    if (takes === undefined) return whole;
    const numbers =
      command === 'A'
        ? [...rest.matchAll(ARC)].flatMap(([, ...groups]) => groups)
        : (rest.match(NUMBER) ?? []);
    const moved = numbers.map((number, index) => {
      const axis = takes.at[index % takes.numbers];
      return axis === 'x'
        ? rounded(Number(number) + dx)
        : axis === 'y'
          ? rounded(Number(number) + dy)
          : number;
    });
    return `${command}${moved.join(' ')}`;
  });
}

/** Two decimals are far below a pixel. */
function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}
