import { challengeNamed, challenges } from '@core/challenges/index.ts';
import { catalogue } from '@core/errors/catalogue.ts';
import { COVERED_OPERATIONS } from '@core/errors/operations.ts';
import { flowNamed, flows } from '@core/flows/flows.ts';
import type { Field } from '@core/form/form.ts';
import { operationForm } from '@core/form/operation-forms.ts';
import type { Scenario, ScenarioStep } from '@core/scenario/schema.ts';
import { computed } from 'vue';
import { takesText } from '../call/find-operations.ts';
import { knownOperations } from '../../stores/known-operations.ts';
import type { ComboChoice } from '../../ui/UiCombo.vue';
import type { KnownName } from './schema-keys.ts';

/** What AWS names, and the console with it: for completion and for the form's lists. */
export const flowNames: readonly KnownName[] = flows.map(({ name, title }) => ({ name, says: title }));
export const challengeNames: readonly KnownName[] = challenges
  .filter(({ answerable }) => answerable)
  .map(({ name, title }) => ({ name, says: title }));
export const errorNames: readonly KnownName[] = catalogue
  .filter(({ code }) => /Exception$/.test(code))
  .map(({ code, meaning }) => ({ name: code, says: meaning }));
/** What begins or goes on with a sign-in is a flow or an answer. */
const SIGN_IN = /^(Admin)?(InitiateAuth|RespondToAuthChallenge)$|^GetTokensFromRefreshToken$/;
/** Those without credentials until the host has told all. */
export const operationNames = computed((): readonly KnownName[] => {
  const known = knownOperations.value.map((known) => ({ name: known.name, says: takesText(known) }));
  const all = known.length > 0 ? known : COVERED_OPERATIONS.map((name) => ({ name, says: '' }));
  return all
    .filter(({ name }) => !SIGN_IN.test(name))
    .map(({ name, says }) => ({ name, says: operationForm(name).about || says }));
});

/** The fields that a step can be given, by its kind and what it names. */
export function fieldsOf(kind: string, name: string): readonly Field[] {
  if (kind === 'flow') return flowNamed(name)?.fields ?? [];
  if (kind === 'operate') return operationForm(name).fields;
  if (kind !== 'answer') return [];
  const spec = challengeNamed(name);
  return spec.fields({ name, ...spec.example.asked });
}

/** What `${NAME}` can stand for in a scenario. */
export function valueNames(scenario: Scenario | undefined): KnownName[] {
  if (scenario === undefined) return [];
  const of = (names: Iterable<string>, says: string): KnownName[] =>
    [...names].map((name) => ({ name, says }));
  const { axes = {}, rows = [] } = scenario.matrix ?? {};
  return [
    ...of(Object.keys(scenario.variables ?? {}), 'variable'),
    ...of(Object.keys(scenario.secrets ?? {}), 'secret'),
    ...of(
      Object.keys(scenario.codes ?? {}).map((name) => `code.${name}`),
      'code',
    ),
    ...of(
      new Set([...Object.keys(axes), ...rows.flatMap((row) => Object.keys(row))]),
      'column of the matrix',
    ),
    ...of(new Set(scenario.steps.flatMap(captures)), 'captured by a step'),
  ];
}

/** Names as a list to choose from. @param written how one stands in the text */
export function choicesOf(
  names: readonly KnownName[],
  written: (name: string) => string = (name) => name,
): ComboChoice[] {
  return names.map(({ name, says }) => ({
    value: written(name),
    ...(says === undefined ? {} : { label: says }),
  }));
}

/** Everything that may stand in a text as `${NAME}`. */
export function valueChoices(scenario: Scenario): ComboChoice[] {
  return choicesOf(valueNames(scenario), (name) => `\${${name}}`);
}

function captures(step: ScenarioStep): string[] {
  return 'capture' in step ? Object.keys(step.capture ?? {}) : [];
}
