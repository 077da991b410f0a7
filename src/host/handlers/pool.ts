import { textAt } from '../../chain/pool/members.ts';
import { poolDifference } from '../../chain/pool/difference.ts';
import type { PoolClientHead, PoolHead, poolCommands } from '../../contract/pool.ts';
import type { Handlers } from '../../contract.ts';
import type { JsonObject } from '../../json.ts';
import type { Parts } from '../parts.ts';
import { listAll } from '../pool/list-pages.ts';
import { placeOf, readPool, readWhole } from '../pool/read-pool.ts';
import type { ServiceReads } from '../pool/service-reads.ts';
import { createStop, type Stop } from '../run/stop.ts';
import type { Asking } from '../service/ask.ts';

export function poolHandlers(
  { ports, asks, sandbox, tell }: Parts,
  reads: ServiceReads,
): Pick<Handlers, keyof typeof poolCommands> {
  /** One for everything that is being read of a target. */
  const stops = new Map<string, Set<Stop>>();

  /** Reads so that it can be stopped, and that waiting is told. */
  async function asking<T>(targetIds: readonly string[], run: (how: Asking) => Promise<T>): Promise<T> {
    const stop = createStop();
    for (const id of targetIds) stops.set(id, (stops.get(id) ?? new Set()).add(stop));
    const [targetId = ''] = targetIds;
    const waiting = (until: number | undefined): void =>
      tell({ type: 'pool.waits', targetId, ...(until === undefined ? {} : { until }) });
    try {
      return await run({ stop, waiting });
    } finally {
      for (const id of targetIds) stops.get(id)?.delete(stop);
    }
  }

  return {
    'pool.list': ({ targetId }) =>
      asking([targetId], async (how) => {
        const target = await sandbox.target(targetId);
        const list = { operation: 'ListUserPools', body: {}, member: 'UserPools' };
        return (await listAll(asks, target, list, how)).map(poolHead).sort(byName);
      }),
    'pool.clients': ({ targetId, userPoolId }) =>
      asking([targetId], async (how) => {
        const target = await sandbox.target(targetId);
        const list = {
          operation: 'ListUserPoolClients',
          body: { UserPoolId: userPoolId },
          member: 'UserPoolClients',
        };
        return (await listAll(asks, target, list, how)).map(clientHead).sort(byName);
      }),
    'pool.facts': ({ targetId, userPoolId, clientId, again }) =>
      asking([targetId], async (how) => {
        const place = placeOf(await sandbox.target(targetId), { userPoolId, clientId });
        return readPool(reads, place, { ...how, ...(again === true ? { since: ports.clock.now() } : {}) });
      }),
    'pool.difference': ({ left, right }) =>
      asking([left.targetId, right.targetId], async (how) => {
        const whole = async ({ targetId, ...chosen }: typeof left) =>
          readWhole(reads, placeOf(await sandbox.target(targetId), chosen), how);
        return poolDifference(...(await Promise.all([whole(left), whole(right)])));
      }),
    'pool.stop': async ({ targetId }) => {
      for (const stop of stops.get(targetId) ?? []) stop.stop();
      return null;
    },
  };
}

function poolHead(pool: JsonObject): PoolHead {
  return { userPoolId: textAt(pool, 'Id') ?? '', name: textAt(pool, 'Name') ?? '' };
}

function clientHead(client: JsonObject): PoolClientHead {
  return { clientId: textAt(client, 'ClientId') ?? '', name: textAt(client, 'ClientName') ?? '' };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name.localeCompare(b.name);
}
