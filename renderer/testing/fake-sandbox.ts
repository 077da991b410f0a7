import type {
  FaultInForce,
  Handlers,
  HostEvent,
  SandboxCall,
  SandboxClientRecord,
  SandboxClockState,
  SandboxSettings,
  SandboxTrigger,
  SandboxUserRecord,
} from '@core/contract.ts';
import type { sandboxCommands } from '@core/contract/sandbox.ts';
import type { FakeState } from './fake-host.ts';
import { clientRecords, sandboxSettings, sandboxTriggers, userRecords } from './sandbox-fixtures.ts';

/** By pool. */
type ByPool<T> = Map<string, readonly T[]>;

export interface FakeSandbox {
  users: ByPool<SandboxUserRecord>;
  clients: ByPool<SandboxClientRecord>;
  triggers: ByPool<SandboxTrigger>;
  faults: readonly FaultInForce[];
  settings: SandboxSettings;
  log: readonly SandboxCall[];
  seed: string;
  /** Milliseconds. */
  ahead: number;
  frozenAt: number | undefined;
  snapshotAt: number | undefined;
}

type SandboxHandlers = Pick<Handlers, keyof typeof sandboxCommands>;

/** The sandbox of the fake host: it keeps what it is given, refuses a few things as the real one does, and tells. */
export function fakeSandbox(
  state: Pick<FakeState, 'sandbox' | 'inbox'>,
  tell: (event: HostEvent) => void,
): { readonly held: FakeSandbox; readonly handlers: SandboxHandlers } {
  const begin = (): FakeSandbox => ({
    users: userRecords(state.sandbox),
    clients: clientRecords(state.sandbox),
    triggers: new Map(state.sandbox.pools.map(({ userPoolId }) => [userPoolId, sandboxTriggers])),
    faults: [],
    settings: sandboxSettings,
    log: [],
    seed: 'version: 1\npools: []\n',
    ahead: state.sandbox.offsetSeconds * 1_000,
    frozenAt: undefined,
    snapshotAt: undefined,
  });
  const held = begin();
  const changed = <T>(value: T): T => {
    tell({ type: 'sandbox.changed' });
    return value;
  };
  const listOf = <T>(map: ByPool<T>, pool: string): T[] => [...(map.get(pool) ?? [])];
  const put = <T>(map: ByPool<T>, pool: string, entry: T, same: (other: T) => boolean): T[] => {
    const list = listOf(map, pool);
    const at = list.findIndex(same);
    list.splice(at < 0 ? list.length : at, at < 0 ? 0 : 1, entry);
    map.set(pool, list);
    return changed(list);
  };
  const drop = <T>(map: ByPool<T>, pool: string, gone: (entry: T) => boolean): T[] => {
    map.set(
      pool,
      listOf(map, pool).filter((entry) => !gone(entry)),
    );
    return changed(listOf(map, pool));
  };
  const clock = (): SandboxClockState => {
    const now = held.frozenAt ?? Date.now() + held.ahead;
    return {
      now: new Date(now).toISOString(),
      offsetSeconds: Math.round((now - Date.now()) / 1_000),
      frozen: held.frozenAt !== undefined,
    };
  };
  const setClock = (to: number): void => {
    if (held.frozenAt !== undefined) held.frozenAt = to;
    held.ahead = to - Date.now();
    state.sandbox = { ...state.sandbox, offsetSeconds: Math.round(held.ahead / 1_000) };
  };

  const handlers: SandboxHandlers = {
    'sandbox.start': async () => state.sandbox,
    'sandbox.reset': async () => {
      const { snapshotAt } = held;
      state.inbox = [];
      state.sandbox = { ...state.sandbox, offsetSeconds: 0 };
      Object.assign(held, begin(), { snapshotAt });
      tell({ type: 'inbox.changed' });
      return changed(state.sandbox);
    },
    'sandbox.inbox': async () => state.inbox,
    'sandbox.clearInbox': async () => {
      state.inbox = [];
      tell({ type: 'inbox.changed' });
      return null;
    },
    'sandbox.clock': async () => clock(),
    'sandbox.changeClock': async ({ advanceSeconds, set, frozen }) => {
      if (set !== undefined && Number.isNaN(Date.parse(set)))
        throw refusal('set', 'must be an ISO time from 1980 to 2099, such as 2026-09-08T09:05:07Z');
      const now = Date.parse(clock().now);
      if (frozen !== undefined) held.frozenAt = frozen ? now : undefined;
      setClock(set === undefined ? now + (advanceSeconds ?? 0) * 1_000 : Date.parse(set));
      return changed(clock());
    },
    'sandbox.users': async ({ userPoolId }) => listOf(held.users, userPoolId),
    'sandbox.putUser': async ({ userPoolId, user }) => {
      const record = { ...user, seeded: user['seeded'] === true } as unknown as SandboxUserRecord;
      if (record.TotpSecret !== undefined && !/^[A-Z2-7]{16,}$/.test(record.TotpSecret))
        throw refusal('TotpSecret', 'must be Base32, 16 letters or more');
      return put(held.users, userPoolId, record, ({ Username }) => Username === record.Username);
    },
    'sandbox.removeUser': async ({ userPoolId, username }) =>
      drop(held.users, userPoolId, ({ Username }) => Username === username),
    'sandbox.resetUser': async ({ userPoolId, username }) => {
      const seeded = userRecords(state.sandbox)
        .get(userPoolId)
        ?.find(({ Username }) => Username === username);
      if (seeded === undefined) throw refusal(undefined, `The seed has no user ${username}.`);
      return put(held.users, userPoolId, seeded, ({ Username }) => Username === username);
    },
    'sandbox.clients': async ({ userPoolId }) => listOf(held.clients, userPoolId),
    'sandbox.putClient': async ({ userPoolId, client }) => {
      const record = client as SandboxClientRecord;
      if (!/^[\w+]{1,128}$/.test(record.ClientId))
        throw refusal('ClientId', 'takes 1 to 128 letters, digits, _ and +');
      return put(held.clients, userPoolId, record, ({ ClientId }) => ClientId === record.ClientId);
    },
    'sandbox.removeClient': async ({ userPoolId, clientId }) =>
      drop(held.clients, userPoolId, ({ ClientId }) => ClientId === clientId),
    'sandbox.faults': async () => [...held.faults],
    'sandbox.addFault': async ({ rule }) => {
      if (!rule.includes('->')) throw refusal('rule', 'put “->” before what happens');
      const id = /\bid=(\S+)/.exec(rule)?.[1] ?? `fault-${String(held.faults.length + 1)}`;
      const others = held.faults.filter((known) => known.id !== id);
      held.faults = [...others, { id, text: rule, fired: 0 }];
      return changed([...held.faults]);
    },
    'sandbox.removeFault': async ({ id }) => {
      held.faults = held.faults.filter((known) => known.id !== id);
      return changed([...held.faults]);
    },
    'sandbox.settings': async () => held.settings,
    'sandbox.changeSettings': async ({ settings = {}, statusProfile = held.settings.statusProfile }) => {
      held.settings = {
        ...held.settings,
        statusProfile,
        settings: held.settings.settings.map((setting) => ({
          ...setting,
          value: settings[setting.name] ?? setting.value,
        })),
      };
      return changed(held.settings);
    },
    'sandbox.triggers': async ({ userPoolId }) => listOf(held.triggers, userPoolId),
    'sandbox.setTrigger': async ({ userPoolId, trigger, source }) => {
      if (source !== null && !source.includes('handler'))
        throw refusal('source', 'line 1: there is no handler: export one, or assign exports.handler');
      const triggers = listOf(held.triggers, userPoolId).map((known) => {
        if (known.name !== trigger) return known;
        const { source: _before, ...bare } = known;
        return source === null ? bare : { ...bare, source };
      });
      held.triggers.set(userPoolId, triggers);
      return changed(triggers);
    },
    'sandbox.log': async ({ since }) => held.log.filter(({ number }) => number > since),
    'sandbox.seed': async () => ({ text: held.seed }),
    'sandbox.copySeed': async () => null,
    'sandbox.loadSeed': async ({ text }) => {
      if (!text.startsWith('version: 1')) throw refusal(undefined, 'line 1: version must be 1');
      held.seed = text;
      return changed(state.sandbox);
    },
    'sandbox.takeSnapshot': async () => {
      held.snapshotAt = Date.now();
      return { takenAt: held.snapshotAt };
    },
    'sandbox.snapshotNote': async () => (held.snapshotAt === undefined ? null : { takenAt: held.snapshotAt }),
    'sandbox.restoreSnapshot': async () => changed(state.sandbox),
    'sandbox.control': async () => ({
      url: `${state.sandbox.endpoint}/_countersign/`,
      tokenMask: 'q8Zk… 32 chars',
    }),
    'sandbox.copyControlToken': async () => null,
  };
  return { held, handlers };
}

/** As the host words a refusal of the control API. */
function refusal(field: string | undefined, what: string): Error {
  const detail = field === undefined ? what : `${field}: ${what}`;
  return Object.assign(new Error(detail), {
    code: 'SANDBOX_CONTROL',
    detail,
    ...(field === undefined ? {} : { field }),
  });
}
