import { nearestName } from '@core/nearest.ts';
import type { SecretFlags } from './flags.ts';
import type { Loaded } from './load.ts';

/**
 * What `--secret` gives and nothing takes, and what it was to give and could not, a sentence each. A name counts where a
 * file has it among its secrets, or where a step has a field of that name. Nothing is said where a file can't be read: it
 * may be the one.
 */
export function secretWarnings(
  { values, unset }: SecretFlags,
  { cases, broken }: Pick<Loaded, 'cases' | 'broken'>,
): readonly string[] {
  if (cases.length === 0 || broken.length > 0) return [];
  const secrets = new Set(cases.flatMap((each) => each.secrets));
  const fields = new Set(cases.flatMap((each) => each.fields));
  const taken = new Set([...secrets, ...fields, CLIENT_SECRET]);
  const idle = [...Object.keys(values), ...unset].filter((name) => !taken.has(name));
  return [
    ...idle.map((name) => {
      // What files name is likelier to be meant than a field is.
      const meant = nearestName(name, [...secrets]) ?? nearestName(name, [...fields]);
      return `--secret ${name}: no scenario names it, so it is not used.${meant === undefined ? '' : ` Did you mean ${meant}?`}`;
    }),
    ...unset
      .filter((name) => taken.has(name))
      .map((name) => `--secret ${name}: the environment variable ${name} is not set, so nothing is given.`),
  ];
}

/** What a target's client secret is asked for as. */
const CLIENT_SECRET = 'clientSecret';
