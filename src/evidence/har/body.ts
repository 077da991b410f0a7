import type { HeaderList, Hole } from '../../chain/event.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { takenOut } from '../taken-out.ts';

/** Unpacks what `encoding` (gzip, deflate, br) packed; undefined where it is not that, or too much. */
export type Unpack = (bytes: Uint8Array, encoding: string) => Uint8Array | undefined;

export type BodyReading =
  | { readonly kind: 'body'; readonly text?: string; readonly holes: readonly Hole[] }
  | { readonly kind: 'broken'; readonly why: string };

/** Characters. Cognito takes and sends far less. */
const LONGEST_BODY = 1_000_000;
/** Levels. The deepest of Cognito's has six. */
const DEEPEST_BODY = 64;
/** Of one body: more is nobody's redaction. */
const MOST_HOLES = 40;

/** Text of a request (`postData`) or an answer (`content`), out of whatever it is wrapped in. */
export function readBody(
  holder: JsonObject,
  headers: HeaderList,
  what: 'request' | 'answer',
  unpack: Unpack,
): BodyReading {
  const raw = Object.hasOwn(holder, 'text') ? holder['text'] : undefined;
  if (typeof raw !== 'string') return NONE;
  const packing = headers.find(([name]) => name.toLowerCase() === 'content-encoding')?.[1] ?? '';
  const text = unwrapped(raw, textIn(holder, 'encoding'), packing.trim().toLowerCase(), unpack);
  if (text.length > LONGEST_BODY)
    return { kind: 'broken', why: `Its ${what} is longer than ${String(LONGEST_BODY)} characters.` };
  if (isDeeper(text, DEEPEST_BODY))
    return { kind: 'broken', why: `Its ${what} is nested more than ${String(DEEPEST_BODY)} levels deep.` };
  // An answer may be empty. A request of this protocol never is: it was not recorded, or taken out.
  if (takenOut(text) && !isObject(text) && (what === 'request' || text !== '')) return NONE;
  return { kind: 'body', text, holes: holesIn(text, what) };
}

const NONE = { kind: 'body', holes: [] } as const;

/** A short body with one mask in it looks like one, and says more than that. */
function isObject(text: string): boolean {
  try {
    return isJsonObject(JSON.parse(text) as JsonValue);
  } catch {
    return false;
  }
}

/** Base64 is read where it is said, and where it is not and the text is no JSON but turns out to be some. */
function unwrapped(raw: string, encoding: string | undefined, packing: string, unpack: Unpack): string {
  const said = encoding?.toLowerCase() === 'base64';
  const looks =
    !said && raw.length >= 4 && raw.length <= 4 * LONGEST_BODY && /^[A-Za-z0-9+/\r\n]+={0,2}\s*$/.test(raw);
  if (!said && !looks) return raw;
  const bytes = fromBase64(raw);
  if (bytes === undefined) return raw;
  const gzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const plain = gzip
    ? unpack(bytes, 'gzip')
    : packing !== '' && bytes[0] !== 0x7b
      ? unpack(bytes, packing)
      : bytes;
  const text = new TextDecoder().decode(plain ?? bytes);
  return said || text.trimStart().startsWith('{') ? text : raw;
}

function fromBase64(text: string): Uint8Array | undefined {
  try {
    const binary = atob(text.replaceAll(/\s/g, '').replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
    return bytes;
  } catch {
    return undefined;
  }
}

/** Whether brackets outside of texts stand more than `levels` deep. */
function isDeeper(text: string, levels: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (inString) {
      if (sign === '\\') at += 1;
      else if (sign === '"') inString = false;
    } else if (sign === '"') inString = true;
    else if (sign === '{' || sign === '[') {
      depth += 1;
      if (depth > levels) return true;
    } else if (sign === '}' || sign === ']') depth -= 1;
  }
  return false;
}

/** One hole for every member whose value was taken out. */
function holesIn(text: string, what: string): Hole[] {
  const names: string[] = [];
  const look = (value: JsonValue, name: string): void => {
    if (names.length >= MOST_HOLES) return;
    if (typeof value === 'string') {
      if (value !== '' && takenOut(value)) names.push(name);
    } else if (Array.isArray(value)) for (const item of value) look(item, name);
    else if (isJsonObject(value)) for (const [inner, item] of Object.entries(value)) look(item, inner);
  };
  try {
    look(JSON.parse(text) as JsonValue, what);
  } catch {
    return [];
  }
  return [...new Set(names)].map((name) => ({
    kind: 'value',
    detail: `${name.slice(0, 100)} was taken out of the ${what}.`,
  }));
}

function textIn(object: JsonObject, name: string): string | undefined {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}
