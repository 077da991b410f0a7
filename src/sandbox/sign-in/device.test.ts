import { describe, expect, test } from 'vitest';
import reference from '../../crypto/vectors/srp-vectors.json' with { type: 'json' };
import type { JsonObject } from '../../json.ts';
import { srpClient, testSandbox, type Answer, type TestSandbox } from '../testing.ts';
import { confirm, deviceOf, offeredDevice, proveDevice, remember } from '../testing-device.ts';
import { begin, beginByPassword, respond, seededUser, totpNow, walk } from '../testing-walk.ts';

const NO_DEVICE = 'ResourceNotFoundException: Device does not exist.';
const BAD_REFRESH = 'NotAuthorizedException: Invalid Refresh Token.';
const BAD_SESSION = 'NotAuthorizedException: Invalid session for the user.';
const INCORRECT = 'NotAuthorizedException: Incorrect username or password.';

async function signedIn(username: string) {
  const sandbox = testSandbox();
  const user = seededUser(sandbox, username);
  const { last } = await walk(sandbox, user);
  const offered = offeredDevice(last);
  if (offered === undefined) throw new Error('no device was offered');
  return { sandbox, user, last, offered, device: deviceOf(offered) };
}

async function confirmed(username = 'ada') {
  const known = await signedIn(username);
  const { body } = await confirm(known.sandbox, known.offered);
  // The next TOTP code is another one.
  known.sandbox.clock.ms += 30_000;
  return { ...known, body };
}

type Confirmed = Awaited<ReturnType<typeof confirmed>>;

const byDevice = ({ sandbox, user, device }: Confirmed) =>
  beginByPassword(sandbox, user, { DEVICE_KEY: device.key });

const answerSrp = ({ sandbox, user, device }: Confirmed, asked: Answer, changes: JsonObject = {}) =>
  respond(sandbox, user, 'DEVICE_SRP_AUTH', asked.body['Session'], {
    USERNAME: user.username,
    DEVICE_KEY: device.key,
    SRP_A: srpClient().srpA,
    ...changes,
  });

const answerProof = (known: Confirmed, asked: Answer, changes: JsonObject = {}) => {
  const { sandbox, user, device } = known;
  const parameters = asked.body['ChallengeParameters'] as JsonObject;
  return respond(sandbox, user, 'DEVICE_PASSWORD_VERIFIER', asked.body['Session'], {
    USERNAME: String(parameters['USERNAME']),
    ...proveDevice(device, parameters, sandbox.clock.ms),
    ...changes,
  });
};

const resultOf = ({ body }: Answer) => body['AuthenticationResult'] as JsonObject;

const claimsOf = (answer: Answer, name: string) => {
  const [, payload = ''] = String(resultOf(answer)[name]).split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as JsonObject;
};

const refresh = (sandbox: TestSandbox, ClientId: string, token: unknown, device: JsonObject) =>
  sandbox.call('InitiateAuth', {
    AuthFlow: 'REFRESH_TOKEN_AUTH',
    ClientId,
    AuthParameters: { REFRESH_TOKEN: String(token), ...device },
  });

describe('a pool that tracks devices', () => {
  test('offers one with the tokens, and names it in the access token alone', async () => {
    const { last, offered } = await signedIn('ada');
    expect(offered.key).toMatch(/^eu-west-1_[0-9a-f-]{36}$/);
    expect(offered.group).toMatch(/^-[\w-]{8}$/);
    expect(claimsOf(last, 'AccessToken')).toMatchObject({ device_key: offered.key });
    expect(claimsOf(last, 'IdToken')).not.toHaveProperty('device_key');
  });

  test('a pool that does not, offers none', async () => {
    const sandbox = testSandbox();
    const { last } = await walk(sandbox, seededUser(sandbox, 'ann'));
    expect(resultOf(last)).not.toHaveProperty('NewDeviceMetadata');
    expect(claimsOf(last, 'AccessToken')).not.toHaveProperty('device_key');
  });

  test.each([
    ['USER_SRP_AUTH', 'start'],
    ['USER_SRP_AUTH', 'verifier'],
    ['USER_PASSWORD_AUTH', 'start'],
  ] as const)('%s, DEVICE_KEY at the %s: the device stands in for MFA', async (flow, place) => {
    const known = await confirmed();
    const { sandbox, user, device } = known;
    expect(known.body).toEqual({ UserConfirmationNecessary: false });
    const key = { DEVICE_KEY: device.key };
    let asked = await begin(sandbox, { ...user, flow }, place === 'start' ? key : {});
    if (flow === 'USER_SRP_AUTH') {
      const parameters = asked.body['ChallengeParameters'] as JsonObject;
      const claim = srpClient().answer(parameters, user.userPoolId, user.password, sandbox.clock.ms);
      const more = place === 'start' ? {} : key;
      asked = await respond(sandbox, user, 'PASSWORD_VERIFIER', undefined, { ...claim, ...more });
    }
    expect(asked.body['ChallengeName']).toBe('DEVICE_SRP_AUTH');
    const proof = await answerSrp(known, asked);
    expect(Object.keys(proof.body['ChallengeParameters'] as JsonObject).sort()).toEqual(
      ['DEVICE_KEY', 'SALT', 'SECRET_BLOCK', 'SRP_B', 'USERNAME'].sort(),
    );
    const done = await answerProof(known, proof);
    expect(resultOf(done)).not.toHaveProperty('NewDeviceMetadata');
    expect(claimsOf(done, 'AccessToken')).toMatchObject({ device_key: device.key });
  });

  test('vector D1: what ConfirmDevice sends is what the proof is asked with', async () => {
    const { D1 } = reference.vectors;
    const known = await signedIn('ada');
    const config = { Salt: D1.confirm_salt, PasswordVerifier: D1.confirm_verifier };
    await confirm(known.sandbox, known.offered, { DeviceSecretVerifierConfig: config });
    const asked = await byDevice({ ...known, body: {} });
    const proof = await answerSrp({ ...known, body: {} }, asked);
    expect(proof.body['ChallengeParameters']).toMatchObject({ SALT: D1.salt });
  });

  test('a device that waits for the user is not remembered before', async () => {
    const known = await confirmed('ben');
    expect(known.body).toEqual({ UserConfirmationNecessary: true });
    expect((await byDevice(known)).body['ChallengeName']).toBe('SOFTWARE_TOKEN_MFA');
    expect((await remember(known.sandbox, known.offered)).error).toBe('');
    expect((await byDevice(known)).body['ChallengeName']).toBe('DEVICE_SRP_AUTH');
    await remember(known.sandbox, known.offered, 'not_remembered');
    expect((await byDevice(known)).body['ChallengeName']).toBe('SOFTWARE_TOKEN_MFA');
  });

  test('a proof that was refused is not asked again; the TOTP code still signs in', async () => {
    const known = await confirmed();
    const asked = await answerSrp(known, await byDevice(known));
    expect((await answerProof(known, asked, { PASSWORD_CLAIM_SIGNATURE: 'AAAA' })).error).toBe(INCORRECT);
    expect((await answerProof(known, asked)).error).toBe(INCORRECT);
    expect((await walk(known.sandbox, known.user)).path.at(-1)).toBe('TOKENS');
  });

  test('a device of another user does not exist', async () => {
    const known = await confirmed();
    const bob = seededUser(known.sandbox, 'bob');
    expect((await beginByPassword(known.sandbox, bob, { DEVICE_KEY: known.device.key })).error).toBe(
      NO_DEVICE,
    );
  });

  test('a start with a key that is not known goes on: the verifier tells', async () => {
    const sandbox = testSandbox();
    const ada = seededUser(sandbox, 'ada');
    const { body } = await begin(sandbox, ada, { DEVICE_KEY: 'eu-west-1_0a' });
    const parameters = body['ChallengeParameters'] as JsonObject;
    const claim = srpClient().answer(parameters, ada.userPoolId, ada.password, sandbox.clock.ms);
    const send = (more: JsonObject) =>
      respond(sandbox, ada, 'PASSWORD_VERIFIER', undefined, { ...claim, ...more });
    expect((await send({ DEVICE_KEY: 'eu-west-1_0a' })).error).toBe(NO_DEVICE);
    expect((await send({})).body['ChallengeName']).toBe('SOFTWARE_TOKEN_MFA');
  });
});

describe('a refresh', () => {
  test('needs the DEVICE_KEY, and ConfirmDevice before', async () => {
    const { sandbox, user, last, offered } = await signedIn('ada');
    const token = resultOf(last)['RefreshToken'];
    const key = { DEVICE_KEY: offered.key };
    expect((await refresh(sandbox, user.clientId, token, key)).error).toBe(BAD_REFRESH);
    await confirm(sandbox, offered);
    expect((await refresh(sandbox, user.clientId, token, {})).error).toBe(BAD_REFRESH);
    const other = { DEVICE_KEY: 'eu-west-1_0a' };
    expect((await refresh(sandbox, user.clientId, token, other)).error).toBe(NO_DEVICE);
    const renewed = await refresh(sandbox, user.clientId, token, key);
    expect(claimsOf(renewed, 'AccessToken')).toMatchObject({ device_key: offered.key });
    const DeviceKey = offered.key;
    const body = { RefreshToken: String(token), ClientId: user.clientId };
    expect((await sandbox.call('GetTokensFromRefreshToken', body)).error).toBe(BAD_REFRESH);
    expect((await sandbox.call('GetTokensFromRefreshToken', { ...body, DeviceKey })).error).toBe('');
  });

  test('of a forgotten device is refused', async () => {
    const { sandbox, user, last, offered } = await confirmed();
    const { accessToken: AccessToken, key: DeviceKey } = offered;
    expect((await sandbox.call('ForgetDevice', { AccessToken, DeviceKey })).error).toBe('');
    const token = resultOf(last)['RefreshToken'];
    expect((await refresh(sandbox, user.clientId, token, { DEVICE_KEY: DeviceKey })).error).toBe(BAD_REFRESH);
  });
});

test('devices are listed page by page, read and forgotten', async () => {
  const { sandbox, user, offered } = await confirmed('ben');
  const second = offeredDevice((await walk(sandbox, user)).last);
  if (second === undefined) throw new Error('no second device was offered');
  sandbox.clock.ms += 1_000;
  await confirm(sandbox, second, { DeviceName: 'phone' });
  const AccessToken = offered.accessToken;
  const list = (more: JsonObject) => sandbox.call('ListDevices', { AccessToken, ...more });
  const keys = ({ body }: Answer) => (body['Devices'] as JsonObject[]).map((device) => device['DeviceKey']);
  expect(keys(await list({}))).toEqual([offered.key, second.key]);
  const first = await list({ Limit: 1 });
  expect(keys(first)).toEqual([offered.key]);
  const rest = await list({ Limit: 1, PaginationToken: first.body['PaginationToken'] ?? null });
  expect(keys(rest)).toEqual([second.key]);
  expect(rest.body).not.toHaveProperty('PaginationToken');
  const seconds = sandbox.clock.ms / 1_000;
  expect((await sandbox.call('GetDevice', { AccessToken, DeviceKey: second.key })).body['Device']).toEqual({
    DeviceKey: second.key,
    DeviceAttributes: [
      { Name: 'device_status', Value: 'valid' },
      { Name: 'device_name', Value: 'phone' },
      { Name: 'dev:device_remembered_status', Value: 'not_remembered' },
    ],
    DeviceCreateDate: seconds,
    DeviceLastModifiedDate: seconds,
    DeviceLastAuthenticatedDate: seconds,
  });
  await sandbox.call('ForgetDevice', { AccessToken, DeviceKey: second.key });
  expect((await sandbox.call('GetDevice', { AccessToken, DeviceKey: second.key })).error).toBe(NO_DEVICE);
  expect(keys(await list({}))).toEqual([offered.key]);
});

const zero = Buffer.from([0]).toString('base64');

test.each<[string, string, (known: Confirmed) => Promise<Answer>]>([
  [
    'confirmed twice',
    'DeviceKeyExistsException: Device key already exists.',
    ({ sandbox, offered }) => confirm(sandbox, offered),
  ],
  [
    'a key nobody offered',
    NO_DEVICE,
    ({ sandbox, offered }) => confirm(sandbox, offered, { DeviceKey: 'eu-west-1_0a' }),
  ],
  [
    'a verifier of 0',
    'InvalidParameterException: Invalid PasswordVerifier of the device.',
    async ({ sandbox, user }) => {
      const offered = offeredDevice((await walk(sandbox, user)).last);
      if (offered === undefined) throw new Error('no device was offered');
      const config = { Salt: 'AAAB', PasswordVerifier: zero };
      return confirm(sandbox, offered, { DeviceSecretVerifierConfig: config });
    },
  ],
  [
    'no verifier',
    'InvalidParameterException: Missing required parameter DeviceSecretVerifierConfig',
    async ({ sandbox, user }) => {
      const offered = offeredDevice((await walk(sandbox, user)).last);
      if (offered === undefined) throw new Error('no device was offered');
      return confirm(sandbox, offered, { DeviceSecretVerifierConfig: null });
    },
  ],
  [
    'a status of an unknown device',
    NO_DEVICE,
    ({ sandbox, offered }) => remember(sandbox, { ...offered, key: 'eu-west-1_0a' }),
  ],
  [
    'a status that is none',
    "InvalidParameterException: 1 validation error detected: Value 'maybe' at 'deviceRememberedStatus' failed to satisfy constraint: Member must satisfy enum value set: [remembered, not_remembered]",
    ({ sandbox, offered }) => remember(sandbox, offered, 'maybe'),
  ],
  [
    'a page of 61',
    "InvalidParameterException: 1 validation error detected: Value '61' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 60",
    ({ sandbox, offered }) => sandbox.call('ListDevices', { AccessToken: offered.accessToken, Limit: 61 }),
  ],
  [
    'a page token of our own making',
    'InvalidParameterException: Invalid pagination token.',
    ({ sandbox, offered }) =>
      sandbox.call('ListDevices', { AccessToken: offered.accessToken, PaginationToken: 'x' }),
  ],
  [
    'a Limit that is text',
    'SerializationException: STRING_VALUE can not be converted to a Integer',
    ({ sandbox, offered }) => sandbox.call('ListDevices', { AccessToken: offered.accessToken, Limit: '1' }),
  ],
  [
    'a device without a token',
    'InvalidParameterException: Missing required parameter AccessToken',
    ({ sandbox, device }) => sandbox.call('GetDevice', { DeviceKey: device.key }),
  ],
  [
    'DEVICE_SRP_AUTH without DEVICE_KEY',
    'InvalidParameterException: Missing required parameter DEVICE_KEY',
    async (known) => answerSrp(known, await byDevice(known), { DEVICE_KEY: null }),
  ],
  [
    'DEVICE_SRP_AUTH with SRP_A of 0',
    'InvalidParameterException: Invalid SRP_A value.',
    async (known) => answerSrp(known, await byDevice(known), { SRP_A: '0' }),
  ],
  [
    'DEVICE_SRP_AUTH for another device',
    NO_DEVICE,
    async (known) => answerSrp(known, await byDevice(known), { DEVICE_KEY: 'eu-west-1_0a' }),
  ],
  [
    'DEVICE_SRP_AUTH for a device forgotten meanwhile',
    NO_DEVICE,
    async (known) => {
      const asked = await byDevice(known);
      const { accessToken: AccessToken, key: DeviceKey } = known.offered;
      await known.sandbox.call('ForgetDevice', { AccessToken, DeviceKey });
      return answerSrp(known, asked);
    },
  ],
  [
    'the proof before DEVICE_SRP_AUTH',
    BAD_SESSION,
    async (known) => {
      const asked = await byDevice(known);
      const proof = await answerSrp(known, asked);
      const mixed = {
        ...proof,
        body: { ...proof.body, Session: (await byDevice(known)).body['Session'] ?? '' },
      };
      return answerProof(known, mixed);
    },
  ],
  [
    'the proof of another exchange',
    INCORRECT,
    async (known) => {
      const one = await answerSrp(known, await byDevice(known));
      const two = await answerSrp(known, await byDevice(known));
      return answerProof(known, { ...one, body: { ...one.body, Session: two.body['Session'] ?? '' } });
    },
  ],
  [
    'the device’s SECRET_BLOCK as a password’s',
    INCORRECT,
    async (known) => {
      const { sandbox, user } = known;
      const { body } = await answerSrp(known, await byDevice(known));
      const parameters = { ...(body['ChallengeParameters'] as JsonObject), USER_ID_FOR_SRP: user.username };
      const claim = srpClient().answer(parameters, user.userPoolId, user.password, sandbox.clock.ms);
      return respond(sandbox, user, 'PASSWORD_VERIFIER', undefined, claim);
    },
  ],
  [
    'a code in place of the proof',
    BAD_SESSION,
    async (known) => {
      const { sandbox, user } = known;
      const { body } = await byDevice(known);
      const SOFTWARE_TOKEN_MFA_CODE = totpNow(sandbox, user.totpSecret ?? '');
      const responses = { USERNAME: user.username, SOFTWARE_TOKEN_MFA_CODE };
      return respond(sandbox, user, 'SOFTWARE_TOKEN_MFA', body['Session'], responses);
    },
  ],
])('%s: %s', async (_what, error, run) => {
  expect((await run(await confirmed())).error).toBe(error);
});
