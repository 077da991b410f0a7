import type { Field, Remembered } from '../../form/form.ts';
import type { CaseState } from './run-case.ts';

/**
 * Secrets that were given under the name of a field and that nothing else fills: so a scenario that was written for the
 * sandbox, which knows its users' passwords and seeds, runs elsewhere with `--secret PASSWORD=…`.
 */
export function givenByName(
  {
    run,
    values,
  }: {
    readonly run: Pick<CaseState['run'], 'secrets'>;
    readonly values: Pick<CaseState['values'], 'hide'>;
  },
  fields: readonly Field[],
  remembered: { has(what: Remembered): boolean },
): Record<string, string> {
  const given: Record<string, string> = {};
  for (const { key, remember } of fields) {
    const value = Object.hasOwn(run.secrets, key) ? run.secrets[key] : undefined;
    if (value === undefined || (remember !== undefined && remembered.has(remember))) continue;
    values.hide(value);
    given[key] = value;
  }
  return given;
}
