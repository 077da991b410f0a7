import { errorNamed } from '../../errors/catalogue.ts';
import type { ErrorEntry } from '../../errors/entry.ts';
import type { SandboxUser } from '../../contract.ts';
import { operationNamed } from '../../cognito/operations.ts';
import type { Cast } from './cast.ts';
import type { Driver } from './drive.ts';
import type { Trial } from './trial.ts';

type Natural = (cast: Cast) => Trial | undefined;

function natural(
  says: (user: SandboxUser) => string,
  who: (cast: Cast) => SandboxUser | undefined,
  run: (drive: Driver, user: SandboxUser, cast: Cast) => ReturnType<NonNullable<Trial['run']>>,
): Natural {
  return (cast) => {
    const user = who(cast);
    return user && { how: 'natural', says: says(user), user, run: (drive) => run(drive, user, cast) };
  };
}

/** A wrong code of six digits: with luck of one in a million it is the right one. */
const WRONG_CODE = '000000';

/** Errors that a sign-in meets by itself when it does what the catalogue says provokes them. */
const naturals: Readonly<Record<string, Natural>> = {
  InvalidParameterException: natural(
    ({ username }) => `Starts ${username} with USER_AUTH on an app client that does not allow it.`,
    (cast) => cast.quickestOn('ALLOW_USER_AUTH', false),
    async (drive, user) => (await drive.start(user, { flow: 'USER_AUTH' })).chain,
  ),
  ResourceNotFoundException: natural(
    ({ username }) => `Starts ${username} with a ClientId that no pool has.`,
    (cast) => cast.quickest(),
    async (drive, user) => (await drive.start(user, { members: { ClientId: 'nobodysclient' } })).chain,
  ),
  UserNotFoundException: natural(
    () => 'Starts a name that nobody has on an app client that tells so (PreventUserExistenceErrors LEGACY).',
    (cast) => cast.onTellingClient(),
    async (drive, user) =>
      (
        await drive.start(
          { ...user, username: 'nobody-of-this-name' },
          { flow: 'USER_PASSWORD_AUTH', inputs: { PASSWORD: 'Correct-horse-1' } },
        )
      ).chain,
  ),
  CodeMismatchException: natural(
    ({ username }) =>
      `Signs ${username} in as far as the TOTP code, and answers ${WRONG_CODE}. It counts as a failed try.`,
    (cast) => cast.whoMeets('SOFTWARE_TOKEN_MFA'),
    async (drive, user) => {
      const here = await drive.until(await drive.start(user), 'SOFTWARE_TOKEN_MFA');
      return (await drive.answer(here, { inputs: { SOFTWARE_TOKEN_MFA_CODE: WRONG_CODE } })).chain;
    },
  ),
  ExpiredCodeException: natural(
    ({ username }) => `Signs ${username} in twice with the same TOTP code.`,
    (cast) => cast.whoMeets('SOFTWARE_TOKEN_MFA'),
    async (drive, user) => {
      const first = await drive.until(await drive.start(user), 'SOFTWARE_TOKEN_MFA');
      const sent = await drive.answer(first, {});
      if (sent.outcome?.kind === 'error') return sent.chain;
      const code = codeIn(sent.step.requestText);
      const second = await drive.until(await drive.start(user), 'SOFTWARE_TOKEN_MFA');
      return (await drive.answer(second, { inputs: { SOFTWARE_TOKEN_MFA_CODE: code } })).chain;
    },
  ),
  InvalidPasswordException: natural(
    ({ username }) =>
      `Signs ${username} in as far as NEW_PASSWORD_REQUIRED, and answers a password of one letter.`,
    (cast) => cast.whoMeets('NEW_PASSWORD_REQUIRED'),
    async (drive, user) => {
      const here = await drive.until(await drive.start(user), 'NEW_PASSWORD_REQUIRED');
      return (await drive.answer(here, { inputs: { NEW_PASSWORD: 'a' } })).chain;
    },
  ),
  SoftwareTokenMFANotFoundException: natural(
    ({ username }) =>
      `Answers ${username}’s SMS_MFA as SOFTWARE_TOKEN_MFA, which ${username} has not set up.`,
    (cast) => cast.whoMeets('SMS_MFA'),
    async (drive, user) => {
      const here = await drive.until(await drive.start(user), 'SMS_MFA');
      const answer = { name: 'SOFTWARE_TOKEN_MFA', inputs: { SOFTWARE_TOKEN_MFA_CODE: '123456' } };
      return (await drive.answer(here, answer)).chain;
    },
  ),
  MFAMethodNotFoundException: natural(
    ({ username }) =>
      `Answers ${username}’s SOFTWARE_TOKEN_MFA as SMS_MFA, for which ${username} has no number.`,
    (cast) => cast.whoMeets('SOFTWARE_TOKEN_MFA'),
    async (drive, user) => {
      const here = await drive.until(await drive.start(user), 'SOFTWARE_TOKEN_MFA');
      return (await drive.answer(here, { name: 'SMS_MFA', inputs: { SMS_MFA_CODE: '123456' } })).chain;
    },
  ),
  EnableSoftwareTokenMFAException: natural(
    ({ username }) => `Begins ${username}’s TOTP set-up, and verifies ${WRONG_CODE}.`,
    (cast) => cast.whoMeets('MFA_SETUP'),
    async (drive, user) => {
      const here = await drive.until(await drive.start(user), 'MFA_SETUP');
      await drive.operate(here, 'AssociateSoftwareToken');
      return (await drive.operate(here, 'VerifySoftwareToken', { UserCode: WRONG_CODE })).chain;
    },
  ),
  DeviceKeyExistsException: natural(
    ({ username }) => `Signs ${username} in, and confirms the device twice.`,
    (cast) => cast.deviceUser(),
    async (drive, user) => {
      // A device that is confirmed already would prove itself and bring no new one.
      const here = await drive.until(await drive.start(user, { responses: { DEVICE_KEY: null } }), 'TOKENS');
      await drive.operate(here, 'ConfirmDevice');
      return (await drive.operate(here, 'ConfirmDevice')).chain;
    },
  ),
  SerializationException: natural(
    ({ username }) => `Starts ${username} with a number where USERNAME has to be text.`,
    (cast) => cast.quickest(),
    async (drive, user) => (await drive.start(user, { responses: { USERNAME: 7 } })).chain,
  ),
};

function codeIn(requestText: string): string {
  return /"SOFTWARE_TOKEN_MFA_CODE":"(\d+)"/.exec(requestText)?.[1] ?? '';
}

/** A seeded user whose path ends with it. */
function byPath(code: string, cast: Cast): Trial | undefined {
  const user = cast.whoMeets(code);
  return (
    user && {
      how: 'natural',
      says: `Signs ${user.username} in. ${user.shows}.`,
      user,
      run: async (drive) => (await drive.until(await drive.start(user), code)).chain,
    }
  );
}

/** Answers of the sandbox that no request brings about: only a rule does. */
const BROKEN: Readonly<Record<string, string>> = { RESET: 'drop', NOT_JSON: 'html 502', TRUNCATED: 'cut 40' };

/** Why an answer that can't be used is not shown here, where the sandbox can't bring it about. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  TIMEOUT:
    'The console waits 15 s before it gives up. Set this fault rule in the sandbox to see it: InitiateAuth times=1 -> delay 20s',
  CANCELLED:
    'Only you can cancel: set the fault rule InitiateAuth times=1 -> delay 10s, start a sign-in and press Cancel.',
};

function forced(entry: ErrorEntry, cast: Cast): Trial | undefined {
  const operation = operationFor(entry);
  const user = operation === 'RespondToAuthChallenge' ? cast.whoMeets('PASSWORD_VERIFIER') : cast.quickest();
  if (user === undefined) return undefined;
  const answer = BROKEN[entry.code] ?? entry.code;
  const rule = `${operation} user=${JSON.stringify(user.username)} times=1 -> ${answer}`;
  return {
    how: 'fault',
    says: `Forced by a fault rule, as no request brings it about here: ${rule}. The rule is for ${user.username} only, and gone afterwards.`,
    rule,
    user,
    run: async (drive) => {
      const first = await drive.start(user);
      if (operation === 'InitiateAuth') return first.chain;
      if (operation === 'RespondToAuthChallenge') return (await drive.answer(first)).chain;
      const here = await drive.until(first, 'TOKENS');
      if (operation === 'GetTokensFromRefreshToken') {
        const RefreshToken = here.step.tokens?.RefreshToken ?? '';
        return (await drive.start(user, { flow: operation, inputs: { RefreshToken } })).chain;
      }
      return (await drive.operate(here, operation, namedIn(operation, user))).chain;
    },
  };
}

/** What tells the rule whose call it is, where neither Session nor token does. */
function namedIn(operation: string, { username }: SandboxUser): Record<string, string> {
  const known = operationNamed(operation);
  return known === undefined || known.members.some(({ name }) => name === 'Username')
    ? { Username: username }
    : {};
}

/** The operation it is easiest met at: the first step, else an answer, else one beside the sign-in. */
function operationFor({ operations, kind }: ErrorEntry): string {
  if (kind !== 'cognito') return 'InitiateAuth';
  const easiest = ['InitiateAuth', 'RespondToAuthChallenge', 'GetTokensFromRefreshToken'];
  return easiest.find((name) => operations.includes(name)) ?? operations[0] ?? 'InitiateAuth';
}

/** How an error is shown: by a request that brings it about where one does, else by a fault rule, else not at all. */
export function errorTrial(code: string, cast: Cast): Trial | undefined {
  const entry = errorNamed(code);
  if (entry === undefined) return undefined;
  if (entry.kind === 'own' && BROKEN[code] === undefined)
    return { how: 'none', says: ELSEWHERE[code] ?? `The console raises it itself. ${entry.provoke}` };
  return naturals[code]?.(cast) ?? byPath(code, cast) ?? forced(entry, cast);
}
