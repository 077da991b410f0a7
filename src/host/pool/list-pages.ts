import { objectsAt, textAt } from '../../chain/pool/members.ts';
import type { Target } from '../../contract.ts';
import type { JsonObject } from '../../json.ts';
import type { Asking, ServiceAsks } from '../service/ask.ts';

/** The most that ListUserPools and ListUserPoolClients give at once. */
const PAGE = 60;

/** Every entry of a list, page by page to the end. @throws CoreFault as `ServiceAsks.ask` does, ASK_STOPPED */
export async function listAll(
  asks: ServiceAsks,
  target: Target,
  { operation, body, member }: { operation: string; body: JsonObject; member: string },
  how: Asking,
): Promise<readonly JsonObject[]> {
  const entries: JsonObject[] = [];
  for (let token: string | undefined; ;) {
    const asked = { ...body, MaxResults: PAGE, ...(token === undefined ? {} : { NextToken: token }) };
    const answer = await asks.ask(target, operation, asked, how);
    entries.push(...objectsAt(answer, member));
    token = textAt(answer, 'NextToken');
    if (token === undefined) return entries;
  }
}
