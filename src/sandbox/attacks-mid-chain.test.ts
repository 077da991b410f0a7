import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { answer, byPassword, POOL, sandboxOf, start } from './reference/one-pool.ts';
import { guarded } from './reference/provoke.ts';
import { srpClient, testSandbox, type Answer, type TestSandbox } from './testing.ts';
import { confirm, deviceOf, offeredDevice, proveDevice, remember } from './testing-device.ts';
import { signed } from './testing-rows.ts';
import { begin, beginByPassword, newestCode, respond, seededUser, totpNow, walk } from './testing-walk.ts';

// What somebody may try while a sign-in is under way. Each ended in tokens somewhere: in an emulator, or here once.

const BAD = 'NotAuthorizedException: Invalid session for the user.';
const NO = 'NotAuthorizedException: Incorrect username or password.';
const DISABLED = 'NotAuthorizedException: User is disabled.';
const parametersOf = ({ body }: Answer) => body['ChallengeParameters'] as JsonObject;

/** A sign-in up to its last answer, which is given by calling the result. */
type Chain = (sandbox: TestSandbox) => Promise<() => Promise<Answer>>;

const bySms: Chain = async (sandbox) => {
  const cy = seededUser(sandbox, 'cy');
  const { body } = await beginByPassword(sandbox, cy);
  const right = { USERNAME: 'cy', SMS_MFA_CODE: newestCode(sandbox) };
  return () => respond(sandbox, cy, 'SMS_MFA', body['Session'], right);
};
const byTotp: Chain = async (sandbox) => {
  const ann = seededUser(sandbox, 'ann');
  const { body } = await beginByPassword(sandbox, ann);
  const SOFTWARE_TOKEN_MFA_CODE = totpNow(sandbox, ann.totpSecret ?? '');
  const right = { USERNAME: 'ann', SOFTWARE_TOKEN_MFA_CODE };
  return () => respond(sandbox, ann, 'SOFTWARE_TOKEN_MFA', body['Session'], right);
};
const bySrp: Chain = async (sandbox) => {
  const bob = seededUser(sandbox, 'bob');
  const asked = await begin(sandbox, bob);
  const claim = srpClient().answer(parametersOf(asked), bob.userPoolId, bob.password, sandbox.clock.ms);
  return () => respond(sandbox, bob, 'PASSWORD_VERIFIER', undefined, claim);
};
const byNewPassword: Chain = async (sandbox) => {
  const eli = seededUser(sandbox, 'eli');
  const { body } = await beginByPassword(sandbox, eli);
  const right = { USERNAME: 'eli', NEW_PASSWORD: 'Better-horse-2' };
  return () => respond(sandbox, eli, 'NEW_PASSWORD_REQUIRED', body['Session'], right);
};
const byEmailCode: Chain = async (sandbox) => {
  const joy = seededUser(sandbox, 'joy');
  const { body } = await begin(sandbox, joy, { PREFERRED_CHALLENGE: 'EMAIL_OTP' });
  const right = { USERNAME: 'joy', EMAIL_OTP_CODE: newestCode(sandbox) };
  return () => respond(sandbox, joy, 'EMAIL_OTP', body['Session'], right);
};
const byTrigger: Chain = async (sandbox) => {
  const una = seededUser(sandbox, 'una');
  const { body } = await begin(sandbox, una);
  const right = { USERNAME: 'una', ANSWER: 'open sesame' };
  return () => respond(sandbox, una, 'CUSTOM_CHALLENGE', body['Session'], right);
};
const bySetUp: Chain = async (sandbox) => {
  const { body } = await beginByPassword(sandbox, seededUser(sandbox, 'gus'));
  return () => sandbox.call('AssociateSoftwareToken', { Session: body['Session'] ?? '' });
};

const chains: readonly (readonly [username: string, chain: Chain])[] = [
  ['cy', bySms],
  ['ann', byTotp],
  ['bob', bySrp],
  ['eli', byNewPassword],
  ['joy', byEmailCode],
  ['una', byTrigger],
  ['gus', bySetUp],
];

describe('an account that changes while it signs in', () => {
  const change = (sandbox: TestSandbox, username: string, operation: string, more: JsonObject = {}) => {
    const { userPoolId: UserPoolId } = seededUser(sandbox, username);
    return signed(sandbox, operation, { UserPoolId, Username: username, ...more });
  };

  test.each(chains)('%s: untouched it goes on', async (_, chain) => {
    const finish = await chain(testSandbox());
    expect((await finish()).error).toBe('');
  });

  test.each(chains)('%s: disabled', async (username, chain) => {
    const sandbox = testSandbox();
    const finish = await chain(sandbox);
    expect((await change(sandbox, username, 'AdminDisableUser')).error).toBe('');
    expect((await finish()).error).toBe(DISABLED);
  });

  test.each(chains)('%s: deleted', async (username, chain) => {
    const sandbox = testSandbox();
    const finish = await chain(sandbox);
    expect((await change(sandbox, username, 'AdminDeleteUser')).error).toBe('');
    expect((await finish()).error).toMatch(username === 'bob' ? NO : BAD);
  });

  test.each(chains)('%s: given a temporary password, be it the same one', async (username, chain) => {
    const sandbox = testSandbox();
    const finish = await chain(sandbox);
    const Password = username === 'eli' ? 'Other-horse-3' : 'Correct-horse-1';
    const set = { Password, Permanent: false };
    expect((await change(sandbox, username, 'AdminSetUserPassword', set)).error).toBe('');
    const { body, error } = await finish();
    expect(error).toBe(username === 'bob' ? NO : BAD);
    expect(body).not.toHaveProperty('AuthenticationResult');
  });

  test.each(chains)('%s: another password', async (username, chain) => {
    const sandbox = testSandbox();
    const finish = await chain(sandbox);
    const set = { Password: 'Other-horse-3', Permanent: true };
    expect((await change(sandbox, username, 'AdminSetUserPassword', set)).error).toBe('');
    expect((await finish()).error).toBe(username === 'bob' ? NO : BAD);
  });

  test.each(chains)('%s: made to reset the password', async (username, chain) => {
    const sandbox = testSandbox();
    const finish = await chain(sandbox);
    // joy's address gets the code that the chain waits for: it stays as it is.
    if (username !== 'joy') {
      const UserAttributes = [
        { Name: 'email', Value: `${username}.recovers@example.com` },
        { Name: 'email_verified', Value: 'true' },
      ];
      await change(sandbox, username, 'AdminUpdateUserAttributes', { UserAttributes });
    }
    const reset = await change(sandbox, username, 'AdminResetUserPassword');
    const { body, error } = await finish();
    if (username === 'eli') {
      // A temporary password is not reset, and what waits for another one goes on.
      expect(reset.error).toMatch(/^NotAuthorizedException: User password cannot be reset/);
      expect(error).toBe('');
      return;
    }
    expect(reset.error).toBe('');
    expect(body).not.toHaveProperty('AuthenticationResult');
    // The helpers of MFA_SETUP do not declare PasswordResetRequiredException, and a hiding client does not tell it.
    expect(error).toBe(username === 'gus' ? BAD : NO);
  });

  test('a client that tells says so in the middle, too', async () => {
    const sandbox = sandboxOf({
      pool: { MfaConfiguration: 'ON', SmsMfaConfiguration: {} },
      users: [
        {
          Username: 'una',
          UserAttributes: {
            email: 'una@example.com',
            email_verified: 'true',
            phone_number: '+447700900999',
            phone_number_verified: 'true',
          },
          UserMFASettingList: ['SMS_MFA'],
        },
      ],
    });
    const { body } = await byPassword(sandbox, 'una');
    const reset = { UserPoolId: POOL, Username: 'una' };
    const SMS_MFA_CODE = newestCode(sandbox);
    expect((await signed(sandbox, 'AdminResetUserPassword', reset)).error).toBe('');
    const late = await answer(sandbox, 'SMS_MFA', body['Session'], { USERNAME: 'una', SMS_MFA_CODE });
    expect(late.error).toBe('PasswordResetRequiredException: Password reset required for the user');
  });

  test('a second factor that was switched on ends a sign-in by one factor', async () => {
    const sandbox = testSandbox();
    const finish = await byEmailCode(sandbox);
    const joy = seededUser(sandbox, 'joy');
    const choosing = await begin(sandbox, joy);
    const settings = { EmailMfaSettings: { Enabled: true } };
    expect((await change(sandbox, 'joy', 'AdminSetUserMFAPreference', settings)).error).toBe('');
    expect((await finish()).error).toBe(BAD);
    const chosen = { USERNAME: 'joy', ANSWER: 'EMAIL_OTP' };
    const late = await respond(sandbox, joy, 'SELECT_CHALLENGE', choosing.body['Session'], chosen);
    expect(late.error).toBe(BAD);
  });

  test('an address that is no longer verified is no first factor', async () => {
    const sandbox = testSandbox();
    const finish = await byEmailCode(sandbox);
    const UserAttributes = [{ Name: 'email_verified', Value: 'false' }];
    await change(sandbox, 'joy', 'AdminUpdateUserAttributes', { UserAttributes });
    expect((await finish()).error).toBe(BAD);
  });
});

describe('a device that is asked to stand for MFA', () => {
  async function known(sandbox: TestSandbox) {
    const ada = seededUser(sandbox, 'ada');
    const offered = offeredDevice((await walk(sandbox, ada)).last);
    if (offered === undefined) throw new Error('no device was offered');
    await confirm(sandbox, offered);
    const asked = await beginByPassword(sandbox, ada, { DEVICE_KEY: offered.key });
    const first = { USERNAME: 'ada', DEVICE_KEY: offered.key, SRP_A: srpClient().srpA };
    const beginProof = () => respond(sandbox, ada, 'DEVICE_SRP_AUTH', asked.body['Session'], first);
    return { ada, offered, beginProof };
  }

  test('is refused once its owner took the trust back, before its proof and at it', async () => {
    const sandbox = testSandbox();
    const { ada, offered, beginProof } = await known(sandbox);
    const proof = await beginProof();
    await remember(sandbox, offered, 'not_remembered');
    const claim = proveDevice(deviceOf(offered), parametersOf(proof), sandbox.clock.ms);
    const right = { USERNAME: 'ada', ...claim };
    const late = await respond(sandbox, ada, 'DEVICE_PASSWORD_VERIFIER', proof.body['Session'], right);
    expect(late.error).toBe(BAD);
    const again = await beginByPassword(sandbox, ada, { DEVICE_KEY: offered.key });
    expect(again.body['ChallengeName']).not.toBe('DEVICE_SRP_AUTH');
  });

  test('is nobody else’s: another user’s DEVICE_KEY is one that does not exist', async () => {
    const sandbox = testSandbox();
    const { ada, offered } = await known(sandbox);
    sandbox.sandbox.putUser(ada.userPoolId, { Username: 'eve', Password: 'Correct-horse-1' });
    const eve = { ...ada, username: 'eve', password: 'Correct-horse-1' };
    const borrowed = await beginByPassword(sandbox, eve, { DEVICE_KEY: offered.key });
    expect(borrowed.error).toBe('ResourceNotFoundException: Device does not exist.');
  });

  test('its SECRET_BLOCK proves no password', async () => {
    const sandbox = testSandbox();
    const { ada, offered, beginProof } = await known(sandbox);
    const proof = await beginProof();
    const claim = proveDevice(deviceOf(offered), parametersOf(proof), sandbox.clock.ms);
    const { DEVICE_KEY: _, ...rest } = claim;
    const as = await respond(sandbox, ada, 'PASSWORD_VERIFIER', undefined, { USERNAME: 'ada', ...rest });
    expect(as.error).toBe(NO);
  });
});

describe('what stands before a sign-in', () => {
  test.each(['needed', 'optional', 'none'] as const)(
    'custom rounds are not passed by with the proof alone, verifierSession %s',
    async (verifierSession) => {
      const sandbox = testSandbox({ settings: { verifierSession } });
      const vic = seededUser(sandbox, 'vic');
      const asked = await begin(sandbox, vic);
      const claim = srpClient().answer(parametersOf(asked), vic.userPoolId, vic.password, sandbox.clock.ms);
      expect((await respond(sandbox, vic, 'PASSWORD_VERIFIER', undefined, claim)).error).toBe(NO);
      expect(asked.body).toHaveProperty('Session');
    },
  );

  test.each([
    'USER_PASSWORD_AUTH',
    'ADMIN_USER_PASSWORD_AUTH',
    'ADMIN_NO_SRP_AUTH',
    'USER_SRP_AUTH',
    'USER_AUTH',
  ])('PreAuthentication denies %s, and is told the ClientMetadata', async (AuthFlow) => {
    const sandbox = sandboxOf(guarded('throw new Error(event.request.validationData.why);'));
    const AuthParameters = { USERNAME: 'una', PASSWORD: 'Correct-horse-1', SRP_A: srpClient().srpA };
    const body = { AuthFlow, ClientId: 'reference', AuthParameters, ClientMetadata: { why: 'closed' } };
    const answered = AuthFlow.startsWith('ADMIN')
      ? await signed(sandbox, 'AdminInitiateAuth', { UserPoolId: 'eu-west-1_Reference', ...body })
      : await sandbox.call('InitiateAuth', body);
    expect(answered.error).toBe('UserLambdaValidationException: PreAuthentication failed with error closed.');
  });

  test('PreAuthentication is asked about a hidden name too: its answer tells nothing apart', async () => {
    const given = guarded("throw new Error('closed');");
    const sandbox = sandboxOf({ ...given, client: { PreventUserExistenceErrors: 'ENABLED' } });
    const ask = (USERNAME: string) => start(sandbox, 'USER_PASSWORD_AUTH', { USERNAME, PASSWORD: 'x' });
    expect((await ask('nobody')).error).toBe((await ask('una')).error);
  });
});
