import type { Random } from '../random.ts';
import type { Pool } from '../state.ts';
import { clientSettings, type Client, type ClientRequest } from './client.ts';
import { createDirectory } from './directory.ts';
import { poolSettings, type PoolRequest } from './pool-settings.ts';

/** A user pool without clients, groups and users. */
export function makePool(random: Random, now: number, id: string, request: PoolRequest): Pool {
  return {
    ...poolSettings(request),
    id,
    createdAt: now,
    modifiedAt: now,
    deviceGroupKey: `-${Buffer.from(random.bytes(6)).toString('base64url')}`,
    existenceKey: random.bytes(32),
    clients: [],
    groups: new Map(),
    users: createDirectory(),
    triggers: new Map(),
    stories: [],
  };
}

/** Settings that were left out fall back to their defaults, as UpdateUserPool documents. */
export function changePool(pool: Pool, request: PoolRequest, now: number): void {
  Object.assign(pool, poolSettings(request), { modifiedAt: now });
}

export function makeClient(
  now: number,
  id: string,
  request: ClientRequest,
  secrets: readonly string[],
): Client {
  return {
    ...clientSettings(request),
    id,
    createdAt: now,
    modifiedAt: now,
    secrets,
    secretsMadeAt: new Map(secrets.map((secret) => [secret, now])),
  };
}

/** Settings that were left out fall back to their defaults, as UpdateUserPoolClient documents. */
export function changeClient(client: Client, request: ClientRequest, now: number): void {
  Object.assign(client, clientSettings(request), { modifiedAt: now });
}
