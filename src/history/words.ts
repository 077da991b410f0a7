/** Longer ones are no words; a beginning of them finds them still. Characters. */
const LONGEST = 64;

/**
 * The words of a text as the history finds them: letters, digits, `_` and `-`, in lower case, without accents. Both homes
 * store these and nothing else, so that a search means the same in SQLite as in PostgreSQL.
 */
export function wordsIn(text: string): readonly string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return [...new Set((plain.match(/[\p{L}\p{N}_-]+/gu) ?? []).map((word) => word.slice(0, LONGEST)))];
}
