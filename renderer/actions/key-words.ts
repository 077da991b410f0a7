import { keyCaps, spokenKeys } from '../ui/keys.ts';

/** Finds lines of keys by words: what they do, their part of the window, or the key as it is written or said. */
export function keyFinder(typed: string): (line: KeyLine) => boolean {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return (line) => {
    const text = wordsOf(line);
    return words.every((word) => text.includes(word));
  };
}

interface KeyLine {
  readonly title: string;
  readonly part: string;
  readonly keys: string;
}

function wordsOf({ title, part, keys }: KeyLine): string {
  const said =
    keys === '' ? 'none' : `${keyCaps(keys).join('+')} ${spokenKeys(keys)} ${keyCaps(keys).join('')}`;
  return `${title} ${part} ${said}`.toLowerCase();
}
