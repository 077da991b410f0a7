import type {
  AppInfo,
  BenchList,
  BenchState,
  ChainHead,
  CommandName,
  Handlers,
  HostEvent,
  InboxMessage,
  Result,
  RunSettings,
  SandboxInfo,
  Settings,
  Target,
  Thing,
  TokenSet,
  VaultState,
} from '@core/contract.ts';
import type { ChainEvent, Outcome } from '@core/chain/event.ts';
import { chainOf } from '@core/chain/model.ts';
import { whyOf } from '@core/chain/why/why.ts';
import type { Fault } from '@core/form/form.ts';
import type { Bridge } from '../port.ts';
import { fakeHistory } from './fake-history.ts';
import { fakeSearch } from './fake-search.ts';
import { fakeImport } from './fake-import.ts';
import { fakeAdopt } from './fake-adopt.ts';
import { fakeAws } from './fake-aws.ts';
import { fakeHandover } from './fake-handover.ts';
import { fakeTeam } from './fake-team.ts';
import { fakeReport } from './fake-report.ts';
import { fakeScenario } from './fake-scenario.ts';
import { fakeService } from './fake-service.ts';
import { fakeActions } from './fake-actions.ts';
import { fakeUsers } from './fake-users.ts';
import { fakePool } from './fake-pool.ts';
import { fakeBulk } from './fake-bulk.ts';
import { fakeSandbox, type FakeSandbox } from './fake-sandbox.ts';
import { benchList } from './bench-fixtures.ts';
import { FIXED_NOW, sandboxInfo, sandboxTarget } from './fixtures.ts';
import { sampleDevice, samplePasskey, sampleSeed, totpNow } from './sample-things.ts';
import { chainStarted, stepEvents } from './sample-chain.ts';

export interface FakeState {
  app: AppInfo;
  settings: Settings;
  sandbox: SandboxInfo;
  inbox: InboxMessage[];
  targets: Target[];
  vault: VaultState;
  tokens: TokenSet[];
  run: RunSettings;
  things: Thing[];
  chains: Map<string, ChainEvent[]>;
  bench: { list: BenchList; state: BenchState };
}

export interface FakeHost {
  readonly state: FakeState;
  /** What the sandbox holds beside its facts and its inbox. */
  readonly sandbox: FakeSandbox;
  readonly handlers: Handlers;
  readonly bridge: Bridge;
  /** Every question that came, in order, with its input. */
  readonly calls: { readonly name: string; readonly input: unknown }[];
  /** What `chain.start`, `startSeeded` and `answer` come to, in turn; then SOFTWARE_TOKEN_MFA asks. */
  readonly outcomes: Outcome[];
  tell(event: HostEvent): void;
  /** Puts a chain there as if it had run, and tells of it. */
  addChain(events: readonly ChainEvent[]): void;
}

/**
 * A host in memory for component tests: it keeps what it is given and tells what changed, like the real one.
 * Replace single handlers with `over`; throw `{ code, detail }` in one to see a failure.
 */
export function fakeHost(start: Partial<FakeState> = {}, over: Partial<Handlers> = {}): FakeHost {
  const state: FakeState = {
    app: { version: '0.1.0', runtime: 'official', electron: '45.4.1', platform: 'linux', problems: [] },
    settings: { theme: 'system', contrast: 'system', motion: 'system', zoom: 100, keys: {} },
    sandbox: sandboxInfo,
    inbox: [],
    targets: [sandboxTarget],
    vault: { kind: 'keychain', detail: 'GNOME Keyring' },
    tokens: [],
    run: { breakpoints: [], pauseBeforeSending: false },
    things: [],
    chains: new Map(),
    bench: { list: benchList, state: { results: [] } },
    ...start,
  };
  const listeners = new Set<(event: HostEvent) => void>();
  const calls: FakeHost['calls'] = [];
  const outcomes: Outcome[] = [];
  const tell = (event: HostEvent): void => listeners.forEach((run) => run(event));
  const sandbox = fakeSandbox(state, tell);
  let serial = 0;

  function append(chainId: string, events: readonly ChainEvent[]): void {
    const chain = state.chains.get(chainId) ?? [];
    state.chains.set(chainId, chain);
    for (const event of events) {
      chain.push(event);
      tell({ type: 'chain.event', chainId, event });
    }
  }
  function run(chainId: string, parentId: string | null, operation: string, answers: string): string {
    const stepId = `step-${++serial}`;
    const outcome = outcomes.shift() ?? {
      kind: 'challenge',
      name: 'SOFTWARE_TOKEN_MFA',
      parameters: {},
      available: [],
      session: `s:${serial}`,
    };
    const at = FIXED_NOW + serial * 1_000;
    append(
      chainId,
      stepEvents({
        stepId,
        parentId,
        operation,
        answers,
        summary: '',
        at,
        totalMs: 80,
        outcome,
        request: {},
        response: {},
      }),
    );
    return stepId;
  }
  function begin(username: string, flow: string): { chainId: string } {
    const chainId = `chain-${++serial}`;
    append(chainId, [chainStarted(chainId, username, flow, FIXED_NOW + serial * 1_000)]);
    run(chainId, null, 'InitiateAuth', flow);
    return { chainId };
  }
  const dropTokens = (id: string): void => {
    state.tokens = state.tokens.filter((set) => set.id !== id);
    tell({ type: 'tokens.changed' });
  };
  const removed: Thing[] = [];
  const addThing = (thing: Thing): Thing => {
    const added = { ...thing, id: `thing-${++serial}` };
    state.things = [added, ...state.things];
    tell({ type: 'things.changed' });
    return added;
  };
  const setVault = (vault: VaultState): VaultState => {
    state.vault = vault;
    tell({ type: 'vault.changed', state: vault });
    return vault;
  };

  const handlers: Handlers = {
    'app.info': async () => state.app,
    'link.open': async () => ({ opened: true }),
    'settings.get': async () => state.settings,
    'settings.set': async (changes) => {
      state.settings = { ...state.settings, ...changes };
      tell({ type: 'settings.changed', settings: state.settings });
      return state.settings;
    },
    ...sandbox.handlers,
    'targets.list': async () => state.targets,
    'target.save': async ({ clientSecret, id = `target-${++serial}`, endpoint, profile = '', ...draft }) => {
      const before = state.targets.find((target) => target.id === id);
      const target: Target = {
        ...draft,
        id,
        profile,
        endpoint: endpoint || `https://cognito-idp.${draft.region}.amazonaws.com`,
        customEndpoint: endpoint !== '',
        hasClientSecret:
          clientSecret === undefined ? (before?.hasClientSecret ?? false) : clientSecret !== null,
        kind: 'endpoint',
      };
      state.targets = before
        ? state.targets.map((old) => (old.id === id ? target : old))
        : [...state.targets, target];
      tell({ type: 'targets.changed' });
      return target;
    },
    'target.lend': async (draft) => handlers['target.save'](draft),
    'target.remove': async ({ id }) => {
      state.targets = state.targets.filter((target) => target.id !== id);
      tell({ type: 'targets.changed' });
      return null;
    },
    'target.check': async () => ({
      reachable: true,
      detail: 'Cognito answered',
      clientKnown: true,
      totalMs: 112,
      skewMs: -240,
      warnings: [],
    }),
    'chains.list': async () => [...state.chains.values()].flatMap(headOf),
    'chain.events': async ({ chainId }) => state.chains.get(chainId) ?? [],
    'chain.start': async ({ answer }) => begin(answer.inputs['USERNAME'] ?? '', answer.name),
    'chain.startSeeded': async ({ username }) => {
      const seeded = state.sandbox.users.find((user) => user.username === username);
      return begin(username, seeded?.flow ?? 'USER_PASSWORD_AUTH');
    },
    'chain.answer': async ({ chainId, parentId, answer }) => ({
      stepId: run(chainId, parentId, 'RespondToAuthChallenge', answer.name),
    }),
    'chain.operate': async ({ chainId, parentId, operation }) => {
      outcomes.unshift({ kind: 'done' });
      return { stepId: run(chainId, parentId, operation, operation) };
    },
    'chain.cancel': async () => null,
    'chain.giveUp': async () => null,
    'chain.remove': async ({ chainId }) => {
      state.chains.delete(chainId);
      tell({ type: 'chain.removed', chainId });
      return null;
    },
    'bench.list': async () => state.bench.list,
    'bench.run': async ({ faults }) => ({
      kind: 'running',
      total: faults === 'all' ? state.bench.list.faults.length : faults.length,
    }),
    'bench.stop': async () => null,
    'bench.results': async () => state.bench.state,
    'run.goOn': async () => null,
    'run.start': async ({ chainId }) => ({ chainId }),
    'run.stop': async () => null,
    'run.state': async ({ chainId }) => ({ chainId }),
    'run.settings': async () => state.run,
    'run.setSettings': async ({ breakpoints, pauseBeforeSending }) =>
      (state.run = {
        breakpoints: breakpoints ?? state.run.breakpoints,
        pauseBeforeSending: pauseBeforeSending ?? state.run.pauseBeforeSending,
      }),
    'chain.fork': async ({ chainId, stepId, kind }) => {
      const sent = state.chains
        .get(chainId)
        ?.find((event) => event.type === 'step.sent' && event.stepId === stepId);
      const { parentId, answers } =
        sent?.type === 'step.sent' ? sent : { parentId: null, answers: 'USER_SRP_AUTH' };
      return { kind, parentId, answer: { name: answers, inputs: {}, responses: {}, members: {} } };
    },
    'chain.restart': async ({ chainId, answer }) => ({
      stepId: run(chainId, null, 'InitiateAuth', answer.name),
    }),
    'request.preview': async ({ answer }) => ({
      operation: 'RespondToAuthChallenge',
      url: `${state.sandbox.endpoint}/`,
      body: { ChallengeName: answer.name, ChallengeResponses: { ...answer.inputs } },
      masked: [],
      computedHeaders: [],
      requestLine: 'POST / HTTP/1.1',
      headers: [],
      text: '{}',
      bytes: 2,
      differences: [],
      computed: [
        {
          pointer: '/ChallengeResponses/USERNAME',
          key: 'USERNAME',
          value: 'ann',
          secret: false,
          from: 'the challenge',
          overridden: false,
        },
      ],
      warnings: [],
      faults: [],
    }),
    'chain.remembered': async () => [],
    'chain.totp': async () => totpNow('492017', 18_000),
    'chain.totpSetup': async () => ({
      secret: 'JBSWY3DPEHPK3PXP',
      otpauthUri: 'otpauth://totp/Sandbox:eve?secret=JBSWY3DPEHPK3PXP&issuer=Sandbox',
    }),
    'chain.why': async ({ chainId, stepId }) => {
      const chain = chainOf(state.chains.get(chainId) ?? []);
      return (chain && whyOf(chain, stepId)) ?? null;
    },
    'chain.next': async () => null,
    'chain.predicted': async () => null,
    'things.list': async () => state.things,
    'things.readSeed': async ({ seed }) => {
      if (/[018]/.test(seed))
        throw { code: 'TOTP_SECRET_INVALID', detail: 'The TOTP secret is not Base32.', field: 'seed' };
      return { algorithm: 'SHA1', digits: 6, period: 30, warnings: [] };
    },
    'things.addTotp': async ({ name, username }) =>
      addThing({ ...sampleSeed, name: name || 'Authenticator', username }),
    'things.addDevice': async ({ name, username, deviceKey, deviceGroupKey }) =>
      addThing({ ...sampleDevice, name, username, deviceKey, deviceGroupKey }),
    'things.importPasskey': async ({ name, username }) => addThing({ ...samplePasskey, name, username }),
    'things.rename': async ({ id, name }) => {
      state.things = state.things.map((thing) => (thing.id === id ? { ...thing, name } : thing));
      tell({ type: 'things.changed' });
      return null;
    },
    'things.remove': async ({ id }) => {
      removed.push(...state.things.filter((thing) => thing.id === id));
      state.things = state.things.filter((thing) => thing.id !== id);
      tell({ type: 'things.changed' });
      return null;
    },
    'things.restore': async ({ id }) => {
      state.things = [...state.things, ...removed.filter((thing) => thing.id === id)];
      tell({ type: 'things.changed' });
      return null;
    },
    'things.reveal': async ({ id }) => ({ value: `secret of ${id}` }),
    'things.copy': async () => null,
    'things.totp': async () => totpNow('492017', 18_000),
    'things.export': async () => ({ otpauthUri: 'otpauth://totp/Sandbox:eve?secret=JBSWY3DPEHPK3PXP' }),
    'things.forget': async ({ id }) => begin(id, 'ForgetDevice'),
    'things.ceremony': async () => ({ credential: { id: 'a2V5' } }),
    'reference.page': async ({ kind, name }) => ({
      trial:
        kind === 'error' && name === 'REFUSED'
          ? { how: 'none', says: 'The console raises it itself.' }
          : { how: kind === 'error' ? 'fault' : 'natural', says: `Shows ${name}.` },
    }),
    'reference.try': async ({ kind }) => ({
      ...begin('ann@example.com', 'USER_SRP_AUTH'),
      how: kind === 'error' ? 'fault' : 'natural',
    }),
    'reference.stop': async () => null,
    'reference.state': async () => null,
    'secret.reveal': async ({ pointer }) => ({ value: `value of ${pointer}` }),
    'secret.copy': async () => null,
    'clipboard.write': async () => null,
    'step.explain': async () => ({ causes: [] }),
    'step.fixAndResend': async ({ chainId, stepId }) => ({ chainId, stepId }),
    'lens.srp': async () => ({ device: false, lines: [], passwordKnown: true }),
    'lens.srpReveal': async ({ line }) => ({ value: `value of ${line}` }),
    'lens.srpCopy': async () => null,
    'lens.secretHash': async ({ clientId = '', hash = '' }) => ({
      tried: [],
      clientId,
      hashMask: hash.slice(0, 4),
      verdict: 'None made it.',
    }),
    'vault.state': async () => state.vault,
    'vault.useMemory': async () => setVault({ kind: 'memory', detail: 'memory of this run' }),
    'vault.retry': async () => setVault(state.vault),
    'tokens.list': async () => state.tokens,
    'tokens.refresh': async ({ id }) => begin(userOf(id), 'REFRESH_TOKEN_AUTH'),
    'tokens.revoke': async ({ id }) => begin(userOf(id), 'RevokeToken'),
    'tokens.signOut': async ({ id }) => {
      const username = userOf(id);
      dropTokens(id);
      return begin(username, 'GlobalSignOut');
    },
    'tokens.forget': async ({ id }) => {
      dropTokens(id);
      return null;
    },
    'tokens.reveal': async ({ token }) => ({ value: `${token} in full` }),
    'tokens.copy': async () => null,
    'tokens.verify': async () => [
      {
        token: 'IdToken',
        ok: true,
        detail: 'RS256 signature, issuer and times hold',
        kid: 'c2FuZGJveC1rZXktMQ',
      },
      {
        token: 'AccessToken',
        ok: true,
        detail: 'RS256 signature, issuer and times hold',
        kid: 'c2FuZGJveC1rZXktMQ',
      },
    ],
    ...fakeHistory(tell),
    ...fakeSearch(tell),
    ...fakeImport(tell),
    ...fakeAdopt(tell),
    ...fakeHandover(tell),
    ...fakeTeam(tell),
    ...fakeReport(tell),
    ...fakeScenario(tell),
    ...fakeService(),
    ...fakeAws(tell),
    ...fakeActions(),
    ...fakeUsers(tell),
    ...fakePool(),
    ...fakeBulk(),
    ...over,
  };
  const userOf = (id: string): string => state.tokens.find((set) => set.id === id)?.username ?? '';

  const bridge: Bridge = {
    async ask(name, input): Promise<Result<unknown>> {
      calls.push({ name, input });
      const handler = handlers[name as CommandName] as ((given: unknown) => Promise<unknown>) | undefined;
      if (handler === undefined) return { ok: false, error: { code: 'UNKNOWN_COMMAND', detail: name } };
      try {
        return { ok: true, value: structuredClone(await handler(input)) };
      } catch (thrown) {
        const { code = 'UNEXPECTED', detail = String(thrown), field } = thrown as Partial<Fault>;
        return { ok: false, error: field === undefined ? { code, detail } : { code, detail, field } };
      }
    },
    offer: async (files) => files.map(({ name, size }) => ({ id: `file-${++serial}`, name, bytes: size })),
    listen(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
  };
  const addChain = (events: readonly ChainEvent[]): void => {
    const started = events.find((event) => event.type === 'chain.started');
    if (started) append(started.chainId, events);
  };
  return { state, sandbox: sandbox.held, handlers, bridge, calls, outcomes, tell, addChain };
}

function headOf(events: readonly ChainEvent[]): ChainHead[] {
  const started = events.find((event) => event.type === 'chain.started');
  if (started === undefined) return [];
  const { chainId, at, username, flow, target } = started;
  return [{ chainId, at, username, flow, targetName: target.name }];
}

/** Lays the host on the window, as the preload does. Returns it. */
export function installFakeHost(host: FakeHost = fakeHost()): FakeHost {
  Object.defineProperty(window, 'countersign', { value: host.bridge, configurable: true, writable: true });
  return host;
}
