import { randomBytes, randomUUID } from 'node:crypto';
import { answerControl } from '../../../main/control/answer-control.ts';
import { chosenFiles } from '../../../main/ports/import/chosen-files.ts';
import { scenarioPorts } from '../../../main/ports/scenario/scenario-ports.ts';
import { directImporter } from '../../../main/ports/import/importer.ts';
import { memoryHistory } from '../../history/memory-history.ts';
import { memoryTeam } from '../../history/testing/memory-team.ts';
import { createSandbox, type Sandbox } from '../../sandbox/engine.ts';
import { coreFault } from '../../form/form.ts';
import { controlFault } from '../control-fault.ts';
import { createHost, type Host } from '../host.ts';
import type {
  AwsPort,
  Clock,
  Files,
  Http,
  Keychain,
  Ports,
  SandboxPort,
  ScenarioPorts,
  TeamPort,
} from '../ports.ts';

/** A clock that stands still until it is moved; what is due by then runs. */
export interface TestClock extends Clock {
  move(ms: number): void;
}

export interface TestHost {
  readonly host: Host;
  readonly clock: TestClock;
  readonly keychainEntries: () => ReadonlyMap<string, string>;
  readonly lockKeychain: (now: boolean) => void;
  readonly files: ReadonlyMap<string, string>;
  readonly clipboard: () => string;
  /** Files that were saved, by name. */
  readonly saved: ReadonlyMap<string, Uint8Array>;
  /** What the next dialog for opening files chooses. */
  readonly choose: (...paths: string[]) => void;
  readonly ports: Ports;
}

export interface TestHostOptions {
  readonly runtime?: 'official' | 'evaluation';
  readonly http?: Http;
  /** What stands between the host and the service: a proxy, a line that breaks. */
  readonly between?: (service: Http) => Http;
  /** What it leaves out gives no credentials. */
  readonly aws?: Partial<AwsPort>;
  readonly team?: TeamPort;
  readonly scenarios?: ScenarioPorts;
}

const NO_AWS: AwsPort = {
  profiles: async () => [],
  source: async () => ({ kind: 'none', mfa: false }),
  credentials: () =>
    Promise.reject(coreFault('AWS_CREDENTIALS', 'No AWS credentials were found.', 'profile')),
};
const ENDPOINT = 'http://127.0.0.1:9';
const TOKEN = 'fixture-token-of-the-control-api';

/** The whole host on small real fakes: memory for keychain and files, the sandbox's engine behind the http port. */
export async function testHost(options: TestHostOptions = {}): Promise<TestHost> {
  const clock = testClock();
  const entries = new Map<string, string>();
  const locked = { now: false };
  const files = new Map<string, string>();
  const random = { bytes: (count: number) => new Uint8Array(randomBytes(count)), uuid: () => randomUUID() };
  const changed = new Set<() => void>();
  const onChange = () => changed.forEach((run) => run());
  const engine = createSandbox({ clock, random, endpoint: ENDPOINT, onChange });
  const saved = new Map<string, Uint8Array>();
  const chosen = chosenFiles();
  const chooses = { paths: [] as readonly string[] };
  let clip = '';
  const ports: Ports = {
    clock,
    random,
    http: (options.between ?? ((http) => http))(options.http ?? engineHttp(engine)),
    aws: { ...NO_AWS, ...options.aws },
    keychain: memoryKeychain(entries, locked),
    files: memoryFiles(files),
    history: memoryHistory(),
    team: options.team ?? { open: () => memoryTeam() },
    sandbox: engineSandbox(engine, changed),
    clipboard: { write: async (text) => void (clip = text), read: async () => clip },
    openDialog: { choose: () => chosen.offer(chooses.paths) },
    importer: directImporter(chosen),
    saveDialog: {
      save: async ({ suggestedName, bytes }) => (saved.set(suggestedName, bytes), suggestedName),
    },
    scenarios: options.scenarios ?? scenarioPorts({ env: {} }),
    runtime: { version: '0.0.0', kind: options.runtime ?? 'official', platform: 'test' },
    environment: {},
  };
  return {
    host: await createHost(ports),
    clock,
    keychainEntries: () => entries,
    lockKeychain: (now) => void (locked.now = now),
    files,
    clipboard: () => clip,
    saved,
    choose: (...paths) => void (chooses.paths = paths),
    ports,
  };
}

function testClock(): TestClock {
  let now = Date.UTC(2026, 8, 8, 9, 5, 7);
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    move(ms) {
      now += ms;
      for (const timer of [...timers].filter(({ at }) => at <= now)) {
        timers.delete(timer);
        timer.run();
      }
    },
  };
}

function engineHttp(engine: Sandbox): Http {
  return {
    async send(request) {
      const { pathname } = new URL(request.url);
      const reply = await engine.handle({
        method: request.method,
        path: pathname,
        headers: Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value])),
        body: request.body ?? new Uint8Array(),
      });
      const sent = { sentHeaders: request.headers, timing: { total: 5 } };
      const got = {
        status: reply.status,
        statusText: '',
        headers: Object.entries(reply.headers).map(([name, value]) => [name, String(value)] as const),
        body: typeof reply.body === 'string' ? new TextEncoder().encode(reply.body) : reply.body,
      };
      const { drop, cutAfter } = reply.delivery ?? {};
      if (drop === true) return { ok: false, code: 'RESET', detail: 'The connection was reset.', ...sent };
      if (cutAfter === undefined) return { ok: true, ...got, ...sent };
      const partial = { ...got, body: got.body.slice(0, cutAfter) };
      return { ok: false, code: 'TRUNCATED', detail: 'The answer ended too early.', partial, ...sent };
    },
  };
}

/** The real control API in front of the engine, without HTTP between. */
function engineSandbox(engine: Sandbox, changed: Set<() => void>): SandboxPort {
  return {
    start: async () => ({ ...engine.info(), readyMs: 0 }),
    async control(method, path, body = '') {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const reply = await answerControl(
        { sandbox: engine, token: TOKEN, readyMs: 0 },
        {
          method,
          path: `/_countersign/${path}`,
          headers: { authorization: `Bearer ${TOKEN}` },
          body: new TextEncoder().encode(text),
        },
      );
      const answered = new TextDecoder().decode(reply.body);
      const isJson = reply.headers['Content-Type'] === 'application/json';
      const answer: unknown = isJson ? JSON.parse(answered) : answered;
      if (reply.status >= 400) throw controlFault((answer as { message: string }).message);
      return answer;
    },
    access: () => ({ url: `${ENDPOINT}/_countersign/`, token: TOKEN }),
    onChange: (run) => {
      changed.add(run);
      return () => changed.delete(run);
    },
    stop: async () => undefined,
  };
}

/** A keyring that can be locked at any moment. */
function memoryKeychain(entries: Map<string, string>, locked: { now: boolean }): Keychain {
  const guard = () => {
    if (locked.now) throw new Error('the keyring is locked');
  };
  return {
    name: 'Test Keychain',
    get: async (account) => (guard(), entries.get(account)),
    set: async (account, value) => (guard(), void entries.set(account, value)),
    delete: async (account) => (guard(), entries.delete(account)),
    accounts: async () => (guard(), [...entries.keys()]),
  };
}

function memoryFiles(files: Map<string, string>): Files {
  return {
    read: async (name) => files.get(name),
    write: async (name, text) => void files.set(name, text),
    setAside: async (name) => {
      files.set(`${name}.aside`, files.get(name) ?? '');
      files.delete(name);
      return `${name}.aside`;
    },
    names: async (prefix) => [...files.keys()].filter((name) => name.startsWith(prefix)),
    remove: async (name) => void files.delete(name),
  };
}
