import { beforeEach, describe, expect, test } from 'vitest';
import type { Call, CommandInput, CommandName, CommandOutput, Result, Target } from '../../contract.ts';
import type { JsonObject } from '../../json.ts';
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
  const { chainId, stepId } = started.value;
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
    });
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

  test('that changes something at a production target wants its name typed', async () => {
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
    // Confirmed, it gets as far as the missing credentials.
    expect(await call('service.call', { ...input, confirmed: 'Live' })).toMatchObject({
      error: { code: 'AWS_CREDENTIALS' },
    });
  });
});
