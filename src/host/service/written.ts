import { parseJsonText } from '../../chain/json-text.ts';
import type { ComputedEntry } from '../../cognito/composed.ts';
import type { HeaderChanges } from '../../cognito/headers.ts';
import { serviceOperation } from '../../cognito/service/service.ts';
import type { Target } from '../../contract.ts';
import { secretHash } from '../../crypto/secret-hash.ts';
import { isJsonObject, type JsonObject } from '../../json.ts';
import { membersOf } from '../bodies.ts';
import { stepOf } from '../live-chain.ts';
import { rawBodyOf } from '../raw-body.ts';
import { type Behind, filledBody, known, refuseBare } from './masks.ts';
import type { WholeRequest } from './whole-draft.ts';

/** A call as a person wrote it: masks stand in it for what the page never had. */
export interface WrittenCall {
  readonly target: Target;
  readonly operation: string;
  readonly body: JsonObject;
  readonly rawBody?: string | undefined;
  readonly headers?: HeaderChanges | undefined;
  /** Of the target, where SecretHash is to be computed. */
  readonly clientSecret?: string | undefined;
  readonly behind: Behind;
}

/**
 * The request of a call, real values in place of masks.
 * @throws CoreFault RAW_MASK_UNCLEAR, SECRET_UNKNOWN
 */
export function writtenRequest(call: WrittenCall): WholeRequest {
  const { rawBody, headers, behind } = call;
  const bent = headers === undefined ? {} : { headers };
  if (rawBody !== undefined) {
    const plain = parseJsonText(rawBody);
    if (/••••••|… [\d,]+ chars/.test(rawBody)) refuseBare(behind.from);
    const body = plain.ok && isJsonObject(plain.value) ? plain.value : {};
    return { body, raw: rawBodyOf(rawBody, known(behind)), ...bent };
  }
  const body = filledBody(call.body, behind);
  return { ...hashed(call, body), ...bent, overridden: changedIn(body, behind) };
}

/** With SecretHash in its place, where it is wanted and nobody typed one. */
export function hashed(
  { operation, clientSecret, target }: Pick<WrittenCall, 'operation' | 'clientSecret' | 'target'>,
  body: JsonObject,
): Pick<WholeRequest, 'body' | 'computed'> {
  const { Username: username, ClientId: clientId = target.clientId, SecretHash: typed } = body;
  const members = Object.keys(serviceOperation(operation)?.input.members ?? {});
  const isWanted = clientSecret !== undefined && typed === undefined && members.includes('SecretHash');
  if (!isWanted || typeof username !== 'string' || username === '' || typeof clientId !== 'string')
    return { body };
  const value = secretHash({ username, clientId, clientSecret });
  const entry: ComputedEntry = {
    ...{ pointer: '/SecretHash', key: 'SecretHash', value, secret: true, kind: 'opaque', overridden: false },
    from: `client secret over “${username}” and the client id`,
  };
  return { body: inOrder({ ...body, SecretHash: value }, members), computed: [entry] };
}

/** Members stand in the service model's order, as the AWS SDK writes them; those that it doesn't know come last. */
function inOrder(body: JsonObject, members: readonly string[]): JsonObject {
  const rank = (name: string) => (members.includes(name) ? members.indexOf(name) : members.length);
  return Object.fromEntries(Object.entries(body).sort(([a], [b]) => rank(a) - rank(b)));
}

/** Members that are other than in the step it comes from. */
function changedIn(body: JsonObject, { from }: Behind): string[] {
  if (from === undefined) return [];
  const before = membersOf(stepOf(from.chain, from.stepId).requestText);
  const names = new Set([...Object.keys(before), ...Object.keys(body)]);
  return [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(body[name]));
}
