import { isAdmins } from '../../chain/sign-in-operations.ts';
import { challengeNamed } from '../../challenges/index.ts';
import { resolveEndpoint } from '../../cognito/endpoints.ts';
import { isSigned as needsSignature } from '../../cognito/service/service.ts';
import { coreFault } from '../../form/form.ts';
import type { ScenarioSource } from '../case.ts';
import { BESIDE } from '../known-names.ts';
import type { LoadScenario, LoadTarget } from '../load/ports.ts';
import { type CodeSource, isGiven, type Scenario, type ScenarioStep } from '../schema.ts';
import { namesIn } from '../placeholders.ts';
import { operationOf } from '../step-title.ts';

export interface K6Wish {
  readonly source: ScenarioSource;
  /** Of its matrix; an empty one without a matrix. */
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** The core, bundled for k6 as one module. */
  readonly runtime: string;
}

/**
 * A scenario as a k6 script in one file: its data, then the console’s core. No secret is in it.
 * @throws CoreFault SCENARIO_EXPORT for what k6 can’t do
 */
export function k6Script({ source, rows, runtime }: K6Wish): string {
  const { file, scenario } = source;
  refuse(source, rows);
  const data: LoadScenario = {
    name: scenario.name,
    file,
    target: targetOf(scenario),
    variables: scenario.variables ?? {},
    secrets: scenario.secrets ?? {},
    codes: scenario.codes ?? {},
    steps: scenario.steps,
    ...(scenario.timeout === undefined ? {} : { timeout: scenario.timeout }),
    rows,
  };
  const json = JSON.stringify(data, null, 2).replaceAll(/[\u2028\u2029]/g, (sign) =>
    sign === '\u2028' ? '\\u2028' : '\\u2029',
  );
  return `${heading(data)}const COUNTERSIGN_SCENARIO = ${json};\n\n${runtime}`;
}

function heading({ file, target, secrets, rows }: LoadScenario): string {
  const variables = Object.entries(secrets).map(
    ([name, reference]) => /^env:(.+)$/.exec(reference ?? '')?.[1] ?? name,
  );
  const ofClient = target.clientSecret;
  const isKept = /^(env|keychain):/.test(ofClient ?? '');
  const client = isKept ? (/^env:(.+)$/.exec(ofClient ?? '')?.[1] ?? 'CLIENT_SECRET') : undefined;
  const given = [
    ...(target.url === '' ? ['ENDPOINT', 'CLIENT_ID', 'USER_POOL_ID'] : []),
    ...(client === undefined ? [] : [client]),
    ...variables,
  ];
  const flags = [...new Set(given)].map((name) => ` -e ${name}=…`).join('');
  return [
    `Made by countersign export from ${oneLine(file)}, for k6 1.0 or later.`,
    `k6 run --vus 10 --duration 1m${oneLine(flags)} this-file.js`,
    'ENDPOINT, CLIENT_ID and USER_POOL_ID send it elsewhere, CLIENT_SECRET is for a client that has one. A variable of a',
    'field’s name (PASSWORD, TOTP_SECRET …) fills that field where the scenario types nothing; seeds are Base32.',
    rows.length > 1
      ? `${String(rows.length)} rows, one an iteration in turn. As many virtual users as rows never meet in one account.`
      : 'One account for all virtual users: a TOTP code is taken once, so with a second factor give it a matrix of users.',
  ]
    .map((line) => `// ${line}\n`)
    .join('');
}

/** Nothing out of a file may end a comment. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ');
}

function targetOf({ target }: Scenario): LoadTarget {
  if (typeof target !== 'object' || !('clientId' in target)) return { url: '', clientId: '', userPoolId: '' };
  const { region = '', endpoint = '', userPoolId = '', clientId, clientSecret } = target;
  if ([region, endpoint, userPoolId, clientId].some((text) => namesIn(text).length > 0))
    throw coreFault(
      'SCENARIO_EXPORT',
      'target has ${…} in it. Write it out, or give it to k6: -e ENDPOINT=…',
    );
  const { url } = resolveEndpoint({ region, endpoint, userPoolId, fips: false, environment: {} });
  return { url, clientId, userPoolId, ...(clientSecret === undefined ? {} : { clientSecret }) };
}

function refuse({ scenario, lines }: ScenarioSource, rows: K6Wish['rows']): void {
  const { seed, codes = {}, variables = {}, steps } = scenario;
  const no = (what: string) => {
    throw coreFault('SCENARIO_EXPORT', `${what} A script for k6 can’t do that.`);
  };
  if (seed !== undefined) no('It brings a seed for the sandbox.');
  if (rows.some((row) => Object.hasOwn(row, 'target'))) no('Its matrix goes to several targets.');
  for (const [name, variable] of Object.entries(variables))
    if (typeof variable === 'object' && variable.generate === 'totpSeed')
      no(`${name} is a seed for the sandbox.`);
  for (const [name, source] of Object.entries(codes)) {
    const kind = kindOfCode(source);
    if (kind !== 'totp') no(`code.${name} comes by ${kind}.`);
  }
  for (const [index, step] of steps.entries()) {
    const why = whyNot(step, namedBy(step, scenario, rows));
    if (why !== undefined) no(`Step ${String(index + 1)}, line ${String(lines[index] ?? 1)}, ${why}.`);
  }
}

/** A script for load holds nobody's AWS credentials. */
function goesAsAdmin(step: ScenarioStep): boolean {
  return 'flow' in step ? isAdmins(operationOf(step)) : 'answer' in step && step.admin === true;
}

function kindOfCode(source: CodeSource): string {
  return ['totp', 'http', 'inbox', 'imap', 'command', 'ask'].find((kind) => kind in source) ?? 'none';
}

/** The challenges that a step answers: one of its own, or one for each row. */
function namedBy(step: ScenarioStep, { variables = {} }: Scenario, rows: K6Wish['rows']): readonly string[] {
  if (!('answer' in step)) return [];
  const named = (row: Readonly<Record<string, unknown>>) =>
    namesIn(step.answer).reduce((text, name) => {
      const value = row[name];
      return typeof value === 'string' ? text.replaceAll(`\${${name}}`, value) : text;
    }, step.answer);
  return (rows.length === 0 ? [{}] : rows).map((row) => named({ ...variables, ...row }));
}

function whyNot(step: ScenarioStep, answers: readonly string[]): string | undefined {
  if ('sandbox' in step) return 'changes the sandbox';
  if (goesAsAdmin(step)) return 'goes as administrator, signed with AWS credentials';
  if (answers.some((name) => challengeNamed(name).userNeeds === 'passkey')) return 'signs with a passkey';
  if ('operate' in step && /WebAuthnRegistration$/.test(step.operate)) return 'makes a passkey';
  if ('operate' in step && needsSignature(step.operate))
    return `calls ${step.operate}, which is signed with AWS credentials`;
  if ('operate' in step && !BESIDE.includes(step.operate))
    return `calls ${step.operate}, which is filled in from more than a sign-in has`;
  const own = 'operate' in step ? ['Session', 'Token'].find((name) => name in (step.with ?? {})) : undefined;
  if ('operate' in step && own !== undefined)
    return `gives ${step.operate} its ${own}, so that it is no call beside the sign-in`;
  if ('operate' in step && Object.values(step.with ?? {}).some((value) => !isGiven(value)))
    return `gives ${step.operate} members that are no texts`;
  return 'expect' in step && step.expect?.check !== undefined ? 'has a check in JavaScript' : undefined;
}
