import type { ComposeTarget } from '../../cognito/compose.ts';
import { type Composed, lackingIn } from '../../cognito/composed.ts';
import type { Answer } from '../../contract.ts';
import { coreFault, type Field, type Remembered, type Tools } from '../../form/form.ts';
import { filledBends } from '../bends.ts';
import { filledWithin } from '../placeholders.ts';
import type { AnswerStep, FlowStep, GivenValue } from '../schema.ts';
import type { Iteration } from './iteration.ts';
import type { SrpExchange } from './ports.ts';
import { secretOf } from './values.ts';

/** The target of an iteration, its secret read from the environment. @throws CoreFault SECRET_MISSING, SCENARIO_NAME */
export async function targetOf({ ports, values, scenario }: Iteration): Promise<ComposeTarget> {
  const { clientId, userPoolId, clientSecret: reference } = scenario.target;
  if (reference === undefined) return { clientId, userPoolId, clientSecret: ports.env['CLIENT_SECRET'] };
  const isKept = /^(env|keychain):/.test(reference);
  const clientSecret = isKept ? secretOf(ports, 'CLIENT_SECRET', reference) : await values.fill(reference);
  return { clientId, userPoolId, clientSecret };
}

/** What flows and challenges compute with, bound to one answer. */
export function toolsFor(
  { ports, values }: Iteration,
  { clientId, userPoolId = '', clientSecret }: ComposeTarget,
  opened: SrpExchange | undefined,
): { readonly tools: Tools; readonly opening: () => SrpExchange | undefined } {
  const { crypto } = ports;
  const timestamp = crypto.timestamp(ports.now());
  let exchange: SrpExchange | undefined;
  return {
    opening: () => exchange,
    tools: {
      poolName() {
        const name = userPoolId.split('_').slice(1).join('_');
        if (name !== '') return name;
        throw coreFault('POOL_ID_NEEDED', 'SRP needs the user pool’s id. Give it with -e USER_POOL_ID=….');
      },
      srpA: () => (exchange ??= crypto.openSrp()).A,
      srpClaim(input) {
        if (opened !== undefined) return crypto.srpClaim(input, opened);
        throw coreFault('SRP_STATE_MISSING', 'Nothing of this sign-in sent an SRP_A that was computed here.');
      },
      timestamp: () => timestamp,
      totp: (secret) => values.totp(secret),
      credential() {
        throw coreFault('SCENARIO_EXPORT', 'A script for load has no authenticator for passkeys.');
      },
      secretHash: (username) =>
        clientSecret === undefined ? undefined : crypto.secretHash({ username, clientId, clientSecret }),
    },
  };
}

/** What is typed, by field. */
export async function inputsOf(
  { values }: Iteration,
  given: Readonly<Record<string, GivenValue>> = {},
): Promise<Record<string, string>> {
  const inputs: Record<string, string> = {};
  for (const [key, value] of Object.entries(given))
    inputs[key] = await values.fill(typeof value === 'string' ? value : value.wrong);
  return inputs;
}

/** A step’s answer with all in it filled in: first what it types, then what was typed before, then variables of a field’s name. */
export async function answerOf(
  state: Iteration,
  step: FlowStep | AnswerStep,
  name: string,
  fields: readonly Field[],
  remembered: ReadonlyMap<Remembered, string>,
): Promise<Answer> {
  const { admin, responses = {}, members = {}, headers } = step;
  const { fill } = state.values;
  const inputs = await inputsOf(state, step.with);
  for (const { key, remember, required, kind, choices = [] } of fields) {
    if (inputs[key] !== undefined || responses[key] !== undefined) continue;
    const value =
      (remember === undefined ? undefined : remembered.get(remember)) ??
      state.ports.env[key] ??
      (kind === 'choice' && required ? choices[0]?.value : undefined);
    if (value !== undefined) inputs[key] = value;
  }
  return {
    name,
    ...(admin === undefined ? {} : { admin }),
    inputs,
    responses: await filledBends(responses, fill),
    members: await filledBends(members, fill),
    ...(headers === undefined ? {} : { headers: (await filledWithin(headers, fill)) as typeof headers }),
  };
}

/** A request that lacks what could not be computed is not sent, unless that was left out on purpose. @throws CoreFault */
export function whole(composed: Composed, answer: Answer): void {
  const fault = lackingIn(composed, answer);
  if (fault !== undefined) throw coreFault(fault.code, fault.detail, fault.field);
}

/** What was typed stands in for its field from now on, except what is good for one round. */
export function learned(
  remembered: Map<Remembered, string>,
  fields: readonly Field[],
  inputs: Readonly<Record<string, string>>,
): void {
  for (const { key, remember } of fields) {
    const value = inputs[key];
    if (remember === undefined || remember === 'CUSTOM_ANSWER' || value === undefined) continue;
    if (value === '') remembered.delete(remember);
    else remembered.set(remember, value);
  }
}
