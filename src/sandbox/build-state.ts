import { createHash } from 'node:crypto';
import { createInbox } from './inbox.ts';
import { createLockout } from './lockout.ts';
import type { Random } from './random.ts';
import { createSealer } from './sealed.ts';
import { seedPools, type SeedPool } from './seed.ts';
import { seedUsers, type SeedUser } from './seed-users.ts';
import { createSpent } from './spent.ts';
import { stableUuid } from './stable-uuid.ts';
import type { Pool, State, User } from './state.ts';

const DAY_MS = 86_400_000;

/** A fresh state from the seed. A new sealing key goes with it, so everything handed out before is void. */
export function buildState(random: Random, now: number): State {
  const pools = seedPools.map((seed) => buildPool(seed, random, now));
  return {
    pools: new Map(pools.map((pool) => [pool.id, pool])),
    sealer: createSealer(random),
    spentSessions: createSpent(),
    spentBlocks: createSpent(),
    rotatedTokens: createSpent(),
    passwordLockout: createLockout(),
    codeLockout: createLockout(),
    inbox: createInbox(),
  };
}

function buildPool(seed: SeedPool, random: Random, now: number): Pool {
  const own = seedUsers.filter((user) => user.poolId === seed.id && user.missing !== true);
  const users = own.map((user) => buildUser(seed, user, now));
  return {
    ...seed,
    users: new Map(users.map((user) => [user.username.toLowerCase(), user])),
    usersBySub: new Map(users.map((user) => [user.sub, user])),
    existenceKey: random.bytes(32),
    deviceGroupKey: `-${Buffer.from(random.bytes(6)).toString('base64url')}`,
  };
}

function buildUser(pool: SeedPool, seed: SeedUser, now: number): User {
  const sub = stableUuid(createHash('sha256').update(`${pool.id} ${seed.username}`).digest());
  return {
    username: pool.usernames === 'email' ? sub : seed.username,
    sub,
    attributes: new Map(Object.entries(seed.attributes)),
    groups: seed.groups ?? [],
    enabled: seed.disabled !== true,
    status: seed.status ?? 'CONFIRMED',
    ...(seed.password === '' ? {} : { password: seed.password }),
    passwordSetAt: now - (seed.passwordAgeDays ?? 0) * DAY_MS,
    ...(seed.totpSecret === undefined ? {} : { totp: { secret: seed.totpSecret, lastStep: 0 } }),
    mfaEnabled: new Set(seed.mfa ?? []),
    devices: new Map(),
    signIns: new Map(),
  };
}
