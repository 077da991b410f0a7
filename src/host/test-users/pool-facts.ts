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

/** What decides how users are made at a target. What may not be read is left open. */
export async function readPoolFacts(asks: ServiceAsks, target: Target): Promise<ReadFacts> {
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
  const [pool, mfa, client] = await Promise.all([
    read('DescribeUserPool', { UserPoolId }),
    read('GetUserPoolMfaConfig', { UserPoolId }),
    read('DescribeUserPoolClient', { UserPoolId, ClientId }),
  ]);
  return { facts: factsIn({ pool, mfa, client }), unread };
}
