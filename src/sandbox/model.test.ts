import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SandboxUser } from '../contract.ts';
import type { JsonObject } from '../json.ts';
import { srpClient, testSandbox, type Answer, type TestSandbox } from './testing.ts';
import {
  confirm,
  deviceOf,
  offeredDevice,
  proveDevice,
  remember,
  type OfferedDevice,
  type TestDevice,
} from './testing-device.ts';
import {
  assertion,
  begin,
  firstFactor,
  hashFor,
  newestCode,
  respond,
  seededUser,
  totpNow,
} from './testing-walk.ts';

type StartFlow = 'USER_SRP_AUTH' | 'USER_PASSWORD_AUTH' | 'USER_AUTH';

/** What a walker can do next. Answers go to the newest reply, or to an older one when it looks back. */
type Move =
  | {
      readonly kind: 'begin';
      readonly flow: StartFlow;
      /** USER_AUTH alone: the preferred first factor. */
      readonly preferred: string;
      readonly good: boolean;
      readonly device: boolean;
    }
  | { readonly kind: 'confirm' | 'remember' }
  | { readonly kind: 'answer'; readonly name: string; readonly good: boolean; readonly back: number }
  | { readonly kind: 'associate' | 'verify'; readonly good: boolean; readonly back: number }
  | { readonly kind: 'forgot' }
  | { readonly kind: 'recover' | 'change'; readonly good: boolean; readonly password: string }
  | { readonly kind: 'wait'; readonly seconds: number };

const NAMES = [
  'PASSWORD_VERIFIER',
  'SOFTWARE_TOKEN_MFA',
  'SMS_MFA',
  'SELECT_MFA_TYPE',
  'MFA_SETUP',
  'NEW_PASSWORD_REQUIRED',
  'EMAIL_OTP',
  'SMS_OTP',
  'SELECT_CHALLENGE',
  'PASSWORD',
  'PASSWORD_SRP',
  'WEB_AUTHN',
  'CUSTOM_CHALLENGE',
  'DEVICE_SRP_AUTH',
  'DEVICE_PASSWORD_VERIFIER',
  'ADMIN_NO_SRP_AUTH',
];
/** Exceptions these operations may answer with: nothing outside the model. */
const MODELLED = new Set(
  (
    'InvalidParameterException NotAuthorizedException CodeMismatchException ExpiredCodeException InvalidPasswordException ' +
    'UserNotConfirmedException PasswordResetRequiredException UserNotFoundException MFAMethodNotFoundException ' +
    'SoftwareTokenMFANotFoundException EnableSoftwareTokenMFAException ResourceNotFoundException DeviceKeyExistsException ' +
    'LimitExceededException'
  ).split(' '),
);
/** Each of them is a second factor, or stands in for one. */
const FACTORS = new Set(['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP', 'DEVICE_PASSWORD_VERIFIER']);
/** First factors that need no password. */
const CODES = new Set(['EMAIL_OTP', 'SMS_OTP']);
const WALKERS = [
  'ann',
  'bob',
  'cy',
  'dee',
  'eli',
  'fay',
  'gus',
  'hal',
  'pam',
  'max',
  'jon',
  'kim',
  'lea',
  'tess',
  'zoe',
  'ada',
  'ben',
  'eva',
  'gil',
  'ian',
  'joy',
  'kit',
  'liz',
  'mel',
  'yan',
  'pia',
  'quin',
];

// Mostly right, mostly about the newest reply: else few walks would come near tokens.
const good = fc.oneof(
  { arbitrary: fc.constant(true), weight: 5 },
  { arbitrary: fc.constant(false), weight: 1 },
);
const back = fc.oneof(
  { arbitrary: fc.constant(0), weight: 5 },
  { arbitrary: fc.integer({ min: 1, max: 2 }), weight: 1 },
);
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({
    kind: fc.constant('begin' as const),
    flow: fc.constantFrom<StartFlow>('USER_SRP_AUTH', 'USER_PASSWORD_AUTH', 'USER_AUTH'),
    preferred: fc.constantFrom('', 'PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'),
    good,
    device: fc.boolean(),
  }),
  fc.record({ kind: fc.constantFrom('confirm' as const, 'remember' as const) }),
  {
    arbitrary: fc.record({ kind: fc.constant('answer' as const), name: fc.constant(''), good, back }),
    weight: 5,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      name: fc.constantFrom(...NAMES),
      good,
      back,
    }),
    weight: 2,
  },
  {
    arbitrary: fc.record({ kind: fc.constantFrom('associate' as const, 'verify' as const), good, back }),
    weight: 3,
  },
  fc.record({ kind: fc.constant('forgot' as const) }),
  fc.record({
    kind: fc.constantFrom('recover' as const, 'change' as const),
    good,
    password: fc.constantFrom('Third-horse-3', 'Fourth-horse-4'),
  }),
  fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(1, 30, 100, 200) }),
);

/** What a chain has proved so far, kept by the walker alone and carried from reply to reply. */
interface Proved {
  readonly password: boolean;
  readonly code: boolean;
  readonly passkey: boolean;
  readonly newPassword: boolean;
  readonly factor: boolean;
}

interface Held {
  readonly reply: JsonObject;
  readonly proved: Proved;
  /** The secret AssociateSoftwareToken gave. */
  readonly secret?: string;
}

const NOTHING: Proved = { password: false, code: false, passkey: false, newPassword: false, factor: false };

function createWalker(sandbox: TestSandbox, user: SandboxUser) {
  const replies: Held[] = [];
  let currentPassword = user.password;
  let hasPassword = user.password !== '';
  let recoveryCode = '';
  let recovered = false;
  let accessToken = 'none';
  let setUpSecret = '';
  let tokens = 0;
  let offered: OfferedDevice | undefined;
  let confirmed: TestDevice | undefined;

  async function step(next: Move): Promise<void> {
    if (next.kind === 'wait') {
      sandbox.clock.ms += next.seconds * 1_000;
      return;
    }
    if (next.kind === 'begin') return start(next);
    if (next.kind === 'forgot') return forget();
    if ('password' in next) return replacePassword(next);
    if (!('back' in next)) return useDevice(next.kind);
    const held = replies.at(-1 - next.back);
    if (held === undefined) return;
    if (next.kind === 'associate') return associate(held);
    if (next.kind === 'verify') return verify(held, next.good);
    if (next.kind === 'answer') {
      return answer(
        held,
        next.name === '' ? String(held.reply['ChallengeName'] ?? 'MFA_SETUP') : next.name,
        next.good,
      );
    }
  }

  async function useDevice(kind: 'confirm' | 'remember'): Promise<void> {
    if (offered === undefined) return;
    const answer = await (kind === 'confirm' ? confirm(sandbox, offered) : remember(sandbox, offered));
    if (answer.error !== '') expect(MODELLED).toContain(answer.body['__type']);
    else confirmed = deviceOf(offered);
  }

  /** With ClientId, Username and the hash over it. */
  function asAccount(operation: string, body: JsonObject = {}): Promise<Answer> {
    const { clientId: ClientId, username: Username } = user;
    const { SECRET_HASH } = hashFor(sandbox, user, Username);
    const hash = SECRET_HASH === undefined ? {} : { SecretHash: SECRET_HASH };
    return sandbox.call(operation, { ClientId, Username, ...hash, ...body });
  }

  async function forget(): Promise<void> {
    const before = sandbox.sandbox.inbox().length;
    const answer = await asAccount('ForgotPassword');
    if (answer.error !== '') expect(MODELLED).toContain(answer.body['__type']);
    // A made-up delivery brings no message.
    if (sandbox.sandbox.inbox().length > before) recoveryCode = newestCode(sandbox);
  }

  async function replacePassword(next: Extract<Move, { kind: 'recover' | 'change' }>): Promise<void> {
    const answer =
      next.kind === 'recover'
        ? await asAccount('ConfirmForgotPassword', {
            ConfirmationCode: next.good && recoveryCode !== '' ? recoveryCode : 'wrong',
            Password: next.password,
          })
        : await sandbox.call('ChangePassword', {
            AccessToken: accessToken,
            ...(hasPassword ? { PreviousPassword: next.good ? currentPassword : 'wrong' } : {}),
            ProposedPassword: next.password,
          });
    if (answer.error !== '') return expect(MODELLED).toContain(answer.body['__type']);
    if (next.kind === 'recover') {
      expect(next.good && recoveryCode !== '', 'a code that was sent, once').toBe(true);
      recoveryCode = '';
      recovered = true;
    } else expect(next.good || !hasPassword, 'the password in use was given').toBe(true);
    currentPassword = next.password;
    hasPassword = true;
  }

  async function start(next: Extract<Move, { kind: 'begin' }>): Promise<void> {
    const { flow, preferred } = next;
    const typed = { PASSWORD: next.good ? currentPassword : 'wrong' };
    const preference = {
      ...(preferred === '' ? {} : { PREFERRED_CHALLENGE: preferred, SRP_A: srpClient().srpA }),
      ...(preferred === 'PASSWORD' ? typed : {}),
    };
    const changes = {
      ...(flow === 'USER_PASSWORD_AUTH' ? typed : {}),
      ...(flow === 'USER_AUTH' ? preference : {}),
      ...(next.device && confirmed !== undefined ? { DEVICE_KEY: confirmed.key } : {}),
    };
    const answer = await begin(sandbox, { ...user, flow }, changes);
    // A preference that can't be used leads to the choice, where nothing is proved yet.
    const proves = next.good && 'PASSWORD' in changes && answer.body['ChallengeName'] !== 'SELECT_CHALLENGE';
    take(answer, { ...NOTHING, password: proves && hasPassword });
  }

  async function associate(held: Held): Promise<void> {
    const answer = await sandbox.call('AssociateSoftwareToken', {
      Session: held.reply['Session'] ?? null,
    });
    take(answer, held.proved, String(answer.body['SecretCode']));
  }

  async function verify(held: Held, right: boolean): Promise<void> {
    const secret = held.secret ?? user.totpSecret ?? 'A'.repeat(52);
    const UserCode = totpNow(sandbox, secret, right ? 0 : 7);
    const answer = await sandbox.call('VerifySoftwareToken', {
      Session: held.reply['Session'] ?? null,
      UserCode,
    });
    const proved = right && held.secret !== undefined;
    if (answer.error === '') {
      expect(proved, 'a verified secret').toBe(true);
      setUpSecret = secret;
    }
    take(answer, { ...held.proved, factor: held.proved.factor || proved });
  }

  async function answer(held: Held, name: string, right: boolean): Promise<void> {
    const parameters = (held.reply['ChallengeParameters'] ?? {}) as JsonObject;
    const username = String(parameters['USER_ID_FOR_SRP'] ?? user.username);
    const session = held.reply['Session'];
    const given = keys(name, parameters, right);
    const answer = await respond(sandbox, user, name, session, {
      USERNAME: username,
      ...hashFor(sandbox, user, username),
      ...given,
    });
    const asked = held.reply['ChallengeName'];
    const chosen = asked === 'SELECT_CHALLENGE' && (name === 'PASSWORD' || name === 'PASSWORD_SRP');
    const isAsked = asked === name || chosen || name === 'MFA_SETUP';
    if (answer.error === '') expect(isAsked, `${name} answers what was asked`).toBe(true);
    if (answer.error === '' && name === 'NEW_PASSWORD_REQUIRED') currentPassword = 'Better-horse-2';
    const typed = right && 'PASSWORD' in given;
    const claimed = right && name === 'PASSWORD_VERIFIER';
    take(answer, {
      password: held.proved.password || (hasPassword && isAsked && (typed || claimed)),
      code: held.proved.code || (right && isAsked && CODES.has(name)),
      passkey: held.proved.passkey || (right && isAsked && name === 'WEB_AUTHN'),
      newPassword: held.proved.newPassword || (name === 'NEW_PASSWORD_REQUIRED' && right),
      factor: held.proved.factor || (right && isAsked && FACTORS.has(name)),
    });
  }

  function keys(name: string, parameters: JsonObject, right: boolean): JsonObject {
    const secret = setUpSecret === '' ? (user.totpSecret ?? 'A'.repeat(52)) : setUpSecret;
    const claim = () => {
      if (parameters['SRP_B'] === undefined) return {};
      const password = right ? currentPassword : 'wrong';
      return srpClient().answer(parameters, user.userPoolId, password, sandbox.clock.ms);
    };
    if (name === 'PASSWORD_VERIFIER') return claim();
    if (name === 'DEVICE_SRP_AUTH') {
      return { DEVICE_KEY: right ? (confirmed?.key ?? null) : 'eu-west-1_0', SRP_A: srpClient().srpA };
    }
    if (name === 'DEVICE_PASSWORD_VERIFIER') {
      if (confirmed === undefined || parameters['SRP_B'] === undefined) return {};
      const device = { ...confirmed, password: right ? confirmed.password : 'wrong' };
      return proveDevice(device, parameters, sandbox.clock.ms);
    }
    if (name === 'SMS_MFA') return { SMS_MFA_CODE: right ? newestCode(sandbox) : 'wrong' };
    if (name === 'SOFTWARE_TOKEN_MFA')
      return { SOFTWARE_TOKEN_MFA_CODE: totpNow(sandbox, secret, right ? 0 : 7) };
    if (name === 'EMAIL_OTP') return { EMAIL_OTP_CODE: right ? newestCode(sandbox) || '0' : 'wrong' };
    if (name === 'SMS_OTP') return { SMS_OTP_CODE: right ? newestCode(sandbox) || '0' : 'wrong' };
    if (name === 'WEB_AUTHN' && parameters['CREDENTIAL_REQUEST_OPTIONS'] !== undefined)
      return { CREDENTIAL: assertion(user, parameters, right ? {} : { userPresent: false }) };
    if (name === 'PASSWORD') return { PASSWORD: right ? currentPassword : 'wrong' };
    if (name === 'PASSWORD_SRP') return { SRP_A: right ? srpClient().srpA : '0' };
    const after = user.path[user.path.indexOf(name) + 1] ?? '';
    if (name === 'SELECT_CHALLENGE') {
      if (!right) return { ANSWER: 'PASSWORD', PASSWORD: 'wrong' };
      return firstFactor({ ...user, password: currentPassword }, after);
    }
    if (name === 'SELECT_MFA_TYPE') return { ANSWER: right ? after : 'WEB_AUTHN' };
    if (name !== 'NEW_PASSWORD_REQUIRED') return { ANSWER: 'x' };
    const missing = JSON.parse(String(parameters['requiredAttributes'] ?? '[]')) as string[];
    return {
      NEW_PASSWORD: right ? 'Better-horse-2' : 'x',
      ...Object.fromEntries(missing.map((key) => [key, 'Given'])),
    };
  }

  function take(answer: Answer, proved: Proved, secret?: string): void {
    if (answer.error !== '') {
      expect(answer.status).toBe(400);
      expect(MODELLED).toContain(answer.body['__type']);
      expect(answer.body).not.toHaveProperty('AuthenticationResult');
      return;
    }
    expect(answer.status).toBe(200);
    if (answer.body['AuthenticationResult'] === undefined) {
      replies.push({ reply: answer.body, proved, ...(secret === undefined ? {} : { secret }) });
      return;
    }
    tokens += 1;
    accessToken = String((answer.body['AuthenticationResult'] as JsonObject)['AccessToken']);
    offered = offeredDevice(answer) ?? offered;
    const { path } = user;
    const ends = recovered ? ['TOKENS', 'PasswordResetRequiredException'] : ['TOKENS'];
    expect(ends, 'only users who can sign in get tokens').toContain(path.at(-1));
    const needsFactor = path.some((name) => name.includes('MFA')) || ['liz', 'quin'].includes(user.username);
    // A passkey is a first factor by itself, and quin's is both.
    const byPasskey = proved.passkey && (!needsFactor || user.username === 'quin');
    const first = proved.password || byPasskey || (proved.code && !needsFactor);
    expect(first, 'the first factor was proved').toBe(true);
    if (needsFactor) expect(proved.factor || byPasskey, 'the second factor was proved').toBe(true);
    if (path.includes('NEW_PASSWORD_REQUIRED'))
      expect(currentPassword, 'the password was replaced').not.toBe(user.password);
  }

  return { step, tokens: () => tokens };
}

describe('a model walk', () => {
  test('never yields tokens without every factor, never crashes', async () => {
    let tokens = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...WALKERS),
        fc.array(move, { minLength: 3, maxLength: 25 }),
        async (name, moves) => {
          const sandbox = testSandbox();
          const walker = createWalker(sandbox, seededUser(sandbox, name));
          for (const next of moves) await walker.step(next);
          tokens += walker.tokens();
        },
      ),
      { numRuns: 400 },
    );
    // A walk that never arrives would prove nothing.
    expect(tokens).toBeGreaterThan(20);
  }, 240_000);
});
