import type { SandboxInfo, SandboxPool } from '@core/contract.ts';
import type { SeedUser } from '@core/sandbox/seed/schema.ts';
import type { PoolUsers } from './sample.ts';

/** More than this of one pool nobody reads in a terminal. */
const MOST_USERS = 40;

/** Pools with their app clients and users, one line each. */
export function poolsText(info: SandboxInfo, users: PoolUsers): string[] {
  return info.pools.flatMap((pool) => [...poolText(pool, rowsOf(info, pool, users)), '']);
}

interface Row {
  readonly name: string;
  readonly password: string;
  readonly says: string;
}

function poolText(pool: SandboxPool, rows: readonly Row[]): string[] {
  const shown = rows.slice(0, MOST_USERS);
  const wide = Math.max(0, ...shown.map(({ name }) => name.length));
  const deep = Math.max(0, ...shown.map(({ password }) => password.length));
  return [
    `${pool.userPoolId}  ${pool.name}, MFA ${pool.mfa}`,
    ...pool.clients.map(
      ({ clientId, name, clientSecret }) =>
        `  client ${clientId}  ${name}${clientSecret === undefined ? '' : `, secret ${clientSecret}`}`,
    ),
    ...shown.map(({ name, password, says }) =>
      `  user   ${name.padEnd(wide)}  ${password.padEnd(deep)}  ${says}`.trimEnd(),
    ),
    ...(rows.length > MOST_USERS
      ? [`  and ${String(rows.length - MOST_USERS)} more: users/${pool.userPoolId} of the control API`]
      : []),
  ];
}

/** Everybody of the pool, and the names to try that nobody has. */
function rowsOf(info: SandboxInfo, pool: SandboxPool, users: PoolUsers): Row[] {
  const there = users.get(pool.userPoolId) ?? [];
  const names = new Set(there.map(({ Username }) => Username));
  const missing = info.users.filter(
    ({ userPoolId, username }) => userPoolId === pool.userPoolId && !names.has(username),
  );
  return [
    ...there.map((user) => ({ name: user.Username, password: user.Password ?? '-', says: saysOf(user) })),
    ...missing.map(({ username, password, shows }) => ({ name: username, password, says: shows })),
  ];
}

function saysOf({ Story: story, UserStatus: status = 'CONFIRMED', TotpSecret: secret }: SeedUser): string {
  const says = story?.Shows ?? (status === 'CONFIRMED' ? '' : status);
  return secret === undefined ? says : `${says}${says === '' ? '' : ', '}TOTP secret ${secret}`;
}
