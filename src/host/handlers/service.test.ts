import { beforeEach, describe, expect, test } from 'vitest';
import type { Call, CommandInput, CommandName, CommandOutput, Result, Target } from '../../contract.ts';
import type { JsonObject } from '../../json.ts';
import { drivenHost } from '../testing/driven-host.ts';
import { testHost, type TestHost } from '../testing/test-host.ts';

let at: TestHost;
let call: Call;
let target: Target;
beforeEach(async () => {
  at = await testHost();
  call = async <N extends CommandName>(name: N, input: CommandInput<N>) =>
    (await at.host.ask(name, input)) as Result<CommandOutput<N>>;
  await call('sandbox.start', {});
  const targets = await call('targets.list', {});
  if (!targets.ok || targets.value[0] === undefined) throw new Error('no target');
  target = targets.value[0];
});

async function called(operation: string, body: JsonObject) {
  const started = await call('service.call', { targetId: target.id, operation, body });
  if (!started.ok) throw new Error(started.error.detail);
  return ended(started.value.chainId, started.value.stepId);
}

async function ended(chainId: string, stepId: string) {
  await expect
    .poll(async () => {
      const events = await call('chain.events', { chainId });
      return (
        events.ok && events.value.some((event) => event.type === 'step.ended' && event.stepId === stepId)
      );
    })
    .toBe(true);
  const events = await call('chain.events', { chainId });
  if (!events.ok) throw new Error('no events');
  return events.value;
}

describe('any operation of the service', () => {
  test('is listed with its name in the AWS CLI and whether it is signed', async () => {
    const listed = await call('service.operations', {});
    if (!listed.ok) throw new Error('no list');
    expect(listed.value).toHaveLength(140);
    expect(listed.value.find(({ name }) => name === 'AdminGetUser')).toEqual({
      name: 'AdminGetUser',
      cliName: 'admin-get-user',
      signed: true,
      reads: true,
      takes: ['UserPoolId', 'Username'],
    });
  });

  test('is told with its shapes, its errors and the IAM action it needs', async () => {
    const page = await call('service.operation', { operation: 'AdminCreateUser' });
    expect(page).toMatchObject({
      ok: true,
      value: {
        permission: 'cognito-idp:AdminCreateUser',
        input: { required: ['UserPoolId', 'Username'] },
        structures: { AttributeType: { required: ['Name'] } },
      },
    });
    expect(await call('service.operation', { operation: 'CreateGroup' })).toMatchObject({
      ok: true,
      value: { permission: 'cognito-idp:CreateGroup', permissionsBeside: ['iam:PassRole'] },
    });
    const anyones = await call('service.operation', { operation: 'GetUser' });
    expect(anyones).toMatchObject({ ok: true, value: { permissionsBeside: [] } });
    expect(anyones).not.toHaveProperty('value.permission');
    expect(await call('service.operation', { operation: 'AdminGetUsr' })).toMatchObject({
      ok: false,
      error: { code: 'OPERATION_UNKNOWN', detail: expect.stringContaining('AdminGetUser') as string },
    });
  });

  test('is shown byte by byte before it goes, secrets masked, its signature as what it will be', async () => {
    const preview = await call('service.preview', {
      targetId: target.id,
      operation: 'AdminSetUserPassword',
      body: {
        UserPoolId: target.userPoolId,
        Username: 'ann',
        Password: 'Green-Meadow-77!',
        Permanent: 'yes',
      },
      headers: { 'X-Trace': 'one' },
    });
    if (!preview.ok) throw new Error(preview.error.detail);
    const { text, headers, masked, warnings, differences } = preview.value;
    expect(text).toBe(
      `{"UserPoolId":"${target.userPoolId}","Username":"ann","Password":"••••••","Permanent":"yes"}`,
    );
    expect(masked).toEqual(['/Password']);
    expect(headers.map(({ name }) => name.toLowerCase())).toEqual(
      expect.arrayContaining(['x-amz-target', 'x-trace', 'x-amz-date', 'authorization']),
    );
    expect(warnings).toEqual([expect.objectContaining({ code: 'MEMBER_TYPE', field: 'Permanent' })]);
    expect(differences).toEqual([{ header: 'X-Trace', kind: 'added' }]);
  });

  test('is sent again with edits: masks of the step before stand for its values', async () => {
    const password = 'Green-Meadow-77!';
    const first = await call('service.call', {
      targetId: target.id,
      operation: 'AdminSetUserPassword',
      body: { UserPoolId: target.userPoolId, Username: 'ann', Password: password, Permanent: true },
    });
    if (!first.ok) throw new Error(first.error.detail);
    const { chainId, stepId } = first.value;
    await ended(chainId, stepId);
    const again = await call('service.call', {
      ...{ targetId: target.id, chainId, from: { chainId, stepId }, operation: 'AdminSetUserPassword' },
      body: { UserPoolId: target.userPoolId, Username: 'bob', Password: '••••••', Permanent: true },
    });
    if (!again.ok) throw new Error(again.error.detail);
    const events = await ended(chainId, again.value.stepId);
    expect(events.filter(({ type }) => type === 'step.sent')).toHaveLength(2);
    expect(events.at(-2)).toMatchObject({ type: 'step.sent', parentId: null, overridden: ['Username'] });
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'done' } });
    expect(JSON.stringify(events)).not.toContain(password);
    const real = await call('secret.reveal', {
      ...{ chainId, stepId: again.value.stepId, side: 'request' as const, pointer: '/Password' },
    });
    expect(real).toEqual({ ok: true, value: { value: password } });
  });

  test('takes a mask for no value that nobody knows', async () => {
    const refused = await call('service.call', {
      ...{ targetId: target.id, operation: 'AdminSetUserPassword' },
      body: { UserPoolId: target.userPoolId, Username: 'ann', Password: '••••••' },
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'RAW_MASK_UNCLEAR' } });
  });

  test('in a chain goes to the chain’s own target, whatever the page names', async () => {
    const begun = await call('service.call', {
      ...{ targetId: target.id, operation: 'ListUserPools', body: { MaxResults: 1 } },
    });
    if (!begun.ok) throw new Error(begun.error.detail);
    const { chainId } = begun.value;
    await ended(chainId, begun.value.stepId);
    const next = await call('service.call', {
      ...{ targetId: 'of-nobody', chainId, operation: 'ListUserPools', body: { MaxResults: 2 } },
    });
    expect(next).toMatchObject({ ok: true, value: { chainId } });
  });

  test('that is no JSON is sent as it stands', async () => {
    const started = await call('service.call', {
      ...{ targetId: target.id, operation: 'AdminGetUser', body: {}, rawBody: '{"UserPoolId":' },
    });
    if (!started.ok) throw new Error(started.error.detail);
    const events = await ended(started.value.chainId, started.value.stepId);
    expect(events.at(-2)).toMatchObject({ request: { body: { text: '{"UserPoolId":' } } });
    expect(events.at(-1)).toMatchObject({ outcome: { code: 'SerializationException' } });
  });

  test('is called as a step of a chain, signed, and what signs is shown to nobody', async () => {
    const events = await called('AdminGetUser', { UserPoolId: target.userPoolId, Username: 'ann' });
    const [, sent, ended] = events;
    if (sent?.type !== 'step.sent' || ended?.type !== 'step.ended') throw new Error('no step');
    expect(ended.outcome).toEqual({ kind: 'done' });
    const headers = Object.fromEntries(
      sent.request.headers.map(([name, value]) => [name.toLowerCase(), value]),
    );
    expect(headers['x-amz-target']).toBe('AWSCognitoIdentityProviderService.AdminGetUser');
    expect(headers['authorization']).toMatch(/^•+/);
    expect(JSON.stringify(events)).not.toContain('AWS4-HMAC');
  });

  test('has a skeleton with the pool of the target in it', async () => {
    const skeleton = await call('service.skeleton', {
      operation: 'AdminGetUser',
      targetId: target.id,
      wanted: 'required',
    });
    expect(skeleton).toEqual({ ok: true, value: { UserPoolId: target.userPoolId, Username: '' } });
  });

  test('that fails tells its error as any step does', async () => {
    const events = await called('AdminGetUser', { UserPoolId: target.userPoolId, Username: 'nobody-here' });
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'error', code: 'UserNotFoundException' } });
  });

  test('is not sent where it has to be signed and nothing signs it, and leaves no chain', async () => {
    const draft = {
      ...{
        name: 'Shop',
        region: 'eu-west-1',
        endpoint: '',
        userPoolId: 'eu-west-1_Ab12Cd34E',
        clientId: 'abc',
      },
      ...{ fips: false, color: 'none' as const, production: false, sessionMinutes: 3 },
    };
    const saved = await call('target.save', draft);
    if (!saved.ok) throw new Error('not saved');
    const before = await call('chains.list', {});
    const refused = await call('service.call', {
      ...{ targetId: saved.value.id, operation: 'ListUsers' },
      body: { UserPoolId: 'eu-west-1_Ab12Cd34E' },
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'AWS_CREDENTIALS', field: 'profile' } });
    expect(await call('chains.list', {})).toEqual(before);
  });

  test('that changes something at a production target wants the name of its user typed, or its own', async () => {
    const saved = await call('target.save', {
      ...{
        name: 'Live',
        region: 'eu-west-1',
        endpoint: '',
        userPoolId: 'eu-west-1_Ab12Cd34E',
        clientId: 'abc',
      },
      ...{ fips: false, color: 'red' as const, production: true, sessionMinutes: 3 },
    });
    if (!saved.ok) throw new Error('not saved');
    const input = { targetId: saved.value.id, operation: 'AdminDeleteUser', body: { Username: 'ann' } };
    expect(await call('service.call', input)).toMatchObject({
      ok: false,
      error: { code: 'TARGET_PRODUCTION' },
    });
    // It is about a user: the user's name, not the target's. Confirmed, it gets as far as the missing credentials.
    expect(await call('service.preview', input)).toMatchObject({
      value: { guard: { target: 'Live', typed: 'ann' } },
    });
    expect(await call('service.call', { ...input, confirmed: 'Live' })).toMatchObject({
      error: { code: 'TARGET_PRODUCTION' },
    });
    expect(await call('service.call', { ...input, confirmed: 'ann' })).toMatchObject({
      error: { code: 'AWS_CREDENTIALS' },
    });
    // About no user: the target's own. What only reads asks for nothing.
    const pool = { ...input, operation: 'UpdateUserPool', body: { UserPoolId: 'eu-west-1_Ab12Cd34E' } };
    expect(await call('service.preview', pool)).toMatchObject({ value: { guard: { typed: 'Live' } } });
    const reads = await call('service.preview', { ...input, operation: 'AdminGetUser' });
    expect(reads.ok && reads.value).not.toHaveProperty('guard');
    // The same pool by another target, whose own pool is another one.
    const beside = await call('target.save', {
      ...{
        name: 'Beside',
        region: 'eu-west-1',
        endpoint: '',
        userPoolId: 'eu-west-1_Other0000',
        clientId: 'd',
      },
      ...{ fips: false, color: 'none' as const, production: false, sessionMinutes: 3 },
    });
    if (!beside.ok) throw new Error('not saved');
    const around = { ...input, targetId: beside.value.id };
    expect(await call('service.call', around)).toMatchObject({ error: { code: 'AWS_CREDENTIALS' } });
    const body = { UserPoolId: 'eu-west-1_Ab12Cd34E', Username: 'ann' };
    expect(await call('service.call', { ...around, body })).toMatchObject({
      error: { code: 'TARGET_PRODUCTION' },
    });
  });
});

describe('an operation beside a sign-in', () => {
  test('has the chain’s token and Session, which the page sees masked', async () => {
    const { begin, answer, value, chain } = await drivenHost();
    const chainId = await begin('bob');
    const targetId = (await chain(chainId)).target.id;
    const { steps } = await answer(chainId, {});
    const where = { chainId, parentId: steps.at(-1)?.id ?? '' };
    const body = await value('service.skeleton', { operation: 'GetUser', wanted: 'required', ...where });
    expect(body).toEqual({ AccessToken: expect.stringMatching(/^eyJ.… [\d,]+ chars$/) as string });
    const named = await value('service.skeleton', {
      operation: 'AdminGetUser',
      wanted: 'required',
      ...where,
    });
    expect(named['Username']).toBe('bob');
    await value('service.call', { targetId, ...where, operation: 'GetUser', body });
    const after = await chain(chainId);
    expect(after.steps.at(-1)).toMatchObject({
      ...{ operation: 'GetUser', parentId: where.parentId, status: 'ok', outcome: { kind: 'done' } },
    });
    // The sign-in is where it was.
    expect(after.status).toBe('tokens');
  });

  test('that is refused leaves the sign-in waiting, and names the IAM action that is lacking', async () => {
    const { begin, value, chain } = await drivenHost();
    const chainId = await begin('ann');
    const before = await chain(chainId);
    await value('sandbox.addFault', { rule: 'AdminGetUser times=1 -> AccessDeniedException' });
    const { stepId } = await value('service.call', {
      ...{ targetId: before.target.id, chainId, parentId: before.pending?.stepId, operation: 'AdminGetUser' },
      body: { UserPoolId: before.target.userPoolId ?? '', Username: 'nobody-here' },
    });
    const after = await chain(chainId);
    expect(after.pending).toMatchObject({ stepId: before.pending?.stepId, spent: false });
    expect(after.steps.find(({ id }) => id === stepId)?.status).toBe('error');
    const { causes } = await value('step.explain', { chainId, stepId });
    expect(causes[0]).toMatchObject({
      ...{ id: 'permission-lacking', verdict: 'in' },
      because: expect.stringMatching(
        /^They lack cognito-idp:AdminGetUser: a policy has to allow it on arn:aws:cognito-idp:[\w-]+:\*:userpool\/[\w-]+\.$/,
      ) as string,
    });
  });

  test('that waits for credentials is given up when its chain is cancelled: nothing was sent', async () => {
    let asked = false;
    const waiting = () => new Promise<never>(() => (asked = true));
    const { host, value, chain } = await drivenHost({ aws: { credentials: waiting } });
    const { endpoint, pools } = await value('sandbox.start', {});
    const [pool] = pools;
    const { id: targetId } = await value('target.save', {
      ...{ name: 'Shop', region: 'eu-west-1', endpoint, userPoolId: pool?.userPoolId ?? '' },
      ...{ clientId: pool?.clients[0]?.clientId ?? '', fips: false, profile: 'slow', color: 'none' as const },
      ...{ production: false, sessionMinutes: 3 },
    });
    const body = { AccessToken: 'x' };
    const { chainId } = await value('service.call', { targetId, operation: 'GetUser', body });
    const before = await chain(chainId);
    const called = host.ask('service.call', {
      ...{ targetId, chainId, operation: 'AdminGetUser', body: { UserPoolId: 'p', Username: 'ann' } },
    });
    await expect.poll(() => asked).toBe(true);
    await value('chain.cancel', { chainId });
    expect(await called).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    expect(await chain(chainId)).toEqual(before);
  });
});
