import { expect, describe, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { answer, byPassword, sandboxOf, type OnePool } from './reference/one-pool.ts';
import { settingProblem } from './read-settings.ts';
import { likelySettings, type Settings } from './settings.ts';
import { settingsGuide, settledWithoutSetting } from './settings-guide.ts';
import { srpClient, testSandbox, type Answer, type TestSandbox } from './testing.ts';
import { confirm, deviceOf, offeredDevice, proveDevice } from './testing-device.ts';
import { initiate, signed, verifier } from './testing-rows.ts';
import { begin, beginByPassword, newestCode, respond, seededUser, totpNow, walk } from './testing-walk.ts';

const parametersOf = ({ body }: Answer) => body['ChallengeParameters'] as JsonObject;
const firstWord = ({ error, body }: Answer) =>
  error === '' ? String(body['ChallengeName'] ?? 'TOKENS') : error;

/** PASSWORD_SRP preferred, then its proof without the Session that may have come. */
async function proveWithoutSession(sandbox: TestSandbox): Promise<Answer> {
  const ian = seededUser(sandbox, 'ian');
  const preferred = { PREFERRED_CHALLENGE: 'PASSWORD_SRP', SRP_A: srpClient().srpA };
  const asked = await begin(sandbox, ian, preferred);
  expect('Session' in asked.body).toBe(sandbox.sandbox.settings().verifierSession !== 'none');
  const claim = srpClient().answer(parametersOf(asked), ian.userPoolId, ian.password, sandbox.clock.ms);
  return respond(sandbox, ian, 'PASSWORD_VERIFIER', undefined, claim);
}

/** A remembered device asked to prove itself, up to its proof, Sessions left out where `bare`. */
async function proveKnownDevice(sandbox: TestSandbox, bare: boolean): Promise<[Answer, Answer, Answer]> {
  const ada = seededUser(sandbox, 'ada');
  const offered = offeredDevice((await walk(sandbox, ada)).last);
  if (offered === undefined) throw new Error('no device was offered');
  await confirm(sandbox, offered);
  const DEVICE_KEY = offered.key;
  const asked = await beginByPassword(sandbox, ada, { DEVICE_KEY });
  const first = { USERNAME: 'ada', DEVICE_KEY, SRP_A: srpClient().srpA };
  const session = ({ body }: Answer) => (bare ? undefined : body['Session']);
  const proof = await respond(sandbox, ada, 'DEVICE_SRP_AUTH', session(asked), first);
  if (proof.error !== '') return [asked, proof, proof];
  const claim = proveDevice(deviceOf(offered), parametersOf(proof), sandbox.clock.ms);
  const second = { USERNAME: 'ada', ...claim };
  return [asked, proof, await respond(sandbox, ada, 'DEVICE_PASSWORD_VERIFIER', session(proof), second)];
}

async function wrongFirstFactorCodes(sandbox: TestSandbox): Promise<Answer> {
  const joy = seededUser(sandbox, 'joy');
  const { body } = await begin(sandbox, joy, { PREFERRED_CHALLENGE: 'EMAIL_OTP' });
  const send = (EMAIL_OTP_CODE: string) =>
    respond(sandbox, joy, 'EMAIL_OTP', body['Session'], { USERNAME: 'joy', EMAIL_OTP_CODE });
  for (let tries = 0; tries < 5; tries += 1) await send('x');
  return send(newestCode(sandbox));
}

async function wrongSmsCodes(sandbox: TestSandbox): Promise<Answer> {
  const cy = seededUser(sandbox, 'cy');
  const { body } = await beginByPassword(sandbox, cy);
  const send = (SMS_MFA_CODE: string) =>
    respond(sandbox, cy, 'SMS_MFA', body['Session'], { USERNAME: 'cy', SMS_MFA_CODE });
  for (let tries = 0; tries < 5; tries += 1) await send('x');
  return send(newestCode(sandbox));
}

async function chooseEmail(sandbox: TestSandbox, ANSWER: string): Promise<Answer> {
  const mel = seededUser(sandbox, 'mel');
  const { body } = await beginByPassword(sandbox, mel);
  return respond(sandbox, mel, 'SELECT_MFA_TYPE', body['Session'], { USERNAME: 'mel', ANSWER });
}

const needsEmail = {
  pool: { MfaConfiguration: 'ON', EmailMfaConfiguration: {} },
  users: [{ Username: 'una' }],
} as const;

async function setUpEmail(settings: Partial<Settings>, key: string): Promise<Answer> {
  const sandbox = sandboxOf(needsEmail, { settings });
  const { body } = await byPassword(sandbox, 'una');
  return answer(sandbox, 'MFA_SETUP', body['Session'], { USERNAME: 'una', [key]: 'una@example.com' });
}

async function wrongThenRightPassword(sandbox: TestSandbox): Promise<Answer> {
  const eli = seededUser(sandbox, 'eli');
  const { body } = await beginByPassword(sandbox, eli);
  const send = (NEW_PASSWORD: string) =>
    respond(sandbox, eli, 'NEW_PASSWORD_REQUIRED', body['Session'], { USERNAME: 'eli', NEW_PASSWORD });
  expect((await send('x')).error).toContain('InvalidPasswordException');
  return send('Better-horse-2');
}

async function wrongThenRightSetupCode(sandbox: TestSandbox): Promise<Answer> {
  const { body } = await beginByPassword(sandbox, seededUser(sandbox, 'gus'));
  const secret = await sandbox.call('AssociateSoftwareToken', { Session: body['Session'] ?? '' });
  const verify = (steps: number) =>
    sandbox.call('VerifySoftwareToken', {
      Session: secret.body['Session'] ?? '',
      UserCode: totpNow(sandbox, String(secret.body['SecretCode']), steps),
    });
  expect((await verify(9)).error).toContain('EnableSoftwareTokenMFAException');
  return verify(0);
}

/** The answer to PASSWORD_VERIFIER so many seconds after it was asked, by a client whose clock is right. */
async function lateProof(sandbox: TestSandbox, seconds: number): Promise<Answer> {
  const bob = seededUser(sandbox, 'bob');
  const { body } = await begin(sandbox, bob);
  sandbox.clock.ms += seconds * 1_000;
  const parameters = body['ChallengeParameters'] as JsonObject;
  const claim = srpClient().answer(parameters, bob.userPoolId, bob.password, sandbox.clock.ms);
  return respond(sandbox, bob, 'PASSWORD_VERIFIER', undefined, claim);
}

async function reuseRotated(sandbox: TestSandbox): Promise<Answer> {
  const ray = seededUser(sandbox, 'ray');
  const { last } = await walk(sandbox, ray);
  const refresh = (RefreshToken: string) =>
    sandbox.call('GetTokensFromRefreshToken', { RefreshToken, ClientId: ray.clientId });
  const tokenOf = ({ body }: Answer) => String((body['AuthenticationResult'] as JsonObject)['RefreshToken']);
  const newer = await refresh(tokenOf(last));
  sandbox.clock.ms += 31_000;
  expect((await refresh(tokenOf(last))).error).toContain('RefreshTokenReuseException');
  return refresh(tokenOf(newer));
}

/** A device of the Admin side: whether it is offered, and what naming it leads to. */
async function adminKnownDevice(sandbox: TestSandbox): Promise<Answer> {
  const tracked = sandbox.sandbox.settings().adminDevices;
  const { userPoolId: UserPoolId, clientId: ClientId, password: PASSWORD } = seededUser(sandbox, 'ada');
  const flows = { ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] };
  await signed(sandbox, 'UpdateUserPoolClient', { UserPoolId, ClientId, ...flows });
  await signed(sandbox, 'SetUserPoolMfaConfig', { UserPoolId, MfaConfiguration: 'OFF' });
  const begin = (more: JsonObject = {}) =>
    signed(sandbox, 'AdminInitiateAuth', {
      UserPoolId,
      ClientId,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'ada', PASSWORD, ...more },
    });
  const offered = offeredDevice(await begin());
  expect(offered !== undefined).toBe(tracked);
  if (offered !== undefined) await confirm(sandbox, offered);
  return begin({ DEVICE_KEY: offered?.key ?? 'eu-west-1_0a' });
}

async function answeredByAdmin(sandbox: TestSandbox): Promise<Answer> {
  const { userPoolId: UserPoolId, ...cy } = seededUser(sandbox, 'cy');
  const { body } = await beginByPassword(sandbox, seededUser(sandbox, 'cy'));
  return signed(sandbox, 'AdminRespondToAuthChallenge', {
    UserPoolId,
    ClientId: cy.clientId,
    ChallengeName: 'SMS_MFA',
    Session: body['Session'] ?? '',
    ChallengeResponses: { USERNAME: 'cy', SMS_MFA_CODE: newestCode(sandbox) },
  });
}

async function passwordChangedMeanwhile(sandbox: TestSandbox): Promise<Answer> {
  const cy = seededUser(sandbox, 'cy');
  const { body } = await beginByPassword(sandbox, cy);
  const changed = { UserPoolId: cy.userPoolId, Username: 'cy', Password: 'Better-horse-2', Permanent: true };
  expect((await signed(sandbox, 'AdminSetUserPassword', changed)).error).toBe('');
  const right = { USERNAME: 'cy', SMS_MFA_CODE: newestCode(sandbox) };
  return respond(sandbox, cy, 'SMS_MFA', body['Session'], right);
}

const recovery: OnePool = {
  pool: {
    MfaConfiguration: 'ON',
    SmsMfaConfiguration: {},
    AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_phone_number', Priority: 1 }] },
  },
  users: [{ Username: 'una', UserAttributes: { phone_number: '+447700900999' } }],
};

const INCORRECT = 'NotAuthorizedException: Incorrect username or password.';
const LOCKED = 'NotAuthorizedException: Password attempts exceeded';
const NO_SESSION = 'InvalidParameterException: Missing required parameter Session';
const BAD_SESSION = 'NotAuthorizedException: Invalid session for the user.';
const SPENT = 'NotAuthorizedException: Invalid session for the user, session can only be used once.';

type Case = readonly [
  changes: Partial<Settings>,
  expected: string,
  run: (settings: Partial<Settings>) => Promise<Answer>,
];

const on =
  (run: (test: TestSandbox) => Promise<Answer>) =>
  (settings: Partial<Settings>): Promise<Answer> =>
    run(testSandbox({ settings }));

const foreignClient = on(async (sandbox) => {
  const cy = seededUser(sandbox, 'cy');
  const { body } = await beginByPassword(sandbox, cy);
  const other = { ...cy, clientId: seededUser(sandbox, 'lea').clientId };
  return respond(sandbox, other, 'SMS_MFA', body['Session'], { USERNAME: 'cy', SMS_MFA_CODE: 'x' });
});
const zeroSrpA = on(initiate('USER_SRP_AUTH', { USERNAME: 'bob', SRP_A: '0' }));
const unavailable = on(async (sandbox) => {
  const joy = seededUser(sandbox, 'joy');
  const { body } = await begin(sandbox, joy);
  return respond(sandbox, joy, 'SELECT_CHALLENGE', body['Session'], { USERNAME: 'joy', ANSWER: 'SMS_OTP' });
});
const skewed = on(verifier('bob', {}, 'bob', 'Tue Sep 8 09:09:07 UTC 2026'));
const unconfirmed = on(async (sandbox) => begin(sandbox, seededUser(sandbox, 'jon')));
const longSession = (length: number) =>
  on(async (sandbox) =>
    respond(sandbox, seededUser(sandbox, 'cy'), 'SMS_MFA', 'x'.repeat(length), { USERNAME: 'cy' }),
  );
const tooLong = (most: number) =>
  `InvalidParameterException: 1 validation error detected: Value at 'session' failed to satisfy constraint: Member must have length less than or equal to ${String(most)}`;
const rotatedRefresh = on(initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: 'x' }, 'ray'));
const afterSetup = on(async (sandbox) => {
  const { last } = await walk(sandbox, seededUser(sandbox, 'gus'));
  return last;
});
const soleChannel = (settings: Partial<Settings>) => byPassword(sandboxOf(recovery, { settings }), 'una');
const REFUSED_CHANNEL = 'SMS_MFA is the only MFA method, and it recovers the account, too.';

/** Settings with at least two of their values, and what each leads to. */
const cases: Readonly<Partial<Record<keyof Settings, readonly Case[]>>> = {
  timestampSkewSeconds: [
    [{}, 'TOKENS', skewed],
    [{ timestampSkewSeconds: 60 }, INCORRECT, skewed],
  ],
  verifierWindowSeconds: [
    [{}, 'TOKENS', on((sandbox) => lateProof(sandbox, 179))],
    [{}, INCORRECT, on((sandbox) => lateProof(sandbox, 180))],
    [{ verifierWindowSeconds: 30 }, 'TOKENS', on((sandbox) => lateProof(sandbox, 29))],
    [{ verifierWindowSeconds: 30 }, INCORRECT, on((sandbox) => lateProof(sandbox, 30))],
  ],
  verifierSession: [
    [{}, INCORRECT, on(proveWithoutSession)],
    [{ verifierSession: 'optional' }, 'TOKENS', on(proveWithoutSession)],
    [{ verifierSession: 'none' }, 'TOKENS', on(proveWithoutSession)],
  ],
  sessionMaximum: [
    [{}, BAD_SESSION, longSession(4_096)],
    [{}, tooLong(4_096), longSession(4_097)],
    [{ sessionMaximum: 2_048 }, tooLong(2_048), longSession(2_049)],
  ],
  codeAfterMfaSetup: [
    [{}, 'TOKENS', afterSetup],
    // The walker answers with the code that proved the secret, which was used by that.
    [{ codeAfterMfaSetup: true }, 'CodeMismatchException: Invalid code received for user', afterSetup],
  ],
  mfaChoiceParameter: [
    [
      { mfaChoiceParameter: 'MFAS_CAN_SELECT' },
      'SELECT_MFA_TYPE',
      on(async (sandbox) => {
        const asked = await beginByPassword(sandbox, seededUser(sandbox, 'mel'));
        expect(parametersOf(asked)['MFAS_CAN_SELECT']).toBe('["SMS_MFA","EMAIL_OTP"]');
        expect(parametersOf(asked)).not.toHaveProperty('MFAS_CAN_CHOOSE');
        return asked;
      }),
    ],
    [
      {},
      'SELECT_MFA_TYPE',
      on(async (sandbox) => {
        const asked = await beginByPassword(sandbox, seededUser(sandbox, 'mel'));
        expect(parametersOf(asked)['MFAS_CAN_CHOOSE']).toBe('["SMS_MFA","EMAIL_OTP"]');
        return asked;
      }),
    ],
  ],
  emailMfaAnswer: [
    [{}, 'EMAIL_OTP', on((sandbox) => chooseEmail(sandbox, 'EMAIL_OTP'))],
    [{}, 'EMAIL_OTP', on((sandbox) => chooseEmail(sandbox, 'EMAIL_MFA'))],
    [
      { emailMfaAnswer: 'EMAIL_OTP' },
      'InvalidParameterException: Invalid MFA type: the choices are SMS_MFA, EMAIL_OTP.',
      on((sandbox) => chooseEmail(sandbox, 'EMAIL_MFA')),
    ],
    [{ emailMfaAnswer: 'EMAIL_MFA' }, 'EMAIL_OTP', on((sandbox) => chooseEmail(sandbox, 'EMAIL_MFA'))],
  ],
  emailSetupKey: [
    [{}, 'EMAIL_OTP', (settings) => setUpEmail(settings, 'EMAIL')],
    [{}, 'EMAIL_OTP', (settings) => setUpEmail(settings, 'email')],
    [{ emailSetupKey: 'EMAIL' }, BAD_SESSION, (settings) => setUpEmail(settings, 'email')],
  ],
  emailMfaDigits: [
    [
      { emailMfaDigits: 8 },
      'EMAIL_OTP',
      on(async (sandbox) => {
        const asked = await chooseEmail(sandbox, 'EMAIL_OTP');
        expect(newestCode(sandbox)).toMatch(/^\d{8}$/);
        return asked;
      }),
    ],
    [
      {},
      'EMAIL_OTP',
      on(async (sandbox) => {
        const asked = await chooseEmail(sandbox, 'EMAIL_OTP');
        expect(newestCode(sandbox)).toMatch(/^\d{6}$/);
        return asked;
      }),
    ],
  ],
  codeLockout: [
    [{}, LOCKED, on(wrongSmsCodes)],
    [{ codeLockout: false }, 'TOKENS', on(wrongSmsCodes)],
  ],
  firstFactorCodeLockout: [
    [{}, 'TOKENS', on(wrongFirstFactorCodes)],
    [{ firstFactorCodeLockout: true }, LOCKED, on(wrongFirstFactorCodes)],
  ],
  keepSessionAfterBadNewPassword: [
    [{}, 'TOKENS', on(wrongThenRightPassword)],
    [{ keepSessionAfterBadNewPassword: false }, SPENT, on(wrongThenRightPassword)],
  ],
  keepSessionAfterVerifyMismatch: [
    [{}, 'TOKENS', on(wrongThenRightSetupCode)],
    [{ keepSessionAfterVerifyMismatch: false }, SPENT, on(wrongThenRightSetupCode)],
  ],
  deviceSrpParameters: (['USER_ID_FOR_SRP', 'none'] as const).map((deviceSrpParameters) => [
    { deviceSrpParameters },
    'DEVICE_SRP_AUTH',
    on(async (sandbox) => {
      const [asked] = await proveKnownDevice(sandbox, false);
      const expected = deviceSrpParameters === 'none' ? {} : { USER_ID_FOR_SRP: 'ada' };
      expect(parametersOf(asked)).toEqual(expected);
      return asked;
    }),
  ]),
  deviceStepUsername: [true, false].map((deviceStepUsername) => [
    { deviceStepUsername },
    'DEVICE_PASSWORD_VERIFIER',
    on(async (sandbox) => {
      const [, proof] = await proveKnownDevice(sandbox, false);
      expect('USERNAME' in parametersOf(proof)).toBe(deviceStepUsername);
      return proof;
    }),
  ]),
  deviceStepSession: [
    [{}, NO_SESSION, on(async (sandbox) => (await proveKnownDevice(sandbox, true))[2])],
    ...(['needed', 'optional'] as const).map((deviceStepSession): Case => [
      { deviceStepSession },
      'TOKENS',
      on(async (sandbox) => (await proveKnownDevice(sandbox, false))[2]),
    ]),
    ...(['optional', 'none'] as const).map((deviceStepSession): Case => [
      { deviceStepSession },
      'TOKENS',
      on(async (sandbox) => {
        const [asked, proof, done] = await proveKnownDevice(sandbox, true);
        const given = [asked, proof].map(({ body }) => 'Session' in body);
        expect(given).toEqual(Array(2).fill(deviceStepSession === 'optional'));
        return done;
      }),
    ]),
  ],
  adminDevices: [
    [{}, 'DEVICE_SRP_AUTH', on(adminKnownDevice)],
    [{ adminDevices: false }, 'TOKENS', on(adminKnownDevice)],
  ],
  mixAdminSessions: [
    [{}, 'TOKENS', on(answeredByAdmin)],
    [{ mixAdminSessions: false }, BAD_SESSION, on(answeredByAdmin)],
  ],
  passwordChangeEndsSessions: [
    [{}, BAD_SESSION, on(passwordChangedMeanwhile)],
    [{ passwordChangeEndsSessions: false }, 'TOKENS', on(passwordChangedMeanwhile)],
  ],
  rotatedRefreshRefusal: [
    [{}, 'InvalidParameterException: Auth flow not enabled for this client', rotatedRefresh],
    [
      { rotatedRefreshRefusal: 'UnsupportedOperationException' },
      'UnsupportedOperationException: Auth flow not enabled for this client',
      rotatedRefresh,
    ],
  ],
  recoveryChannelRefusal: [
    [{}, `InvalidUserPoolConfigurationException: ${REFUSED_CHANNEL}`, soleChannel],
    [
      { recoveryChannelRefusal: 'NotAuthorizedException' },
      `NotAuthorizedException: ${REFUSED_CHANNEL}`,
      soleChannel,
    ],
    [{ recoveryChannelRefusal: 'none' }, 'SMS_MFA', soleChannel],
  ],
  foreignSessionMessage: [
    [{}, BAD_SESSION, foreignClient],
    [{ foreignSessionMessage: 'Measured.' }, 'NotAuthorizedException: Measured.', foreignClient],
  ],
  badSrpAMessage: [
    [{}, 'InvalidParameterException: Invalid SRP_A value.', zeroSrpA],
    [{ badSrpAMessage: 'Measured.' }, 'InvalidParameterException: Measured.', zeroSrpA],
  ],
  unavailableChoiceMessage: [
    [{}, 'InvalidParameterException: Invalid challenge: the choices are EMAIL_OTP.', unavailable],
    [
      { unavailableChoiceMessage: 'Only {choices}.' },
      'InvalidParameterException: Only EMAIL_OTP.',
      unavailable,
    ],
  ],
  revokeFamilyOnReuse: [
    [{}, 'NotAuthorizedException: Refresh Token has been revoked', on(reuseRotated)],
    [{ revokeFamilyOnReuse: false }, 'TOKENS', on(reuseRotated)],
  ],
  unconfirmedAtSrpStart: [
    [{}, 'PASSWORD_VERIFIER', unconfirmed],
    [{ unconfirmedAtSrpStart: true }, 'UserNotConfirmedException: User is not confirmed.', unconfirmed],
  ],
};

const rows = Object.entries(cases).flatMap(([name, list]) =>
  list.map(([changes, expected, run]) => ({ name, changes, expected, run })),
);

test.each(rows)('$name as $changes: $expected', async ({ changes, expected, run }) => {
  expect(firstWord(await run(changes))).toBe(expected);
});

describe('the guide', () => {
  test('explains every setting, and each default is a value it takes', () => {
    expect(Object.keys(settingsGuide)).toEqual(Object.keys(likelySettings));
    for (const [name, value] of Object.entries(likelySettings)) {
      expect(settingProblem(name, value)).toBeUndefined();
    }
  });

  test('has every setting of an open point tried with two values', () => {
    const untried = Object.entries(settingsGuide).filter(([name, { question }]) => {
      const values = new Set(
        (cases[name as keyof Settings] ?? []).map(([changes]) => JSON.stringify(changes)),
      );
      return question.startsWith('13.') && values.size < 2;
    });
    expect(untried.map(([name]) => name)).toEqual([]);
  });

  test('answers each of the sixteen open points, by a setting or with a reason', () => {
    const answered = new Set([
      ...Object.values(settingsGuide).map(({ question }) => question),
      ...Object.keys(settledWithoutSetting),
    ]);
    const open = Array.from({ length: 16 }, (_, index) => `13.${String(index + 1)}`);
    expect(open.filter((question) => !answered.has(question))).toEqual([]);
  });
});

describe('email set up during a sign-in', () => {
  const begun = async () => {
    const sandbox = sandboxOf(needsEmail);
    const { body } = await byPassword(sandbox, 'una');
    const send = (EMAIL: string) => answer(sandbox, 'MFA_SETUP', body['Session'], { USERNAME: 'una', EMAIL });
    return { sandbox, send };
  };

  test('its code makes it the user’s second factor', async () => {
    const { sandbox, send } = await begun();
    expect((await send('no address')).error).toBe('InvalidParameterException: Invalid email address format.');
    const asked = await send('una@example.com');
    expect(sandbox.sandbox.inbox()).toMatchObject([{ destination: 'una@example.com' }]);
    const code = { USERNAME: 'una', EMAIL_OTP_CODE: newestCode(sandbox) };
    const done = await answer(sandbox, 'EMAIL_OTP', asked.body['Session'], code);
    expect(done.body).toHaveProperty('AuthenticationResult');
    expect((await byPassword(sandbox, 'una')).body['ChallengeName']).toBe('EMAIL_OTP');
  });

  test('of two at once only the first to end counts', async () => {
    const { sandbox, send } = await begun();
    const early = await send('una@example.com');
    const code = newestCode(sandbox);
    const { body } = await byPassword(sandbox, 'una');
    const late = await answer(sandbox, 'MFA_SETUP', body['Session'], {
      USERNAME: 'una',
      EMAIL: 'other@example.com',
    });
    const end = (asked: Answer, EMAIL_OTP_CODE: string) =>
      answer(sandbox, 'EMAIL_OTP', asked.body['Session'], { USERNAME: 'una', EMAIL_OTP_CODE });
    expect((await end(late, newestCode(sandbox))).body).toHaveProperty('AuthenticationResult');
    expect((await end(early, code)).error).toBe(BAD_SESSION);
  });

  test('a pool without email MFA refuses it', async () => {
    const sandbox = testSandbox();
    const gus = seededUser(sandbox, 'gus');
    const { body } = await beginByPassword(sandbox, gus);
    const refused = await respond(sandbox, gus, 'MFA_SETUP', body['Session'], {
      USERNAME: 'gus',
      EMAIL: 'gus@example.com',
    });
    expect(refused.error).toBe('InvalidParameterException: EMAIL_OTP is not enabled for the user pool.');
  });
});
