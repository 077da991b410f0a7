import { asText, isJsonObject, type JsonValue } from '../json.ts';

/** What is asked of a value: any of these, all of which have to hold. */
interface Asked {
  readonly matches?: string | undefined;
  readonly contains?: string | undefined;
  readonly not?: unknown;
  readonly exists?: boolean | undefined;
}

const KEYS: ReadonlySet<string> = new Set(['matches', 'contains', 'not', 'exists']);
/** A regular expression may take very long over a long text. Characters. */
const LONGEST_MATCHED = 20_000;

/** Whether a value is what was wished: equal as JSON, or as the members matches, contains, not and exists say. */
export function fits(wish: unknown, got: JsonValue | undefined): boolean {
  const asked = askedIn(wish);
  if (asked === undefined) return got !== undefined && isEqual(got, wish as JsonValue);
  if (asked.exists !== undefined && asked.exists !== (got !== undefined)) return false;
  if (asked.not !== undefined && got !== undefined && isEqual(got, asked.not as JsonValue)) return false;
  if (asked.contains !== undefined && (got === undefined || !contains(got, asked.contains))) return false;
  if (asked.matches !== undefined && (got === undefined || !isMatch(asked.matches, asText(got))))
    return false;
  return true;
}

/** What was wished, for people. */
export function wishWords(wish: unknown): string {
  const asked = askedIn(wish);
  if (asked === undefined) return asText(wish as JsonValue);
  const words = [
    asked.exists === undefined ? undefined : asked.exists ? 'something' : 'nothing',
    asked.not === undefined ? undefined : `anything but ${asText(asked.not as JsonValue)}`,
    asked.contains === undefined ? undefined : `with ${asked.contains} in it`,
    asked.matches === undefined ? undefined : `matching /${asked.matches}/`,
  ];
  return words.filter((word) => word !== undefined).join(', ');
}

/** An object of these members alone asks; any other is a value to be equal to. */
function askedIn(wish: unknown): Asked | undefined {
  if (typeof wish !== 'object' || wish === null || Array.isArray(wish)) return undefined;
  const keys = Object.keys(wish);
  return keys.length > 0 && keys.every((key) => KEYS.has(key)) ? (wish as Asked) : undefined;
}

function contains(got: JsonValue, part: string): boolean {
  if (Array.isArray(got)) return got.some((each) => asText(each) === part);
  return asText(got).includes(part);
}

/** False, too, for a text that is no regular expression: reading the file tells of that. */
function isMatch(source: string, text: string): boolean {
  try {
    return new RegExp(source, 'u').test(text.slice(0, LONGEST_MATCHED));
  } catch {
    return false;
  }
}

/** Equal as JSON: the order of members means nothing, that of lists does. */
export function isEqual(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b)) return false;
    return a.length === b.length && a.every((each, index) => isEqual(each, b[index] ?? null));
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key] ?? null, b[key] ?? null))
  );
}
