/** One mistake of a seed, as the sandbox tells it, with the line it is about. */
export interface SeedProblem {
  readonly text: string;
  /** Counted from 1. */
  readonly line?: number;
  readonly source?: string;
}

/** @param detail one mistake a line, `line 3: pools[0].Id must …` @param seed what was sent */
export function seedProblems(detail: string, seed: string): SeedProblem[] {
  const lines = seed.split('\n');
  return detail.split('\n').map((sentence) => {
    const [, number, text] = /^line (\d+): (.*)$/.exec(sentence) ?? [];
    if (number === undefined || text === undefined) return { text: sentence };
    const line = Number(number);
    return { text, line, source: (lines[line - 1] ?? '').trim() };
  });
}
