import type { ChainEvent } from '../chain/event.ts';
import * as v from 'valibot';
import {
  type CommandName,
  commands,
  type Handlers,
  type HostEvent,
  type Result,
  type Settings,
  type Target,
} from '../contract.ts';
import { type Fault, isFault } from '../form/form.ts';
import { fingerprint } from '../crypto/fingerprint.ts';
import type { ChainsInput } from './chains-input.ts';
import { createChains } from './chains.ts';
import type { LiveChain } from './live-chain.ts';
import { chainHandlers } from './handlers/chain.ts';
import { runHandlers } from './handlers/run.ts';
import { actionHandlers } from './handlers/actions.ts';
import { benchHandlers } from './handlers/bench.ts';
import { thingsHandlers } from './handlers/things.ts';
import { explainHandlers } from './handlers/explain.ts';
import { lensHandlers } from './handlers/lens.ts';
import { contextHandlers } from './handlers/context.ts';
import { historyHandlers } from './handlers/history.ts';
import { searchHandlers } from './handlers/search.ts';
import { importHandlers } from './handlers/import.ts';
import { createAwsAccess } from './aws/access.ts';
import { createSigner } from './aws/signing.ts';
import { adoptHandlers } from './handlers/adopt.ts';
import { awsHandlers } from './handlers/aws.ts';
import { handoverHandlers } from './handlers/handover.ts';
import { teamHandlers } from './handlers/team.ts';
import { reportHandlers } from './handlers/report.ts';
import { scenarioHandlers } from './handlers/scenario.ts';
import { serviceHandlers } from './handlers/service.ts';
import { poolHandlers } from './handlers/pool.ts';
import { createServiceReads } from './pool/service-reads.ts';
import { bulkHandlers } from './handlers/bulk.ts';
import { sandboxHandlers } from './handlers/sandbox.ts';
import { secretHandlers } from './handlers/secret.ts';
import { settingsHandlers } from './handlers/settings.ts';
import { targetHandlers } from './handlers/target.ts';
import { tokenHandlers } from './handlers/token.ts';
import { usersHandlers } from './handlers/users.ts';
import { vaultHandlers } from './handlers/vault.ts';
import { atMostEvery } from './at-most-every.ts';
import { createBringing } from './history/bring-back.ts';
import { createKeeping, noKeeping } from './history/keeping.ts';
import { createNewest } from './history/newest.ts';
import { createRetention } from './history/retention.ts';
import { createSealing } from './history/sealing.ts';
import { createFollowing } from './following.ts';
import { createKnownUsers } from './known-users.ts';
import { createBeginnings } from './beginnings.ts';
import { createBeside } from './beside.ts';
import { createServiceAsks, type ServiceAsks } from './service/ask.ts';
import type { Ports } from './ports.ts';
import { createRuns } from './run/runs.ts';
import { openRunSettings } from './run/settings.ts';
import { createSandbox } from './sandbox.ts';
import { createTally } from './tally.ts';
import { openTargets } from './targets.ts';
import { createTokenSets } from './token-sets.ts';
import { createServerClock } from './server-clock.ts';
import { resolveThings } from './things/for-user.ts';
import { createTeam } from './team/team.ts';
import { createLedger } from './test-users/ledger.ts';
import { createTestPasswords } from './test-users/passwords.ts';
import { createTestUsers } from './test-users/test-users.ts';
import { createUserRecords } from './test-users/user-records.ts';
import { createThings } from './things/things.ts';
import { openSettings } from './settings.ts';
import type { OpenFile } from './stored-file.ts';
import { createVault } from './vault.ts';

export interface Host {
  /** Answers one command. Never rejects: whatever goes wrong comes back as data. */
  ask(name: string, input: unknown): Promise<Result<unknown>>;
  listen(run: (event: HostEvent) => void): () => void;
  /** What the service answers with real values, for a face within this process alone: no page may have it. */
  readonly asks: ServiceAsks;
  /** Stops what the host started. */
  close(): Promise<void>;
}

/** How often it is told at most that the history changed, milliseconds. */
const CHANGES_MS = 1_000;

/**
 * Puts the host together: the only place that knows every part.
 * @param given settings that were read already
 */
export async function createHost(ports: Ports, given?: OpenFile<Settings>): Promise<Host> {
  const settings = given ?? (await openSettings(ports.files));
  const listeners = new Set<(event: HostEvent) => void>();
  const serverClock = createServerClock();
  const keep = (chain: LiveChain, event: ChainEvent) => {
    serverClock.note(chain.target.id, event);
    keeping.note(chain, event);
  };
  const tell = (event: HostEvent) => {
    if (event.type === 'chain.event') keep(chains.get(event.chainId), event.event);
    if (event.type === 'chain.removed') keeping.forget(event.chainId);
    for (const run of listeners) run(event);
  };

  const vault = createVault(ports.keychain, ports.clock, (state) => tell({ type: 'vault.changed', state }));
  // Not awaited: a locked keyring must not hold up the window. What needs it waits in the vault's own queue.
  void vault.probe();
  const historyChanged = atMostEvery(ports.clock, CHANGES_MS, () => tell({ type: 'history.changed' }));
  const sealing = createSealing(vault, ports.random);
  const keeping = ports.history.keepsNothing
    ? noKeeping
    : createKeeping({
        history: ports.history,
        sealing,
        changed: historyChanged,
        joined(chain, events) {
          if (!chains.has(chain.id)) return;
          for (const event of events)
            for (const run of listeners) run({ type: 'chain.event', chainId: chain.id, event });
        },
      });
  const deafToHistory = ports.history.onChange(historyChanged);
  const forgetChains = (chainIds: readonly string[]) => {
    for (const id of chainIds) if (chains.has(id)) chains.remove(id);
    if (chainIds.length > 0) historyChanged();
  };
  const { history, files, clock } = ports;
  const retention = createRetention({ history, files, clock, gone: forgetChains });
  const newest = createNewest(
    history,
    clock,
    (chainId) => unheard.has(chainId),
    () => {
      historyChanged();
      retention.begin();
    },
  );
  const targets = await openTargets(ports.files, vault, ports.random, ports.environment);
  const sandbox = createSandbox(ports, targets, {
    targetsChanged() {
      bringing.sandboxBegan();
      tell({ type: 'targets.changed' });
    },
    clockMoved(ms) {
      chains.clockMoved(ms);
      tell({ type: 'tokens.changed' });
    },
  });
  const tokenSets = createTokenSets(vault, ports.clock, tell);
  const things = createThings(vault, ports.clock, ports.random, tell);
  const testUserLedger = createLedger(ports.files);
  const testPasswords = createTestPasswords(vault, ports.random, testUserLedger);
  const knownUsers = createKnownUsers(sandbox, things, testPasswords);
  // The sandbox begins at its seed with every run: what was set up in an earlier one is not there any more.
  if (ports.beside !== true) void knownUsers.forgetSandboxThings().catch(() => undefined);
  const serverNow = (target: Target) =>
    sandbox.now(target) + (target.kind === 'sandbox' ? 0 : serverClock.ahead(target.id));
  const aws = createAwsAccess(ports, tell);
  const signer = createSigner(aws);
  const chainsInput = {
    ports,
    signer,
    fingerprint,
    clientSecret: (target) => targets.clientSecret(target),
    now: (target) => sandbox.now(target),
    serverNow,
    resolve: (fields, inputs) => resolveThings(things, fields, inputs),
    offer: (chain, parentId, fields) => knownUsers.offer(chain, parentId, fields),
  } satisfies Omit<ChainsInput, 'tell' | 'tokensCame' | 'leaving'>;
  const chains = createChains({
    ...chainsInput,
    tell,
    tokensCame: (chain, step) => tokenSets.store(chain, step),
    leaving: (chain) => tally.note(chain),
  });
  const tally = createTally({ chains, clock, sandbox });
  // Of these the history alone hears, and their tokens are nobody's to keep.
  const unheard = createChains({
    ...chainsInput,
    tell: (event) => event.type === 'chain.event' && keep(unheard.get(event.chainId), event.event),
    tokensCame: async () => undefined,
    leaving: () => undefined,
  });

  const bringing = createBringing({ history, sealing, keeping, chains, targets });

  const deaf = ports.sandbox.onChange(() => {
    // Read first: who is told asks at once. One that just ended is started again by whoever needs it.
    void sandbox.start().then(
      () => {
        tell({ type: 'sandbox.changed' });
        tell({ type: 'inbox.changed' });
      },
      () => undefined,
    );
  });

  const team = createTeam(ports, vault, tell);
  const beside = createBeside({ chains, things, ports });
  const asks = createServiceAsks(ports, signer, serverNow);
  const following = createFollowing({ knownUsers, things, clock: ports.clock, tell });
  const parts = {
    ports,
    tell,
    vault,
    targets,
    sandbox,
    tokenSets,
    knownUsers,
    chains,
    following,
    things,
    beside,
    aws,
    signer,
    asks,
    serverNow,
    tally,
    team,
    keeping,
    sealing,
    retention,
    newest,
    forgetChains,
  };
  const record = createUserRecords({ ports, chains: unheard, keeping });
  const testUsers = createTestUsers({ ...parts, record }, testUserLedger, testPasswords);
  const runSettings = await openRunSettings(ports.files);
  const runs = createRuns(parts, () => runSettings.get());
  const serviceReads = createServiceReads(parts);
  const beginnings = createBeginnings();
  const handlers: Handlers = {
    ...settingsHandlers(parts, settings),
    ...sandboxHandlers(parts),
    ...targetHandlers(parts),
    ...chainHandlers(parts, runs, beginnings),
    ...secretHandlers(parts),
    ...vaultHandlers(parts),
    ...tokenHandlers(parts),
    ...runHandlers(parts, runs, runSettings),
    ...benchHandlers(parts),
    ...thingsHandlers(parts),
    ...explainHandlers(parts, runs),
    ...lensHandlers(parts),
    ...contextHandlers(parts, runs, serviceReads),
    ...historyHandlers(parts),
    ...searchHandlers(parts),
    ...importHandlers(parts),
    ...adoptHandlers(parts, runs, bringing),
    ...handoverHandlers(parts),
    ...teamHandlers(parts),
    ...reportHandlers(parts),
    ...scenarioHandlers(parts),
    ...serviceHandlers(parts, beginnings),
    ...awsHandlers(parts),
    ...actionHandlers(parts),
    ...usersHandlers(parts),
    ...poolHandlers(parts, serviceReads),
    ...bulkHandlers(parts, testUsers, testPasswords),
  };

  return {
    ask: (name, input) => answer(handlers, name, input, (chainId) => bringing.back(chainId)),
    listen(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
    asks,
    async close() {
      aws.close();
      deaf();
      deafToHistory();
      retention.stop();
      await team.close();
      await keeping.settled();
      await ports.history.close();
      await ports.sandbox.stop();
    },
  };
}

async function answer(
  handlers: Handlers,
  name: string,
  input: unknown,
  bringBack: (chainId: string) => Promise<void>,
): Promise<Result<unknown>> {
  if (!Object.hasOwn(commands, name))
    return { ok: false, error: { code: 'COMMAND_UNKNOWN', detail: 'No such command.' } };
  const command = name as CommandName;
  try {
    const parsed = v.safeParse(commands[command].input as v.GenericSchema, input);
    if (!parsed.success) return { ok: false, error: inputFault(parsed.issues[0]) };
    for (const chainId of chainsNamed(parsed.output)) await bringBack(chainId);
    const handler = handlers[command] as (value: unknown) => Promise<unknown>;
    return { ok: true, value: await handler(parsed.output) };
  } catch (error) {
    return { ok: false, error: faultOf(error) };
  }
}

/** Chains that a command is about: one of an earlier run is brought back first, whatever is asked of it. */
function chainsNamed(input: unknown): readonly string[] {
  if (typeof input !== 'object' || input === null) return [];
  const { chainId, again, chainIds } = input as Readonly<Record<string, unknown>>;
  return [chainId, again, ...(Array.isArray(chainIds) ? (chainIds as unknown[]) : [])].filter(
    (id) => typeof id === 'string',
  );
}

function inputFault(issue: v.BaseIssue<unknown>): Fault {
  const field = v.getDotPath(issue);
  return {
    code: 'INPUT_INVALID',
    // The issue's own message repeats what it received: a secret may be in it.
    detail: `${field ?? 'The input'} must be ${issue.expected ?? 'something else'}.`,
    ...(field === null ? {} : { field }),
  };
}

function faultOf(error: unknown): Fault {
  if (isFault(error)) {
    const { code, detail, field } = error;
    return field === undefined ? { code, detail } : { code, detail, field };
  }
  // Nested deeper than the validator can follow.
  if (error instanceof RangeError)
    return { code: 'INPUT_INVALID', detail: 'The input is nested too deeply.' };
  // A stray error's text may carry a secret; its kind is enough to find it by.
  const kind = error instanceof Error ? error.name : typeof error;
  return {
    code: 'INTERNAL',
    detail: `Something went wrong inside the console (${kind}). Try again; if it stays, restart it.`,
  };
}
