import { isUnit, secretMembers } from '../../chain/secret-members.ts';
import { challengeNamed } from '../../challenges/index.ts';
import { flowNamed } from '../../flows/flows.ts';
import { THING_REFERENCE, type Field, type Remembered } from '../../form/form.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import { isSecretName } from '../plain-secrets.ts';
import { namesIn } from '../placeholders.ts';
import type { GivenValue } from '../schema.ts';
import { secretLooks } from '../secret-looks.ts';
import type { Names } from './names.ts';
import type { RecordedStep, Surroundings } from './recorded.ts';

/** What the steps of one recording share. */
export interface Recording extends Surroundings {
  readonly names: Names;
  /** What a step of the scenario gave already, by what the host remembers it as. */
  readonly given: Map<Remembered, string>;
  note(text: string): void;
}

/** A password of nobody: what was typed may be the right one with a slip. */
const WRONG = 'Not-the-right-1';
/** Their values are made for one exchange and worth nothing in the next. */
const OF_ITS_EXCHANGE = new Set([
  'Session',
  'SESSION',
  'SECRET_HASH',
  'SecretHash',
  'SECRET_BLOCK',
  'CREDENTIAL',
  'Credential',
]);

/** What a step of the scenario is given, in place of what was typed. @param path from this step on */
export function typedAgain(
  path: readonly [RecordedStep, ...RecordedStep[]],
  recording: Recording,
): Record<string, GivenValue> {
  const [step] = path;
  const typed: Record<string, GivenValue> = {};
  const keys = new Set([...step.fields.map(({ key }) => key), ...Object.keys(step.inputs)]);
  for (const key of keys) {
    const field = step.fields.find((known) => known.key === key);
    const value = step.inputs[key];
    const again =
      value === undefined ? needed(path, field, recording) : given({ key, field, value, path, recording });
    if (again !== undefined) typed[key] = again;
  }
  return typed;
}

interface Typed {
  readonly key: string;
  readonly field: Field | undefined;
  readonly value: string;
  readonly path: readonly [RecordedStep, ...RecordedStep[]];
  readonly recording: Recording;
}

function given({ key, field, value, path, recording }: Typed): GivenValue | undefined {
  const { names, knows, note } = recording;
  const [step] = path;
  if (value.startsWith(THING_REFERENCE)) {
    note(`${key} came from the vault: a run takes what the console it runs in knows of the user.`);
    return value === `${THING_REFERENCE}none` ? value : undefined;
  }
  if (field?.kind === 'code') return code(step, field, recording);
  if (OF_ITS_EXCHANGE.has(key)) {
    note(`${key} was typed for one exchange: it is made anew.`);
    return undefined;
  }
  const what = field?.remember;
  // The newest sign-in before it brought one.
  if (what === 'REFRESH_TOKEN' && recording.given.has(what)) return undefined;
  const isSecret = isSecretName(key, field === undefined ? [] : [field]) || what === 'CUSTOM_ANSWER';
  if (field?.replaces !== undefined) return newPassword(step, field, recording);
  if (isSecret && isRefused(path, what, value, knows)) {
    note(`${step.name}: the wrong ${key} is not in the file, another wrong one is.`);
    return { wrong: WRONG };
  }
  if (what !== undefined) {
    if (knows(what) === value || recording.given.get(what) === value) return undefined;
    recording.given.set(what, value);
  }
  if (isSecret) return names.secret(key);
  return names.captured(value) ?? literal(value, key, names);
}

/** A text as it is, unless it can't stand in a file so. */
function literal(value: string, key: string, names: Names): string {
  return namesIn(value).length > 0 || secretLooks(value).length > 0 ? names.secret(key) : value;
}

/** What nobody typed and a run has to have: the host knew it. */
function needed(
  path: readonly [RecordedStep, ...RecordedStep[]],
  field: Field | undefined,
  recording: Recording,
): GivenValue | undefined {
  const [step] = path;
  if (field === undefined || step.kind === 'operate') return undefined;
  const { remember: what, required, computedFrom } = field;
  if (field.kind === 'code') return required ? code(step, field, recording) : undefined;
  const source = what ?? computedFrom;
  if (source === undefined || recording.knows(source) !== undefined || recording.given.has(source))
    return undefined;
  if (what === undefined || !(required || what === 'PASSKEY') || field.kind === 'choice') return undefined;
  // Without a password nothing can be proved; what was left out on purpose brought an error.
  if (step.outcome?.kind === 'error' && step.kind === 'flow') return undefined;
  if (isRefused(path, what, '', recording.knows)) {
    recording.note(`${step.name}: the ${field.key} was wrong; a made-up one is in the file.`);
    return { wrong: WRONG };
  }
  recording.given.set(what, '');
  return recording.names.secret(field.key);
}

function code(step: RecordedStep, field: Field, recording: Recording): string | undefined {
  const { outcome } = step;
  if (outcome?.kind === 'error' && outcome.code === 'CodeMismatchException')
    return '0'.repeat(field.digits ?? 6);
  if (field.totp === true) {
    if (recording.knows('TOTP_SECRET') !== undefined || recording.given.has('TOTP_SECRET')) return undefined;
    if (!step.fields.some(({ key }) => key === 'TOTP_SECRET')) return undefined;
    // The code is computed from it: it goes in beside this field.
    return undefined;
  }
  return recording.isSandbox && field.inbox === true ? undefined : recording.names.asked(step.name);
}

/** Chosen anew each time, so that the pool takes it; one that was refused is refused again. */
function newPassword(
  { outcome, name }: RecordedStep,
  { key }: Field,
  { names, note, given: known }: Recording,
): GivenValue {
  if (outcome?.kind === 'error') {
    note(`${name}: the refused ${key} is not in the file, a short one is.`);
    return { wrong: 'short' };
  }
  note(`${key} is made anew for each run: ${name} can be run once for each temporary password.`);
  const made = names.made(key);
  known.set('PASSWORD', made);
  return made;
}

/** Whether what was typed turned out to be wrong where it was proved. */
function isRefused(
  path: readonly RecordedStep[],
  what: Remembered | undefined,
  value: string,
  knows: Surroundings['knows'],
): boolean {
  if (what === undefined || knows(what) === value) return false;
  const proof = path.find(
    ({ kind, name, fields }) =>
      kind !== 'operate' &&
      (what === 'PASSWORD'
        ? factorOf(name) === 'password'
        : fields.some(({ remember }) => remember === what)),
  );
  const { outcome } = proof ?? {};
  if (outcome?.kind !== 'error' || Object.keys(proof?.responses ?? {}).length > 0) return false;
  return (
    outcome.code === 'NotAuthorizedException' && !/locked|exceeded|disabled|session/i.test(outcome.message)
  );
}

function factorOf(name: string): string | undefined {
  return (flowNamed(name) ?? challengeNamed(name)).counts?.factor;
}

/** Bends as a scenario has them: what is public as it was, what is secret by reference or wrong on purpose. */
export function bentAgain(
  step: RecordedStep,
  values: Readonly<Record<string, JsonValue>>,
  { names, note }: Recording,
): Record<string, unknown> {
  const bent: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(values)) {
    if (key === 'ClientMetadata' || key === 'ValidationData') {
      const kept = metadata(value, names);
      if (JSON.stringify(kept) !== '{}') bent[key] = kept;
      continue;
    }
    if (typeof value !== 'string') {
      bent[key] = nestedBend(step, value, key, names);
      continue;
    }
    if (/CODE$/.test(key) && step.fields.some(({ kind }) => kind === 'code')) {
      note(`${step.name}: ${key} was a code of that moment, beside the one of the form; it is left out.`);
      continue;
    }
    const before = names.captured(value);
    if (before !== undefined) bent[key] = before;
    else if (OF_ITS_EXCHANGE.has(key) || (Object.hasOwn(secretMembers, key) && step.computed.includes(key))) {
      // Right ones are computed; a wrong one is wrong whatever it says.
      if (step.outcome?.kind !== 'error') continue;
      note(`${step.name}: the ${key} that was typed is not in the file, a made-up one is.`);
      bent[key] = { wrong: 'A'.repeat(24) };
    } else if (isSecretName(key, [])) bent[key] = names.secret(key);
    else bent[key] = literal(value, key, names);
  }
  return bent;
}

/** A bend that is no text: secrets in it by reference; what was made for one exchange is wrong whatever it says where it was refused. */
function nestedBend(step: RecordedStep, value: JsonValue, key: string, names: Names): JsonValue {
  if (Array.isArray(value)) return value.map((item) => nestedBend(step, item, key, names));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, nestedBend(step, item, name, names)]),
    );
  if (typeof value !== 'string') return value;
  const before = names.captured(value);
  if (before !== undefined) return before;
  if (isSecretName(key, [])) return names.secret(key);
  const isMade = OF_ITS_EXCHANGE.has(key) || Object.hasOwn(secretMembers, key);
  if (!isMade) return literal(value, key, names);
  return step.outcome?.kind === 'error' ? { wrong: 'A'.repeat(24) } : names.secret(key);
}

/** Members of an operation that are no texts: texts in them as those of fields, secrets by reference. */
export function nestedAgain(members: JsonObject, { names }: Pick<Recording, 'names'>): JsonObject {
  const again = (value: JsonValue, key: string, above = ''): JsonValue => {
    if (typeof value === 'string')
      return isSecretName(key, []) && !isUnit(above, value)
        ? names.secret(key)
        : (names.captured(value) ?? literal(value, key, names));
    if (Array.isArray(value)) return value.map((item) => again(item, key, above));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, again(item, name, key)]));
  };
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      name,
      name === 'ClientMetadata' || name === 'ValidationData' ? metadata(value, names) : again(value, name),
    ]),
  );
}

/**
 * People put keys and captcha answers into it: its values are references, by what they are called. An empty one holds
 * nothing.
 */
function metadata(value: JsonValue, names: Names): JsonValue {
  const again = (each: JsonValue, key: string): JsonValue => {
    if (typeof each === 'string') return each === '' ? each : names.secret(key);
    if (Array.isArray(each)) return each.map((item) => again(item, key));
    if (typeof each !== 'object' || each === null) return each;
    const { Name: called, Value: said } = each;
    // ValidationData is a list of Name and Value, where ClientMetadata is a map.
    if (typeof called === 'string' && called !== '' && said !== undefined)
      return { ...each, Value: again(said, called) };
    return Object.fromEntries(Object.entries(each).map(([name, item]) => [name, again(item, name)]));
  };
  return typeof value === 'object' && value !== null ? again(value, 'metadata') : value;
}
