import { redactBody } from '../../chain/redact.ts';
import { at, numberAt, objectsAt, textAt } from '../../chain/pool/members.ts';
import { poolWords } from '../../chain/pool/words.ts';
import type { ClientSecretNote, PoolRead } from '../../chain/pool/word.ts';
import type { PoolMembers, PoolPart, PoolReading } from '../../contract/pool.ts';
import type { Target } from '../../contract.ts';
import { coreFault, type Fault, isFault } from '../../form/form.ts';
import { isJsonObject, type JsonObject } from '../../json.ts';
import type { Asking } from '../service/ask.ts';
import type { Freshness, ServiceReads } from './service-reads.ts';

/** A pool and perhaps one of its app clients. */
export interface PoolPlace {
  readonly target: Target;
  readonly userPoolId: string;
  readonly clientId?: string;
}

/** What was read, in the clear: for words and differences, never for the page. */
interface Raw {
  readonly at: number;
  readonly pool: PoolPart<JsonObject>;
  readonly mfa: PoolPart<JsonObject>;
  readonly client?: PoolPart<JsonObject>;
  readonly secrets?: PoolPart<readonly ClientSecretNote[]>;
}

/**
 * The place that a target and choices beside it mean: the target's app client goes with the target's own pool, where
 * no pool is chosen.
 * @throws CoreFault TARGET_INCOMPLETE
 */
export function placeOf(
  target: Target,
  chosen: { readonly userPoolId?: string | undefined; readonly clientId?: string | undefined },
): PoolPlace {
  const userPoolId = chosen.userPoolId ?? target.userPoolId;
  if (userPoolId === '')
    throw coreFault(
      'TARGET_INCOMPLETE',
      `${target.name} names no user pool. Enter its ID at the target, or choose a pool of the list.`,
      'userPoolId',
    );
  // A pool that is named is meant alone: its app client is named beside it.
  const own = chosen.userPoolId === undefined && target.clientId !== '' ? target.clientId : undefined;
  const clientId = chosen.clientId ?? own;
  return { target, userPoolId, ...(clientId === undefined ? {} : { clientId }) };
}

/** The settings as a view shows them: secrets masked, and what shapes the chain in words. */
export async function readPool(
  reads: ServiceReads,
  place: PoolPlace,
  how: Asking & Freshness,
): Promise<PoolReading> {
  const raw = await readRaw(reads, place, how);
  const { userPoolId, clientId } = place;
  const minutes = raw.client?.ok === true ? numberAt(raw.client.value, 'AuthSessionValidity') : undefined;
  return {
    userPoolId,
    ...(clientId === undefined ? {} : { clientId }),
    at: raw.at,
    pool: masked('DescribeUserPool', raw.pool),
    mfa: masked('GetUserPoolMfaConfig', raw.mfa),
    ...(raw.client === undefined ? {} : { client: masked('DescribeUserPoolClient', raw.client) }),
    ...(raw.secrets === undefined ? {} : { secrets: raw.secrets }),
    words: raw.pool.ok ? poolWords(asRead(raw, raw.pool.value)) : [],
    ...(minutes === undefined ? {} : { sessionMinutes: minutes }),
  };
}

/** For a difference: everything that was chosen has to be there. @throws CoreFault the reason why a part is missing */
export async function readWhole(
  reads: ServiceReads,
  place: PoolPlace,
  how: Asking & Freshness,
): Promise<PoolRead> {
  const raw = await readRaw(reads, place, how);
  if (!raw.pool.ok) throw again(raw.pool.error);
  if (raw.client?.ok === false) throw again(raw.client.error);
  return asRead(raw, raw.pool.value);
}

async function readRaw(
  reads: ServiceReads,
  { target, userPoolId: UserPoolId, clientId: ClientId }: PoolPlace,
  how: Asking & Freshness,
): Promise<Raw> {
  const times: number[] = [];
  const part = async <T>(
    operation: string,
    body: JsonObject,
    pick: (answer: JsonObject) => T,
  ): Promise<PoolPart<T>> => {
    try {
      const { answer, at: time } = await reads.read(target, operation, body, how);
      times.push(time);
      return { ok: true, value: pick(answer) };
    } catch (error) {
      if (!isFault(error)) throw error;
      return { ok: false, error: faultOf(error) };
    }
  };
  const member = (name: string) => (answer: JsonObject) => {
    const value = at(answer, name);
    return isJsonObject(value) ? value : {};
  };
  // One first: without credentials there is one refusal to show, not four.
  const pool = await part('DescribeUserPool', { UserPoolId }, member('UserPool'));
  const [mfa, client, secrets] = await Promise.all([
    part('GetUserPoolMfaConfig', { UserPoolId }, (answer) => answer),
    ClientId === undefined
      ? undefined
      : part('DescribeUserPoolClient', { UserPoolId, ClientId }, member('UserPoolClient')),
    ClientId === undefined
      ? undefined
      : part('ListUserPoolClientSecrets', { UserPoolId, ClientId }, secretNotes),
  ]);
  return {
    at: times.length === 0 ? 0 : Math.min(...times),
    pool,
    mfa,
    ...(client === undefined ? {} : { client }),
    ...(secrets === undefined ? {} : { secrets }),
  };
}

function asRead({ mfa, client, secrets }: Raw, pool: JsonObject): PoolRead {
  return {
    pool,
    mfa: mfa.ok ? mfa.value : undefined,
    client: client?.ok === true ? client.value : undefined,
    secrets: secrets?.ok === true ? secrets.value : undefined,
  };
}

/** A value comes with the answer that made the secret only, and goes no further than this. */
function secretNotes(answer: JsonObject): readonly ClientSecretNote[] {
  return objectsAt(answer, 'ClientSecrets').map((secret) => {
    const seconds = numberAt(secret, 'ClientSecretCreateDate');
    return {
      id: textAt(secret, 'ClientSecretId') ?? '',
      ...(seconds === undefined ? {} : { createdAt: seconds * 1_000 }),
    };
  });
}

function masked(operation: string, part: PoolPart<JsonObject>): PoolPart<PoolMembers> {
  if (!part.ok) return part;
  const text = JSON.stringify(part.value);
  const body = redactBody({ operation, side: 'response', text, bytes: text.length });
  return { ok: true, value: { members: JSON.parse(body.text) as JsonObject, secrets: body.secrets } };
}

function again({ code, detail, field }: Fault): Error {
  return coreFault(code, detail, field);
}

function faultOf({ code, detail, field }: Fault): Fault {
  return field === undefined ? { code, detail } : { code, detail, field };
}
