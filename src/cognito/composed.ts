import type { SecretKind } from '../chain/event.ts';
import { pointerTo } from '../chain/json-text.ts';
import { valuesIn } from '../chain/redact.ts';
import { secretKind, zoneBelow, type AnswerMap } from '../chain/secret-members.ts';
import type { Answer } from '../contract.ts';
import type { Fault } from '../form/form.ts';
import { present } from '../present.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import { operationNamed } from './operations.ts';

/** One value the core put into a request. Real values: the host masks before anyone sees them. */
export interface ComputedEntry {
  /** RFC 6901 pointer into the body. */
  readonly pointer: string;
  readonly key: string;
  /** What the core computed, also when the person replaced or removed it. */
  readonly value: string;
  readonly secret: boolean;
  /** How to mask it, when secret. */
  readonly kind?: SecretKind;
  /** Where it comes from, one short line. */
  readonly from: string;
  readonly overridden: boolean;
  /** Kept since then, epoch milliseconds, while the person wants it frozen. */
  readonly frozenSince?: number;
}

/** A request ready to be encoded, and how it came about. */
export interface Composed {
  readonly operation: string;
  readonly body: JsonObject;
  readonly computed: readonly ComputedEntry[];
  /** What could not be computed. The request goes without it. */
  readonly faults: readonly Fault[];
  /** Answer key -> the one of them that kept it from being computed. */
  readonly reasons?: ReadonlyMap<string, Fault>;
  /** Keys and members that the person changed from what the core made. */
  readonly overridden: readonly string[];
  /** Pointers a complete request has; for `checkRequest`. */
  readonly expected: readonly string[];
}

/**
 * Why a request goes without something that it needs, where that could not be computed and nobody typed it or left it
 * out on purpose.
 */
export function lackingIn(
  { faults, reasons, expected, body }: Composed,
  { responses, members }: Pick<Answer, 'responses' | 'members'>,
): Fault | undefined {
  if (faults.length === 0) return undefined;
  const valueAt = valuesIn(JSON.stringify(body));
  const chosen = new Set([...Object.keys(responses), ...Object.keys(members)].map(pointerPart));
  const lacking = expected
    .filter((pointer) => valueAt(pointer) === undefined)
    .map(lastPart)
    .filter((part) => !chosen.has(part));
  // A fault of the whole answer names no key of its own, and costs all of them.
  const named = new Set(reasons?.values());
  const whole = faults.find((fault) => fault.field === undefined && !named.has(fault));
  const why = (part: string) =>
    [...(reasons ?? [])].find(([key]) => pointerPart(key) === part)?.[1] ??
    faults.find(({ field }) => field !== undefined && pointerPart(field) === part) ??
    whole;
  return lacking.map(why).find((fault) => fault !== undefined);
}

function pointerPart(key: string): string {
  return lastPart(pointerTo('', key));
}

function lastPart(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1);
}

/** A value on its way into a request: where it goes and, when nobody typed it, where it comes from. */
export interface Part {
  readonly key: string;
  readonly value: JsonValue;
  readonly from?: string | undefined;
}

/** What the core made of an answer, before the person's own changes. */
export interface Draft {
  readonly operation: string;
  readonly members: readonly Part[];
  /** Entries of the answer map; empty for operations without one. */
  readonly answers: readonly Part[];
  readonly faults: readonly Fault[];
  readonly reasons?: ReadonlyMap<string, Fault>;
  /** Answer keys that a complete request has beyond those in `answers`. */
  readonly expected: readonly string[];
}

/**
 * Puts a request together: the draft, then the person's changes to the answer's keys, then those to the members.
 * Members stand in the service model's order, as the AWS SDK writes them.
 */
export function finish(draft: Draft, answer: Pick<Answer, 'responses' | 'members'>): Composed {
  const map = operationNamed(draft.operation)?.answers;
  const overridden = new Set<string>();
  const answers = override(partsToObject(draft.answers), answer.responses, overridden);
  const members = partsToObject(draft.members);
  if (map && (Object.keys(answers).length > 0 || draft.answers.length > 0)) members[map] = answers;
  // Without an answer map the person's changes to keys are changes to members.
  if (!map) override(members, answer.responses, overridden);
  override(members, answer.members, overridden);
  const body = inModelOrder(draft.operation, members);
  const at = (key: string) => (map ? pointerTo(`/${map}`, key) : pointerTo('', key));
  const entries = [
    ...draft.members.map((part) => entryFor(part, pointerTo('', part.key), undefined, body)),
    ...draft.answers.map((part) => entryFor(part, at(part.key), map, body)),
  ];
  return {
    operation: draft.operation,
    body,
    computed: entries.filter((entry) => entry !== undefined),
    faults: draft.faults,
    ...present({ reasons: draft.reasons }),
    overridden: [...overridden],
    expected: [
      ...draft.members.map((part) => pointerTo('', part.key)),
      ...new Set([...draft.answers.map((part) => part.key), ...draft.expected].map(at)),
    ],
  };
}

/** Applies changes in place: a value replaces, null leaves out. Notes the keys where that made a difference. */
function override(
  target: JsonObject,
  changes: Readonly<Record<string, JsonValue>>,
  overridden: Set<string>,
): JsonObject {
  for (const [key, value] of Object.entries(changes)) {
    const before = Object.hasOwn(target, key) ? target[key] : undefined;
    if (value === null ? before === undefined : sameJson(before, value)) continue;
    overridden.add(key);
    if (value === null) delete target[key];
    else setOwn(target, key, value);
  }
  return target;
}

function entryFor(
  part: Part,
  pointer: string,
  map: AnswerMap | undefined,
  body: JsonObject,
): ComputedEntry | undefined {
  if (part.from === undefined) return undefined;
  const value = typeof part.value === 'string' ? part.value : JSON.stringify(part.value);
  const kind = secretKind(map ? zoneBelow('plain', map) : 'plain', part.key, value, true);
  const holder = map ? body[map] : body;
  const now = isJsonObject(holder) && Object.hasOwn(holder, part.key) ? holder[part.key] : undefined;
  const entry = { pointer, key: part.key, value, from: part.from, overridden: !sameJson(now, part.value) };
  return kind ? { ...entry, secret: true, kind } : { ...entry, secret: false };
}

function partsToObject(parts: readonly Part[]): JsonObject {
  const object: JsonObject = {};
  for (const part of parts) setOwn(object, part.key, part.value);
  return object;
}

/** `__proto__` is a key like any other here: a tester may send it. */
function setOwn(object: JsonObject, key: string, value: JsonValue): void {
  Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
}

function inModelOrder(operation: string, members: JsonObject): JsonObject {
  const order = (operationNamed(operation)?.members ?? []).map((member) => member.name);
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  const sorted = Object.entries(members).sort(([a], [b]) => rank(a) - rank(b));
  return partsToObject(sorted.map(([key, value]) => ({ key, value })));
}

function sameJson(a: JsonValue | undefined, b: JsonValue): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
