import { wordsOf } from './topics.ts';

export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** A text cut at the words that were typed, so that they can be marked. Joined it is the text again. */
export function marked(text: string, typed: string): readonly Piece[] {
  const words = wordsOf(typed).map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (words.length === 0) return [{ text, hit: false }];
  const pattern = new RegExp(`(${words.sort((a, b) => b.length - a.length).join('|')})`, 'gi');
  return text
    .split(pattern)
    .map((piece, at) => ({ text: piece, hit: at % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}
