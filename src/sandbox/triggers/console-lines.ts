import { MOST_LINES } from './limits.ts';

/** Collects what a trigger prints, and counts what it prints beyond the limit. */
export function createConsoleLines(): { print(line: string): void; lines(): string[] } {
  const kept: string[] = [];
  let dropped = 0;
  return {
    print: (line) => {
      if (kept.length < MOST_LINES) kept.push(line);
      else dropped += 1;
    },
    lines: () => (dropped === 0 ? kept : [...kept, `(${String(dropped)} more lines are not kept)`]),
  };
}
