import { randomBytes, randomUUID } from 'node:crypto';
import { createSandbox } from '../../sandbox/engine.ts';
import { createHost, type Host } from '../host.ts';
import type { Clock, Files, Http, Keychain, Ports, SandboxPort } from '../ports.ts';

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  move(ms: number): void;
}

export interface TestHost {
  readonly host: Host;
  readonly clock: TestClock;
  readonly keychainEntries: () => ReadonlyMap<string, string>;
  readonly lockKeychain: (now: boolean) => void;
  readonly files: ReadonlyMap<string, string>;
  readonly ports: Ports;
}

const ENDPOINT = 'http://127.0.0.1:9';

/** The whole host on small real fakes: memory for keychain and files, the sandbox's engine behind the http port. */
export async function testHost(
  options: { runtime?: 'official' | 'evaluation'; http?: Http } = {},
): Promise<TestHost> {
  const clock = testClock();
  const entries = new Map<string, string>();
  const locked = { now: false };
  const files = new Map<string, string>();
  const random = { bytes: (count: number) => new Uint8Array(randomBytes(count)), uuid: () => randomUUID() };
  const engine = createSandbox({ clock, random, endpoint: ENDPOINT });
  const ports: Ports = {
    clock,
    random,
    http: options.http ?? engineHttp(engine),
    keychain: memoryKeychain(entries, locked),
    files: memoryFiles(files),
    sandbox: engineSandbox(engine),
    clipboard: { write: async () => undefined, read: async () => '' },
    runtime: { version: '0.0.0', kind: options.runtime ?? 'official', platform: 'test' },
    environment: {},
  };
  return {
    host: await createHost(ports),
    clock,
    keychainEntries: () => entries,
    lockKeychain: (now) => void (locked.now = now),
    files,
    ports,
  };
}

function testClock(): TestClock {
  let now = Date.UTC(2026, 8, 8, 9, 5, 7);
  return {
    now: () => now,
    after: () => () => undefined,
    move: (ms) => void (now += ms),
  };
}

type Engine = ReturnType<typeof createSandbox>;

function engineHttp(engine: Engine): Http {
  return {
    async send(request) {
      const { pathname } = new URL(request.url);
      const reply = await engine.handle({
        method: request.method,
        path: pathname,
        headers: Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value])),
        body: request.body ?? new Uint8Array(),
      });
      return {
        ok: true,
        sentHeaders: request.headers,
        status: reply.status,
        statusText: '',
        headers: Object.entries(reply.headers).map(([name, value]) => [name, String(value)] as const),
        body: typeof reply.body === 'string' ? new TextEncoder().encode(reply.body) : reply.body,
        timing: { total: 5 },
      };
    },
  };
}

function engineSandbox(engine: Engine): SandboxPort {
  return {
    start: async () => ({ ...engine.info(), readyMs: 0 }),
    async control(_method, path, body) {
      if (path === 'inbox') return engine.inbox();
      if (path === 'reset') return engine.reset();
      engine.clock.advance((body as { advanceSeconds: number }).advanceSeconds);
      return { offsetSeconds: engine.clock.offsetSeconds() };
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
  };
}
