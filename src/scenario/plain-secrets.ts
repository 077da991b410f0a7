import { isSecretHeader } from '../chain/redact.ts';
import { isUnit, secretMembers } from '../chain/secret-members.ts';
import { challengeNamed } from '../challenges/index.ts';
import { flowNamed } from '../flows/flows.ts';
import { isSecretField, type Field } from '../form/form.ts';
import { operationForm } from '../form/operation-forms.ts';
import type { Row } from './matrix.ts';
import { namesIn, withoutNames } from './placeholders.ts';
import type { Scenario, ScenarioStep } from './schema.ts';
import type { Path, Slip } from './slip.ts';
import { textsBelow } from './texts.ts';

/** What a secret may be written as. The keychain's entries are those of scenarios alone. */
export const REFERENCE = /^(env:[A-Za-z_]\w*|keychain:\S.*)$/;

const FIX = 'Put it under secrets as env:NAME or keychain:NAME, and write ${NAME} here';
const WRONG = '{ wrong: … } says that it is wrong on purpose';
/** Names of members that hold a secret which lasts; codes, sessions and proofs are worth nothing soon after. */
const LASTS = /pass(word|phrase|wd)|secret|seed|private_?key|api_?key|^(refresh_?|access_?|id_?)?token$/i;
/** Sound like secrets and are none. */
const NONE =
  /^(SECRET_HASH|SecretHash|SECRET_BLOCK|PASSWORD_CLAIM_\w+|PasswordVerifier|SecretCode|PasswordPolicy|PasswordHistorySize|GenerateSecret)$/;
/** A thing of this computer's vault, or that none is to be used. */
const THING = /^thing:[\w-]+$/;

/**
 * Secrets that are written out where a reference belongs, with the places of variables and of the matrix that bring them
 * there. What is wrong on purpose, and says so, is none.
 * @param csvRows of a CSV file of the matrix: its places are csv[ROW].COLUMN, rows from 0
 */
export function plainSecrets(scenario: Scenario, csvRows: readonly Row[] = []): Slip[] {
  const told = new Set<string>();
  const slip = (path: Path, detail: string): Slip[] => {
    const key = JSON.stringify(path);
    if (told.has(key)) return [];
    told.add(key);
    return [{ path, code: 'SCENARIO_SECRET', detail }];
  };

  /** @param into what it fills, for people */
  const written = (
    text: string,
    path: Path,
    into: string,
    fix = `${FIX}.`,
    within: string[] = [],
  ): Slip[] => {
    const names = namesIn(text);
    if (names.length > 0 && !saysItself(text))
      return names
        .filter((name) => !within.includes(name))
        .flatMap((name) => behind(name, into, [...within, name]));
    return text === '' || THING.test(text)
      ? []
      : slip(path, `A plain secret stands here, for ${into}. ${fix}`);
  };
  const behind = (name: string, into: string, within: string[]): Slip[] => {
    const { matrix = {}, variables = {} } = scenario;
    const fix = `Write \${NAME} of a secret in its place.`;
    const cells = [
      ...textsBelow(matrix.axes?.[name], ['matrix', 'axes', name]),
      ...(matrix.rows ?? []).flatMap((row, index) => textsBelow(row[name], ['matrix', 'rows', index, name])),
      ...csvRows.flatMap((row, index) => textsBelow(row[name], ['csv', index, name])),
    ];
    const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
    const texts =
      typeof variable === 'string' ? [...cells, { path: ['variables', name], text: variable }] : cells;
    return texts.flatMap(({ path, text }) => written(text, path, into, fix, within));
  };

  /** Secrets at any depth, but for those that say they are wrong on purpose. */
  const inside = (value: unknown, path: Path, fields: readonly Field[]): Slip[] =>
    textsBelow(value, path)
      .filter(({ path: at }) => at.at(-1) !== 'wrong')
      .map((text) => ({ ...text, name: nameAt(text.path) }))
      .filter(({ name, path: at, text }) => isSecretName(name, fields) && !isUnit(above(at), text))
      .flatMap(({ path: at, text, name }) => written(text, at, name, `${FIX}; ${WRONG}.`));
  const typed = (step: ScenarioStep, path: Path): Slip[] => {
    if (!('with' in step) || step.with === undefined) return [];
    const fields = fieldsOf(step);
    if ('operate' in step) return inside(step.with, [...path, 'with'], fields);
    return Object.entries(step.with).flatMap(([key, value]) =>
      typeof value === 'string' && isSecretName(key, fields)
        ? written(value, [...path, 'with', key], key, `${FIX}; ${WRONG}.`)
        : [],
    );
  };
  const bent = (step: ScenarioStep, path: Path): Slip[] => {
    if (!('flow' in step || 'answer' in step)) return [];
    const maps = (['responses', 'members'] as const).flatMap((name) =>
      inside(step[name], [...path, name], []),
    );
    const headers = Object.entries(step.headers ?? {})
      .filter(([name]) => isSecretHeader(name))
      .flatMap(([name, value]) => written(value ?? '', [...path, 'headers', name], name));
    return [...maps, ...headers];
  };
  /** Of the sandbox: passwords and seeds of people who are made up can be made anew for each run. */
  const seeded = (value: unknown, path: Path): Slip[] =>
    textsBelow(value, path)
      .map((text) => ({ ...text, name: nameAt(text.path) }))
      .filter(
        ({ name, path: at, text }) =>
          isSecretName(name, []) && name !== 'PrivateKey' && !isUnit(above(at), text),
      )
      .flatMap(({ path: at, text, name }) =>
        written(
          text,
          at,
          name,
          'Name a variable here, as ${NAME}, and let it be made: { generate: password }.',
        ),
      );

  return [
    ...Object.entries(scenario.secrets ?? {}).flatMap(([name, reference]) =>
      reference === null || reference === '' || REFERENCE.test(reference)
        ? []
        : slip(
            ['secrets', name],
            `A plain secret stands here. Write where it is kept, env:NAME or keychain:NAME, or leave it empty and give --secret ${name}=….`,
          ),
    ),
    ...clientSecret(scenario, written),
    ...Object.entries(scenario.codes ?? {}).flatMap(([name, source]) =>
      codeSecrets(source, ['codes', name], written),
    ),
    ...urlSecrets(scenario, csvRows, written),
    ...seeded(scenario.seed, ['seed']),
    ...scenario.steps.flatMap((step, index) => {
      const path = ['steps', index];
      if (!('sandbox' in step)) return [...typed(step, path), ...bent(step, path)];
      const { user, client, admin } = step.sandbox;
      return seeded({ user, client, admin }, [...path, 'sandbox']);
    }),
  ];
}

type Written = (text: string, path: Path, into: string) => Slip[];

function clientSecret({ target }: Scenario, written: Written): Slip[] {
  if (typeof target !== 'object' || !('clientSecret' in target)) return [];
  const { clientSecret: secret = '' } = target;
  return REFERENCE.test(secret) ? [] : written(secret, ['target', 'clientSecret'], 'the client secret');
}

function codeSecrets(source: NonNullable<Scenario['codes']>[string], path: Path, written: Written): Slip[] {
  if ('totp' in source) return written(source.totp, [...path, 'totp'], 'the seed');
  if ('imap' in source) return written(source.imap.password, [...path, 'imap', 'password'], 'the mailbox');
  if (!('http' in source)) return [];
  const [, credentials = ''] = /^[a-z]+:\/\/([^/@\s]+)@/i.exec(source.http) ?? [];
  // A name alone stands for a key; before a password it is a name.
  const password = credentials.includes(':') ? credentials.slice(credentials.indexOf(':') + 1) : credentials;
  return [
    ...written(password, [...path, 'http'], 'the URL'),
    ...Object.entries(source.headers ?? {})
      .filter(([name]) => isSecretHeader(name))
      .flatMap(([name, value]) => written(value, [...path, 'headers', name], name)),
  ];
}

/** Parameters of URLs by the same names as members, wherever a URL stands; scripts are no URLs. */
function urlSecrets(scenario: Scenario, csvRows: readonly Row[], written: Written): Slip[] {
  return [...textsBelow(scenario, []), ...textsBelow(csvRows, ['csv'])]
    .filter(
      ({ path, text }) => path.at(-1) !== 'wrong' && /^(\$\{[\w.-]+\}|[a-z][\w+.-]*:\/\/)\S*$/i.test(text),
    )
    .flatMap(({ path, text }) =>
      [...text.matchAll(/[?&]([^=&#]+)=([^&#]*)/g)]
        .filter(([, name = '']) => isSecretName(name, []))
        .flatMap(([, name = '', value = '']) => written(value, path, `${name} of the URL`)),
    );
}

/** The member that a text's own stands below. */
function above(path: Path): string | undefined {
  const name = path.at(-2);
  return name === undefined ? undefined : String(name);
}

/** The nearest member that a text belongs to. */
function nameAt(path: Path): string {
  return String(path.findLast((key) => typeof key === 'string'));
}

/**
 * Whether a text with names in it says more than they: what is fixed around a reference is a part of the secret. A scheme
 * before a token, what cookies call their values, and a seed's own URI are none.
 */
function saysItself(text: string): boolean {
  const rest = text
    .replace(/^(Basic|Bearer|Digest|Token)\s+(?=\$\{)/i, '')
    .replaceAll(/(^|;\s*)[\w.-]+=(?=\$\{)/g, '$1')
    .replace(/^otpauth:\/\/[^\s?]*\?\S*\bsecret=(\$\{[\w.-]+\})(&\S*)?$/i, '$1');
  return /[\p{L}\p{N}]/u.test(withoutNames(rest));
}

/** The fields of what a step answers, as far as they are known without the question. */
export function fieldsOf(step: ScenarioStep): readonly Field[] {
  if ('flow' in step) return flowNamed(step.flow)?.fields ?? [];
  if ('operate' in step) return operationForm(step.operate).fields;
  if (!('answer' in step)) return [];
  return challengeNamed(step.answer).fields({ name: step.answer, parameters: {}, available: [] });
}

/** Whether what goes in there is a secret that lasts. A code is none: it may be written out. */
export function isSecretName(key: string, fields: readonly Field[]): boolean {
  const field = fields.find((known) => known.key === key);
  if (field !== undefined) return isSecretField(field) && field.kind !== 'code';
  if (NONE.test(key)) return false;
  return LASTS.test(key) || (Object.hasOwn(secretMembers, key) && key === 'Token');
}
