import { accountSandbox, attributes, type AccountSandbox } from '../testing-account.ts';
import type { Row } from '../testing-rows.ts';
import type { OnePool } from './one-pool.ts';

const DAY = 86_400_000;
const HIDES: OnePool['client'] = { PreventUserExistenceErrors: 'ENABLED' };
const UserAttributes = attributes({ email: 'una@example.com' });

/** A row over a pool of its own, where una may be confirmed already. */
const account =
  (run: (sandbox: AccountSandbox) => Promise<{ error: string }>, given: OnePool = {}) =>
  () =>
    run(accountSandbox({ ...given, pool: { AutoVerifiedAttributes: ['email'] } }));
const una: OnePool = {
  users: [{ Username: 'una', UserAttributes: { email: 'una@example.com', email_verified: 'true' } }],
};

const confirm = (sandbox: AccountSandbox, ConfirmationCode: string) =>
  sandbox.ask('ConfirmSignUp', { Username: 'una', ConfirmationCode });
const forgot = (sandbox: AccountSandbox) => sandbox.ask('ForgotPassword', { Username: 'una' });
const recover = (sandbox: AccountSandbox, ConfirmationCode: string) =>
  sandbox.ask('ConfirmForgotPassword', { Username: 'una', ConfirmationCode, Password: 'Better-horse-2' });
const signUp = (sandbox: AccountSandbox) => sandbox.signUp('una', { UserAttributes });
const code = (sandbox: AccountSandbox) => sandbox.newest()?.code ?? '';

const wrong = 'Invalid verification code provided, please try again.';
const expired = 'Invalid code provided, please request a code again.';
const unknown = 'Username/client id combination not found.';
const limit = 'Attempt limit exceeded, please try after some time.';

/** Protocol reference 4.3, the messages of sign-up and recovery. */
export const accountRows: readonly Row[] = [
  [
    wrong,
    `CodeMismatchException: ${wrong}`,
    account(async (sandbox) => {
      await signUp(sandbox);
      return confirm(sandbox, 'wrong');
    }),
  ],
  [
    wrong,
    `CodeMismatchException: ${wrong}`,
    account(async (sandbox) => {
      await forgot(sandbox);
      return recover(sandbox, 'wrong');
    }, una),
  ],
  [
    expired,
    `ExpiredCodeException: ${expired}`,
    account(async (sandbox) => {
      await signUp(sandbox);
      sandbox.clock.ms += DAY;
      return confirm(sandbox, code(sandbox));
    }),
  ],
  [
    expired,
    `ExpiredCodeException: ${expired}`,
    account(async (sandbox) => {
      await forgot(sandbox);
      await recover(sandbox, code(sandbox));
      return recover(sandbox, code(sandbox));
    }, una),
  ],
  [
    expired,
    `ExpiredCodeException: ${expired}`,
    account((sandbox) => confirm(sandbox, '123456'), { client: HIDES }),
  ],
  [unknown, `UserNotFoundException: ${unknown}`, account(forgot)],
  [
    unknown,
    `UserNotFoundException: ${unknown}`,
    account(forgot, { users: [{ Username: 'una', Enabled: false }] }),
  ],
  [
    limit,
    `LimitExceededException: ${limit}`,
    account(async (sandbox) => {
      for (let asked = 0; asked < 20; asked += 1) await forgot(sandbox);
      return forgot(sandbox);
    }, una),
  ],
  [
    limit,
    `LimitExceededException: ${limit}`,
    account(async (sandbox) => {
      await signUp(sandbox);
      for (let tried = 0; tried < 15; tried += 1) await confirm(sandbox, 'wrong');
      return confirm(sandbox, code(sandbox));
    }),
  ],
  ['User already exists', 'UsernameExistsException: User already exists', account(signUp, una)],
];
