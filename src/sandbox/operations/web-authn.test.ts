import { beforeEach, describe, expect, test } from 'vitest';
import type { SandboxUser } from '../../contract.ts';
import { registerPasskey, usePasskey, type Ceremony } from '../../crypto/software-authenticator.ts';
import { createPasskey } from '../../crypto/webauthn/passkey.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import { passkeys } from '../seed/built-in/passkeys.ts';
import type { SeedPool } from '../seed/schema.ts';
import { countingRandom, testSandbox, type TestSandbox } from '../testing.ts';
import { beginByPassword, newestCode, respond, seededUser, totpNow } from '../testing-walk.ts';

const random = countingRandom();
const NOT_FOUND =
  'WebAuthnChallengeNotFoundException: The challenge of this registration was not found or has expired.';

let sandbox: TestSandbox;
let pia: SandboxUser;
let AccessToken: string;
beforeEach(async () => {
  sandbox = testSandbox();
  pia = seededUser(sandbox, 'pia');
  AccessToken = await tokenOf(pia);
});

async function tokenOf(user: SandboxUser, on = sandbox): Promise<string> {
  const { body } = await beginByPassword(on, user);
  return String((body['AuthenticationResult'] as JsonObject)['AccessToken']);
}

const start = async (token = AccessToken) => {
  const { body, error } = await sandbox.call('StartWebAuthnRegistration', { AccessToken: token });
  expect(error).toBe('');
  return body['CredentialCreationOptions'] as JsonObject & {
    challenge: string;
    user: { id: string };
    excludeCredentials: JsonValue[];
  };
};
const owner = () => ({ rpId: 'localhost', userHandle: pia.passkey?.userHandle ?? '' });
const made = (challenge: string, bends: Partial<Ceremony> = {}, own = createPasskey(owner(), random.bytes)) =>
  registerPasskey(own, { challenge, origin: 'http://localhost:5173', ...bends }) as unknown as JsonValue;
const complete = (Credential: JsonValue, token = AccessToken) =>
  sandbox.call('CompleteWebAuthnRegistration', { AccessToken: token, Credential });
const list = (changes: JsonObject = {}) =>
  sandbox.call('ListWebAuthnCredentials', { AccessToken, ...changes });
const idsOf = (body: JsonObject) =>
  (body['Credentials'] as JsonObject[]).map((credential) => credential['CredentialId']);

describe('a registration', () => {
  test('is started, completed, listed, used to sign in, and deleted', async () => {
    const options = await start();
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: 'localhost' },
      user: { id: pia.passkey?.userHandle, name: 'pia', displayName: 'pia' },
      excludeCredentials: [{ type: 'public-key', id: pia.passkey?.id }],
    });
    const own = createPasskey(owner(), random.bytes);
    expect((await complete(made(options.challenge, {}, own))).body).toEqual({});
    const { body } = await list();
    expect(idsOf(body)).toEqual([pia.passkey?.id, own.id]);
    expect((body['Credentials'] as JsonObject[])[1]).toEqual({
      CredentialId: own.id,
      FriendlyCredentialName: 'Platform passkey',
      RelyingPartyId: 'localhost',
      AuthenticatorAttachment: 'platform',
      AuthenticatorTransports: ['internal'],
      CreatedAt: sandbox.clock.ms / 1_000,
    });

    const AuthParameters = { USERNAME: 'pia', PREFERRED_CHALLENGE: 'WEB_AUTHN' };
    const begin = () =>
      sandbox.call('InitiateAuth', { AuthFlow: 'USER_AUTH', ClientId: pia.clientId, AuthParameters });
    const signIn = async () => {
      const asked = await begin();
      const parameters = asked.body['ChallengeParameters'] as JsonObject;
      const { challenge } = JSON.parse(String(parameters['CREDENTIAL_REQUEST_OPTIONS'])) as {
        challenge: string;
      };
      const CREDENTIAL = JSON.stringify(usePasskey(own, { challenge, origin: 'http://localhost:5173' }));
      return respond(sandbox, pia, 'WEB_AUTHN', asked.body['Session'], { USERNAME: 'pia', CREDENTIAL });
    };
    expect((await signIn()).body).toHaveProperty('AuthenticationResult.AccessToken');
    const remove = (CredentialId: string) =>
      sandbox.call('DeleteWebAuthnCredential', { AccessToken, CredentialId });
    expect((await remove(own.id)).body).toEqual({});
    expect((await signIn()).error).toBe('NotAuthorizedException: Invalid passkey assertion.');
    expect((await remove(own.id)).error).toBe('ResourceNotFoundException: Credential does not exist.');
    await remove(pia.passkey?.id ?? '');
    expect((await begin()).body['ChallengeName']).toBe('SELECT_CHALLENGE');
  });

  test('stays open after a refused credential and is over after an accepted one', async () => {
    const { challenge } = await start();
    expect((await complete(made(challenge, { origin: 'https://evil.test' }))).error).toMatch(
      /^WebAuthnOriginNotAllowedException: /,
    );
    expect((await complete(made(challenge))).error).toBe('');
    expect((await complete(made(challenge))).error).toBe(NOT_FOUND);
  });

  test('is accepted once of two at the same time', async () => {
    const { challenge } = await start();
    const both = await Promise.all([complete(made(challenge)), complete(made(challenge))]);
    expect(both.map(({ error }) => error).sort()).toEqual(['', NOT_FOUND]);
  });
});

describe('is refused', () => {
  test.each<[string, Partial<Ceremony>, string]>([
    ['a challenge that is not of now', { challenge: 'b3RoZXI' }, 'WebAuthnChallengeNotFoundException'],
    ['a foreign page', { origin: 'https://example.com' }, 'WebAuthnOriginNotAllowedException'],
    ['another relying party', { rpId: 'example.com' }, 'WebAuthnRelyingPartyMismatchException'],
    ['nobody present', { userPresent: false }, 'WebAuthnCredentialNotSupportedException'],
    ['a sign-in', { type: 'webauthn.get' }, 'InvalidParameterException'],
  ])('%s', async (_, bends, exception) => {
    const { challenge } = await start();
    const answer = await complete(made(challenge, bends));
    expect([answer.status, answer.body['__type']]).toEqual([400, exception]);
  });

  test('EdDSA', async () => {
    const { challenge } = await start();
    const answer = await complete(made(challenge, {}, createPasskey(owner(), random.bytes, 'EdDSA')));
    expect(answer.error).toBe(
      'WebAuthnCredentialNotSupportedException: The credential is not supported: its algorithm is -8, the pool takes -7 and -257.',
    );
  });

  test('a registration that was never started, was started again since, or took too long', async () => {
    expect((await complete(made('eA'))).error).toBe(NOT_FOUND);
    const { challenge: first } = await start();
    const { challenge: second } = await start();
    expect((await complete(made(first))).error).toBe(NOT_FOUND);
    sandbox.clock.ms += 180_000;
    expect((await complete(made(second))).error).toBe(NOT_FOUND);
  });

  test('an access token of another app client', async () => {
    const client = {
      ClientId: 'other',
      ClientName: 'other',
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
    };
    sandbox.sandbox.putClient(pia.userPoolId, client as never);
    const { challenge } = await start();
    const other = await tokenOf({ ...pia, clientId: 'other' });
    expect((await complete(made(challenge), other)).error).toBe(
      'WebAuthnClientMismatchException: The registration was started with an access token of another app client.',
    );
    expect((await complete(made(challenge))).error).toBe('');
  });

  test('a credential that somebody has registered already', async () => {
    const own = createPasskey(owner(), random.bytes);
    const again = async () => complete(made((await start()).challenge, {}, own));
    expect((await again()).error).toBe('');
    expect((await again()).error).toBe(
      'InvalidParameterException: Invalid credential: it is registered already.',
    );
  });

  test('a twenty-first passkey', async () => {
    for (let count = 1; count < 20; count += 1) {
      expect((await complete(made((await start()).challenge))).error).toBe('');
    }
    expect((await sandbox.call('StartWebAuthnRegistration', { AccessToken })).error).toBe(
      'LimitExceededException: The user has the maximum of 20 passkeys.',
    );
    expect(idsOf((await list()).body)).toHaveLength(20);
  });

  test.each<[string, Partial<SeedPool>, string, string]>([
    [
      'in a pool that names no relying party',
      { WebAuthnConfiguration: {} },
      'WebAuthnConfigurationMissingException',
      'WebAuthnNotEnabledException',
    ],
    [
      'in a pool that takes no passkeys',
      { Policies: {} },
      'WebAuthnNotEnabledException',
      'WebAuthnNotEnabledException',
    ],
  ])('%s', async (_, pool, atStart, atEnd) => {
    sandbox = testSandbox({ seed: { version: 1, pools: [{ ...passkeys, ...pool }] } });
    AccessToken = await tokenOf(pia);
    const started = await sandbox.call('StartWebAuthnRegistration', { AccessToken });
    expect(started.body['__type']).toBe(atStart);
    expect((await complete(made('eA'))).body['__type']).toBe(atEnd);
  });

  test.each(['StartWebAuthnRegistration', 'ListWebAuthnCredentials', 'GetUserAuthFactors'])(
    '%s without an access token that holds',
    async (operation) => {
      const { error } = await sandbox.call(operation, { AccessToken: 'a.b.c' });
      expect(error).toBe('NotAuthorizedException: Invalid Access Token');
    },
  );
});

test('ListWebAuthnCredentials gives pages', async () => {
  for (let count = 0; count < 2; count += 1) await complete(made((await start()).challenge));
  const all = idsOf((await list()).body);
  const first = await list({ MaxResults: 2 });
  const second = await list({ MaxResults: 2, NextToken: first.body['NextToken'] ?? null });
  expect([...idsOf(first.body), ...idsOf(second.body)]).toEqual(all);
  expect(second.body).not.toHaveProperty('NextToken');
  expect((await list({ NextToken: 'x' })).error).toBe('InvalidParameterException: Invalid pagination token.');
});

describe('GetUserAuthFactors', () => {
  test('tells what a user may sign in with', async () => {
    expect((await sandbox.call('GetUserAuthFactors', { AccessToken })).body).toEqual({
      Username: 'pia',
      ConfiguredUserAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'],
    });
  });

  test('tells second factors, too', async () => {
    const mel = seededUser(sandbox, 'mel');
    const asked = await beginByPassword(sandbox, mel);
    const chosen = await respond(sandbox, mel, 'SELECT_MFA_TYPE', asked.body['Session'], {
      USERNAME: 'mel',
      ANSWER: 'SMS_MFA',
    });
    const done = await respond(sandbox, mel, 'SMS_MFA', chosen.body['Session'], {
      USERNAME: 'mel',
      SMS_MFA_CODE: newestCode(sandbox),
    });
    const { AccessToken: token = null } = done.body['AuthenticationResult'] as JsonObject;
    expect((await sandbox.call('GetUserAuthFactors', { AccessToken: token })).body).toEqual({
      Username: 'mel',
      UserMFASettingList: ['SMS_MFA', 'EMAIL_OTP'],
      ConfiguredUserAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP'],
    });
  });
});

describe('SetUserMFAPreference', () => {
  const prefer = (changes: JsonObject) =>
    sandbox.call('SetUserMFAPreference', {
      AccessToken,
      WebAuthnMfaSettings: { Enabled: true },
      ...changes,
    });
  const totp = { SoftwareTokenMfaSettings: { Enabled: true } };

  test('makes a passkey count as both factors beside another method', async () => {
    expect((await prefer({})).error).toBe(
      'InvalidParameterException: WebAuthnMfaSettings: the user must have another MFA method enabled.',
    );
    const { body } = await sandbox.call('AssociateSoftwareToken', { AccessToken });
    const secret = String(body['SecretCode']);
    await sandbox.call('VerifySoftwareToken', { AccessToken, UserCode: totpNow(sandbox, secret) });
    expect((await prefer(totp)).error).toBe('');
    const AuthParameters = { USERNAME: 'pia' };
    const choice = await sandbox.call('InitiateAuth', {
      AuthFlow: 'USER_AUTH',
      ClientId: pia.clientId,
      AuthParameters,
    });
    expect(choice.body['AvailableChallenges']).toEqual(['PASSWORD_SRP', 'PASSWORD', 'WEB_AUTHN']);
    expect((await prefer({ SoftwareTokenMfaSettings: { Enabled: false } })).error).toMatch(
      /another MFA method/,
    );
  });

  test('refuses it in a pool where a passkey is one factor', async () => {
    const single = { RelyingPartyId: 'localhost', FactorConfiguration: 'SINGLE_FACTOR' as const };
    sandbox = testSandbox({ seed: { version: 1, pools: [{ ...passkeys, WebAuthnConfiguration: single }] } });
    AccessToken = await tokenOf(pia);
    expect((await prefer({})).error).toBe(
      'InvalidParameterException: WebAuthnMfaSettings: the method is not enabled for the user pool.',
    );
  });
});
