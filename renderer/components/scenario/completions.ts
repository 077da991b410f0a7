import type { Scenario } from '@core/scenario/schema.ts';
import {
  challengeNames,
  errorNames,
  fieldsOf,
  flowNames,
  operationNames,
  valueNames,
} from './known-names.ts';
import { type Place, placeAt, stepAround } from './place-at.ts';
import { keysAt, type KnownName, valuesAt } from './schema-keys.ts';

export interface Completions {
  /** Where in the text they begin. */
  readonly from: number;
  readonly options: readonly (KnownName & { readonly insert: string })[];
}

/**
 * What may stand at the cursor of a scenario's text: keys of the file's form, AWS's names, fields of the step, and after
 * `${` whatever has a name in the file.
 * @param scenario as it was read last
 */
export function completionsAt(
  text: string,
  offset: number,
  scenario: Scenario | undefined,
): Completions | undefined {
  const named = /\$\{([\w.-]*)$/.exec(text.slice(0, offset));
  if (named !== null) {
    const from = offset - (named[1] ?? '').length;
    const close = text[offset] === '}' ? '' : '}';
    return { from, options: valueNames(scenario).map((each) => ({ ...each, insert: each.name + close })) };
  }
  const place = placeAt(text, offset);
  if (place.typed.startsWith('#')) return undefined;
  const step = stepAround(text, offset);
  const names = place.at === 'key' ? keyNames(place, step) : valuesOf(place, step, scenario);
  if (names.length === 0) return undefined;
  const colon = place.at === 'key' && text[offset] !== ':' ? ': ' : '';
  return {
    from: offset - place.typed.length,
    options: names
      .filter(({ name }) => place.at === 'value' || !place.taken.includes(name))
      .map((each) => ({ ...each, insert: each.name + colon })),
  };
}

type Step = ReturnType<typeof stepAround>;

function keyNames({ path }: Place, step: Step): readonly KnownName[] {
  if (path[0] !== 'steps') return keysAt(path);
  if (path.length === 3 && path[2] === 'with' && step !== undefined)
    return fieldsOf(step.kind, step.name).map(({ key, label }) => ({ name: key, says: label }));
  return keysAt(path, path.length > 1 ? step?.kind : undefined);
}

function valuesOf(
  { path, key = '' }: Place,
  step: Step,
  scenario: Scenario | undefined,
): readonly KnownName[] {
  const [first, , third] = path;
  if (first === 'steps' && path.length === 2) {
    if (key === 'flow') return flowNames;
    if (key === 'answer') return challengeNames;
    if (key === 'operate') return operationNames.value;
    if (key === 'to') return ids(scenario);
  }
  if (first === 'steps' && third === 'expect' && path.length === 3) {
    if (key === 'challenge') return challengeNames;
    if (key === 'error') return errorNames;
  }
  if (first === 'steps' && third === 'with')
    return valueNames(scenario).map(({ name, says }) => ({ name: `\${${name}}`, ...(says ? { says } : {}) }));
  if (first === undefined && key === 'target') return [{ name: 'sandbox', says: 'The console’s own.' }];
  if (first === 'secrets') return [{ name: 'env:' }, { name: 'keychain:' }];
  return valuesAt(path, key, step?.kind).map((name) => ({ name }));
}

function ids(scenario: Scenario | undefined): KnownName[] {
  return (scenario?.steps ?? []).flatMap((step) => ('id' in step && step.id ? [{ name: step.id }] : []));
}
