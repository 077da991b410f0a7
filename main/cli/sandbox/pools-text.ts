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
  /** The name is there to be tried, and nobody has it. */
  readonly nobody: boolean;
}

function poolText(pool: SandboxPool, rows: readonly Row[]): string[] {
  const there = rows.filter(({ nobody }) => !nobody);
  const shown = there.slice(0, MOST_USERS);
  const missing = rows.filter(({ nobody }) => nobody);
  const wide = Math.max(0, ...shown.map(({ name }) => name.length));
  const deep = Math.max(0, ...shown.map(({ password }) => password.length));
  return [
    `${pool.userPoolId}  ${titleOf(pool)}`,
    ...pool.clients.map(
      ({ clientId, name, clientSecret }) =>
        `  client ${clientId}  ${name}${clientSecret === undefined ? '' : `, secret ${clientSecret}`}`,
    ),
    ...shown.map(({ name, password, says }) =>
      `  user   ${name.padEnd(wide)}  ${password.padEnd(deep)}  ${says}`.trimEnd(),
    ),
    ...(there.length > MOST_USERS
      ? [`  and ${String(there.length - MOST_USERS)} more: users/${pool.userPoolId} of the control API`]
      : []),
    ...(missing.length === 0 ? [] : ['  not there, to be tried all the same:']),
    ...missing.map(({ name, password, says }) => `    ${name}  ${password}  ${says}`),
  ];
}

/** A pool's MFA in the words that names are given. */
const MFA_WORDS = {
  ON: /\bMFA (on|required)\b/i,
  OPTIONAL: /\bMFA optional\b/i,
  OFF: /\b(no MFA|MFA off)\b/i,
};

/** A name that tells the MFA already is not said twice. */
function titleOf({ name, mfa }: SandboxPool): string {
  return MFA_WORDS[mfa].test(name) ? name : `${name}, MFA ${mfa}`;
}

/** Everybody of the pool, and the names to try that nobody has. */
function rowsOf(info: SandboxInfo, pool: SandboxPool, users: PoolUsers): Row[] {
  const there = users.get(pool.userPoolId) ?? [];
  const names = new Set(there.map(({ Username }) => Username));
  const missing = info.users.filter(
    ({ userPoolId, username }) => userPoolId === pool.userPoolId && !names.has(username),
  );
  return [
    ...there.map((user) => ({
      name: user.Username,
      password: user.Password ?? '-',
      says: saysOf(pool, user),
      nobody: false,
    })),
    ...missing.map(({ username, password, shows, clientId, flow }) => ({
      name: username,
      password,
      says: [shows, ...wayOf(pool, clientId, flow)].join(', '),
      nobody: true,
    })),
  ];
}

function saysOf(pool: SandboxPool, user: SeedUser): string {
  const { Story: story, UserStatus: status = 'CONFIRMED', TotpSecret: secret } = user;
  const says = story?.Shows ?? (status === 'CONFIRMED' ? undefined : status);
  return [
    ...(says === undefined ? [] : [says]),
    ...(story === undefined ? [] : wayOf(pool, story.ClientId, story.AuthFlow)),
    ...(secret === undefined ? [] : [`TOTP secret ${secret}`]),
  ].join(', ');
}

/** Of the flows a client allows, the one its users begin with where nothing else is said. */
const USUAL_FLOWS = ['USER_SRP_AUTH', 'USER_AUTH', 'CUSTOM_AUTH', 'USER_PASSWORD_AUTH'];

/** How a sign-in begins, where it is not by the pool's first client and that client's usual flow. */
function wayOf({ clients }: SandboxPool, clientId: string, flow: string): string[] {
  const [first] = clients;
  const client = clients.find((one) => one.clientId === clientId);
  const allowed = client?.explicitAuthFlows.map((name) => name.replace(/^ALLOW_/, '')) ?? [];
  const usual = USUAL_FLOWS.find((name) => allowed.includes(name));
  return [
    ...(client === undefined || client === first ? [] : [`client “${client.name}”`]),
    ...(flow === usual ? [] : [`by ${flow}`]),
  ];
}
