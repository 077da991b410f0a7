import type { Surroundings } from '../surroundings.ts';

/** Field key to text. */
export type Given = Readonly<Record<string, string>>;

/** Before a field's key in the environment: on a command line every other program could read a value. */
const PREFIX = 'COUNTERSIGN_GIVEN_';

/** The variable of a field: COUNTERSIGN_GIVEN_USERATTRIBUTES_EMAIL for `userAttributes.email`. */
export function variableOf(key: string): string {
  return `${PREFIX}${key.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`;
}

/**
 * What was given for these fields: by flags, else by the environment. AWS's own keys are in capitals, so that a variable
 * tells them also where nobody knew that they would be asked for.
 */
export function givenFor(keys: readonly string[], flags: Given, env: NodeJS.ProcessEnv): Given {
  const inCapitals = Object.entries(env).flatMap(([name, value]) =>
    name.startsWith(PREFIX) && value !== undefined ? [[name.slice(PREFIX.length), value] as const] : [],
  );
  const byKey = keys.flatMap((key) => {
    const value = env[variableOf(key)];
    return value === undefined ? [] : [[key, value] as const];
  });
  return { ...Object.fromEntries(inCapitals), ...Object.fromEntries(byKey), ...flags };
}

/** What someone types for a field; undefined where nobody can be asked, or nothing was typed. */
export async function askField(
  ask: Surroundings['ask'],
  { key, label, secret }: { readonly key: string; readonly label: string; readonly secret: boolean },
): Promise<string | undefined> {
  const typed = await ask(`${label} (${key}), empty to leave it: `, { secret });
  return typed === '' ? undefined : typed;
}
