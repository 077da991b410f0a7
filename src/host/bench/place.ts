import type { Place, Twin } from '../../bench/fault.ts';
import { isAdmins } from '../../chain/sign-in-operations.ts';
import type { Answer, Target } from '../../contract.ts';
import { flowsOf } from '../../flows/flows.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { Draft } from '../request-drafts.ts';
import { canonicalUsername, lineage, type LiveChain, stepOf } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import type { Stop } from '../run/stop.ts';
import type { Borrowable } from './others.ts';
import { rightAnswer } from './right-answer.ts';
import type { Spot } from './spot.ts';

/** A place and the answer that would be right there. */
export interface Reached {
  readonly place: Place;
  readonly right: Answer;
}

export interface ReachedInput {
  readonly spot: Spot;
  /** Where it was reached: the chain under study itself for the list, a sign-in of its own for a run. */
  readonly chain: LiveChain;
  readonly parentId?: string | undefined;
  readonly others: Borrowable;
  readonly stop: Stop;
  readonly waiting?: (until: number | undefined) => void;
}

/** Composes what would be right, without sending it. */
export async function placeOf(parts: Parts, input: ReachedInput): Promise<Reached> {
  const { spot, chain, parentId, others } = input;
  const { target } = chain;
  const { answer, complete } =
    parentId === undefined
      ? { answer: spot.wish ?? bareAnswer(spot), complete: true }
      : await rightAnswer(parts, { ...input, parentId, wish: spot.wish });
  const draft =
    parentId === undefined
      ? await parts.chains.draftStart({
          target,
          answer,
          remembered: chain.remembered,
          username: chain.username,
        })
      : await parts.chains.draftAnswer(chain, parentId, answer);
  const { body, operation } = draft.composed;
  const username = canonicalUsername(chain, parentId ?? null);
  const earlier = lineage(chain, parentId ?? null)
    .slice(1)
    .find((step) => step.session !== undefined)?.session;
  const session = text(body['Session']);
  const asked = parentId === undefined ? undefined : stepOf(chain, parentId).asked;
  const place: Place = {
    operation: operation as Place['operation'],
    name: spot.name,
    asked: { parameters: {}, available: [], ...asked, name: spot.name },
    keys: keysOf(draft),
    clientId: target.clientId,
    userPoolId: target.userPoolId,
    hasClientSecret: target.hasClientSecret,
    sandbox: target.kind === 'sandbox',
    username,
    complete,
    flowsOff: flowsOff(parts, target, isAdmins(operation)),
    others: {
      session: others.session !== undefined,
      username: others.username !== undefined,
      client: others.clientId !== undefined,
    },
    ...(session === undefined ? {} : { session }),
    ...(earlier === undefined ? {} : { earlierSession: earlier }),
    ...(username.toLowerCase() === chain.username.toLowerCase() ? {} : { alias: chain.username }),
  };
  return { place, right: answer };
}

export function twinOf({ asked, keys, session }: Place): Twin {
  return { asked, keys, ...(session === undefined ? {} : { session }) };
}

function bareAnswer({ name }: Spot): Answer {
  return { name, inputs: {}, responses: {}, members: {} };
}

/** The map of answers; the members of an operation that has none. */
function keysOf({ composed: { body } }: Draft): Record<string, string> {
  const map = body['AuthParameters'] ?? body['ChallengeResponses'];
  const entries = Object.entries(isJsonObject(map) ? map : withoutFrame(body));
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function withoutFrame(body: JsonObject): JsonObject {
  const frame = new Set(['ClientId', 'UserPoolId', 'ChallengeName', 'AuthFlow', 'Session']);
  return Object.fromEntries(Object.entries(body).filter(([key]) => !frame.has(key)));
}

function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A refresh that is off says so in words of its own. */
const TOLD_OTHERWISE = 'REFRESH_TOKEN_AUTH';

/** Known of the sandbox's app clients alone. */
function flowsOff({ sandbox }: Parts, target: Target, admin: boolean): string[] {
  if (target.kind !== 'sandbox') return [];
  const clients = sandbox.info()?.pools.flatMap((pool) => pool.clients) ?? [];
  const allowed = clients.find(({ clientId }) => clientId === target.clientId)?.explicitAuthFlows ?? [];
  return flowsOf(admin ? 'admin' : 'anybody').flatMap(({ name, allowedBy }) =>
    name === TOLD_OTHERWISE || allowedBy === undefined || allowed.includes(allowedBy) ? [] : [name],
  );
}
