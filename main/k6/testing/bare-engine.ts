import { createHash, createHmac, randomBytes } from 'node:crypto';
import { runInNewContext } from 'node:vm';

export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Engine {
  readonly env: Readonly<Record<string, string>>;
  send(request: WireRequest): Promise<WireResponse>;
  /** Absent: fresh ones. */
  readonly randomBytes?: (count: number) => Uint8Array;
  /** Epoch milliseconds; absent: by the computer's clock. */
  readonly now?: () => number;
  readonly slept?: (seconds: number) => void;
}

export interface LoadedScript {
  readonly options: { readonly thresholds: Readonly<Record<string, readonly string[]>> };
  iteration(): Promise<void>;
  /** Checks in order, by name. */
  readonly checks: { readonly name: string; readonly passed: boolean; readonly step: string }[];
}

type Input = string | ArrayBuffer;

/**
 * A k6 script on an engine as bare as k6's: no Buffer, no TextEncoder, no fetch, no URL, nothing of ES2022, and k6's modules as its reference
 * has them, made of Node's parts.
 */
export function loadScript(script: string, engine: Engine): LoadedScript {
  const checks: LoadedScript['checks'] = [];
  let iterations = 0;
  const modules = {
    k6: {
      check(
        value: unknown,
        sets: Record<string, (value: unknown) => boolean>,
        tags: { step: string },
      ): boolean {
        for (const [name, holds] of Object.entries(sets))
          checks.push({ name, passed: holds(value), step: tags.step });
        return true;
      },
      sleep: (seconds: number) => engine.slept?.(seconds),
    },
    'k6/http': {
      default: {
        async asyncRequest(
          method: string,
          url: string,
          body: string | null,
          params: { headers?: object } = {},
        ) {
          const headers = (params.headers ?? {}) as Record<string, string>;
          const came = await engine.send({ method, url, headers, body: body ?? '' });
          return { ...came, timings: { duration: 1 }, error: '' };
        },
        expectedStatuses: (...statuses: unknown[]) => statuses,
      },
    },
    'k6/crypto': {
      default: {
        hmac: (algorithm: string, secret: Input, data: Input, format: 'hex') =>
          createHmac(algorithm, bytesOf(secret)).update(bytesOf(data)).digest(format),
        sha256: (input: Input, format: 'hex') => createHash('sha256').update(bytesOf(input)).digest(format),
        randomBytes: (count: number) => bufferOf(engine.randomBytes?.(count) ?? randomBytes(count)),
      },
    },
    'k6/encoding': {
      default: {
        b64encode: (input: Input) => Buffer.from(bytesOf(input)).toString('base64'),
        b64decode(input: string, format = 'std') {
          // Go's raw encodings refuse padding, and its others refuse to do without.
          if ((format === 'rawstd') === input.endsWith('=')) throw new Error('illegal base64 data');
          return bufferOf(Buffer.from(input, 'base64'));
        },
      },
    },
    'k6/execution': {
      default: {
        scenario: {
          get iterationInTest() {
            return iterations++;
          },
        },
      },
    },
  };
  const loaded = runInNewContext(asScript(script), {
    __ENV: engine.env,
    __modules: modules,
    __now: engine.now ?? (() => Date.now()),
  }) as { options: LoadedScript['options']; default(): Promise<void> };
  return { options: loaded.options, iteration: () => loaded.default(), checks };
}

/** Imports and exports in the three forms that the bundler writes, as a script. */
function asScript(module: string): string {
  const imports = module
    .replaceAll(
      /^import (\w+) from "([\w/]+)";$/gm,
      (_, name, from) => `const ${name} = __modules["${from}"].default;`,
    )
    .replaceAll(
      /^import (\{[^}]+\}) from "([\w/]+)";$/gm,
      (_, names, from) => `const ${names} = __modules["${from}"];`,
    );
  const whole = imports.replace(
    /^export \{ (\w+) as default, (\w+) \};$/m,
    (_, iteration, options) => `return { default: ${iteration}, ${options} };`,
  );
  return `(() => { Date.now = __now; delete Array.prototype.findLast; delete Object.hasOwn;\n${whole}\n})()`;
}

function bytesOf(input: Input): Uint8Array {
  if (typeof input === 'string') return new TextEncoder().encode(input);
  // Of another realm: `instanceof` would say no.
  if (Object.prototype.toString.call(input) !== '[object ArrayBuffer]')
    throw new TypeError('k6 takes an ArrayBuffer');
  return new Uint8Array(input);
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
