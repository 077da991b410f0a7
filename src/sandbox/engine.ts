import type { InboxMessage, SandboxInfo } from '../contract.ts';
import { answerRequest } from './answer-request.ts';
import { createSandboxClock, type BaseClock, type SandboxClock } from './clock.ts';
import type { Context } from './context.ts';
import type { SandboxRequest, SandboxResponse } from './http.ts';
import { describePools, describeStories } from './info.ts';
import { createCallLog, type CallEntry } from './log.ts';
import type { Random } from './random.ts';
import { region } from './region.ts';
import { builtInSeed } from './seed/built-in.ts';
import { buildState } from './seed/build-state.ts';
import { describeSeed } from './seed/describe-seed.ts';
import { putClient, putUser, removeClient, removeUser } from './seed/edit-seeded.ts';
import type { SeedClient, SeedFile, SeedUser } from './seed/schema.ts';
import { likelySettings, type Settings } from './settings.ts';
import { requirePool } from './pool/find-pool.ts';
import { restoreState, snapshotState, type Snapshot } from './snapshot.ts';
import { createKeyRing, type KeyRing } from './tokens/keys.ts';

/** The embedded Cognito, without its HTTP server. */
export interface Sandbox {
  /** Answers any request; never rejects. */
  handle(request: SandboxRequest): Promise<SandboxResponse>;
  /** What can be signed in to. How long the process took to be ready is its parent's to say. */
  info(): Omit<SandboxInfo, 'readyMs'>;
  /** Messages that would have been sent, oldest first. */
  inbox(): readonly InboxMessage[];
  clearInbox(): void;
  readonly clock: SandboxClock;
  /** The newest calls after `number`, oldest first. */
  log(number: number): readonly CallEntry[];
  settings(): Settings;
  changeSettings(changes: Partial<Settings>): void;
  /** Adds a user or replaces the one of that name. @throws ResourceNotFoundException */
  putUser(poolId: string, user: SeedUser): void;
  /** @throws ResourceNotFoundException, UserNotFoundException */
  removeUser(poolId: string, username: string): void;
  /** Adds an app client or replaces the one of that id. @throws ResourceNotFoundException */
  putClient(poolId: string, client: SeedClient): void;
  /** @throws ResourceNotFoundException */
  removeClient(poolId: string, clientId: string): void;
  /** JavaScript of a pool's trigger; undefined takes it away. @throws ResourceNotFoundException */
  setTrigger(poolId: string, trigger: string, source: string | undefined): void;
  /** Pools, clients and users as they are now, as a seed file has them. Sessions, devices and codes are not in it. */
  seed(): SeedFile;
  /** Begins anew from a seed, and every reset from now on does. */
  load(seed: SeedFile): void;
  /** Everything, Sessions and tokens included. */
  snapshot(): Promise<Snapshot>;
  /** @throws CoreFault SANDBOX_SNAPSHOT for one that is not ours, damaged, or of a newer version. */
  restore(snapshot: unknown): void;
  /** Users, sessions, inbox and clock back to the seed. */
  reset(): void;
  /** Makes signing keys ahead of the first request that needs them. */
  prepareKeys(): Promise<void>;
}

export interface SandboxOptions {
  readonly clock: BaseClock;
  readonly random: Random;
  /** The sandbox's own URL, without a slash at the end; issuer of its tokens. */
  readonly endpoint: string;
  readonly seed?: SeedFile;
  readonly settings?: Partial<Settings>;
  /** Signing keys to share between several sandboxes. */
  readonly keys?: KeyRing;
  /** Told about a failure that is the sandbox's own; the client gets InternalErrorException. */
  readonly onFailure?: (error: unknown) => void;
  /** Told after every request that may have changed something, and after every change from outside. */
  readonly onChange?: () => void;
}

export function createSandbox(options: SandboxOptions): Sandbox {
  const clock = createSandboxClock(options.clock);
  const { random, endpoint, keys = createKeyRing(), onChange = () => {} } = options;
  let seed = options.seed ?? builtInSeed;
  const log = createCallLog();
  let settings: Settings = { ...likelySettings, ...options.settings };
  let state = buildState(seed, random, clock.now());
  const context = (): Omit<Context, 'notes'> => ({ clock, random, settings, keys, endpoint, state });
  const begin = () => {
    clock.reset();
    state = buildState(seed, random, clock.now());
    onChange();
  };
  return {
    handle: async (request) => {
      const response = await answerRequest(context(), log, request, options.onFailure);
      onChange();
      return response;
    },
    info: () => ({
      endpoint,
      region,
      pools: describePools(state),
      users: describeStories(state),
      offsetSeconds: clock.offsetSeconds(),
    }),
    inbox: () => state.inbox.all(),
    clearInbox: () => {
      state.inbox.clear();
      onChange();
    },
    clock,
    log: (number) => log.since(number),
    settings: () => settings,
    changeSettings: (changes) => {
      settings = { ...settings, ...changes };
    },
    putUser: (poolId, user) => {
      putUser(state, poolId, user, clock.now());
      onChange();
    },
    removeUser: (poolId, username) => {
      removeUser(state, poolId, username);
      onChange();
    },
    putClient: (poolId, client) => {
      putClient(state, poolId, client, clock.now());
      onChange();
    },
    removeClient: (poolId, clientId) => {
      removeClient(state, poolId, clientId);
      onChange();
    },
    setTrigger: (poolId, trigger, source) => {
      const { triggers } = requirePool(state, poolId);
      if (source === undefined) triggers.delete(trigger);
      else triggers.set(trigger, source);
      onChange();
    },
    seed: () => describeSeed(state),
    load: (given) => {
      seed = given;
      begin();
    },
    snapshot: () => snapshotState(state, clock, keys),
    restore: (snapshot) => {
      state = restoreState(snapshot, random, clock, keys);
      onChange();
    },
    reset: begin,
    prepareKeys: () => keys.prepare(),
  };
}
