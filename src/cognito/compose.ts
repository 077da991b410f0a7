import { ADD_POOL_ID } from './add-pool-id.ts';
import type { Asked, ChallengeSpec, Computed } from '../challenges/spec.ts';
import type { Answer } from '../contract.ts';
import type { FlowSpec } from '../flows/spec.ts';
import type { Fault, Field, Tools } from '../form/form.ts';
import { type Composed, finish, type Part } from './composed.ts';
import { parseJsonText } from '../chain/json-text.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { answerOperation, isAdmins, isStart } from '../chain/sign-in-operations.ts';
import { startsWith } from '../flows/flows.ts';
import { attempt, runGuarded } from './guarded-tools.ts';
import { operationNamed } from './operations.ts';

/** The parts of a target that go into requests. */
export interface ComposeTarget {
  readonly clientId: string;
  readonly userPoolId?: string | undefined;
  readonly clientSecret?: string | undefined;
}

export interface ComposeInput {
  readonly target: ComposeTarget;
  readonly tools: Tools;
  readonly answer: Answer;
  /** What Cognito asked; absent at the start. */
  readonly asked?: Asked | undefined;
  /** The Session that came with what was asked. */
  readonly session?: string | undefined;
  /** The canonical name from an earlier step, else what was typed at the start. */
  readonly username?: string | undefined;
  /** The remembered device's key, when the person wants it sent. */
  readonly deviceKey?: string | undefined;
  /** Whether what was asked belongs to an administrator's sign-in: an answer that says nothing of it goes the same way. */
  readonly admin?: boolean | undefined;
}

/** The request that starts a chain with this flow. Never throws for inputs: what can't be computed is in `faults`. */
export function composeStart(flow: FlowSpec, input: ComposeInput): Composed {
  const faults: Fault[] = [];
  const { target } = input;
  const made = runGuarded(input.tools, faults, (tools) => flow.parameters(filled(input.answer), tools));
  const parts = toParts(made.values, flow.computed, filled(input.answer));
  const expected = [
    ...made.missing.keys(),
    ...requiredKeys(flow.fields, Object.keys(flow.example.parameters)),
  ];
  const client = clientPart(target);
  const operation = startsWith(flow, input.answer.admin);
  if (!isStart(operation)) {
    if (target.clientSecret !== undefined) {
      const from = 'the target’s client secret, in clear as this operation wants it';
      parts.push({ key: 'ClientSecret', value: target.clientSecret, from });
    }
    addDeviceKey(parts, 'DeviceKey', input.deviceKey);
    const draft = {
      operation,
      members: [...parts, client],
      answers: [],
      faults,
      expected,
      reasons: made.missing,
    };
    return finish(draft, input.answer);
  }
  // A refresh names no user, yet its hash is made over one: the canonical name (protocol reference 5.8).
  const named = made.values['USERNAME'] ?? filled(input.answer)['USERNAME'] ?? input.username;
  const username = sentUsername(input.answer, named);
  addSecretHash(parts, faults, input, username);
  addDeviceKey(parts, 'DEVICE_KEY', input.deviceKey);
  const members: Part[] = [
    ...poolParts(operation, target, faults),
    { key: 'AuthFlow', value: flow.name },
    client,
  ];
  if (input.session !== undefined) members.push(sessionPart(input.session));
  const draft = { operation, members, answers: parts, faults, expected, reasons: made.missing };
  return finish(draft, input.answer);
}

/** The request that answers a challenge. Never throws for inputs: what can't be computed is in `faults`. */
export function composeAnswer(spec: ChallengeSpec, input: ComposeInput): Composed {
  const faults: Fault[] = [];
  const asked = input.asked ?? { name: spec.name, parameters: {}, available: [] };
  const inputs = filled(input.answer);
  const made = runGuarded(input.tools, faults, (tools) => spec.respond({ asked, inputs }, tools));
  const user = usernameFor(asked, input.username);
  const answers: Part[] = [];
  if (user && made.values['USERNAME'] === undefined) answers.push({ key: 'USERNAME', ...user });
  answers.push(...toParts(made.values, spec.computed, inputs));
  const username = sentUsername(input.answer, made.values['USERNAME'] ?? user?.value);
  addSecretHash(answers, faults, input, username);
  addDeviceKey(answers, 'DEVICE_KEY', input.deviceKey);
  const operation = answerOperation(input.answer.admin ?? input.admin ?? false);
  const members: Part[] = [
    ...poolParts(operation, input.target, faults),
    clientPart(input.target),
    { key: 'ChallengeName', value: spec.name },
  ];
  // PASSWORD_VERIFIER after USER_SRP_AUTH comes without a Session and is answered without one.
  if (input.session !== undefined) members.push(sessionPart(input.session));
  const keys = Object.keys(spec.example.responses);
  const expected = ['USERNAME', ...made.missing.keys(), ...requiredKeys(spec.fields(asked), keys)];
  return finish({ operation, members, answers, faults, expected, reasons: made.missing }, input.answer);
}

/** What a chain knows for an operation beside the sign-in. */
export interface OperationContext {
  readonly target: ComposeTarget;
  readonly session?: string | undefined;
  readonly accessToken?: string | undefined;
  readonly refreshToken?: string | undefined;
  readonly deviceKey?: string | undefined;
}

/**
 * The request of an operation beside the sign-in: AssociateSoftwareToken, VerifySoftwareToken, ConfirmDevice,
 * UpdateDeviceStatus, GetUser, GlobalSignOut, RevokeToken and the registration of a passkey. A member that holds a document is given as JSON text. Associate and Verify take the Session while there is one
 * (inside MFA_SETUP), else the access token. An operation nobody knows gets the inputs as its members.
 * @param inputs request members by name; they win over what the chain knows, and an empty text counts as not given
 * @param changes by hand, after all that
 */
export function composeOperation(
  name: string,
  inputs: Readonly<Record<string, string>>,
  context: OperationContext,
  changes: Pick<Answer, 'responses' | 'members'> = { responses: {}, members: {} },
): Composed {
  const operation = operationNamed(name);
  const typed = Object.fromEntries(Object.entries(inputs).filter(([, text]) => text !== ''));
  const parts = operation ? knownParts(context, operation.tokenOrSession === true, typed) : [];
  const takes = new Set(operation?.members.map((member) => member.name));
  const members = parts.filter((part) => takes.has(part.key) && typed[part.key] === undefined);
  const verifier = takes.has('DeviceSecretVerifierConfig') ? verifierConfig(typed) : {};
  const documents = new Set(
    operation?.members.filter(({ type }) => type === 'document').map((member) => member.name),
  );
  for (const [key, value] of Object.entries(typed)) {
    if (Object.hasOwn(verifier, key)) continue;
    members.push({ key, value: documents.has(key) ? documentOf(value) : value });
  }
  if (Object.keys(verifier).length > 0) members.push({ key: 'DeviceSecretVerifierConfig', value: verifier });
  const draft = { operation: name, members, answers: [], faults: [], expected: [] };
  return finish(draft, changes);
}

/** Inputs left empty count as not given. */
function filled(answer: Answer): Record<string, string> {
  return Object.fromEntries(Object.entries(answer.inputs).filter(([, text]) => text !== ''));
}

function usernameFor(
  asked: Asked,
  known: string | undefined,
): { readonly value: string; readonly from: string } | undefined {
  for (const key of ['USER_ID_FOR_SRP', 'USERNAME']) {
    const value = asked.parameters[key];
    if (value) return { value, from: `${key} of the challenge` };
  }
  return known ? { value: known, from: 'the name known from earlier steps' } : undefined;
}

/** The USERNAME the request will carry after the person's changes; SECRET_HASH must be made over exactly that. */
function sentUsername(answer: Answer, composed: string | undefined): string | undefined {
  const typed = answer.responses['USERNAME'];
  return typeof typed === 'string' ? typed : composed;
}

function addSecretHash(
  parts: Part[],
  faults: Fault[],
  input: ComposeInput,
  username: string | undefined,
): void {
  if (username === undefined || username === '') {
    if (input.target.clientSecret !== undefined) {
      const detail =
        'SECRET_HASH is made over a user name, and none is known. Type USERNAME, or SECRET_HASH itself.';
      faults.push({ code: 'USERNAME_NEEDED', detail, field: 'USERNAME' });
    }
    return;
  }
  const made = attempt(faults, () => input.tools.secretHash(username));
  if (!('value' in made) || made.value === undefined) return;
  const { value } = made;
  parts.push({ key: 'SECRET_HASH', value, from: `client secret over “${username}” and the client id` });
}

function addDeviceKey(parts: Part[], key: string, deviceKey: string | undefined): void {
  if (!deviceKey || parts.some((part) => part.key === key)) return;
  parts.push({ key, value: deviceKey, from: 'the remembered device' });
}

function clientPart({ clientId }: ComposeTarget): Part {
  return { key: 'ClientId', value: clientId, from: 'the target’s app client' };
}

/** An administrator's operation names the pool, too. */
function poolParts(operation: string, { userPoolId }: ComposeTarget, faults: Fault[]): Part[] {
  if (!isAdmins(operation)) return [];
  if (userPoolId) return [{ key: 'UserPoolId', value: userPoolId, from: 'the target’s user pool' }];
  const detail = `${operation} names the user pool. ${ADD_POOL_ID}`;
  faults.push({ code: 'POOL_ID_NEEDED', detail, field: 'UserPoolId' });
  return [];
}

function sessionPart(session: string): Part {
  return { key: 'Session', value: session, from: 'the Session of the step before, unchanged' };
}

/** What was typed is not computed, even under a key that can be. */
function toParts(
  values: Readonly<Record<string, string>>,
  computed: readonly Computed[],
  typed: Readonly<Record<string, string>>,
): Part[] {
  const sources = new Map(computed.map((entry) => [entry.key, entry.from]));
  return Object.entries(values).map(([key, value]) => ({
    key,
    value,
    from: typed[key] === value ? undefined : sources.get(key),
  }));
}

/** Required fields that are keys of the request, not inputs of ours. The example shows which those are. */
function requiredKeys(fields: readonly Field[], exampleKeys: readonly string[]): string[] {
  return fields
    .filter((field) => field.required)
    .map((field) => field.key)
    .filter((key) => exampleKeys.includes(key) || key.startsWith('userAttributes.'));
}

function knownParts(
  context: OperationContext,
  eitherOr: boolean,
  typed: Readonly<Record<string, string>>,
): Part[] {
  const { session, accessToken, refreshToken, deviceKey, target } = context;
  const parts: Part[] = [];
  const add = (key: string, value: string | undefined, from: string) => {
    if (value !== undefined && value !== '') parts.push({ key, value, from });
  };
  const bySession = eitherOr && session !== undefined && typed['AccessToken'] === undefined;
  if (bySession) add('Session', session, 'the Session of the step before, unchanged');
  else if (typed['Session'] === undefined) add('AccessToken', accessToken, 'the chain’s tokens');
  add('DeviceKey', deviceKey, 'the chain’s device');
  add('Token', refreshToken, 'the chain’s refresh token');
  add('ClientId', target.clientId, 'the target’s app client');
  add('ClientSecret', target.clientSecret, 'the target’s client secret, in clear as this operation wants it');
  return parts;
}

/** What is no JSON goes as the text it is: a tester may want that. */
function documentOf(text: string): JsonValue {
  const parsed = parseJsonText(text);
  return parsed.ok ? parsed.value : text;
}

function verifierConfig(typed: Readonly<Record<string, string>>): JsonObject {
  const config: JsonObject = {};
  for (const key of ['PasswordVerifier', 'Salt']) {
    const value = typed[key];
    if (value !== undefined) config[key] = value;
  }
  return config;
}
