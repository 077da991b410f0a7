import { createCustomFlows } from '../custom-flow.ts';
import { createInbox } from '../inbox.ts';
import { createLimits } from '../limits.ts';
import { createLockout } from '../lockout.ts';
import { makeClient, makePool } from '../pool/make-pool.ts';
import type { Random } from '../random.ts';
import { createSealer } from '../sealed.ts';
import { createSpent } from '../spent.ts';
import type { Pool, State, Story } from '../state.ts';
import { buildUser } from './build-user.ts';
import {
  OWN_CLIENT_MEMBERS,
  OWN_POOL_MEMBERS,
  type SeedClient,
  type SeedFile,
  type SeedPool,
  type SeedStory,
} from './schema.ts';

/**
 * A fresh state from a seed. A new sealing key goes with it, so everything handed out before is void.
 * @param seededAt by the base clock, epoch milliseconds
 */
export function buildState(seed: SeedFile, random: Random, now: number, seededAt: number): State {
  return {
    seededAt,
    forgot: [],
    pools: new Map(seed.pools.map((pool) => [pool.Id, buildPool(pool, random, now)])),
    sealer: createSealer(random.bytes(32), random),
    spentSessions: createSpent(),
    spentBlocks: createSpent(),
    rotatedTokens: createSpent(),
    passwordLockout: createLockout(),
    codeLockout: createLockout(),
    limits: createLimits(),
    inbox: createInbox(),
    customFlows: createCustomFlows(),
  };
}

function buildPool(seed: SeedPool, random: Random, now: number): Pool {
  const pool = makePool(random, now, seed.Id, without(seed, OWN_POOL_MEMBERS));
  for (const client of seed.Clients ?? []) pool.clients.push(buildClient(client, now));
  for (const group of seed.Groups ?? []) {
    pool.groups.set(group.GroupName, {
      name: group.GroupName,
      ...(group.Description === undefined ? {} : { description: group.Description }),
      ...(group.RoleArn === undefined ? {} : { roleArn: group.RoleArn }),
      ...(group.Precedence === undefined ? {} : { precedence: group.Precedence }),
      createdAt: now,
      modifiedAt: now,
    });
  }
  for (const [name, source] of Object.entries(seed.Triggers ?? {})) pool.triggers.set(name, source);
  for (const user of seed.Users ?? []) {
    pool.users.add(buildUser(pool, user, now));
    if (user.Story !== undefined) pool.stories.push(storyOf(user.Username, user.Story));
  }
  for (const { Username, Story } of seed.MissingUsers ?? []) {
    pool.stories.push({ ...storyOf(Username, Story), missing: true });
  }
  return pool;
}

export function buildClient(seed: SeedClient, now: number): Pool['clients'][number] {
  return makeClient(now, seed.ClientId, without(seed, OWN_CLIENT_MEMBERS), seed.ClientSecrets ?? []);
}

export function storyOf(username: string, story: SeedStory): Story {
  return {
    clientId: story.ClientId,
    username,
    flow: story.AuthFlow,
    shows: story.Shows,
    path: story.Path,
    ...(story.CustomAnswer === undefined ? {} : { customAnswer: story.CustomAnswer }),
  };
}

function without<T extends object, const K extends string>(value: T, names: readonly K[]): Omit<T, K> {
  const own = new Set<string>(names);
  return Object.fromEntries(Object.entries(value).filter(([name]) => !own.has(name))) as Omit<T, K>;
}
