import { pointerTo } from '../chain/json-text.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';

/** One member that two bodies do not share. */
export interface BodyDifference {
  /** RFC 6901. */
  readonly pointer: string;
  readonly kind: 'changed' | 'added' | 'removed';
}

/**
 * Where `sent` differs from `computed`: members inside objects each by itself, everything else as a whole. What was
 * removed comes last. The order of members is no difference.
 */
export function differencesOf(computed: JsonObject, sent: JsonObject): BodyDifference[] {
  const differences: BodyDifference[] = [];
  compare(computed, sent, '', differences);
  const isGone = ({ kind }: BodyDifference) => kind === 'removed';
  return [...differences.filter((one) => !isGone(one)), ...differences.filter(isGone)];
}

function compare(computed: JsonObject, sent: JsonObject, at: string, found: BodyDifference[]): void {
  for (const [key, value] of Object.entries(sent)) {
    const pointer = pointerTo(at, key);
    const before = own(computed, key);
    if (before === undefined) found.push({ pointer, kind: 'added' });
    else if (isJsonObject(before) && isJsonObject(value)) compare(before, value, pointer, found);
    else if (!sameJson(before, value)) found.push({ pointer, kind: 'changed' });
  }
  for (const key of Object.keys(computed)) {
    if (own(sent, key) === undefined) found.push({ pointer: pointerTo(at, key), kind: 'removed' });
  }
}

/** Whether two values are the same JSON; the order of members does not count. */
function sameJson(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((value, at) => sameJson(value, b[at] ?? null));
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => {
      const other = own(b, key);
      return other !== undefined && sameJson(own(a, key) ?? null, other);
    })
  );
}

function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
