import { factsIn, listedBy, type UserFacts } from '../../chain/user-facts.ts';
import type { ActionSpec, Around, UserList } from '../../cognito/actions/spec.ts';
import type { Target } from '../../contract.ts';
import { isFault } from '../../form/form.ts';
import { asText, isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { ServiceAsks } from '../service/ask.ts';
import type { Stop } from '../run/stop.ts';
import { lackingPermission } from '../service/lacking-permission.ts';
import { MOST_PAGES, USER_LISTS } from './user-lists.ts';

/** What was read for a plan, and what could not be. */
export interface Reading {
  readonly around: Around;
  /** One sentence each. */
  readonly unread: readonly string[];
}

export interface ReadingInput {
  readonly asks: ServiceAsks;
  readonly target: Target;
  readonly username: string;
  readonly stop: Stop;
  readonly waiting: (until: number | undefined) => void;
}

/**
 * Reads what an action's plan is made from. What may not be read is left out and said; nothing of it is kept.
 * @throws CoreFault UserNotFoundException, a wire failure's code, AWS_CREDENTIALS and its kin, ASK_STOPPED
 */
export async function readFor(spec: ActionSpec, input: ReadingInput): Promise<Reading> {
  const unread: string[] = [];
  const may = async <T>(words: string, read: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await read();
    } catch (error) {
      unread.push(`${words} can’t be read. ${reasonFor(error)}`);
      return undefined;
    }
  };
  const account = spec.creates ? {} : await mayLack('AdminGetUser', () => accountOf(input), unread);
  const lists: UserFacts[] = [];
  for (const operation of spec.lists) {
    const facts = await may(USER_LISTS[operation].words, () => listOf(input, operation));
    if (facts !== undefined) lists.push(facts);
  }
  for (const operation of spec.mayList ?? []) {
    const facts = await whereThere(operation, () => listOf(input, operation), unread);
    if (facts !== undefined) lists.push(facts);
  }
  const pool = spec.wants.includes('pool') ? await may('The pool', () => poolOf(input)) : undefined;
  const groups = spec.wants.includes('groups')
    ? await may('The pool’s groups', () => groupsOf(input))
    : undefined;
  return {
    around: {
      facts: Object.assign({}, account, ...lists) as UserFacts,
      ...(pool === undefined ? {} : { pool }),
      ...(groups === undefined ? {} : { groups }),
    },
    unread,
  };
}

async function accountOf({ asks, target, username, stop, waiting }: ReadingInput): Promise<UserFacts> {
  const body = { UserPoolId: target.userPoolId, Username: username };
  return factsIn('AdminGetUser', await asks.ask(target, 'AdminGetUser', body, { stop, waiting }));
}

/** Without the right to look, an administrator may still have the right to act. */
async function mayLack(
  operation: string,
  read: () => Promise<UserFacts>,
  unread: string[],
): Promise<UserFacts> {
  try {
    return await read();
  } catch (error) {
    if (!isFault(error) || lackingPermission(operation, error.code, error.detail) === undefined) throw error;
    unread.push(`The user can’t be read. ${error.detail}`);
    return {};
  }
}

/** A list that a pool or a service may not have: that is no news. A right that is lacking is. */
async function whereThere(
  operation: UserList,
  read: () => Promise<UserFacts>,
  unread: string[],
): Promise<UserFacts | undefined> {
  try {
    return await read();
  } catch (error) {
    const reason = reasonFor(error);
    if (isFault(error) && lackingPermission(operation, error.code, error.detail) !== undefined)
      unread.push(`${USER_LISTS[operation].words} can’t be read. ${reason}`);
    return undefined;
  }
}

async function listOf(input: ReadingInput, operation: UserList): Promise<UserFacts> {
  const member = listedBy(operation) ?? '';
  const { token = '' } = USER_LISTS[operation];
  const entries = await pagesOf(input, operation, { member, token }, { Username: input.username });
  return factsIn(operation, { [member]: entries });
}

async function poolOf({ asks, target, stop, waiting }: ReadingInput): Promise<JsonObject> {
  const body = { UserPoolId: target.userPoolId };
  const answer = await asks.ask(target, 'DescribeUserPool', body, { stop, waiting });
  const pool = answer['UserPool'];
  return isJsonObject(pool) ? pool : {};
}

async function groupsOf(input: ReadingInput): Promise<string[]> {
  const groups = await pagesOf(input, 'ListGroups', { member: 'Groups', token: 'NextToken' }, {});
  return groups
    .filter(isJsonObject)
    .map((group) => asText(group['GroupName'] ?? ''))
    .sort();
}

async function pagesOf(
  { asks, target, stop, waiting }: ReadingInput,
  operation: string,
  { member, token }: { readonly member: string; readonly token: string },
  body: JsonObject,
): Promise<JsonValue[]> {
  const found: JsonValue[] = [];
  let next: JsonObject = {};
  for (let page = 0; page < MOST_PAGES; page++) {
    const members = { UserPoolId: target.userPoolId, ...body, ...next };
    const answer = await asks.ask(target, operation, members, { stop, waiting });
    const entries = answer[member];
    if (Array.isArray(entries)) found.push(...entries);
    const more = answer[token];
    if (typeof more !== 'string') break;
    next = { [token]: more };
  }
  return found;
}

function reasonFor(error: unknown): string {
  if (!isFault(error)) throw error;
  if (error.code === 'ASK_STOPPED') throw error;
  return error.detail === '' ? error.code : `${error.code}: ${error.detail}`;
}
