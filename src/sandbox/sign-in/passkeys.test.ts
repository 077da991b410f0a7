import { beforeEach, describe, expect, test } from 'vitest';
import type { SandboxUser } from '../../contract.ts';
import type { Ceremony } from '../../crypto/software-authenticator.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import { builtInSeed } from '../seed/built-in.ts';
import { passkeys } from '../seed/built-in/passkeys.ts';
import type { SeedFile, SeedPool, SeedUser } from '../seed/schema.ts';
import { testSandbox, type Answer, type TestSandbox } from '../testing.ts';
import { assertion, respond, seededUser, walk } from '../testing-walk.ts';

const INVALID = 'NotAuthorizedException: Invalid passkey assertion.';
const BAD_SESSION = 'NotAuthorizedException: Invalid session for the user.';
const USED_SESSION = 'NotAuthorizedException: Invalid session for the user, session can only be used once.';

let sandbox: TestSandbox;
let pia: SandboxUser;
beforeEach(() => {
  sandbox = testSandbox();
  pia = seededUser(sandbox, 'pia');
});

const parametersOf = ({ body }: Answer) => body['ChallengeParameters'] as JsonObject;
const optionsOf = (answer: Answer) =>
  JSON.parse(String(parametersOf(answer)['CREDENTIAL_REQUEST_OPTIONS'])) as JsonObject;
const prefer = (preferred: string, user = pia, changes: JsonObject = {}, on = sandbox) =>
  on.call('InitiateAuth', {
    AuthFlow: 'USER_AUTH',
    ClientId: user.clientId,
    AuthParameters: {
      USERNAME: user.username,
      ...(preferred === '' ? {} : { PREFERRED_CHALLENGE: preferred }),
      ...changes,
    },
  });
const answer = (asked: Answer, responses: JsonObject, name = 'WEB_AUTHN', user = pia, on = sandbox) =>
  respond(on, user, name, asked.body['Session'], { USERNAME: user.username, ...responses });
const sign = (asked: Answer, bends: Partial<Ceremony> = {}, user = pia) => ({
  CREDENTIAL: assertion(user, parametersOf(asked), bends),
});

describe('WEB_AUTHN', () => {
  test('is asked directly when preferred, with the choices beside it, and brings tokens', async () => {
    const asked = await prefer('WEB_AUTHN');
    expect(asked.body).toMatchObject({
      ChallengeName: 'WEB_AUTHN',
      AvailableChallenges: ['PASSWORD_SRP', 'PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'],
    });
    expect(optionsOf(asked)).toEqual({
      challenge: expect.stringMatching(/^[\w-]{43}$/),
      timeout: 180_000,
      rpId: 'localhost',
      allowCredentials: [{ type: 'public-key', id: pia.passkey?.id, transports: ['internal'] }],
      userVerification: 'preferred',
    });
    expect((await answer(asked, sign(asked))).body).toHaveProperty('AuthenticationResult.AccessToken');
    expect((await answer(asked, sign(asked))).error).toBe(USED_SESSION);
  });

  test.each(['pia', 'quin'])('leads %s along the path of the seed', async (username) => {
    const user = seededUser(sandbox, username);
    expect((await walk(sandbox, user)).path).toEqual(user.path);
  });

  test('may be answered as SELECT_CHALLENGE with ANSWER and CREDENTIAL', async () => {
    const asked = await prefer('WEB_AUTHN');
    const responses = { ANSWER: 'WEB_AUTHN', ...sign(asked) };
    expect((await answer(asked, responses, 'SELECT_CHALLENGE')).body).toHaveProperty('AuthenticationResult');
  });

  test('keeps its Session after a refused credential', async () => {
    const asked = await prefer('WEB_AUTHN');
    expect((await answer(asked, sign(asked, { origin: 'https://evil.test' }))).error).toBe(INVALID);
    expect((await answer(asked, { CREDENTIAL: '{' })).error).toBe(
      'InvalidParameterException: Invalid credential: it is not JSON.',
    );
    expect((await answer(asked, {})).error).toBe(
      'InvalidParameterException: Missing required parameter CREDENTIAL',
    );
    expect((await answer(asked, sign(asked))).body).toHaveProperty('AuthenticationResult');
  });

  test.each<[string, Partial<Ceremony>]>([
    ['another page', { origin: 'https://example.com' }],
    ['another relying party', { rpId: 'example.com' }],
    ['nobody present', { userPresent: false }],
    ['another challenge', { challenge: 'b3RoZXI' }],
    ['a registration', { type: 'webauthn.create' }],
  ])('refuses %s', async (_, bends) => {
    const asked = await prefer('WEB_AUTHN');
    expect((await answer(asked, sign(asked, bends))).error).toBe(INVALID);
  });

  test('refuses a credential that signed another sign-in of the same user', async () => {
    const [first, second] = [await prefer('WEB_AUTHN'), await prefer('WEB_AUTHN')];
    expect((await answer(second, sign(first))).error).toBe(INVALID);
    expect((await answer(second, sign(second))).body).toHaveProperty('AuthenticationResult');
  });

  test('takes a counter that goes up and refuses one that does not', async () => {
    const once = async (counter: number) => {
      const asked = await prefer('WEB_AUTHN');
      const { error } = await answer(asked, sign(asked, { counter }));
      return error === '' ? 'tokens' : error;
    };
    expect(await once(0)).toBe('tokens');
    expect(await once(7)).toBe('tokens');
    expect(await once(7)).toBe(INVALID);
    expect(await once(6)).toBe(INVALID);
    expect(await once(0)).toBe(INVALID);
    expect(await once(8)).toBe('tokens');
  });

  test('gives tokens once to two answers at the same time, and to one of two with the same counter', async () => {
    const asked = await prefer('WEB_AUTHN');
    const twice = await Promise.all([answer(asked, sign(asked)), answer(asked, sign(asked))]);
    expect(twice.map(({ error }) => error).sort()).toEqual(['', USED_SESSION]);
    const two = [await prefer('WEB_AUTHN'), await prefer('WEB_AUTHN')];
    const cloned = await Promise.all(two.map((one) => answer(one, sign(one, { counter: 3 }))));
    expect(cloned.map(({ error }) => error).sort()).toEqual(['', INVALID]);
  });

  test('ends with the Session', async () => {
    const asked = await prefer('WEB_AUTHN');
    sandbox.clock.ms += 180_000;
    expect((await answer(asked, sign(asked))).error).toBe(
      'NotAuthorizedException: Invalid session for the user, session is expired.',
    );
  });

  test('is not answered with the Session of another challenge, nor another with its own', async () => {
    const code = await prefer('EMAIL_OTP');
    expect((await answer(code, { CREDENTIAL: '{}' })).error).toBe(BAD_SESSION);
    const asked = await prefer('WEB_AUTHN');
    expect((await answer(asked, { EMAIL_OTP_CODE: '12345678' }, 'EMAIL_OTP')).error).toBe(BAD_SESSION);
    const password = { ANSWER: 'PASSWORD', PASSWORD: pia.password };
    expect((await answer(asked, password, 'SELECT_CHALLENGE')).error).toBe(BAD_SESSION);
  });
});

describe('choosing WEB_AUTHN', () => {
  test('with ANSWER alone brings the challenge', async () => {
    const choice = await prefer('');
    const asked = await answer(choice, { ANSWER: 'WEB_AUTHN' }, 'SELECT_CHALLENGE');
    expect(asked.body['ChallengeName']).toBe('WEB_AUTHN');
    expect((await answer(asked, sign(asked))).body).toHaveProperty('AuthenticationResult');
  });

  test('with a credential is refused: nothing was asked to be signed yet', async () => {
    const choice = await prefer('');
    const { CREDENTIAL } = sign(await prefer('WEB_AUTHN'));
    const both = { ANSWER: 'WEB_AUTHN', CREDENTIAL };
    expect((await answer(choice, both, 'SELECT_CHALLENGE')).error).toBe(INVALID);
    expect((await answer(choice, { CREDENTIAL })).error).toBe(INVALID);
    expect((await answer(choice, { CREDENTIAL: '[' })).error).toBe(
      'InvalidParameterException: Invalid credential: it is not JSON.',
    );
    expect((await answer(choice, {})).error).toBe(
      'InvalidParameterException: Missing required parameter CREDENTIAL',
    );
    // The choice itself is still open.
    expect((await answer(choice, { ANSWER: 'WEB_AUTHN' }, 'SELECT_CHALLENGE')).error).toBe('');
  });
});

/** The passkey pool and its users with changes. */
function changed(pool: Partial<SeedPool>, user: Partial<SeedUser> = {}): TestSandbox {
  const Users = (passkeys.Users ?? []).map((seeded) => ({ ...seeded, ...user }));
  const seed: SeedFile = { ...builtInSeed, pools: [{ ...passkeys, ...pool, Users }] };
  return testSandbox({ seed });
}
const SINGLE = { RelyingPartyId: 'localhost', FactorConfiguration: 'SINGLE_FACTOR' } as const;
const choicesOf = async (on: TestSandbox, username: string) =>
  (await prefer('', seededUser(on, username), {}, on)).body['AvailableChallenges'];

describe('where MFA is on', () => {
  test.each<[string, Partial<SeedPool>, Partial<SeedUser>, JsonValue]>([
    ['a passkey that counts as both', {}, {}, ['PASSWORD_SRP', 'PASSWORD', 'WEB_AUTHN']],
    [
      'in a pool that requires MFA',
      { MfaConfiguration: 'ON' },
      {},
      ['PASSWORD_SRP', 'PASSWORD', 'WEB_AUTHN'],
    ],
    ['the user’s own setting off', {}, { PasskeyMfa: false }, ['PASSWORD_SRP', 'PASSWORD']],
    ['the pool’s setting off', { WebAuthnConfiguration: SINGLE }, {}, ['PASSWORD_SRP', 'PASSWORD']],
    ['a password to be changed', {}, { UserStatus: 'FORCE_CHANGE_PASSWORD' }, ['PASSWORD_SRP', 'PASSWORD']],
    ['no passkey', {}, { Passkeys: [] }, ['PASSWORD_SRP', 'PASSWORD']],
    [
      'another relying party since',
      { WebAuthnConfiguration: { ...SINGLE, RelyingPartyId: 'example.com' } },
      { UserMFASettingList: [] },
      ['PASSWORD_SRP', 'PASSWORD', 'EMAIL_OTP'],
    ],
    [
      'no relying party',
      { WebAuthnConfiguration: {} },
      { UserMFASettingList: [] },
      ['PASSWORD_SRP', 'PASSWORD', 'EMAIL_OTP'],
    ],
  ])('%s', async (_, pool, user, expected) => {
    expect(await choicesOf(changed(pool, user), 'quin')).toEqual(expected);
  });

  test('the passkey must verify the user', async () => {
    const quin = seededUser(sandbox, 'quin');
    const asked = await prefer('WEB_AUTHN', quin);
    expect(optionsOf(asked)['userVerification']).toBe('required');
    const bent = sign(asked, { userVerified: false }, quin);
    expect((await answer(asked, bent, 'WEB_AUTHN', quin)).error).toBe(INVALID);
    const done = await answer(asked, sign(asked, {}, quin), 'WEB_AUTHN', quin);
    expect(done.body).toHaveProperty('AuthenticationResult');
  });
});

describe('of a name nobody has', () => {
  const nobody = (username: string): SandboxUser => ({ ...pia, username });
  const names = Array.from({ length: 24 }, (_, at) => `nobody-${String(at)}`);

  test('a passkey is sometimes asked for, always the same way, and never good', async () => {
    const firstOf = async (name: string) => (await prefer('WEB_AUTHN', nobody(name))).body['ChallengeName'];
    const asked = await Promise.all(names.map(firstOf));
    expect(new Set(asked)).toEqual(new Set(['WEB_AUTHN', 'SELECT_CHALLENGE']));
    expect(await Promise.all(names.map(firstOf))).toEqual(asked);

    const user = nobody(names[asked.indexOf('WEB_AUTHN')] ?? '');
    const [one, two] = [await prefer('WEB_AUTHN', user), await prefer('WEB_AUTHN', user)];
    const real = await prefer('WEB_AUTHN');
    expect(Object.keys(optionsOf(one))).toEqual(Object.keys(optionsOf(real)));
    expect(optionsOf(one)['allowCredentials']).toEqual(optionsOf(two)['allowCredentials']);
    expect(optionsOf(one)['challenge']).not.toBe(optionsOf(two)['challenge']);
    const [{ id } = { id: '' }] = optionsOf(one)['allowCredentials'] as { id: string }[];
    const forged = { ...user, passkey: { ...pia.passkey, id, rpId: 'localhost', userHandle: '' } };
    expect((await answer(one, sign(one, {}, forged), 'WEB_AUTHN', user)).error).toBe(INVALID);
  });
});
