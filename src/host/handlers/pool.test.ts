import { beforeEach, describe, expect, test } from 'vitest';
import type { CommandInput, CommandName, CommandOutput, HostEvent, Result, Target } from '../../contract.ts';
import type { HttpOutcome, HttpRequest } from '../../cognito/http.ts';
import { testHost, type TestHost } from '../testing/test-host.ts';

const POOL = 'eu-west-1_Kq7Zt2mXa';
const WEB = '4k2p7v9m1x6c8b3n5q0z2l7t4h';
const SERVER = '7d1s5g8j3w0e6r9y2u4i1o5p8a';
const CHOICE = 'eu-west-1_Lm6Pc9yWs';

/** Answers of the service that stand in for the sandbox's, by operation; told each request. */
type Instead = (operation: string, body: string) => { status: number; body: unknown } | undefined;

let at: TestHost;
let instead: Instead;
const asked: string[] = [];

beforeEach(async () => {
  const plain = await testHost();
  instead = () => undefined;
  asked.length = 0;
  at = await testHost({
    http: {
      async send(request: HttpRequest): Promise<HttpOutcome> {
        const operation = operationOf(request);
        const body = new TextDecoder().decode(request.body ?? new Uint8Array());
        if (operation !== '') asked.push(operation);
        const given = instead(operation, body);
        if (given === undefined) return plain.ports.http.send(request);
        return {
          ok: true,
          status: given.status,
          statusText: '',
          headers: [],
          body: new TextEncoder().encode(JSON.stringify(given.body)),
          sentHeaders: request.headers,
          timing: { total: 1 },
        };
      },
    },
  });
  await value('sandbox.start', {});
});

function operationOf({ headers }: HttpRequest): string {
  const found = headers.find(([name]) => name.toLowerCase() === 'x-amz-target')?.[1] ?? '';
  return found.slice(found.indexOf('.') + 1);
}
async function value<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
  const result = (await at.host.ask(name, input)) as Result<CommandOutput<N>>;
  if (!result.ok) throw new Error(`${name}: ${result.error.code} ${result.error.detail}`);
  return result.value;
}
/** A target on this computer that is no sandbox to the console: read with the service's operations, signed with any credentials. */
async function elsewhere(over: Partial<CommandInput<'target.save'>> = {}): Promise<Target> {
  return value('target.save', {
    ...{ name: 'Elsewhere', region: 'eu-west-1', endpoint: 'http://127.0.0.1:9', userPoolId: POOL },
    ...{ clientId: WEB, fips: false, color: 'none', production: false, sessionMinutes: 3, ...over },
  });
}
const denied = (operation: string) => ({
  status: 400,
  body: {
    __type: 'AccessDeniedException',
    message: `User: arn:aws:iam::123456789012:user/qa is not authorized to perform: cognito-idp:${operation}`,
  },
});

describe('the settings of a pool', () => {
  test('are read, said in words, and their secrets masked', async () => {
    const { id } = await elsewhere();
    const reading = await value('pool.facts', { targetId: id, clientId: SERVER });
    expect(reading.words.find((word) => word.id === 'client-secret')?.says).toContain('has a secret');
    expect(reading.secrets).toMatchObject({ ok: true, value: [{ id: expect.stringContaining(SERVER) }] });
    expect(reading.sessionMinutes).toBe(3);
    const client = reading.client?.ok === true ? reading.client.value : undefined;
    expect(client?.secrets.map(({ pointer }) => pointer)).toEqual(['/ClientSecret']);
    const [secret = ''] = (await value('sandbox.clients', { userPoolId: POOL })).flatMap(
      ({ ClientSecrets }) => (Array.isArray(ClientSecrets) ? ClientSecrets.map(String) : []),
    );
    expect(secret.length).toBeGreaterThan(20);
    expect(JSON.stringify(reading)).not.toContain(secret);
  });

  test('are the target’s own with its app client, or those of a pool that is named, alone', async () => {
    const { id } = await elsewhere();
    expect(await value('pool.facts', { targetId: id })).toMatchObject({ userPoolId: POOL, clientId: WEB });
    const alone = await value('pool.facts', { targetId: id, userPoolId: POOL });
    expect(alone).not.toHaveProperty('clientId');
    expect(alone).not.toHaveProperty('client');
    const left = { targetId: id, userPoolId: POOL };
    const { members } = await value('pool.difference', { left, right: { ...left, clientId: WEB } });
    expect(members.every(({ member }) => member.startsWith('UserPoolClient.'))).toBe(true);
    expect(members.length).toBeGreaterThan(5);
  });

  test('differ between two pools in the first factors they allow, without an app client on either side', async () => {
    const { id } = await elsewhere();
    const side = (userPoolId: string) => ({ targetId: id, userPoolId });
    const { members, words } = await value('pool.difference', { left: side(POOL), right: side(CHOICE) });
    expect(members.find(({ member }) => member.endsWith('.AllowedFirstAuthFactors'))?.shapes).toBe(true);
    expect(words.find((word) => word.id === 'first-factors')).toMatchObject({
      left: 'The pool allows the password alone as first factor.',
      right:
        'The pool allows PASSWORD, EMAIL_OTP, SMS_OTP as first factor, to app clients that allow USER_AUTH.',
    });
    expect(members.some(({ member }) => member.startsWith('UserPoolClient.'))).toBe(false);
  });

  test('are kept for a minute, unless they are wanted anew', async () => {
    const { id } = await elsewhere();
    await value('pool.facts', { targetId: id });
    const before = asked.length;
    at.clock.move(1_000);
    await value('pool.facts', { targetId: id });
    expect(asked).toHaveLength(before);
    await value('pool.facts', { targetId: id, again: true });
    expect(asked.slice(before)).toContain('DescribeUserPool');
  });

  test('may be missing in part, each with the permission that is lacking', async () => {
    const { id } = await elsewhere();
    instead = (operation) => (operation === 'GetUserPoolMfaConfig' ? denied(operation) : undefined);
    const { pool, mfa, words } = await value('pool.facts', { targetId: id });
    expect(pool.ok).toBe(true);
    expect(mfa).toMatchObject({
      ok: false,
      error: { detail: expect.stringContaining('cognito-idp:GetUserPoolMfaConfig') as string },
    });
    expect(words.find((word) => word.id === 'second-factor')?.says).not.toContain('The pool has');
  });

  test('of no pool at all can’t be read', async () => {
    const { id } = await elsewhere({ userPoolId: '' });
    expect(await at.host.ask('pool.facts', { targetId: id })).toMatchObject({
      ok: false,
      error: { code: 'TARGET_INCOMPLETE', field: 'userPoolId' },
    });
  });

  test('differ between two app clients', async () => {
    const { id } = await elsewhere();
    const side = (clientId: string) => ({ targetId: id, userPoolId: POOL, clientId });
    const { members, words } = await value('pool.difference', { left: side(WEB), right: side(SERVER) });
    expect(members.map(({ member }) => member)).toEqual(['UserPoolClient.ClientSecret']);
    expect(words.map(({ id: rule }) => rule)).toEqual(['client-secret']);
  });

  test('can’t be compared with what can’t be read', async () => {
    const { id } = await elsewhere();
    const left = { targetId: id };
    const right = { targetId: id, userPoolId: 'eu-west-1_NoSuchPl1' };
    expect(await at.host.ask('pool.difference', { left, right })).toMatchObject({
      error: { code: 'ResourceNotFoundException' },
    });
  });
});

describe('lists', () => {
  test('are read to the end, page by page', async () => {
    const { id } = await elsewhere();
    const pages = [...Array(3).keys()];
    instead = (operation, body) => {
      if (operation !== 'ListUserPools') return undefined;
      const { NextToken: token = '0' } = JSON.parse(body) as { NextToken?: string };
      const page = Number(token);
      const UserPools = [{ Id: `eu-west-1_P${page}`, Name: `pool ${2 - page}` }];
      return { status: 200, body: page === 2 ? { UserPools } : { UserPools, NextToken: String(page + 1) } };
    };
    const list = await value('pool.list', { targetId: id });
    expect(list.map(({ name }) => name)).toEqual(pages.map((page) => `pool ${page}`));
    expect(
      (await value('pool.clients', { targetId: id, userPoolId: POOL })).map(({ name }) => name),
    ).toContain('web');
  });

  test('wait in sight while the service asks to slow down, and can be stopped', async () => {
    const { id } = await elsewhere();
    const told: HostEvent[] = [];
    at.host.listen((event) => told.push(event));
    instead = () => ({ status: 400, body: { __type: 'TooManyRequestsException', message: 'Rate exceeded' } });
    const listing = at.host.ask('pool.list', { targetId: id });
    await expect.poll(() => told.some((event) => event.type === 'pool.waits')).toBe(true);
    expect(told.find((event) => event.type === 'pool.waits')).toMatchObject({ targetId: id });
    await value('pool.stop', { targetId: id });
    expect(await listing).toMatchObject({ ok: false, error: { code: 'ASK_STOPPED' } });
  });
});

describe('what comes next', () => {
  const answer = (name: string, inputs: Record<string, string>) => ({
    ...{ name, inputs, responses: {}, members: {} },
  });

  test.each([
    ['ann', ['SOFTWARE_TOKEN_MFA'], 'only second factor'],
    ['kim', ['NotAuthorizedException'], 'disabled'],
    ['jon', ['UserNotConfirmedException'], 'not confirmed'],
    ['eli', ['NEW_PASSWORD_REQUIRED'], 'temporary'],
    ['tess', ['NotAuthorizedException'], 'temporary password has expired'],
    ['nobody-here', ['NotAuthorizedException'], 'Nobody has this name'],
  ])('for %s is predicted from pool, client and user', async (USERNAME, names, because) => {
    const { id: targetId } = await elsewhere();
    const typed = answer('USER_PASSWORD_AUTH', { USERNAME, PASSWORD: 'Correct-horse-1' });
    const next = await value('chain.next', { targetId, answer: typed });
    expect(next).toMatchObject({ names, from: 'pool', verdict: 'known' });
    expect(next?.because).toContain(because);
    const before = asked.length;
    await value('chain.next', { targetId, answer: typed });
    expect(asked.length).toBe(before);
  });

  test('says what could not be read, by the IAM action that is lacking', async () => {
    const { id: targetId } = await elsewhere();
    const message = 'User: x is not authorized to perform: cognito-idp:AdminGetUser on resource: y';
    instead = (operation) =>
      operation === 'AdminGetUser'
        ? { status: 400, body: { __type: 'AccessDeniedException', message } }
        : undefined;
    const typed = answer('USER_PASSWORD_AUTH', { USERNAME: 'ann', PASSWORD: 'Correct-horse-1' });
    const next = await value('chain.next', { targetId, answer: typed });
    expect(next?.verdict).toBe('unknown');
    expect(next?.unread?.join()).toContain('AdminGetUser: The credentials lack cognito-idp:AdminGetUser.');
  });

  test('is no surer than triggers and threat protection let it be', async () => {
    const { id: targetId } = await elsewhere();
    const typed = answer('USER_PASSWORD_AUTH', { USERNAME: 'ann', PASSWORD: 'Correct-horse-1' });
    const LambdaConfig = { PreAuthentication: 'arn:aws:lambda:eu-west-1:123456789012:function:pre' };
    const UserPool = { Name: 'Shop', LambdaConfig, UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' } };
    instead = (operation) =>
      operation === 'DescribeUserPool' ? { status: 200, body: { UserPool } } : undefined;
    const next = await value('chain.next', { targetId, answer: typed });
    expect(next).toMatchObject({ names: ['SOFTWARE_TOKEN_MFA'], verdict: 'inferred' });
    expect(next?.besides?.map(({ verdict, says }) => `${verdict} ${says}`)).toEqual([
      expect.stringMatching(/^inferred .*PreAuthentication/),
      expect.stringMatching(/^inferred Threat protection is enforced/),
      expect.stringMatching(/^inferred Threat protection may find/),
    ]);
  });

  test('of the sandbox follows its clock and its triggers, and is what comes', async () => {
    const targetId = `sandbox:${WEB}`;
    const nextFor = (USERNAME: string) =>
      value('chain.next', {
        targetId,
        answer: answer('USER_PASSWORD_AUTH', { USERNAME, PASSWORD: 'Temporary-horse-1' }),
      });
    expect(await nextFor('eli')).toMatchObject({ names: ['NEW_PASSWORD_REQUIRED'], verdict: 'known' });
    expect(await nextFor('tess')).toMatchObject({ names: ['NotAuthorizedException'], verdict: 'known' });
    await value('sandbox.changeClock', { advanceSeconds: 7.5 * 86_400 });
    expect(await nextFor('eli')).toMatchObject({ names: ['NotAuthorizedException'], verdict: 'known' });
    expect(await nextFor('ann')).not.toHaveProperty('besides');
    await value('sandbox.setTrigger', {
      ...{ userPoolId: POOL, trigger: 'PreAuthentication' },
      source: 'export const handler = async (event) => event;',
    });
    expect(await nextFor('ann')).toMatchObject({
      verdict: 'inferred',
      besides: [{ verdict: 'inferred', says: expect.stringContaining('PreAuthentication') }],
    });
  });

  test('is nothing before a name is typed', async () => {
    const { id: targetId } = await elsewhere();
    expect(await value('chain.next', { targetId, answer: answer('USER_SRP_AUTH', {}) })).toBeNull();
  });

  test('names a flow the app client refuses, and a hash that is missing', async () => {
    const { id: targetId } = await elsewhere();
    expect(
      await value('chain.next', { targetId, answer: answer('CUSTOM_AUTH', { USERNAME: 'ann' }) }),
    ).toMatchObject({ names: ['InvalidParameterException'] });
    const server = await elsewhere({ clientId: SERVER });
    const typed = answer('USER_PASSWORD_AUTH', { USERNAME: 'hal', PASSWORD: 'Correct-horse-1' });
    const next = await value('chain.next', { targetId: server.id, answer: typed });
    expect(next).toMatchObject({ names: ['NotAuthorizedException'] });
    expect(next?.because).toContain('SECRET_HASH');
  });

  test('compares with what came', async () => {
    const { id: targetId } = await elsewhere();
    const typed = answer('USER_PASSWORD_AUTH', { USERNAME: 'ann', PASSWORD: 'Correct-horse-1' });
    const predictedAndSent = async (given: typeof typed) => {
      await value('chain.next', { targetId, answer: given });
      const { chainId } = await value('chain.start', { targetId, answer: given });
      const ended = async () =>
        (await value('chain.events', { chainId })).find((event) => event.type === 'step.ended');
      await expect.poll(ended).toBeDefined();
      const sent = (await value('chain.events', { chainId })).find((event) => event.type === 'step.sent');
      return value('chain.predicted', { chainId, stepId: sent?.stepId ?? '' });
    };
    expect(await predictedAndSent(typed)).toMatchObject({ verdict: 'fits', came: 'SOFTWARE_TOKEN_MFA' });
    const wrong = { ...typed, inputs: { ...typed.inputs, PASSWORD: 'Wrong-horse-1' } };
    expect(await predictedAndSent(wrong)).toMatchObject({
      verdict: 'refused',
      came: 'NotAuthorizedException',
    });
    expect(await predictedAndSent({ ...typed, inputs: { ...typed.inputs, USERNAME: 'kim' } })).toMatchObject({
      verdict: 'fits',
    });
  });
});

describe('why, of a target that is no sandbox', () => {
  async function stepped(target: Target, username: string): Promise<{ chainId: string; stepId: string }> {
    const { chainId } = await value('chain.start', {
      targetId: target.id,
      answer: { name: 'USER_SRP_AUTH', inputs: { USERNAME: username }, responses: {}, members: {} },
    });
    await expect
      .poll(async () => (await value('chain.events', { chainId })).some(({ type }) => type === 'step.ended'))
      .toBe(true);
    const sent = (await value('chain.events', { chainId })).find((event) => event.type === 'step.sent');
    return { chainId, stepId: sent?.stepId ?? '' };
  }

  test('is answered from pool, client, user and devices', async () => {
    const step = await stepped(await elsewhere(), 'nobody-here');
    const why = await value('chain.why', step);
    expect(why).toMatchObject({ from: 'pool', simulated: { verdict: 'certain' } });
    expect(why?.reasons.map(({ verdict }) => verdict)).not.toContain('unknown');
  });

  test('says what could not be read', async () => {
    const step = await stepped(await elsewhere(), 'ann');
    instead = (operation) => (operation === 'AdminGetUser' ? denied(operation) : undefined);
    const why = await value('chain.why', step);
    expect(why?.from).toBe('pool');
    expect(why?.unread).toEqual([expect.stringContaining('cognito-idp:AdminGetUser')]);
    expect(why?.reasons.find(({ verdict }) => verdict === 'unknown')?.says).toContain(
      'Whether the user exists',
    );
  });

  test('goes by the chain alone where no credentials give any answer, and nothing is asked', async () => {
    const target = await elsewhere({ profile: 'nobody' });
    const before = asked.length;
    const why = await value('chain.why', await stepped(target, 'ann'));
    expect(why?.from).toBe('chain');
    expect(asked.slice(before)).toEqual(['InitiateAuth']);
  });
});
