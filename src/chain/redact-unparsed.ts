import { DOTS } from './mask.ts';
import { coverSpans, mergeSpans, secretSpans, type Span } from './scrub.ts';
import { secretKind } from './secret-members.ts';

/** A name and its text or number as JSON writes them, the text perhaps broken off. One pass, no backtracking. */
const PAIR = /"([\w.$:-]{1,128})"\s{0,64}:\s{0,64}(?:"([^"\\]*(?:\\[^][^"\\]*)*)|(-?\d[\d.eE+-]*))/g;

/** Long enough for a Session, a token or a hash; file names and class lists rarely have that many in one go. */
const BLOB = /[A-Za-z0-9+/_=-]{40,}/g;

/**
 * Masks a text that is not JSON (an error page, a body that broke off) by its looks: known values, values that stand
 * after a secret member's name, tokens, and long Base64. It may hide too much, never too little of what it knows.
 * @param forms spellings of known secret values, see `spellings`
 */
export function redactUnparsed(text: string, forms: readonly string[]): string {
  const spans: Span[] = [...secretSpans(text, forms)];
  for (const match of text.matchAll(PAIR)) {
    const value = match[2] ?? match[3] ?? '';
    const name = match[1] ?? '';
    const kind = secretKind('plain', name, value, false) ?? (isAnswerName(name) ? 'short' : undefined);
    const end = match.index + match[0].length;
    if (kind && value !== '') spans.push([end - value.length, end]);
  }
  for (const match of text.matchAll(BLOB)) {
    const blob = match[0];
    if (/\d/.test(blob) && /[A-Za-z]/.test(blob)) spans.push([match.index, match.index + blob.length]);
  }
  return coverSpans(text, mergeSpans(spans));
}

/** Keys of answer maps are written in capitals; without a tree there is no telling what stands around them. */
function isAnswerName(name: string): boolean {
  return /^[A-Z][A-Z_]+$/.test(name) && secretKind('answers', name, DOTS, false) !== undefined;
}
