import type { InboxMessage, SandboxInfo } from '../contract.ts';
import { answerRequest } from './answer-request.ts';
import { createSandboxClock, type BaseClock, type SandboxClock } from './clock.ts';
import type { Ground } from './context.ts';
import type { SandboxRequest, SandboxResponse } from './http.ts';
import { describePools, describeStories } from './info.ts';
import { createFaults, type Faults } from './faults/faults.ts';
import { readRules } from './faults/read-rules.ts';
import { createCallLog, type CallEntry } from './log.ts';
import { messagesTo } from './messages-to.ts';
import { operationNames } from './model/service-model.ts';
import type { Random } from './random.ts';
import { region } from './region.ts';
import { builtInSeed } from './seed/built-in.ts';
import { buildState } from './seed/build-state.ts';
import { describeClient, describeSeed, describeSettings, describeUser } from './seed/describe-seed.ts';
import { putClient, putUser, removeClient, removeUser, resetUser, seededNames } from './seed/edit-seeded.ts';
import type { SeedClient, SeedFile, SeedPool, SeedUser } from './seed/schema.ts';
import { likelySettings, type Settings } from './settings.ts';
import { requirePool } from './pool/find-pool.ts';
import { findUser } from './pool/find-user.ts';
import { restoreState, snapshotState, type Snapshot } from './snapshot.ts';
import type { State } from './state.ts';
import type { StatusProfile } from './status-profiles.ts';
import { createKeyRing, type KeyRing } from './tokens/keys.ts';
import { createTriggerRunner } from './triggers/runner.ts';
import type { SourceCheck, TriggerRunner } from './triggers/trigger.ts';

/** The embedded Cognito, without its HTTP server. */
export interface Sandbox {
  /** Answers any request; never rejects. */
  handle(request: SandboxRequest): Promise<SandboxResponse>;
  /** What can be signed in to. How long the process took to be ready is its parent's to say. */
  info(): Omit<SandboxInfo, 'readyMs'>;
  /** Messages that would have been sent, oldest first; with any name of a user, or an address, those to them. */
  inbox(name?: string): readonly InboxMessage[];
  clearInbox(): void;
  readonly clock: SandboxClock;
  readonly faults: Faults;
  /** The newest calls after `number`, oldest first. */
  log(number: number): readonly CallEntry[];
  settings(): Settings;
  changeSettings(changes: Partial<Settings>): void;
  statusProfile(): StatusProfile;
  changeStatusProfile(profile: StatusProfile): void;
  /**
   * Everybody of a pool as the seed file writes users, or whom a name to sign in with means.
   * @throws ResourceNotFoundException
   */
  users(poolId: string, name?: string): readonly SeedUser[];
  /** The pool's settings and triggers as the seed file writes them. @throws Error for an unknown pool */
  pool(poolId: string): SeedPool;
  /** Adds a user or replaces the one of that name. @throws ResourceNotFoundException */
  putUser(poolId: string, user: SeedUser): void;
  /** @throws ResourceNotFoundException, UserNotFoundException */
  removeUser(poolId: string, username: string): void;
  /** A user as the seed has them; Sessions and tokens of theirs end. @throws ResourceNotFoundException, UserNotFoundException */
  resetUser(poolId: string, username: string): void;
  /** Names of the pool's users that a reset brings back. */
  seededNames(poolId: string): readonly string[];
  /** The app clients of a pool as the seed file writes them. @throws ResourceNotFoundException */
  clients(poolId: string): readonly SeedClient[];
  /** Adds an app client or replaces the one of that id. @throws ResourceNotFoundException */
  putClient(poolId: string, client: SeedClient): void;
  /** @throws ResourceNotFoundException */
  removeClient(poolId: string, clientId: string): void;
  /** JavaScript of a pool's trigger; undefined takes it away. @throws ResourceNotFoundException */
  setTrigger(poolId: string, trigger: string, source: string | undefined): void;
  /** Whether a trigger's source can be read and has a handler, for an editor. */
  checkTrigger(source: string): Promise<SourceCheck>;
  /** Triggers of a pool by name. @throws ResourceNotFoundException */
  triggers(poolId: string): ReadonlyMap<string, string>;
  /** Those that a reset brings back. */
  seededTriggers(poolId: string): Readonly<Record<string, string>>;
  /**
   * Pools, clients, users, fault rules and settings as they are now, as a seed file has them. Sessions and codes are
   * not in it.
   */
  seed(): SeedFile;
  /** Begins anew from a seed, and every reset from now on does. Without one: the seed it was started with. */
  load(seed?: SeedFile): void;
  /** Pools and users with their Sessions and tokens, inbox and clock; fault rules and settings stay outside. */
  snapshot(): Promise<Snapshot>;
  /** @throws CoreFault SANDBOX_SNAPSHOT for one that is not ours, damaged, or of a newer version. */
  restore(snapshot: unknown): void;
  /** Users, sessions, inbox, clock, fault rules and settings back to the seed. */
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
  /** Where its time begins, epoch milliseconds, and after every reset; absent: now. */
  readonly startAt?: number;
  /** Whether its time stands still from the beginning. */
  readonly frozen?: boolean;
  readonly settings?: Partial<Settings>;
  /** Runs triggers; without one they run on this very thread, which waits for them. */
  readonly runner?: TriggerRunner;
  /** Signing keys to share between several sandboxes. */
  readonly keys?: KeyRing;
  /** Told about a failure that is the sandbox's own; the client gets InternalErrorException. */
  readonly onFailure?: (error: unknown) => void;
  /** Told after every request that may have changed something, and after every change from outside. Must be quick. */
  readonly onChange?: () => void;
}

export function createSandbox(options: SandboxOptions): Sandbox {
  const clock = createSandboxClock(options.clock);
  const { random, endpoint, keys = createKeyRing(), onChange = () => {} } = options;
  let seed = options.seed ?? builtInSeed;
  const log = createCallLog();
  const runner = options.runner ?? createTriggerRunner(random);
  const faults = createFaults({ random, now: clock.now });
  let settings: Settings;
  let profile: StatusProfile;
  let state: State;
  const context = (): Ground => ({ clock, random, settings, keys, endpoint, state, runner });
  const begin = () => {
    clock.reset();
    if (options.startAt !== undefined) clock.set(options.startAt);
    if (options.frozen === true) clock.freeze(true);
    settings = { ...likelySettings, ...options.settings, ...seed.settings };
    profile = seed.statusProfile ?? 'wire';
    faults.replace(readRules(seed.faults ?? [], operationNames).value ?? []);
    state = buildState(seed, random, clock.now(), clock.unmoved());
  };
  begin();
  const told =
    <A extends readonly unknown[], R>(change: (...args: A) => R) =>
    (...args: A): R => {
      const result = change(...args);
      onChange();
      return result;
    };
  return {
    handle: async (request) => {
      const door = { log, faults, profile, onFailure: options.onFailure };
      const response = await answerRequest(context(), door, request);
      onChange();
      return response;
    },
    info: () => ({
      endpoint,
      region,
      pools: describePools(state),
      users: describeStories(state),
      offsetSeconds: clock.offsetSeconds(),
      seededAt: state.seededAt,
      forgot: state.forgot,
    }),
    inbox: (name) => (name === undefined ? state.inbox.all() : messagesTo(state, name)),
    clearInbox: told(() => state.inbox.clear()),
    clock: {
      ...clock,
      advance: told(clock.advance),
      set: told(clock.set),
      freeze: told(clock.freeze),
      reset: told(clock.reset),
    },
    faults: {
      ...faults,
      replace: told(faults.replace),
      add: told(faults.add),
      remove: told(faults.remove),
    },
    log: (number) => log.since(number),
    settings: () => settings,
    changeSettings: told((changes) => {
      settings = { ...settings, ...changes };
    }),
    statusProfile: () => profile,
    changeStatusProfile: told((changed) => {
      profile = changed;
    }),
    pool: (poolId) => describeSettings(requirePool(state, poolId)),
    users: (poolId, name) => {
      const pool = requirePool(state, poolId);
      const meant = name === undefined ? [...pool.users.all()] : [findUser(pool, name) ?? []].flat();
      return meant.map((user) => describeUser(pool, user, clock.now()));
    },
    putUser: told((poolId, user) => putUser(state, poolId, user, clock.now())),
    removeUser: told((poolId, username) => removeUser(state, poolId, username)),
    resetUser: told((poolId, username) => resetUser(state, seed, poolId, username, clock.now())),
    seededNames: (poolId) => seededNames(seed, poolId),
    seededTriggers: (poolId) => seed.pools.find(({ Id }) => Id === poolId)?.Triggers ?? {},
    clients: (poolId) => requirePool(state, poolId).clients.map(describeClient),
    putClient: told((poolId, client) => putClient(state, poolId, client, clock.now())),
    removeClient: told((poolId, clientId) => removeClient(state, poolId, clientId)),
    setTrigger: told((poolId, trigger, source) => {
      const { triggers } = requirePool(state, poolId);
      if (source === undefined) triggers.delete(trigger);
      else triggers.set(trigger, source);
    }),
    checkTrigger: (source) => runner.check(source),
    triggers: (poolId) => requirePool(state, poolId).triggers,
    seed: () => ({
      ...describeSeed(state, clock.now()),
      faults: faults.list().map(({ text }) => text),
      settings,
      statusProfile: profile,
    }),
    load: told((given = options.seed ?? builtInSeed) => {
      seed = given;
      begin();
    }),
    snapshot: () => snapshotState(state, clock, keys),
    restore: told((snapshot) => {
      state = restoreState(snapshot, random, clock, keys);
    }),
    reset: told(begin),
    prepareKeys: () => keys.prepare(),
  };
}
