import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../json.ts';
import type { OnePool } from '../reference/one-pool.ts';
import { accountSandbox, attributes, type AccountSandbox } from '../testing-account.ts';

const users = [
  {
    Username: 'una',
    UserAttributes: { email: 'una@example.com', email_verified: 'true', nickname: 'U' },
  },
];
const verified: OnePool = { pool: { AutoVerifiedAttributes: ['email'] }, users };
const keeps: OnePool = {
  pool: {
    ...verified.pool,
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
  },
  users,
};
const mismatch = 'CodeMismatchException: Invalid verification code provided, please try again.';
const expired = 'ExpiredCodeException: Invalid code provided, please request a code again.';

async function signedIn(given: OnePool) {
  const sandbox = accountSandbox(given);
  const AccessToken = await sandbox.token('una');
  const call = (operation: string, body: JsonObject) => sandbox.call(operation, { AccessToken, ...body });
  return {
    sandbox,
    update: (changes: Record<string, string>) =>
      call('UpdateUserAttributes', { UserAttributes: attributes(changes) }),
    remove: (...UserAttributeNames: string[]) => call('DeleteUserAttributes', { UserAttributeNames }),
    ask: (AttributeName = 'email') => call('GetUserAttributeVerificationCode', { AttributeName }),
    verify: (Code: string, AttributeName = 'email') => call('VerifyUserAttribute', { AttributeName, Code }),
    now: async () => {
      const { body } = await call('GetUser', {});
      const list = body['UserAttributes'] as { Name: string; Value: string }[];
      return Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));
    },
  };
}

const code = (sandbox: AccountSandbox) => sandbox.newest()?.code ?? '';

describe('UpdateUserAttributes', () => {
  test.each<[string, OnePool, Record<string, string>, string]>([
    ['takes what needs no code', verified, { nickname: 'Una' }, ''],
    [
      'refuses what the client may not write',
      { ...verified, client: { WriteAttributes: ['email'] } },
      { nickname: 'Una' },
      'NotAuthorizedException: A client attempted to write unauthorized attribute',
    ],
    [
      'refuses to verify',
      verified,
      { email: 'new@example.com', email_verified: 'true' },
      'NotAuthorizedException: A client attempted to write unauthorized attribute',
    ],
    [
      'refuses what never changes',
      { ...verified, pool: { ...verified.pool, Schema: [{ Name: 'nickname', Mutable: false }] } },
      { nickname: 'Una' },
      'InvalidParameterException: user.nickname: Attribute cannot be updated.',
    ],
    [
      'refuses an unknown attribute',
      verified,
      { 'custom:x': '1' },
      'InvalidParameterException: Attributes did not conform to the schema: custom:x: Attribute does not exist in the schema.',
    ],
    [
      'refuses what is no address',
      keeps,
      { email: 'una' },
      'InvalidParameterException: Invalid email address format.',
    ],
  ])('%s', async (_what, given, changes, error) => {
    const { sandbox, update, now } = await signedIn(given);
    const before = await now();
    const answer = await update(changes);
    expect(answer.error).toBe(error);
    if (error === '') expect(answer.body).toEqual({ CodeDeliveryDetailsList: [] });
    expect(await now()).toEqual(error === '' ? { ...before, ...changes } : before);
    expect(sandbox.newest()).toBeUndefined();
  });

  test('takes a new address at once, unverified, and sends it a code', async () => {
    const { sandbox, update, verify, now } = await signedIn(verified);
    expect((await update({ email: 'new@example.org' })).body).toEqual({
      CodeDeliveryDetailsList: [
        { Destination: 'n***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' },
      ],
    });
    expect(await now()).toMatchObject({ email: 'new@example.org', email_verified: 'false' });
    expect(sandbox.newest()?.destination).toBe('new@example.org');
    expect((await verify('wrong')).error).toBe(mismatch);
    expect((await verify(code(sandbox))).body).toEqual({});
    expect(await now()).toMatchObject({ email: 'new@example.org', email_verified: 'true' });
    expect((await verify(code(sandbox))).error).toBe(expired);
  });

  test('keeps the old address until the code comes back, where the pool says so', async () => {
    const { sandbox, update, verify, now } = await signedIn(keeps);
    await update({ email: 'new@example.org', nickname: 'Una' });
    const kept = { email: 'una@example.com', email_verified: 'true' };
    expect(await now()).toMatchObject({ ...kept, nickname: 'Una' });
    await sandbox.ask('ForgotPassword', { Username: 'una' });
    expect(sandbox.newest()?.destination).toBe('una@example.com');
    const sent = sandbox.sandbox.inbox().find(({ destination }) => destination === 'new@example.org');
    expect((await verify(sent?.code ?? '')).error).toBe('');
    expect(await now()).toMatchObject({ email: 'new@example.org', email_verified: 'true' });
  });

  test('a code proves the value it went to and no later one', async () => {
    const { sandbox, update, verify, now } = await signedIn(verified);
    await update({ email: 'one@example.org' });
    const first = code(sandbox);
    const UserAttributes = attributes({ email: 'two@example.org' });
    await sandbox.administer('AdminUpdateUserAttributes', { Username: 'una', UserAttributes });
    expect((await verify(first)).error).toBe(expired);
    expect(await now()).toMatchObject({ email: 'two@example.org', email_verified: 'false' });
  });

  test('says CodeDeliveryFailureException when the default sender takes no more', async () => {
    const { sandbox, update, now } = await signedIn(verified);
    sandbox.sandbox.changeSettings({ defaultSenderEmailsPerDay: 1 });
    await update({ email: 'one@example.org' });
    expect((await update({ email: 'two@example.org' })).error).toMatch(/^CodeDeliveryFailureException/);
    expect(await now()).toMatchObject({ email: 'one@example.org' });
  });

  test('an address that waits for its code is in the state file', async () => {
    const { sandbox, update } = await signedIn(keeps);
    await update({ email: 'new@example.org' });
    const restored = accountSandbox({});
    restored.sandbox.restore(JSON.parse(JSON.stringify(await sandbox.sandbox.snapshot())));
    const AccessToken = await restored.token('una');
    const verify = { AccessToken, AttributeName: 'email', Code: code(sandbox) };
    expect((await restored.call('VerifyUserAttribute', verify)).error).toBe('');
    const { body } = await restored.call('GetUser', { AccessToken });
    expect(body['UserAttributes']).toContainEqual({ Name: 'email', Value: 'new@example.org' });
  });
});

describe('an address that somebody else signs in with', () => {
  const ina = { Username: 'ina', UserAttributes: { email: 'ina@example.com', email_verified: 'true' } };
  const taken = 'AliasExistsException: An account with the email already exists.';

  test('as an alias is refused when its code comes back', async () => {
    const pool = { ...verified.pool, AliasAttributes: ['email' as const] };
    const { sandbox, update, verify } = await signedIn({ pool, users: [...users, ina] });
    expect((await update({ email: 'ina@example.com' })).error).toBe('');
    expect((await verify(code(sandbox))).error).toBe(taken);
    const found = await sandbox.call('GetUser', { AccessToken: await sandbox.token('ina@example.com') });
    expect(found.body['Username']).toBe('ina');
  });

  test('as an alias that waits for its code is refused at once', async () => {
    const pool = { ...keeps.pool, AliasAttributes: ['email' as const] };
    const { sandbox, update } = await signedIn({ pool, users: [...users, ina] });
    expect((await update({ email: 'ina@example.com' })).error).toBe(taken);
    expect(sandbox.newest()).toBeUndefined();
  });
});

describe('GetUserAttributeVerificationCode', () => {
  test('sends a code to the address in use', async () => {
    const { sandbox, ask, verify } = await signedIn({ users });
    expect((await ask()).body).toEqual({
      CodeDeliveryDetails: { Destination: 'u***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' },
    });
    const first = code(sandbox);
    await ask();
    expect((await verify(first)).error).toBe(mismatch);
    expect((await verify(code(sandbox))).error).toBe('');
  });

  test.each([
    [
      'nickname',
      'InvalidParameterException: AttributeName: nickname cannot be verified, only email and phone_number can.',
    ],
    ['phone_number', 'InvalidParameterException: AttributeName: the user has no phone_number to verify.'],
  ])('refuses %s', async (name, error) => {
    const { ask } = await signedIn({ users });
    expect((await ask(name)).error).toBe(error);
  });

  test('five times an hour', async () => {
    const { ask } = await signedIn({ users });
    for (let round = 0; round < 5; round += 1) expect((await ask()).error).toBe('');
    expect((await ask()).error).toMatch(/^LimitExceededException/);
  });
});

test('fifteen wrong codes an hour stop VerifyUserAttribute, in the one word it declares', async () => {
  const { sandbox, ask, verify } = await signedIn({ users });
  sandbox.sandbox.changeSettings({ tooManyFailedAttempts: true });
  await ask();
  for (let round = 0; round < 15; round += 1) expect((await verify('wrong')).error).toBe(mismatch);
  expect((await verify(code(sandbox))).error).toMatch(/^LimitExceededException/);
  sandbox.clock.ms += 3_599_999;
  const AccessToken = await sandbox.token('una');
  const again = () =>
    sandbox.call('VerifyUserAttribute', { AccessToken, AttributeName: 'email', Code: code(sandbox) });
  expect((await again()).error).toMatch(/^LimitExceededException/);
  sandbox.clock.ms += 1;
  expect((await again()).error).toBe('');
});

describe('DeleteUserAttributes', () => {
  test('takes an address away with its verification and its codes', async () => {
    const { sandbox, ask, remove, verify, now } = await signedIn(verified);
    await ask();
    expect((await remove('email', 'nickname')).body).toEqual({});
    expect(await now()).toEqual({ sub: expect.any(String) });
    expect((await verify(code(sandbox))).error).toBe(expired);
  });

  test.each<[string, OnePool, string, string]>([
    [
      'what is required',
      { users, pool: { Schema: [{ Name: 'nickname', Required: true }] } },
      'nickname',
      'InvalidParameterException: user.nickname: Attribute cannot be deleted.',
    ],
    [
      'what the client may not write',
      { users, client: { WriteAttributes: ['email'] } },
      'nickname',
      'NotAuthorizedException: A client attempted to write unauthorized attribute',
    ],
    [
      'what no schema has',
      { users },
      'custom:x',
      'InvalidParameterException: Attributes did not conform to the schema: custom:x: Attribute does not exist in the schema.',
    ],
  ])('refuses %s', async (_what, given, name, error) => {
    const { remove, now } = await signedIn(given);
    const before = await now();
    expect((await remove(name)).error).toBe(error);
    expect(await now()).toEqual(before);
  });
});
