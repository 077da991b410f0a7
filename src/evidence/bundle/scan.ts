import { coreFault } from '../../form/form.ts';
import { finderOf, type Pattern } from './finder.ts';
import { type SecretForm, spelled } from './forms.ts';
import { isPacked, unpack } from './pack.ts';
import { placeIn } from './place.ts';
import { viewsOf, type View } from './views.ts';

/** A value that may be in no file which leaves the console redacted. */
export interface KnownSecret {
  readonly value: string;
  /** For people: `password`, `Session`, `client secret`. */
  readonly kind: string;
  /** The member it travels in; without one, a value of fewer than six characters is not looked for. */
  readonly member?: string;
}

/** A secret that stands in a file. Says where and what, and never the value. */
export interface Leak {
  /** `chains/0/events/3/request/body/text`, or `line 12, column 5`. */
  readonly place: string;
  readonly form: SecretForm;
  readonly kind: string;
}

/** Shorter ones stand everywhere by chance: they count only beside the name of their member. */
const SHORTEST_ANYWHERE = 6;
/** Bytes of what is hashed; every form of six characters has as many. */
const WINDOW = 6;
/** The most a redacted file may unpack to while it is searched. */
const LARGEST = 1_073_741_824;

/** Values that stand in the file of their own accord, and would stand there without the secret. */
export interface Spared {
  has(value: string): boolean;
}
const NOTHING: Spared = new Set<string>();

/**
 * The first secret found in the bytes of a file, in plain, Base64, URL, JSON, HTML, hex or UTF-16 form, escaped up to
 * four times over; undefined where there is none.
 */
export function scanForSecrets(
  file: Uint8Array,
  secrets: readonly KnownSecret[],
  spared: Spared = NOTHING,
): Leak | undefined {
  const patterns: Pattern<{ readonly secret: KnownSecret; readonly form: SecretForm }>[] = [];
  const seen = new Set<string>();
  for (const secret of secrets) {
    if (secret.value.length < SHORTEST_ANYWHERE || seen.has(secret.value)) continue;
    seen.add(secret.value);
    for (const { form, bytes } of spelled(secret.value))
      patterns.push({ units: bytes, means: { secret, form } });
  }
  const find = finderOf(patterns, WINDOW);
  const short = shortOnes(secrets);
  for (const view of viewsOf(file)) {
    let leak: Leak | undefined;
    find(view.bytes, ({ start, end, means: { secret, form } }) => {
      if (form === 'plain' && spared.has(secret.value)) return false;
      if (form === 'plain' && isPartOfNumber(view.bytes, start, end, secret.value)) return false;
      leak = leakAt(file, view, start, form, secret.kind);
      return true;
    });
    leak ??= short(file, view);
    if (leak !== undefined) return leak;
  }
  return undefined;
}

/**
 * The same for a file as it is written: its bytes, and what they unpack to.
 * @param most bytes it may unpack to
 * @throws CoreFault EXPORT_UNSEARCHED where it unpacks to more, or not at all: nobody looked into it
 */
export async function scanFile(
  file: Uint8Array,
  secrets: readonly KnownSecret[],
  spared: Spared = NOTHING,
  most = LARGEST,
): Promise<Leak | undefined> {
  const outside = scanForSecrets(file, secrets, spared);
  if (outside !== undefined || !isPacked(file)) return outside;
  const inside = await unpack(file, most);
  if (inside.ok) return scanForSecrets(inside.bytes, secrets, spared);
  throw coreFault(
    'EXPORT_UNSEARCHED',
    inside.why === 'large'
      ? `Nothing was written: the file unpacks to more than ${String(Math.floor(most / 1e6))} MB, more than is searched for secrets. Export fewer chains at once.`
      : 'Nothing was written: the file could not be unpacked, so nobody could look into it.',
  );
}

function leakAt(file: Uint8Array, view: View, at: number, form: SecretForm, kind: string): Leak {
  return { place: placeIn(file, view.origin(at)), form: form === 'plain' ? (view.form ?? form) : form, kind };
}

/** Looks for short values beside their member: `"ANSWER":"42"`, `ANSWER=42`, `| ANSWER | 42 |`. */
function shortOnes(secrets: readonly KnownSecret[]): (file: Uint8Array, view: View) => Leak | undefined {
  const looks = secrets
    .filter(({ value, member }) => value !== '' && value.length < SHORTEST_ANYWHERE && member !== undefined)
    .map(({ value, member, kind }) => {
      const utf8 = String.fromCharCode(...new TextEncoder().encode(value));
      const source = `(?<!\\w)${literal(member ?? '')}[^\\w\\r\\n]{1,8}${literal(utf8)}(?!\\w)`;
      return { kind, source };
    });
  if (looks.length === 0) return () => undefined;
  return (file, view) => {
    let text = '';
    for (let at = 0; at < view.bytes.length; at += 8_192)
      text += String.fromCharCode(...view.bytes.subarray(at, at + 8_192));
    for (const { kind, source } of looks) {
      const found = new RegExp(source).exec(text);
      if (found) return leakAt(file, view, found.index, 'plain', kind);
    }
    return undefined;
  };
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

const DIGITS = /^\d{6,12}$/;
/** A key, a hash or an SRP value holds any six digits sooner or later. */
const LONG_RUN = 32;

/** Whether digits only stand there as part of a longer number or of a long run of letters and digits. */
function isPartOfNumber(bytes: Uint8Array, start: number, end: number, value: string): boolean {
  if (!DIGITS.test(value)) return false;
  if (isDigit(bytes[start - 1]) || isDigit(bytes[end])) return true;
  let from = start;
  let to = end;
  while (from > 0 && start - from < LONG_RUN && isWordy(bytes[from - 1])) from -= 1;
  while (to < bytes.length && to - end < LONG_RUN && isWordy(bytes[to])) to += 1;
  return to - from >= LONG_RUN;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function isWordy(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const lower = byte | 0x20;
  return (
    isDigit(byte) ||
    (lower >= 0x61 && lower <= 0x7a) ||
    byte === 0x2b ||
    byte === 0x2f ||
    byte === 0x2d ||
    byte === 0x5f
  );
}
