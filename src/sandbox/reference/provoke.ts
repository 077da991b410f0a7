import type { JsonObject } from '../../json.ts';
import type { Settings } from '../settings.ts';
import { testSandbox, type Answer, type TestSandbox } from '../testing.ts';
import { beginByPassword, seededUser } from '../testing-walk.ts';
import { answer, byPassword, PASSWORD, sandboxOf, start, type OnePool } from './one-pool.ts';

/** Requests as a client may send them, the last of which gets the exception. */
export type Provoke = () => Promise<Answer>;

/** On the seeded pools. */
export const seeded =
  (run: (test: TestSandbox) => Promise<Answer>, settings: Partial<Settings> = {}): Provoke =>
  () =>
    run(testSandbox({ settings }));

/** A password sign-in in a pool of its own. */
export const inPool =
  (given: OnePool, more: JsonObject = {}, settings: Partial<Settings> = {}): Provoke =>
  () =>
    byPassword(sandboxOf(given, { settings }), 'una', more);

/** USER_AUTH in a pool of its own. */
export const byChoice =
  (given: OnePool, more: JsonObject = {}): Provoke =>
  () =>
    start(sandboxOf(given), 'USER_AUTH', { USERNAME: 'una', ...more });

/** A user with a PreAuthentication trigger before them. */
export const guarded = (body: string): OnePool => ({
  pool: { Triggers: { PreAuthentication: `export const handler = async (event) => { ${body} };` } },
  users: [{ Username: 'una' }],
});

/** NEW_PASSWORD_REQUIRED answered. */
export const newPassword =
  (given: OnePool, NEW_PASSWORD: string, more: JsonObject = {}): Provoke =>
  async () => {
    const sandbox = sandboxOf(given);
    const { body } = await byPassword(sandbox, 'una');
    return answer(sandbox, 'NEW_PASSWORD_REQUIRED', body['Session'], {
      USERNAME: 'una',
      NEW_PASSWORD,
      ...more,
    });
  };

export const fresh = (pool: OnePool['pool'] = {}): OnePool => ({
  pool,
  users: [{ Username: 'una', UserStatus: 'FORCE_CHANGE_PASSWORD', Password: PASSWORD }],
});

/** `AuthenticationResult` of a seeded user. */
export async function tokensOf(test: TestSandbox, username: string): Promise<Record<string, string>> {
  const { body } = await beginByPassword(test, seededUser(test, username));
  return body['AuthenticationResult'] as Record<string, string>;
}
