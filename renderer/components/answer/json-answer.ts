import type { Answer } from '@core/contract.ts';
import type { Field } from '@core/form/form.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '@core/json.ts';

/**
 * The raw JSON beside the form. What is edited is the body a preview showed; what comes out are the changes an answer
 * carries. A value left as it was shown stays what it was, so a mask stands for the real value behind it.
 */
export interface Basis {
  /** The body as it was shown, secrets masked. */
  readonly body: JsonObject;
  /** The answer that body was composed from. */
  readonly answer: Pick<Answer, 'responses' | 'members'>;
}

export interface Edited {
  /** Fields whose value was typed in the JSON. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly responses: Answer['responses'];
  readonly members: Answer['members'];
}

/** The members that hold an answer's texts. */
const MAPS = ['ChallengeResponses', 'AuthParameters'] as const;

export function jsonText(body: JsonObject): string {
  return JSON.stringify(body, null, 2);
}

/**
 * The changes that turn the shown body into the edited one. A key that a field fills goes back to that field; every
 * other change becomes an override; what was taken out is left out.
 */
export function answerFromBody(edited: JsonObject, basis: Basis, fields: readonly Field[]): Edited {
  const inputs: Record<string, string> = {};
  const map = MAPS.find((name) => name in basis.body || name in edited);
  const responses = { ...basis.answer.responses };
  const members = { ...basis.answer.members };

  for (const key of keysOf(edited, basis.body)) {
    if (key === map && !Object.hasOwn(members, key) && isJsonObject(own(edited, key))) continue;
    const typed = own(edited, key);
    if (same(typed, own(basis.body, key))) continue;
    // Where there is no map a member may be a field's.
    if (
      map === undefined &&
      typeof typed === 'string' &&
      typed !== '' &&
      fields.some((one) => one.key === key)
    ) {
      set(inputs, key, typed);
      delete members[key];
      continue;
    }
    set(
      members,
      key,
      restored(own(edited, key), own(basis.body, key), own(basis.answer.members, key)) ?? null,
    );
  }

  const after = map !== undefined && !Object.hasOwn(members, map) ? edited[map] : undefined;
  if (map === undefined || !isJsonObject(after)) return { inputs, responses, members };

  const shown = basis.body[map];
  const before = isJsonObject(shown) ? shown : {};
  for (const key of keysOf(after, before)) {
    const value = own(after, key);
    // Only what was changed travels: a mask that still stands there stands for the real value.
    if (same(value, own(before, key))) continue;
    const field = fields.find((candidate) => candidate.key === key);
    if (typeof value === 'string' && value !== '' && field) {
      set(inputs, key, value);
      delete responses[key];
    } else set(responses, key, value ?? null);
  }
  return { inputs, responses, members };
}

/** Values left as shown are what they were: a mask inside a changed member must not travel as text. */
function restored(
  edited: JsonValue | undefined,
  shown: JsonValue | undefined,
  real: JsonValue | undefined,
): JsonValue | undefined {
  if (real === undefined || real === null) return edited;
  if (same(edited, shown)) return real;
  if (!isJsonObject(edited) || !isJsonObject(shown) || !isJsonObject(real)) return edited;
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(edited))
    set(result, key, restored(value, own(shown, key), own(real, key)) ?? null);
  return result;
}

function keysOf(a: JsonObject, b: JsonObject): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}

function own<T>(object: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** A tester may well call a key `__proto__`. */
function set<T>(object: Record<string, T>, key: string, value: T): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

function same(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((value, index) => same(value, b[index]));
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]))
  );
}
