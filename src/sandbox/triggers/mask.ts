import type { JsonValue } from '../../json.ts';

const MASK = '•••';
/** A shorter secret would take half the text with it, and could be guessed from what is left. */
const SHORTEST = 4;

/** Text and JSON for the log, with the secrets of the run put out of sight wherever a trigger repeats them. */
export function masker(secrets: readonly string[]): <T extends JsonValue>(value: T) => T {
  const hidden = secrets.filter((secret) => secret.length >= SHORTEST);
  const maskText = (text: string) => hidden.reduce((masked, secret) => masked.replaceAll(secret, MASK), text);
  const mask = (value: JsonValue): JsonValue => {
    if (typeof value === 'string') return maskText(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(mask);
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mask(member)]));
  };
  return <T extends JsonValue>(value: T) => mask(value) as T;
}
