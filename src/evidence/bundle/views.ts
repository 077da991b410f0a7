import type { SecretForm } from './forms.ts';

/** A file with one way of escaping taken off, or as it is. */
export interface View {
  readonly bytes: Uint8Array;
  /** What was taken off last; undefined: nothing. */
  readonly form?: Extract<SecretForm, 'JSON' | 'URL' | 'HTML'>;
  /** Where a byte of this view stands in the file. */
  readonly origin: (at: number) => number;
}

/** JSON in JSON in JSON is usual: a body in an event, a credential in a body. */
const DEEPEST = 6;
/** A file that is escaped in more ways than this was made to keep us busy. */
const MOST = 96;

type Decode = (bytes: Uint8Array, at: number, put: (byte: number) => void) => number;

/**
 * The file as it is and with escapes taken off, again and again, so that a value is found however much of it is escaped
 * and how often. A view that changes nothing is left out.
 */
export function viewsOf(file: Uint8Array): readonly View[] {
  const views: View[] = [{ bytes: file, origin: (at) => at }];
  let level: readonly View[] = views.slice();
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const next: View[] = [];
    for (const view of level) {
      for (const decoder of DECODERS) {
        const { form } = decoder;
        // Markup is not escaped twice, nor are addresses; only JSON nests.
        if (depth > 1 && form !== 'JSON') continue;
        const bytes = decoded(view.bytes, decoder);
        if (bytes === undefined || views.length + next.length >= MOST) continue;
        const origin = (at: number) => view.origin(originIn(view.bytes, decoder, at));
        next.push({ bytes, form, origin });
      }
    }
    views.push(...next);
    level = next;
  }
  return views;
}

const BACKSLASH = 0x5c;
const PERCENT = 0x25;
const AMPERSAND = 0x26;
const HASH = 0x23;

interface Decoder {
  readonly form: NonNullable<View['form']>;
  readonly signs: readonly number[];
  readonly read: Decode;
}

const DECODERS: readonly Decoder[] = [
  { form: 'JSON', signs: [BACKSLASH], read: jsonEscape },
  { form: 'URL', signs: [PERCENT], read: percentEscape },
  // Apart: where only one of the two was escaped, what looks like the other is part of the value.
  { form: 'HTML', signs: [AMPERSAND], read: htmlEscape },
  { form: 'HTML', signs: [HASH], read: mermaidEscape },
];

function decoded(bytes: Uint8Array, { signs, read }: Decoder): Uint8Array | undefined {
  if (!signs.some((sign) => bytes.includes(sign))) return undefined;
  // No escape is shorter than what it stands for.
  const out = new Uint8Array(bytes.length);
  let length = 0;
  const put = (byte: number) => void (out[length++] = byte);
  for (let at = 0; at < bytes.length;) at += step(bytes, at, signs, read, put);
  return length === bytes.length ? undefined : out.subarray(0, length);
}

function originIn(bytes: Uint8Array, { signs, read }: Decoder, wanted: number): number {
  let length = 0;
  const put = () => void (length += 1);
  let at = 0;
  while (at < bytes.length) {
    const next = at + step(bytes, at, signs, read, put);
    if (length > wanted) return at;
    at = next;
  }
  return at;
}

/** Bytes that were read. */
function step(
  bytes: Uint8Array,
  at: number,
  signs: readonly number[],
  read: Decode,
  put: (byte: number) => void,
): number {
  const byte = bytes[at] ?? 0;
  const length = signs.includes(byte) ? read(bytes, at, put) : 0;
  if (length > 0) return length;
  put(byte);
  return 1;
}

const SHORT_ESCAPES = new Map(
  [...'"\\/bfnrt'].map((sign, at) => [sign.charCodeAt(0), '"\\/\b\f\n\r\t'.charCodeAt(at)]),
);

/** RFC 8259 section 7. */
function jsonEscape(bytes: Uint8Array, at: number, put: (byte: number) => void): number {
  const sign = bytes[at + 1] ?? 0;
  const short = SHORT_ESCAPES.get(sign);
  if (short !== undefined) {
    put(short);
    return 2;
  }
  const unit = sign === 0x75 ? hexAt(bytes, at + 2, 4) : undefined;
  if (unit === undefined) return 0;
  const low =
    unit >= 0xd800 && unit < 0xdc00 && bytes[at + 6] === BACKSLASH && bytes[at + 7] === 0x75
      ? hexAt(bytes, at + 8, 4)
      : undefined;
  if (low !== undefined && low >= 0xdc00 && low < 0xe000) {
    putUtf8(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00), put);
    return 12;
  }
  putUtf8(unit >= 0xd800 && unit < 0xe000 ? 0xfffd : unit, put);
  return 6;
}

/** RFC 3986 section 2.1. */
function percentEscape(bytes: Uint8Array, at: number, put: (byte: number) => void): number {
  const byte = hexAt(bytes, at + 1, 2);
  if (byte === undefined) return 0;
  put(byte);
  return 3;
}

const ENTITIES = ['amp;&', 'lt;<', 'gt;>', 'quot;"', "apos;'"];

/** `&amp;`, `&#39;`, `&#x27;`. */
function htmlEscape(bytes: Uint8Array, at: number, put: (byte: number) => void): number {
  const text = String.fromCharCode(...bytes.subarray(at, at + 12));
  const numbered = /^&#(?:x([\da-f]{1,6})|(\d{1,7}));/i.exec(text);
  if (numbered) return putPoint(numbered, put);
  for (const entity of ENTITIES) {
    const name = `&${entity.slice(0, -1)}`;
    if (!text.startsWith(name)) continue;
    put(entity.charCodeAt(entity.length - 1));
    return name.length;
  }
  return 0;
}

/** `#39;`, as Mermaid writes it; behind an ampersand it is HTML's. */
function mermaidEscape(bytes: Uint8Array, at: number, put: (byte: number) => void): number {
  if (bytes[at - 1] === AMPERSAND) return 0;
  const text = String.fromCharCode(...bytes.subarray(at, at + 12));
  const numbered = /^#(?:x([\da-f]{1,6})|(\d{1,7}));/i.exec(text);
  return numbered ? putPoint(numbered, put) : 0;
}

/** @returns how long the escape is */
function putPoint([whole, hex, decimal]: RegExpExecArray, put: (byte: number) => void): number {
  const point = hex === undefined ? Number(decimal) : parseInt(hex, 16);
  putUtf8(point > 0x10ffff || (point >= 0xd800 && point < 0xe000) ? 0xfffd : point, put);
  return whole.length;
}

function hexAt(bytes: Uint8Array, at: number, count: number): number | undefined {
  let value = 0;
  for (let index = at; index < at + count; index += 1) {
    const digit = parseInt(String.fromCharCode(bytes[index] ?? 0), 16);
    if (Number.isNaN(digit)) return undefined;
    value = value * 16 + digit;
  }
  return value;
}

function putUtf8(point: number, put: (byte: number) => void): void {
  if (point < 0x80) put(point);
  else if (point < 0x800) {
    put(0xc0 | (point >> 6));
    put(0x80 | (point & 0x3f));
  } else if (point < 0x10000) {
    put(0xe0 | (point >> 12));
    put(0x80 | ((point >> 6) & 0x3f));
    put(0x80 | (point & 0x3f));
  } else {
    put(0xf0 | (point >> 18));
    put(0x80 | ((point >> 12) & 0x3f));
    put(0x80 | ((point >> 6) & 0x3f));
    put(0x80 | (point & 0x3f));
  }
}
