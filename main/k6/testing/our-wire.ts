import { drivenHost } from '@core/host/testing/driven-host.ts';
import type { WireRequest, WireResponse } from './bare-engine.ts';

export const CLIENT_SECRET = '1h8k4m2q6v9c3x7z5b0n1l4j8g2f6d9s3a7p5o0i1u4y8t2r6e9w';
export const ENV = {
  ANN_PASSWORD: 'Correct-horse-1',
  ANN_SEED: 'JBSWY3DPEHPK3PXPGEZDGNBVGY3TQOJQ',
  ADA_SEED: 'MFRGGZDFMZTWQ2LKGEZDGNBVGY3TQOJS',
};

export interface Exchange {
  readonly request: WireRequest;
  readonly response: WireResponse;
}

/** Runs a scenario on the console's own host, and keeps what travelled and what was drawn. @param row of its matrix */
export async function ours(text: string, row?: Readonly<Record<string, string>>) {
  const test = await drivenHost();
  const exchanges: Exchange[] = [];
  const drawn: Uint8Array[] = [];
  const { http, random } = test.ports;
  const [send, bytes] = [http.send.bind(http), random.bytes];
  let inSandbox = false;
  Object.assign(random, {
    bytes(count: number) {
      const made = bytes(count);
      if (!inSandbox) drawn.push(made);
      return made;
    },
  });
  Object.assign(http, {
    async send(...[request, cancel]: Parameters<typeof send>) {
      inSandbox = true;
      const outcome = await send(request, cancel);
      inSandbox = false;
      if (!outcome.ok) throw new Error(outcome.detail);
      const text = (part: Uint8Array | undefined) => new TextDecoder().decode(part);
      exchanges.push({
        request: {
          method: request.method,
          // One address: no path and `/` are the same line of HTTP.
          url: new URL(request.url).href,
          headers: Object.fromEntries(request.headers),
          body: text(request.body),
        },
        response: {
          status: outcome.status,
          headers: Object.fromEntries(outcome.headers),
          body: text(outcome.body),
        },
      });
      return outcome;
    },
  });
  const { runId } = await test.value('scenario.run', {
    text,
    file: 'load.yaml',
    begin: 'seed',
    pace: 'through',
    ...(row === undefined ? {} : { row }),
    secrets: {
      password: ENV.ANN_PASSWORD,
      seed: text.includes('ADA_SEED') ? ENV.ADA_SEED : ENV.ANN_SEED,
      client: CLIENT_SECRET,
    },
  });
  for (;;) {
    const { result } = await test.value('scenario.runState', { runId });
    if (result !== undefined) return { result, exchanges, drawn, now: test.clock.now() };
    await new Promise((resolve) => setImmediate(resolve));
  }
}
