import { valueOf } from './bridge.ts';
import type { Console } from './launch.ts';

/** One call of the sandbox's control API: what other test tools use beside Cognito's own protocol. */
export type Control = <T>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
) => Promise<T>;

interface Heard {
  readonly url: string;
  readonly authorization: string;
}

const PREFIX = '/_countersign/';

/**
 * The control API of the sandbox that a console runs. Its token is made at every start and told to nobody, so it is
 * heard from a call of the console's own.
 */
export async function sandboxControl({ app, page }: Console): Promise<Control> {
  await app.evaluate((_electron, prefix) => {
    const real = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      const authorization = new Headers(init?.headers).get('authorization');
      const url = input instanceof Request ? input.url : String(input);
      if (authorization !== null && url.includes(prefix))
        Object.assign(globalThis, { heard: { url, authorization } });
      return real(input, init);
    };
  }, PREFIX);
  await valueOf(page, 'sandbox.inbox');
  const heard = await app.evaluate(() => (globalThis as { heard?: Heard }).heard);
  if (heard === undefined) throw new Error('The console asked its sandbox for the inbox without a token.');
  const base = heard.url.slice(0, heard.url.indexOf(PREFIX) + PREFIX.length);

  return async <T>(method: string, path: string, body?: unknown) => {
    const response = await fetch(base + path, {
      method,
      headers: { Authorization: heard.authorization },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  };
}
