import { objectsAt, textAt } from '../../chain/pool/members.ts';
import { factsIn, type PoolFacts } from '../../admin/test-users/facts.ts';
import type { BulkPlan } from '../../contract/bulk.ts';
import type { Target } from '../../contract.ts';
import { isFault } from '../../form/form.ts';
import type { JsonObject } from '../../json.ts';
import type { ServiceAsks } from '../service/ask.ts';

export interface ReadFacts {
  readonly facts: PoolFacts;
  readonly unread: BulkPlan['unread'];
}

/** The most that ListGroups gives at once, and how often a plan asks: a pool with more groups is planned without them. */
const PAGE = 60;
const MOST_PAGES = 20;

/**
 * What decides how users are made at a target. What may not be read is left open.
 * @param withGroups whether users are asked for in groups: else nobody has to be allowed to list them
 */
export async function readPoolFacts(
  asks: ServiceAsks,
  target: Target,
  withGroups = false,
): Promise<ReadFacts> {
  const { userPoolId: UserPoolId, clientId: ClientId } = target;
  const unread: BulkPlan['unread'][number][] = [];
  const read = async (operation: string, body: JsonObject): Promise<JsonObject | undefined> => {
    try {
      return await asks.ask(target, operation, body);
    } catch (error) {
      if (!isFault(error)) throw error;
      unread.push({ operation, code: error.code, detail: error.detail });
      return undefined;
    }
  };
  const readGroups = async (): Promise<readonly string[] | undefined> => {
    const names: string[] = [];
    for (let page = 0, token: string | undefined; page < MOST_PAGES; page++) {
      const more = token === undefined ? {} : { NextToken: token };
      const reply = await read('ListGroups', { UserPoolId, Limit: PAGE, ...more });
      if (reply === undefined) return undefined;
      names.push(...objectsAt(reply, 'Groups').flatMap((group) => textAt(group, 'GroupName') ?? []));
      token = textAt(reply, 'NextToken');
      if (token === undefined) return names;
    }
    return undefined;
  };
  const [pool, mfa, client, groups] = await Promise.all([
    read('DescribeUserPool', { UserPoolId }),
    read('GetUserPoolMfaConfig', { UserPoolId }),
    ClientId === '' ? ('none' as const) : read('DescribeUserPoolClient', { UserPoolId, ClientId }),
    withGroups ? readGroups() : undefined,
  ]);
  return {
    facts: { ...factsIn({ pool, mfa, client }), ...(groups === undefined ? {} : { groups }) },
    unread,
  };
}
