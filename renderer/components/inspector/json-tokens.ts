/** A piece of JSON text with what it is, for colouring. The pieces joined are the text, broken JSON included. */
export interface JsonToken {
  readonly text: string;
  readonly kind: 'key' | 'string' | 'number' | 'literal' | 'punctuation' | 'secret' | 'other';
}

const PIECE =
  /("(?:[^"\\\n]|\\.)*"?)(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b|([{}[\],:])/g;

/**
 * Cuts JSON text into coloured pieces. Tolerant: what it can't read is `other`.
 * @param masks texts that stand for secrets
 */
export function jsonTokens(text: string, masks: ReadonlySet<string> = new Set()): JsonToken[] {
  const tokens: JsonToken[] = [];
  let at = 0;
  for (const match of text.matchAll(PIECE)) {
    if (match.index > at) tokens.push({ text: text.slice(at, match.index), kind: 'other' });
    const [whole, string, colon, number, literal] = match;
    if (string !== undefined && colon !== undefined) {
      tokens.push({ text: string, kind: 'key' }, { text: colon, kind: 'punctuation' });
    } else if (string !== undefined) {
      tokens.push({ text: string, kind: masks.has(string.slice(1, -1)) ? 'secret' : 'string' });
    } else {
      const kind = number !== undefined ? 'number' : literal !== undefined ? 'literal' : 'punctuation';
      tokens.push({ text: whole, kind });
    }
    at = match.index + whole.length;
  }
  if (at < text.length) tokens.push({ text: text.slice(at), kind: 'other' });
  return tokens;
}
