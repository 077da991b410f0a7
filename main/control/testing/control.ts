import { testSandbox, type TestSandbox } from '@core/sandbox/testing.ts';
import { answerControl } from '../answer-control.ts';

/** The control API over an engine in this process. */
export interface TestControl extends TestSandbox {
  /** Status and body of the answer; a text body goes as it is, all else as JSON. */
  control(method: string, path: string, body?: unknown): Promise<readonly [number, unknown]>;
}

export const TOKEN = 'a token';

export function testControl(): TestControl {
  const tested = testSandbox();
  return {
    ...tested,
    control: async (method, path, body = '') => {
      const reply = await answerControl(
        { sandbox: tested.sandbox, token: TOKEN, readyMs: 7 },
        {
          method,
          path: `/_countersign/${path}`,
          headers: { authorization: `Bearer ${TOKEN}` },
          body: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
        },
      );
      const text = new TextDecoder().decode(reply.body);
      const answer: unknown = reply.headers['Content-Type'] === 'application/json' ? JSON.parse(text) : text;
      return [reply.status, answer];
    },
  };
}
