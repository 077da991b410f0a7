import { factChanges, factsIn, type UserFacts } from '../../chain/user-facts.ts';
import type { ActionSpec, UserList } from '../../cognito/actions/spec.ts';
import type { ActionDone } from '../../contract/actions.ts';
import { type Fault, isFault } from '../../form/form.ts';
import { isJsonObject, type JsonObject } from '../../json.ts';
import { lackingPermission } from '../service/lacking-permission.ts';
import { isRefusedOutright } from '../service/refused-outright.ts';
import type { Ready } from './plan.ts';
import { type Recording, refusalOf } from './recorded.ts';
import { MOST_PAGES, USER_LISTS } from './user-lists.ts';

/** What is known of the user at one moment, or why not. */
interface Snapshot {
  readonly facts: UserFacts;
  readonly refused?: ActionDone['refused'];
}

const NOBODY: Snapshot = { facts: {} };

/**
 * Does an action: reads the user, sends it, reads the user again. Both reads are steps, so the history keeps how the user
 * was and how they are. Who may not be read is acted on all the same.
 */
export async function perform(
  spec: ActionSpec,
  ready: Ready,
  recording: Recording,
): Promise<Omit<ActionDone, 'chainId'>> {
  const { body, made, username, unmet } = ready;
  const of = { UserPoolId: body['UserPoolId'] ?? '', Username: body['Username'] ?? '' };
  const before = spec.creates ? NOBODY : await snapshot(ready, of, recording);
  if (before.refused !== undefined && !isLackOfRights(before.refused))
    return { username, refused: before.refused, changes: [] };
  const acted = await recording.send(spec.operation, body);
  const { stepId } = acted;
  const refused = refusalOf(spec.operation, acted);
  const { outcome } = acted;
  // Said no before anything was done. A later no, or no answer at all: it may have been done, and a look tells.
  if (refused !== undefined && outcome.kind === 'error' && isRefusedOutright(outcome.code))
    return {
      ...{ stepId, username, refused, changes: [] },
      ...(refused.code === 'InvalidPasswordException' && unmet.length > 0 ? { unmet } : {}),
    };
  const who = { ...of, ...nameIn(acted.answer) };
  const isGone = spec.removes === true && refused === undefined;
  const after = isGone ? NOBODY : await afterwards(spec, ready, who, recording);
  const unread = before.refused ?? after.refused;
  return {
    stepId,
    username: String(who.Username),
    changes: unread === undefined ? factChanges(before.facts, after.facts) : [],
    ...(refused === undefined ? {} : { refused }),
    ...(unread === undefined ? {} : { unread: unread.detail }),
    ...(made === undefined ? {} : { madePassword: { stepId, pointer: made } }),
  };
}

/** It is done: whatever keeps from looking at it is no reason to say otherwise. */
async function afterwards(
  spec: ActionSpec,
  ready: Ready,
  of: JsonObject,
  recording: Recording,
): Promise<Snapshot> {
  try {
    const after = await snapshot(ready, of, recording);
    const mayBeGone = spec.removes === true || spec.creates;
    return mayBeGone && after.refused?.code === 'UserNotFoundException' ? NOBODY : after;
  } catch (error) {
    if (!isFault(error)) throw error;
    return { facts: {}, refused: { code: error.code, detail: error.detail, operation: 'AdminGetUser' } };
  }
}

async function snapshot({ lists }: Ready, of: JsonObject, recording: Recording): Promise<Snapshot> {
  const account = await recording.send('AdminGetUser', of);
  const refused = refusalOf('AdminGetUser', account);
  if (refused !== undefined) return { facts: {}, refused };
  let facts = factsIn('AdminGetUser', account.answer);
  for (const operation of lists) {
    const [first, ...more] = await pagesOf(operation, of, recording);
    if (first !== undefined) facts = { ...facts, ...factsIn(operation, first, ...more) };
  }
  return { facts };
}

/** A list to its end, each page a step; none of it where a page is refused: half a list would tell of changes. */
async function pagesOf(operation: UserList, of: JsonObject, recording: Recording): Promise<JsonObject[]> {
  const { token = '' } = USER_LISTS[operation];
  const pages: JsonObject[] = [];
  let next: JsonObject = {};
  while (pages.length < MOST_PAGES) {
    const page = await recording.send(operation, { ...of, ...next });
    if (refusalOf(operation, page) !== undefined) return [];
    pages.push(page.answer);
    const more = page.answer[token];
    if (typeof more !== 'string') break;
    next = { [token]: more };
  }
  return pages;
}

/** A pool whose users are called by their email gives a new one another name. */
function nameIn(answer: JsonObject): JsonObject {
  const user = answer['User'];
  return isJsonObject(user) && typeof user['Username'] === 'string' ? { Username: user['Username'] } : {};
}

function isLackOfRights({ code, detail }: Fault): boolean {
  return lackingPermission('AdminGetUser', code, detail) !== undefined;
}
