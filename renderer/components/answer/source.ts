import type { ComputedValue } from '@core/contract.ts';
import type { Draft } from './draft.ts';

/** Where a value of the request comes from: computed afresh, kept as it was, a person's own, or nowhere. */
export type Source = 'computed' | 'frozen' | 'typed' | 'none';

const IN_MAP = /^\/(?:ChallengeResponses|AuthParameters)\//;
const HEADER = 'header:';

/** What was put in place of a computed value; null: left out. */
export function overrideOf(draft: Draft, { pointer, key }: ComputedValue): string | null | undefined {
  const { responses, members, headers } = draft.typed.value;
  const changes = pointer.startsWith(HEADER) ? headers : IN_MAP.test(pointer) ? responses : members;
  const value = Object.hasOwn(changes, key) ? changes[key] : undefined;
  if (value === undefined || value === null || typeof value === 'string') return value;
  return JSON.stringify(value);
}

export function sourceOf(draft: Draft, value: ComputedValue): Source {
  const override = overrideOf(draft, value);
  if (override !== undefined) return override === null ? 'none' : 'typed';
  return Object.hasOwn(draft.typed.value.frozen, value.pointer) ? 'frozen' : 'computed';
}

/** `null` leaves the value out; undefined gives it back to what is computed. */
export function setOverride(
  draft: Draft,
  { pointer, key }: ComputedValue,
  text: string | null | undefined,
): void {
  if (pointer.startsWith(HEADER)) draft.setHeader(key, text);
  else if (IN_MAP.test(pointer)) draft.setResponse(key, text);
  else draft.setMember(key, text);
}

/** Switches a value over. What is typed begins with the computed value, unless that is secret. */
export function switchTo(draft: Draft, value: ComputedValue, source: Source): void {
  if (source === sourceOf(draft, value)) return;
  if (source === 'typed') setOverride(draft, value, value.secret ? '' : value.value);
  if (source === 'none') setOverride(draft, value, null);
  if (source === 'frozen') draft.freeze(value.pointer, value.key);
  if (source === 'computed') draft.compute(value.pointer, value.key);
}
