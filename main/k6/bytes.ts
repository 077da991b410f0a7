import encoding from 'k6/encoding';

// k6 runs on an engine without Node's Buffer and without the web's TextEncoder. The core uses a few of their functions:
// these, over k6's own modules, and no more.

/** UTF-8 of a text; a lone surrogate becomes U+FFFD, as with TextEncoder. */
export function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      );
  }
  return bytes;
}

/** The text of valid UTF-8. */
export function textOf(bytes: Uint8Array): string {
  const escaped = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  return decodeURIComponent(escaped);
}

/** Whole bytes in a buffer of their own: k6 takes no views. */
export function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return bytes.slice().buffer as ArrayBuffer;
}

type Encoding = 'hex' | 'base64' | 'utf8';

/** Bytes as the core has them from Node’s Buffer: they write themselves as text. */
export class Bytes extends Uint8Array {
  override toString(format: Encoding = 'utf8'): string {
    if (format === 'hex') return [...this].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return format === 'base64' ? encoding.b64encode(bufferOf(this), 'std') : textOf(this);
  }
}

/** `Buffer.from`. */
export function bytesFrom(input: string | ArrayLike<number>, format: unknown = 'utf8'): Bytes {
  if (typeof input !== 'string') return filledWith(input);
  if (format === 'base64') return fromBase64(input);
  if (format === 'hex')
    return filledWith((input.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)));
  return filledWith(utf8(input));
}

/** `Buffer.concat`. */
export function joined(parts: readonly Uint8Array[]): Bytes {
  const made = new Bytes(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    made.set(part, at);
    at += part.length;
  }
  return made;
}

function filledWith(values: ArrayLike<number>): Bytes {
  const made = new Bytes(values.length);
  made.set(values);
  return made;
}

/** Padded or not, of either alphabet, as Node reads it. */
function fromBase64(text: string): Bytes {
  const digits = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  return filledWith(new Uint8Array(encoding.b64decode(digits, 'rawstd')));
}
