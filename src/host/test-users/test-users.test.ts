import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { FACTORS, STATES } from '../../admin/test-users/kinds.ts';
import { type TemplateText, TemplateSchema } from '../../admin/test-users/template.ts';
import { chainOf } from '../../chain/model.ts';
import { createHost } from '../host.ts';
import type { Http } from '../ports.ts';
import { drivenHost } from '../testing/driven-host.ts';
import { refusingAfter } from '../testing/refusing-after.ts';

/** Of the built-in seed: pools and a client of each. */
const OPTIONAL = 'sandbox:4k2p7v9m1x6c8b3n5q0z2l7t4h';
const WITH_SECRET = 'sandbox:7d1s5g8j3w0e6r9y2u4i1o5p8a';
const REQUIRED = 'sandbox:1q9w3e7r5t2y6u8i0o4p1a3s7d';
const CHOICE = 'sandbox:2q5w8e1r4t7y0u3i6o9p2a5s8d';
const PASSKEYS = 'sandbox:5k8n2q6t0w4z7c1f5i9l3o7r1u';

function template(text: TemplateText) {
  return { kind: 'template' as const, template: v.parse(TemplateSchema, text) };
}

async function started(between: (service: Http) => Http = (service) => service) {
  const test = await drivenHost({ between });
  await test.value('sandbox.start', {});
  await test.value('vault.retry', {});
  /** Once nothing is done at a batch any more. */
  const settled = async (batchId: string) => {
    for (;;) {
      const batch = await test.value('bulk.get', { batchId });
      if (batch.doing === 'nothing') return batch;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const make = async (targetId: string, text: TemplateText) => {
    const begun = { where: { targetId }, from: template(text), name: 'Fixture' };
    return settled((await test.value('bulk.begin', begun)).batchId);
  };
  return { ...test, settled, make };
}

type Started = Awaited<ReturnType<typeof started>>;

/** How far a sign-in comes that names nothing but the user: the rest is known of them here. */
async function signIn({ value, chain, clock }: Started, targetId: string, username: string, flow: string) {
  // A TOTP code is good once, and one was used to set it up.
  clock.move(60_000);
  const inputs = { USERNAME: username };
  const answer = { name: flow, inputs, responses: {}, members: {} };
  const { chainId } = await value('chain.start', { targetId, answer });
  return { chainId, shown: await chain(chainId) };
}

async function outcome(test: Started, targetId: string, username: string, flow = 'USER_SRP_AUTH') {
  const { chainId, shown } = await signIn(test, targetId, username, flow);
  const { pending, status, steps } =
    shown.pending?.name === 'PASSWORD_VERIFIER' ? await test.answer(chainId, {}) : shown;
  const last = steps.at(-1)?.outcome;
  if (last?.kind === 'error') return last.code;
  return status === 'tokens' ? 'TOKENS' : pending?.name;
}

describe('test users', () => {
  it.each([
    [OPTIONAL, ['none', 'SMS_MFA', 'SOFTWARE_TOKEN_MFA']],
    [WITH_SECRET, ['none', 'SOFTWARE_TOKEN_MFA']],
    [CHOICE, ['EMAIL_OTP', 'SOFTWARE_TOKEN_MFA', 'SMS_MFA']],
    [REQUIRED, ['none', 'SMS_MFA', 'SOFTWARE_TOKEN_MFA']],
  ])('of %s sign in to what their state and factor say', async (targetId, factors) => {
    const test = await started();
    const from = { where: { targetId }, from: template({ states: [...STATES], factors }) };
    const { recipes } = await test.value('bulk.plan', from);
    const batch = await test.make(targetId, { states: [...STATES], factors });
    const expected = new Map(
      recipes.flatMap(({ usernames, outcome }) => usernames.map((name) => [name, outcome])),
    );
    expect(batch.users.map(({ username, status, fault }) => ({ username, status, fault }))).toEqual(
      batch.users.map(({ username }) => ({ username, status: 'made', fault: undefined })),
    );
    expect(batch.users.length).toBeGreaterThanOrEqual(STATES.length * factors.length - 1);
    for (const { username } of batch.users)
      expect([username, await outcome(test, targetId, username)]).toEqual([username, expected.get(username)]);
  });

  it.each([
    [OPTIONAL, ['sms+totp']],
    [CHOICE, ['sms+totp', 'sms+email', 'email+totp']],
    [REQUIRED, ['sms+totp']],
  ])('of %s with two factors are asked which, and sign in with either', async (targetId, factors) => {
    const test = await started();
    const batch = await test.make(targetId, { states: ['CONFIRMED', 'FORCE_CHANGE_PASSWORD'], factors });
    expect(batch.users.map(({ username, fault }) => [username, fault])).toEqual(
      batch.users.map(({ username }) => [username, undefined]),
    );
    expect(batch.users).toHaveLength(2 * factors.length);
    for (const { username, state, factor } of batch.users) {
      const wanted = state === 'CONFIRMED' ? 'SELECT_MFA_TYPE' : 'NEW_PASSWORD_REQUIRED';
      expect([username, await outcome(test, targetId, username)]).toEqual([username, wanted]);
      if (state !== 'CONFIRMED') continue;
      const { chainId } = await signIn(test, targetId, username, 'USER_SRP_AUTH');
      expect((await test.answer(chainId, {})).pending?.name).toBe('SELECT_MFA_TYPE');
      if (!factor.includes('SOFTWARE_TOKEN_MFA')) continue;
      await test.answer(chainId, { ANSWER: 'SOFTWARE_TOKEN_MFA' });
      expect((await test.answer(chainId, {})).status).toBe('tokens');
    }
    await test.value('bulk.cleanUp', { batchId: batch.batchId });
    expect((await test.settled(batch.batchId)).counts.removed).toBe(batch.users.length);
  });

  it('have a TOTP secret that signs in, and a passkey that does', async () => {
    const test = await started();
    await test.make(OPTIONAL, { factors: ['totp'], username: 'qa-totp' });
    const { chainId } = await signIn(test, OPTIONAL, 'qa-totp', 'USER_SRP_AUTH');
    expect((await test.answer(chainId, {})).pending?.name).toBe('SOFTWARE_TOKEN_MFA');
    expect((await test.answer(chainId, {})).status).toBe('tokens');

    await test.make(PASSKEYS, { factors: ['passkey'], username: 'qa-passkey' });
    const chosen = await signIn(test, PASSKEYS, 'qa-passkey', 'USER_AUTH');
    expect(chosen.shown.pending?.name).toBe('SELECT_CHALLENGE');
    expect((await test.answer(chosen.chainId, { ANSWER: 'WEB_AUTHN' })).pending?.name).toBe('WEB_AUTHN');
    expect((await test.answer(chosen.chainId, {})).status).toBe('tokens');
  });

  it('leave no secret in the ledger, in events or in what the page gets', async () => {
    const test = await started();
    const told: unknown[] = [];
    test.host.listen((event) => told.push(event));
    const batch = await test.make(OPTIONAL, { factors: ['none', 'totp'], each: 2 });
    const secrets = [];
    for (const { username } of batch.users)
      secrets.push((await test.value('bulk.reveal', { batchId: batch.batchId, username })).value);
    expect(new Set(secrets).size).toBe(4);
    for (const { id, kind } of await test.value('things.list', {}))
      if (kind === 'totp') secrets.push((await test.value('things.reveal', { id })).value);
    expect(secrets).toHaveLength(6);
    const seen = JSON.stringify([[...test.files], told, batch, await test.value('bulk.list', {})]);
    for (const secret of secrets) expect(seen).not.toContain(secret);

    await test.value('bulk.save', { batchId: batch.batchId });
    const csv = new TextDecoder().decode(test.saved.get('test-users.csv'));
    for (const secret of secrets) expect(csv).toContain(secret);
    expect(csv.split('\r\n')[0]).toBe('username,password,totp_secret,state,factor');
  });

  it('are cleaned up to the last one, and nobody else is', async () => {
    const test = await started();
    const names = async () =>
      (await test.value('sandbox.users', { userPoolId: 'eu-west-1_Kq7Zt2mXa' })).map(
        ({ Username }) => Username,
      );
    const before = await names();
    const batch = await test.make(OPTIONAL, { states: [...STATES], factors: ['none', 'totp'] });
    expect(await names()).toHaveLength(before.length + batch.counts.made);
    const { usernames, cli } = await test.value('bulk.removal', { batchId: batch.batchId });
    expect(usernames).toEqual(
      batch.users.filter(({ status }) => status === 'made').map(({ username }) => username),
    );
    expect(cli.match(/^# sub [0-9a-f-]{36}\naws cognito-idp admin-delete-user /gm)).toHaveLength(
      usernames.length,
    );
    for (const username of usernames) expect(cli).toContain(JSON.stringify(username));
    // One was removed by somebody, and another one of the same name came.
    const [gone, other] = batch.users.map(({ username }) => username);
    await admin(test, 'AdminDeleteUser', { Username: gone ?? '' });
    await admin(test, 'AdminDeleteUser', { Username: other ?? '' });
    await admin(test, 'AdminCreateUser', { Username: other ?? '', MessageAction: 'SUPPRESS' });
    await test.value('bulk.cleanUp', { batchId: batch.batchId });
    const cleaned = await test.settled(batch.batchId);
    expect((await test.value('bulk.removal', { batchId: batch.batchId })).usernames).toEqual([]);
    const [one, two] = cleaned.users.map(({ status }) => status);
    expect([one, two]).toEqual(['already gone', 'left alone']);
    expect(cleaned.counts).toMatchObject({ removed: batch.users.length - 2, 'already gone': 1, made: 0 });
    expect((await names()).toSorted()).toEqual([...before, other].toSorted());
    expect(await test.value('things.list', {})).toEqual([]);
    expect([...test.keychainEntries().keys()].filter((name) => name.startsWith('test-users'))).toEqual([]);
    await test.value('bulk.forget', { batchId: batch.batchId });
    expect(await test.value('bulk.list', {})).toEqual([]);
    expect([...test.files.keys()].filter((name) => name.startsWith('test-users'))).toEqual([]);
  });

  it.each([
    ['SignUp', 'UNCONFIRMED', 'CodeDeliveryFailureException'],
    ['SignUp', 'UNCONFIRMED', 'LimitExceededException'],
    ['AdminCreateUser', 'CONFIRMED', 'CodeDeliveryFailureException'],
  ] as const)(
    'whom %s made as %s and then said %s are known by their sub',
    async (operation, state, code) => {
      const test = await started(refusingAfter(operation, code));
      const names = async () =>
        (await test.value('sandbox.users', { userPoolId: 'eu-west-1_Kq7Zt2mXa' })).map(
          ({ Username }) => Username,
        );
      const before = await names();
      const { batchId, users } = await test.make(OPTIONAL, { states: [state] });
      expect(users).toMatchObject([{ status: 'failed', fault: { code, operation } }]);
      expect(await names()).toHaveLength(before.length + 1);
      expect((await test.value('bulk.removal', { batchId })).cli).toMatch(/^# sub [0-9a-f-]{36}\n/);
      await test.value('bulk.cleanUp', { batchId });
      expect((await test.settled(batchId)).counts).toMatchObject({ removed: 1 });
      expect(await names()).toEqual(before);
    },
  );

  it('that the service refuses outright are nobody’s to remove, and count as never made', async () => {
    const test = await started();
    await test.value('sandbox.addFault', { rule: 'SignUp -> NotAuthorizedException' });
    const { batchId } = await test.make(OPTIONAL, { states: ['UNCONFIRMED'] });
    expect((await test.value('bulk.removal', { batchId })).usernames).toEqual([]);
    await test.value('bulk.cleanUp', { batchId });
    expect((await test.settled(batchId)).counts).toMatchObject({ 'never made': 1, removed: 0, failed: 0 });
  });

  it('whose deletion took place and was answered by an error count as removed once they are seen to be gone', async () => {
    const test = await started(refusingAfter('AdminDeleteUser', 'InternalErrorException'));
    const { batchId } = await test.make(OPTIONAL, { each: 2 });
    const cleanUp = async () => {
      await test.value('bulk.cleanUp', { batchId });
      return (await test.settled(batchId)).counts;
    };
    expect(await cleanUp()).toMatchObject({ 'not removed': 2, removed: 0 });
    expect(await cleanUp()).toMatchObject({ 'not removed': 0, removed: 2, 'already gone': 0 });
  });

  it('whose deletion was refused, and who are gone the next time, were removed by somebody else', async () => {
    const test = await started();
    const { batchId } = await test.make(OPTIONAL, { username: 'qa-refused' });
    const rule = 'AdminDeleteUser user=qa-refused times=1 -> NotAuthorizedException';
    await test.value('sandbox.addFault', { rule });
    await test.value('bulk.cleanUp', { batchId });
    expect((await test.settled(batchId)).counts).toMatchObject({ 'not removed': 1 });
    await admin(test, 'AdminDeleteUser', { Username: 'qa-refused' });
    await test.value('bulk.cleanUp', { batchId });
    expect((await test.settled(batchId)).counts).toMatchObject({ removed: 0, 'already gone': 1 });
  });

  it('that can’t be made are kept beside those who can, with the reason', async () => {
    const test = await started();
    const batch = await test.make(OPTIONAL, { factors: ['none', 'email', 'passkey'] });
    expect(batch.counts.made).toBe(1);
    expect(batch.notPossible).toEqual([
      {
        ...{ username: 'qa-confirmed-email-2', state: 'CONFIRMED', factor: 'EMAIL_OTP' },
        why: 'EMAIL_OTP is not set up in this pool.',
      },
      {
        ...{ username: 'qa-confirmed-passkey-3', state: 'CONFIRMED', factor: 'WEB_AUTHN' },
        why: 'Passkeys are not set up in this pool.',
      },
    ]);
    const from = template({ factors: ['none', 'email', 'passkey'] });
    const plan = await test.value('bulk.plan', { where: { targetId: OPTIONAL }, from });
    expect(plan).toMatchObject({ users: 1, notPossible: 2 });
    const none = {
      where: { targetId: OPTIONAL },
      from: template({ factors: ['email', 'passkey'] }),
      name: '',
    };
    const refused = await test.host.ask('bulk.begin', none);
    expect(refused).toMatchObject({ error: { code: 'TEST_USERS_NOBODY' } });
    expect((refused as { error: { detail: string } }).error.detail.split('\n')).toEqual(
      batch.notPossible.map(({ why }) => why),
    );
  });

  it('without an app client are made as far as that goes, and finished where the batch’s own is known', async () => {
    const test = await started();
    const { endpoint } = await test.value('sandbox.start', {});
    const where = {
      ...{ endpoint, region: 'eu-west-1', userPoolId: 'eu-west-1_Kq7Zt2mXa', profile: '' },
      clientId: '',
    };
    const from = template({ states: ['CONFIRMED', 'UNCONFIRMED'], factors: ['none', 'totp'] });
    const plan = await test.value('bulk.plan', { where, from });
    expect(plan).toMatchObject({ users: 1, notPossible: 3, unread: [] });
    const whys = plan.recipes.flatMap(({ impossible }) => impossible ?? []);
    expect(whys.filter((why) => why.includes('--client-id'))).toHaveLength(2);

    await test.value('sandbox.addFault', { rule: 'SignUp times=1 -> InternalErrorException' });
    const named = { ...where, clientId: OPTIONAL.slice('sandbox:'.length) };
    const begun = { where: named, from: template({ states: ['UNCONFIRMED'] }), name: '' };
    const { batchId } = await test.value('bulk.begin', begun);
    expect((await test.settled(batchId)).counts).toMatchObject({ failed: 1 });
    await test.value('bulk.retry', { batchId, where });
    expect((await test.settled(batchId)).counts).toMatchObject({ made: 1 });
  });

  it('in groups that the pool does not have are not planned, each told with its line', async () => {
    const test = await started();
    const where = { targetId: OPTIONAL };
    const asked = async (from: Parameters<typeof test.value<'bulk.plan'>>[1]['from']) => {
      const result = await test.host.ask('bulk.plan', { where, from });
      return (result as { error?: { detail: string; field: string } }).error;
    };
    const text = 'username,groups,email\nann-1,testers,ann@\nann-2,testers|tester,\nann-3,admins tester,\n';
    expect((await asked({ kind: 'csv', text }))?.detail.split('\n')).toEqual([
      expect.stringMatching(/^Line 2, column email: “ann@” is no email address, such as /),
      'Line 3, column groups: The pool has no group tester; is testers meant? It has testers.',
      'Line 4, column groups: The pool has no group admins.',
    ]);
    expect(await asked(template({ groups: ['nobodies'] }))).toMatchObject({ field: 'groups' });
    expect(await asked(template({ groups: ['testers'] }))).toBeUndefined();
    await test.value('sandbox.addFault', { rule: 'ListGroups -> AccessDeniedException' });
    expect(await test.value('bulk.plan', { where, from: template({ groups: ['nobodies'] }) })).toMatchObject({
      users: 1,
      unread: [{ operation: 'ListGroups' }],
    });
  });

  it('that fail are listed, each with its cause, and retried alone', async () => {
    const test = await started();
    await admin(test, 'AdminCreateUser', { Username: 'qa-confirmed-none-2', MessageAction: 'SUPPRESS' });
    const batch = await test.make(OPTIONAL, { each: 3 });
    expect(batch.users.map(({ status, fault }) => [status, fault?.code])).toEqual([
      ['made', undefined],
      ['failed', 'TEST_USER_THERE'],
      ['made', undefined],
    ]);
    await admin(test, 'AdminDeleteUser', { Username: 'qa-confirmed-none-2' });
    await test.value('bulk.retry', { batchId: batch.batchId, usernames: ['qa-confirmed-none-2'] });
    expect((await test.settled(batch.batchId)).counts).toMatchObject({ made: 3, failed: 0 });
  });

  it('that could not be removed say why, are counted, and are retried alone or all together', async () => {
    const test = await started();
    const before = await namesIn(test);
    const { batchId } = await test.make(OPTIONAL, { each: 4 });
    const ids = [];
    for (const n of [1, 2, 3]) {
      const rule = `AdminDeleteUser user=qa-confirmed-none-${n} -> InternalErrorException`;
      ids.push((await test.value('sandbox.addFault', { rule })).at(-1)?.id ?? '');
    }
    const cleanUp = async (usernames?: string[]) => {
      await test.value('bulk.cleanUp', { batchId, ...(usernames === undefined ? {} : { usernames }) });
      return test.settled(batchId);
    };
    const failed = await cleanUp();
    expect(failed.counts).toMatchObject({ removed: 1, 'not removed': 3, made: 0, failed: 0 });
    expect(failed.users.map(({ status, fault }) => [status, fault?.code, fault?.operation])).toEqual([
      ...Array.from({ length: 3 }, () => ['not removed', 'InternalErrorException', 'AdminDeleteUser']),
      ['removed', undefined, undefined],
    ]);
    // What makes users leaves them alone, and what is kept of them stays.
    await test.value('bulk.retry', { batchId });
    await test.value('bulk.resume', { batchId });
    expect((await test.settled(batchId)).counts).toMatchObject({ 'not removed': 3 });
    expect(await test.host.ask('bulk.forget', { batchId })).toMatchObject({
      error: { code: 'TEST_USERS_LEFT' },
    });

    for (const id of ids.slice(0, 2)) await test.value('sandbox.removeFault', { id });
    const alone = ['qa-confirmed-none-2'];
    expect((await test.value('bulk.removal', { batchId, usernames: alone })).usernames).toEqual(alone);
    expect((await cleanUp(alone)).users.map(({ status }) => status)).toEqual([
      ...['not removed', 'removed', 'not removed', 'removed'],
    ]);
    expect((await cleanUp()).counts).toMatchObject({ removed: 3, 'not removed': 1 });
    await test.value('sandbox.removeFault', { id: ids[2] ?? '' });
    const over = await cleanUp();
    expect(over.counts).toMatchObject({ removed: 4, 'not removed': 0 });
    expect(over.users.every(({ fault }) => fault === undefined)).toBe(true);
    expect(await namesIn(test)).toEqual(before);
  });

  it('whose look before the removal failed name that operation', async () => {
    const test = await started();
    const { batchId } = await test.make(OPTIONAL, {});
    await test.value('sandbox.addFault', { rule: 'AdminGetUser -> InternalErrorException' });
    await test.value('bulk.cleanUp', { batchId });
    expect((await test.settled(batchId)).users[0]?.fault?.operation).toBe('AdminGetUser');
  });

  it('nobody of the batch is called are told as a slip, and nothing is done', async () => {
    const test = await started();
    const { batchId } = await test.make(OPTIONAL, { each: 2 });
    const usernames = ['qa-confirmed-none-1', 'qa-confirmed-none-9'];
    for (const name of ['bulk.cleanUp', 'bulk.removal', 'bulk.retry'] as const)
      expect(await test.host.ask(name, { batchId, usernames })).toMatchObject({
        error: { code: 'TEST_USERS_NOT_OF_BATCH', detail: expect.stringContaining('qa-confirmed-none-9') },
      });
    expect((await test.settled(batchId)).counts).toMatchObject({ made: 2 });
  });

  it('of a batch that an earlier version failed to remove are read as such', async () => {
    const test = await started();
    const { batchId } = await test.make(OPTIONAL, { each: 3 });
    const file = `test-users-${batchId}.json`;
    const kept = JSON.parse(test.files.get(file) ?? '') as { version: number; data: { users: object[] } };
    const fault = { code: 'InternalErrorException', detail: '', operation: 'AdminDeleteUser' };
    const users = kept.data.users.map(
      (user, at) => [user, { ...user, fault }, { ...user, fault, status: 'failed' }][at],
    );
    await test.ports.files.write(file, JSON.stringify({ version: 1, data: { ...kept.data, users } }));
    expect((await test.value('bulk.get', { batchId })).users.map(({ status }) => status)).toEqual([
      ...['made', 'not removed', 'failed'],
    ]);
  });

  it('of a batch that another process left half made are gone on with', async () => {
    const test = await started();
    const begun = {
      where: { targetId: OPTIONAL },
      from: template({ factors: ['none', 'totp'], each: 5 }),
      name: '',
    };
    const { batchId } = await test.value('bulk.begin', begun);
    while ((await test.value('bulk.get', { batchId })).counts.made < 2)
      await new Promise((resolve) => setImmediate(resolve));
    // As a crash leaves it: the file of this moment, and whatever still reaches the service.
    const file = `test-users-${batchId}.json`;
    const left = test.files.get(file) ?? '';
    await test.settled(batchId);
    expect(left).toContain('"making"');
    await test.ports.files.write(file, left);
    const again = await createHost({ ...test.ports, beside: true });
    const ask = async (name: string, input: unknown) => {
      const result = await again.ask(name, input);
      if (!result.ok) throw new Error(result.error.code);
      return result.value as { doing: string; counts: { made: number } };
    };
    await ask('sandbox.start', {});
    await ask('vault.retry', {});
    expect((await ask('bulk.get', { batchId })).counts.made).toBeLessThan(10);
    await ask('bulk.resume', { batchId });
    while ((await ask('bulk.get', { batchId })).doing !== 'nothing')
      await new Promise((resolve) => setImmediate(resolve));
    const users = await test.value('sandbox.users', { userPoolId: 'eu-west-1_Kq7Zt2mXa' });
    const ours = users.filter(({ Username }) => Username.startsWith('qa-'));
    expect(ours).toHaveLength(10);
    // Those that were not in the ledger as begun are somebody else's to this batch: told, and left alone.
    const { counts } = await test.value('bulk.get', { batchId });
    expect(counts.made + counts.failed).toBe(10);
    expect(counts.made).toBeGreaterThanOrEqual(6);
  });

  it('stop between two, and go on from there', async () => {
    const test = await started();
    const begun = { where: { targetId: OPTIONAL }, from: template({ each: 40 }), name: '' };
    const { batchId } = await test.value('bulk.begin', begun);
    await test.value('bulk.stop', { batchId });
    const stopped = await test.settled(batchId);
    expect(stopped.counts.waiting).toBeGreaterThan(0);
    expect(stopped.counts.making).toBe(0);
    await test.value('bulk.resume', { batchId });
    expect((await test.settled(batchId)).counts.made).toBe(40);
  });

  it('wait in sight while the service asks to slow down', async () => {
    const test = await started();
    await test.value('sandbox.addFault', { rule: 'AdminCreateUser times=12 -> TooManyRequestsException' });
    const begun = { where: { targetId: OPTIONAL }, from: template({ each: 2 }), name: '' };
    const { batchId } = await test.value('bulk.begin', begun);
    const seen = new Set<boolean>();
    for (;;) {
      const batch = await test.value('bulk.get', { batchId });
      seen.add(batch.waitingUntil !== undefined);
      if (batch.doing === 'nothing') break;
      if (batch.waitingUntil !== undefined) test.clock.move(1_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(seen).toEqual(new Set([true, false]));
    expect((await test.value('bulk.get', { batchId })).counts.made).toBe(2);
  });

  it('wait no longer once they are stopped, and go on from there', async () => {
    const test = await started();
    await test.value('sandbox.addFault', { rule: 'AdminCreateUser -> TooManyRequestsException' });
    const begun = { where: { targetId: OPTIONAL }, from: template({}), name: '' };
    const { batchId } = await test.value('bulk.begin', begun);
    // The short waits between tries come first; the clock stands still once it rests.
    for (;;) {
      const { waitingUntil = 0 } = await test.value('bulk.get', { batchId });
      if (waitingUntil - test.clock.now() === 20_000) break;
      if (waitingUntil > 0) test.clock.move(500);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await test.value('bulk.stop', { batchId });
    expect((await test.settled(batchId)).counts).toMatchObject({ making: 1, failed: 0 });
    for (const { id } of await test.value('sandbox.faults', {}))
      await test.value('sandbox.removeFault', { id });
    await test.value('bulk.resume', { batchId });
    expect((await test.settled(batchId)).counts.made).toBe(1);
  });

  it('go on after an answer that was lost, and end after three in a row', async () => {
    const test = await started();
    await test.value('sandbox.addFault', { rule: 'AdminCreateUser times=1 -> drop' });
    const one = await test.make(OPTIONAL, { each: 6 });
    expect(one.counts).toMatchObject({ made: 5, failed: 1, waiting: 0 });
    expect(one.fault).toBeUndefined();
    await test.value('sandbox.addFault', { rule: 'AdminCreateUser -> drop' });
    const all = await test.make(OPTIONAL, { each: 20, username: 'other-{n}' });
    expect(all.fault?.code).toBe('RESET');
    expect(all.counts.waiting).toBeGreaterThan(0);
  });

  it('of a file with slips are not planned: each is told with its line and its column', async () => {
    const test = await started();
    const text = 'username,state,factor\nann,CONFIRMD,none\n,CONFIRMED,bogus\n';
    const planned = await test.host.ask('bulk.plan', {
      ...{ where: { targetId: OPTIONAL }, from: { kind: 'csv', text } },
    });
    expect(planned).toMatchObject({ ok: false, error: { code: 'TEST_USERS_INPUT', field: 'state' } });
    const { detail } = (planned as { error: { detail: string } }).error;
    expect(detail.split('\n').map((line) => line.slice(0, 25))).toEqual([
      'Line 2, column state: The',
      'Line 3, column factor: Th',
      'Line 3, column username: ',
    ]);
  });

  it('with attributes that the pool does not have are not planned, nor begun, and told beside all other slips', async () => {
    const test = await started();
    const where = { targetId: OPTIONAL };
    const csv = { kind: 'csv' as const, text: 'username,state,shoe,name\nann,CONFIRMD,42,Ann\n' };
    const planned = await test.host.ask('bulk.plan', { where, from: csv });
    const { detail } = (planned as { error: { detail: string } }).error;
    expect(planned).toMatchObject({ ok: false, error: { code: 'TEST_USERS_INPUT', field: 'shoe' } });
    expect(detail.split('\n')).toEqual([
      expect.stringMatching(/^Line 1, column shoe: The pool has no attribute shoe\. It has .*\bemail, /),
      expect.stringMatching(/^Line 2, column state: /),
    ]);
    const from = template({ attributes: { name: 'Test', shoe: '{n}' } });
    for (const command of ['bulk.plan', 'bulk.begin'] as const)
      expect(
        await test.host.ask(command, { where, from, ...(command === 'bulk.begin' && { name: '' }) }),
      ).toMatchObject({ error: { code: 'TEST_USERS_INPUT', field: 'attributes.shoe' } });
    expect(await test.value('bulk.list', {})).toEqual([]);
  });

  it('are planned with any attribute where the pool can’t be read', async () => {
    const test = await started();
    const rule = 'DescribeUserPool -> AccessDeniedException';
    await test.value('sandbox.addFault', { rule });
    const plan = await test.value('bulk.plan', {
      ...{ where: { targetId: OPTIONAL }, from: template({ attributes: { shoe: '42' } }) },
    });
    expect(plan).toMatchObject({ users: 1, unread: [{ operation: 'DescribeUserPool' }] });
  });

  it('made before their pool was marked production are not touched without the name that marks it now', async () => {
    const test = await started();
    const { batchId } = await test.make(OPTIONAL, { states: ['CONFIRMED', 'disabled'] });
    const headOf = async () => (await test.value('bulk.list', {}))[0]?.target;
    expect(await headOf()).toMatchObject({ production: false });
    expect(await headOf()).not.toHaveProperty('guard');
    const { endpoint } = await test.value('sandbox.start', {});
    await test.value('target.save', {
      ...{ name: 'live', region: 'eu-west-1', endpoint, userPoolId: 'eu-west-1_Kq7Zt2mXa' },
      ...{ clientId: 'another', fips: false, color: 'red', production: true, sessionMinutes: 3 },
    });
    for (const head of [await headOf(), (await test.value('bulk.get', { batchId })).target])
      expect(head).toMatchObject({ id: OPTIONAL, production: true, guard: 'live' });
    const ways = [{ batchId }, { batchId, where: { targetId: OPTIONAL } }, { batchId, confirmed: 'sandbox' }];
    for (const command of ['bulk.cleanUp', 'bulk.resume', 'bulk.retry'] as const)
      for (const way of ways)
        expect(await test.host.ask(command, way)).toMatchObject({
          error: {
            code: 'TARGET_PRODUCTION',
            detail: 'live is a production target. Type live to change it.',
          },
        });
    await test.value('bulk.cleanUp', { batchId, confirmed: 'live' });
    expect((await test.settled(batchId)).counts.removed).toBe(2);
  });

  it('of a saved target that is gone are guarded by another that marks their pool', async () => {
    const test = await started();
    const { endpoint } = await test.value('sandbox.start', {});
    const draft = {
      ...{ region: 'eu-west-1', endpoint, userPoolId: 'eu-west-1_Kq7Zt2mXa', clientId: OPTIONAL.slice(8) },
      ...{ fips: false, color: 'none' as const, sessionMinutes: 3 },
    };
    const own = await test.value('target.save', { ...draft, name: 'staging', production: false });
    const { batchId } = await test.make(own.id, {});
    await test.value('target.save', { ...draft, name: 'live', production: true });
    await test.value('target.remove', { id: own.id });
    expect((await test.value('bulk.get', { batchId })).target).toMatchObject({
      ...{ name: 'staging', production: true, guard: 'live' },
    });
    expect(await test.host.ask('bulk.cleanUp', { batchId })).toMatchObject({
      error: { code: 'TARGET_PRODUCTION' },
    });
    await test.value('bulk.cleanUp', { batchId, confirmed: 'live' });
    expect((await test.settled(batchId)).counts.removed).toBe(1);
  });

  it('are not begun on a production target without its name, nor where nothing can be kept', async () => {
    const test = await started();
    const { endpoint } = await test.value('sandbox.start', {});
    const production = await test.value('target.save', {
      ...{ name: 'live', region: 'eu-west-1', endpoint, userPoolId: 'eu-west-1_Kq7Zt2mXa' },
      ...{ clientId: OPTIONAL.slice(8), fips: false, color: 'red', production: true, sessionMinutes: 3 },
    });
    const begin = { where: { targetId: production.id }, from: template({}), name: '' };
    expect(await test.host.ask('bulk.begin', begin)).toMatchObject({ error: { code: 'TARGET_PRODUCTION' } });
    const { batchId } = await test.value('bulk.begin', { ...begin, confirmed: 'live' });
    await test.settled(batchId);
    expect(await test.host.ask('bulk.cleanUp', { batchId })).toMatchObject({
      error: { code: 'TARGET_PRODUCTION' },
    });
    await test.value('bulk.cleanUp', { batchId, confirmed: 'live' });
    await test.settled(batchId);
    // The same pool by another target, whose endpoint is written without the slash.
    expect(endpoint.endsWith('/')).not.toBe(production.endpoint.endsWith('/'));
    const other = { ...begin, where: { targetId: OPTIONAL } };
    expect(await test.host.ask('bulk.begin', other)).toMatchObject({ error: { code: 'TARGET_PRODUCTION' } });

    test.lockKeychain(true);
    await test.value('vault.retry', {});
    expect(await test.host.ask('bulk.begin', { ...other, confirmed: 'live' })).toMatchObject({
      error: { code: 'VAULT_UNAVAILABLE' },
    });
  });

  it('end as a whole where no other would fare better', async () => {
    const refusing: Http = {
      send: async ({ headers }) => ({
        ...{ ok: true, status: 400, statusText: '', timing: { total: 1 }, sentHeaders: headers },
        headers: [['x-amzn-errortype', 'AccessDeniedException']],
        body: new TextEncoder().encode(
          JSON.stringify({
            __type: 'AccessDeniedException',
            message: 'User: qa is not authorized to perform: cognito-idp:AdminGetUser on resource: x',
          }),
        ),
      }),
    };
    const test = await drivenHost({ http: refusing });
    await test.value('vault.retry', {});
    const where = {
      ...{ endpoint: 'http://127.0.0.1:9', region: 'eu-west-1', userPoolId: 'eu-west-1_Fixture1' },
      ...{ clientId: 'fixture', profile: '' },
    };
    const plan = await test.value('bulk.plan', { where, from: template({ each: 50 }) });
    expect(plan.unread.map(({ operation }) => operation)).toContain('DescribeUserPool');
    const { batchId } = await test.value('bulk.begin', { where, from: template({ each: 50 }), name: '' });
    let batch = await test.value('bulk.get', { batchId });
    while (batch.doing !== 'nothing') {
      await new Promise((resolve) => setImmediate(resolve));
      batch = await test.value('bulk.get', { batchId });
    }
    expect(batch.fault?.detail).toContain('cognito-idp:AdminGetUser');
    expect(batch.counts.waiting).toBeGreaterThan(40);
  });

  it('show their calls as AWS CLI lines without a secret', async () => {
    const test = await started();
    const { recipes } = await test.value('bulk.plan', {
      where: { targetId: WITH_SECRET },
      from: template({ states: [...STATES], factors: [...FACTORS] }),
    });
    const lines = recipes.flatMap(({ calls }) => calls.map(({ cli }) => cli));
    expect(lines.some((line) => line.includes('admin-set-user-password'))).toBe(true);
    for (const line of lines) expect(line).not.toMatch(/generated-|computed|from-the-call-before/);
  });

  describe('in the history', () => {
    const found = async ({ value }: Pick<Started, 'value'>, query: string) =>
      (await value('history.search', { query, most: 200 })).found;
    const stepsOf = async ({ value }: Started, chainId: string) =>
      (chainOf(await value('chain.events', { chainId }))?.steps ?? []).map(
        ({ operation, outcome }) => `${operation} ${String(outcome?.kind)}`,
      );

    it('are a chain each, from how they were to how they are, and another when they are removed', async () => {
      const test = await started();
      const batch = await test.make(OPTIONAL, { factors: ['none', 'totp'], each: 3 });
      const made = await found(test, 'tag:test-users-fixture operation:AdminCreateUser');
      expect(made.map(({ line }) => line.username).toSorted()).toEqual(
        batch.users.map(({ username }) => username).toSorted(),
      );
      expect(await found(test, 'tag:test-users user:qa-confirmed-none-1')).toHaveLength(1);
      const chainId = made.find(({ line }) => line.username === 'qa-confirmed-none-1')?.line.chainId ?? '';
      const steps = await stepsOf(test, chainId);
      expect(steps[0]).toBe('AdminGetUser error');
      expect(steps).toContain('AdminCreateUser done');
      expect(steps.at(-1)).toBe('AdminGetUser done');

      await test.value('bulk.cleanUp', { batchId: batch.batchId });
      await test.settled(batch.batchId);
      const removed = await found(test, 'tag:test-users-fixture operation:AdminDeleteUser');
      expect(removed).toHaveLength(6);
      expect(await stepsOf(test, removed[0]?.line.chainId ?? '')).toEqual([
        'AdminGetUser done',
        'AdminDeleteUser done',
      ]);
    });

    it('hold no secret, fill no list of chains, and leave no tokens', async () => {
      const test = await started();
      const told: string[] = [];
      test.host.listen(({ type }) => told.push(type));
      const batch = await test.make(OPTIONAL, { factors: ['none', 'totp'], each: 2 });
      const secrets = [];
      for (const { username } of batch.users)
        secrets.push((await test.value('bulk.reveal', { batchId: batch.batchId, username })).value);
      for (const { id, kind } of await test.value('things.list', {}))
        if (kind === 'totp') secrets.push((await test.value('things.reveal', { id })).value);
      expect(secrets).toHaveLength(6);
      expect(told).not.toContain('chain.event');
      expect(await test.value('chains.list', {})).toEqual([]);
      expect(await test.value('tokens.list', {})).toEqual([]);
      const chains = [];
      for (const { line } of await found(test, 'tag:test-users'))
        chains.push(await test.value('chain.events', { chainId: line.chainId }));
      expect(chains).toHaveLength(4);
      expect(JSON.stringify(chains)).toContain('AssociateSoftwareToken');
      for (const secret of secrets) expect(JSON.stringify(chains)).not.toContain(secret);
    });

    it('stand in no list while they are under way: they have failed at nothing yet', async () => {
      let list = async (): Promise<unknown[]> => [];
      const seen: unknown[] = [];
      const looking = (service: Http): Http => ({
        async send(request, signal) {
          // Once what came before is written.
          for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
          seen.push(...(await list()));
          return service.send(request, signal);
        },
      });
      const test = await started(looking);
      list = () => test.value('chains.list', {});
      const batch = await test.make(OPTIONAL, { each: 3 });
      expect(batch.counts.made).toBe(3);
      await test.value('bulk.cleanUp', { batchId: batch.batchId });
      expect((await test.settled(batch.batchId)).counts.removed).toBe(3);
      expect(seen).toEqual([]);
    });

    it('keep what failed, with its error', async () => {
      const test = await started();
      await test.value('sandbox.addFault', { rule: 'AdminSetUserPassword -> InvalidPasswordException' });
      const batch = await test.make(OPTIONAL, {});
      expect(batch.users[0]?.fault).toMatchObject({ code: 'InvalidPasswordException' });
      const [failed] = await found(test, 'tag:test-users error:InvalidPasswordException');
      expect(failed?.line).toMatchObject({ username: batch.users[0]?.username, flow: 'AdminCreateUser' });
    });

    it('are left out where nothing could be sent', async () => {
      const test = await drivenHost();
      await test.value('vault.retry', {});
      const where = {
        ...{ endpoint: '', region: 'eu-west-1', userPoolId: 'eu-west-1_Ab12Cd34E', clientId: 'abc' },
        profile: '',
      };
      const { batchId } = await test.value('bulk.begin', { where, from: template({}), name: 'Nobody' });
      await expect.poll(async () => (await test.value('bulk.get', { batchId })).doing).toBe('nothing');
      expect((await test.value('bulk.get', { batchId })).fault?.code).toBe('AWS_CREDENTIALS');
      expect(await found(test, '')).toEqual([]);
    });
  });
});

async function namesIn({ value }: Pick<Started, 'value'>): Promise<string[]> {
  const users = await value('sandbox.users', { userPoolId: 'eu-west-1_Kq7Zt2mXa' });
  return users.map(({ Username }) => Username);
}

async function admin({ value, chain }: Started, operation: string, body: Record<string, string>) {
  const UserPoolId = 'eu-west-1_Kq7Zt2mXa';
  const { chainId } = await value('service.call', {
    targetId: OPTIONAL,
    operation,
    body: { UserPoolId, ...body },
  });
  await chain(chainId);
}
