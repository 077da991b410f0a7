import { factChanges, factsIn, type UserFacts } from '../../chain/user-facts.ts';
import type { ActionSpec } from '../../cognito/actions/spec.ts';
import type { ActionDone } from '../../contract/actions.ts';
import { type Fault, isFault } from '../../form/form.ts';
import { isJsonObject, type JsonObject } from '../../json.ts';
import { lackingPermission } from '../service/lacking-permission.ts';
import type { Ready } from './plan.ts';
import type { Recorded, Recording } from './recorded.ts';

/** What is known of the user at one moment, or why not. */
interface Snapshot {
  readonly facts: UserFacts;
  readonly refused?: Fault;
}

const NOBODY: Snapshot = { facts: {} };

/**
 * Does an action: reads the user, sends it, reads the user again. Both reads are steps, so the history keeps how the user
 * was and how they are. Who may not be read is acted on all the same.
 */
export async function perform(
  spec: ActionSpec,
  { body, made }: Ready,
  recording: Recording,
): Promise<Omit<ActionDone, 'chainId'>> {
  const of = { UserPoolId: body['UserPoolId'] ?? '', Username: body['Username'] ?? '' };
  const before = spec.creates ? NOBODY : await snapshot(spec, of, recording);
  if (before.refused !== undefined && !isLackOfRights(before.refused))
    return { refused: before.refused, changes: [] };
  const acted = await recording.send(spec.operation, body);
  const { stepId } = acted;
  const refused = faultOf(spec.operation, acted);
  // Said no: nothing is other. No answer at all: it may have been done, and a look tells.
  if (refused !== undefined && acted.outcome.kind === 'error') return { stepId, refused, changes: [] };
  const after = await afterwards(spec, { ...of, ...nameIn(acted.answer) }, recording);
  const unread = before.refused ?? after.refused;
  return {
    stepId,
    changes: unread === undefined ? factChanges(before.facts, after.facts) : [],
    ...(refused === undefined ? {} : { refused }),
    ...(unread === undefined ? {} : { unread: unread.detail }),
    ...(made === undefined ? {} : { madePassword: { stepId, pointer: made } }),
  };
}

/** It is done: whatever keeps from looking at it is no reason to say otherwise. */
async function afterwards(spec: ActionSpec, of: JsonObject, recording: Recording): Promise<Snapshot> {
  if (spec.removes === true) return NOBODY;
  try {
    return await snapshot(spec, of, recording);
  } catch (error) {
    if (!isFault(error)) throw error;
    return { facts: {}, refused: { code: error.code, detail: error.detail } };
  }
}

async function snapshot(spec: ActionSpec, of: JsonObject, recording: Recording): Promise<Snapshot> {
  const account = await recording.send('AdminGetUser', of);
  const refused = faultOf('AdminGetUser', account);
  if (refused !== undefined) return { facts: {}, refused };
  let facts = factsIn('AdminGetUser', account.answer);
  for (const operation of spec.lists) {
    const list = await recording.send(operation, of);
    if (faultOf(operation, list) === undefined) facts = { ...facts, ...factsIn(operation, list.answer) };
  }
  return { facts };
}

/** A pool whose users are called by their email gives a new one another name. */
function nameIn(answer: JsonObject): JsonObject {
  const user = answer['User'];
  return isJsonObject(user) && typeof user['Username'] === 'string' ? { Username: user['Username'] } : {};
}

function faultOf(operation: string, { outcome }: Recorded): Fault | undefined {
  if (outcome.kind === 'failure') return { code: outcome.code, detail: outcome.detail };
  if (outcome.kind !== 'error') return undefined;
  const { code, message } = outcome;
  const lacks = lackingPermission(operation, code, message);
  return {
    code,
    detail: lacks === undefined ? message || code : `The credentials lack ${lacks}. ${message}`,
  };
}

function isLackOfRights({ code, detail }: Fault): boolean {
  return lackingPermission('AdminGetUser', code, detail) !== undefined;
}
