import type { Field } from '../form/form.ts';

/** Text by key: inputs of a form, `AuthParameters`, `ChallengeResponses`. */
export type Texts = Readonly<Record<string, string>>;

/** What was supplied for a key; an empty text counts as not supplied. */
export function supplied(inputs: Texts, key: string): string | undefined {
  const value = Object.hasOwn(inputs, key) ? inputs[key] : undefined;
  return value === '' ? undefined : value;
}

/** Those of the keys that were supplied, with their values. */
export function only(inputs: Texts, ...keys: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = supplied(inputs, key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

/** Inputs that no field names: the keys a person added to an answer that takes free keys. */
export function freeKeys(inputs: Texts, fields: readonly Field[]): Record<string, string> {
  const named = new Set(fields.map((field) => field.key));
  return only(inputs, ...Object.keys(inputs).filter((key) => key !== '' && !named.has(key)));
}
