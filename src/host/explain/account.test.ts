import { describe, expect, it } from 'vitest';
import type { ExplainedCause } from '../../contract/explain.ts';
import type { JsonObject } from '../../json.ts';
import { drivenHost, type DrivenHost } from '../testing/driven-host.ts';

async function causesOf(host: DrivenHost, chainId: string): Promise<readonly ExplainedCause[]> {
  const stepId = (await host.chain(chainId)).steps.at(-1)?.id ?? '';
  return (await host.value('step.explain', { chainId, stepId })).causes;
}

/** Calls an operation beside a sign-in, in its chain. */
async function call(host: DrivenHost, chainId: string, operation: string, body: JsonObject) {
  const { target, steps } = await host.chain(chainId);
  const parentId = steps.find(({ status }) => status === 'tokens')?.id;
  const at = parentId === undefined ? {} : { parentId };
  await host.value('service.call', { targetId: target.id, chainId, ...at, operation, body });
  return (await host.chain(chainId)).steps.at(-1)?.outcome;
}

const passwords = (user: string) => ({ USERNAME: user, PASSWORD: 'Correct-horse-1' });

describe('a new password the user had before', () => {
  it.each([
    ['Temp-horse-1', 'It is the password of this sign-in, sent as the new one.'],
    ['Other-horse-9', 'It is none that this run knows of'],
  ])('%s is told by where it is known from', async (NEW_PASSWORD, words) => {
    const host = await drivenHost();
    const chainId = await host.begin('fay');
    const { users } = await host.value('sandbox.start', {});
    const own = users.find(({ username }) => username === 'fay')?.password ?? '';
    await host.answer(chainId, {});
    const code = 'PasswordHistoryPolicyViolationException';
    await host.value('sandbox.addFault', { rule: `RespondToAuthChallenge times=1 -> ${code}` });
    const next = NEW_PASSWORD === 'Temp-horse-1' ? own : NEW_PASSWORD;
    const refused = await host.answer(chainId, { NEW_PASSWORD: next });
    expect(refused.steps.at(-1)?.outcome).toMatchObject({ code });
    const causes = await causesOf(host, chainId);
    expect(causes.map(({ id, verdict }) => [id, verdict])).toEqual([['password-had-before', 'in']]);
    expect(causes[0]?.because).toContain(words);
    expect(JSON.stringify(causes)).not.toContain(next);
  });
});

describe('a device that is confirmed twice', () => {
  it('is told by the step that did it', async () => {
    const host = await drivenHost();
    const chainId = await host.begin('ada');
    await host.answer(chainId, {});
    const parentId = (await host.answer(chainId, {})).steps.at(-1)?.id ?? '';
    for (let times = 0; times < 2; times++) {
      await host.value('chain.operate', {
        ...{ chainId, parentId, operation: 'ConfirmDevice', inputs: {}, keep: false },
      });
      await host.chain(chainId);
    }
    const [cause] = await causesOf(host, chainId);
    expect(cause).toMatchObject({ id: 'device-confirmed-already', verdict: 'in' });
    expect(cause?.because).toMatch(/^Step 4 confirmed it\./);
  });
});

describe('an operation beside a sign-in', () => {
  it('is called once more where two met, and with the code of now where it was wrong', async () => {
    const host = await drivenHost();
    const chainId = await host.begin('gus');
    for (let steps = 0; (await host.chain(chainId)).pending?.name !== 'MFA_SETUP' && steps < 3; steps++)
      await host.answer(chainId, {});
    const parentId = (await host.chain(chainId)).pending?.stepId ?? '';
    const operate = async (operation: string, inputs = {}) => {
      await host.value('chain.operate', { chainId, parentId, operation, inputs });
      return (await host.chain(chainId)).steps.at(-1);
    };
    const mend = async (cause: string) => {
      const stepId = (await host.chain(chainId)).steps.at(-1)?.id ?? '';
      await host.value('step.fixAndResend', { chainId, stepId, cause });
      return (await host.chain(chainId)).steps.at(-1);
    };
    await host.value('sandbox.addFault', {
      rule: 'AssociateSoftwareToken times=1 -> ConcurrentModificationException',
    });
    expect((await operate('AssociateSoftwareToken'))?.status).toBe('error');
    expect((await causesOf(host, chainId))[0]).toMatchObject({
      ...{ id: 'changed-at-once', verdict: 'in', fix: { how: 'again' } },
      because: expect.stringContaining('it was done from elsewhere'),
    });
    expect(await mend('changed-at-once')).toMatchObject({
      operation: 'AssociateSoftwareToken',
      status: 'ok',
    });

    const right = (await host.value('chain.totp', { chainId }))?.code ?? '';
    const slip = `${right.slice(0, -1)}${right.endsWith('0') ? '1' : '0'}`;
    const refused = await operate('VerifySoftwareToken', { UserCode: slip, FriendlyDeviceName: 'Phone' });
    expect(refused?.outcome).toMatchObject({ code: 'EnableSoftwareTokenMFAException' });
    expect((await causesOf(host, chainId))[0]).toMatchObject({
      ...{ id: 'code-typed-wrong', verdict: 'in', fix: { how: 'again' } },
    });
    const done = await mend('code-typed-wrong');
    expect(done).toMatchObject({ operation: 'VerifySoftwareToken', status: 'ok' });
    expect(done?.request.body.text).toContain('"FriendlyDeviceName":"Phone"');
  });
});

describe('an access token to be revoked', () => {
  it('is told by its token_use', async () => {
    const host = await drivenHost();
    const { users } = await host.value('sandbox.start', {});
    const ivy = users.find(({ username }) => username === 'ivy');
    const { chainId } = await host.value('chain.start', {
      targetId: `sandbox:${ivy?.clientId ?? ''}`,
      answer: { name: 'USER_PASSWORD_AUTH', inputs: passwords('ivy'), responses: {}, members: {} },
    });
    await host.chain(chainId);
    const [set] = await host.value('tokens.list', {});
    const { value } = await host.value('tokens.reveal', { id: set?.id ?? '', token: 'AccessToken' });
    const body = { Token: value, ClientId: ivy?.clientId ?? '' };
    expect(await call(host, chainId, 'RevokeToken', body)).toMatchObject({
      code: 'UnsupportedTokenTypeException',
    });
    const causes = await causesOf(host, chainId);
    expect(causes[0]).toMatchObject({
      ...{ id: 'token-of-other-kind', verdict: 'in' },
      because: 'Token holds an access token, where a refresh token has to stand.',
    });
    expect(JSON.stringify(causes)).not.toContain(value);
  });
});

describe('a code that confirms', () => {
  it('is told from an earlier message, mistyped, or too old', async () => {
    const host = await drivenHost();
    const chainId = await host.begin('bob');
    const { target } = await host.chain(chainId);
    const about = { ClientId: target.clientId, Username: 'bob' };
    const forgot = async () => {
      await call(host, chainId, 'ForgotPassword', about);
      host.clock.move(2_000);
      const inbox = await host.value('sandbox.inbox', {});
      return inbox.toSorted((a, b) => b.at - a.at)[0]?.code ?? '';
    };
    const confirm = (ConfirmationCode: string) =>
      call(host, chainId, 'ConfirmForgotPassword', { ...about, ConfirmationCode, Password: 'New-horse-12' });
    const first = await forgot();
    const second = await forgot();
    expect(await confirm(first)).toMatchObject({ code: 'CodeMismatchException' });
    expect((await causesOf(host, chainId))[0]).toMatchObject({
      ...{ id: 'code-of-earlier-message', verdict: 'in' },
      because: expect.stringContaining('message 2 of 2'),
    });
    const slip = `${second.slice(0, -1)}${second.endsWith('0') ? '1' : '0'}`;
    await confirm(slip);
    expect((await causesOf(host, chainId))[0]).toMatchObject({ id: 'code-typed-wrong', verdict: 'in' });
    await host.value('sandbox.changeClock', { advanceSeconds: 3_700 });
    host.clock.move(1_000);
    expect(await confirm(second)).toMatchObject({ code: 'ExpiredCodeException' });
    const causes = await causesOf(host, chainId);
    expect(causes[0]).toMatchObject({ id: 'code-too-old', verdict: 'in' });
    expect(JSON.stringify(causes)).not.toContain(second);
  });
});

describe('an operation about another user than the chain’s', () => {
  it('is explained by that user', async () => {
    const host = await drivenHost();
    const chainId = await host.begin('bob');
    await host.answer(chainId, {});
    const { target } = await host.chain(chainId);
    const body = { UserPoolId: target.userPoolId ?? '', Username: 'nobody-here' };
    expect(await call(host, chainId, 'AdminGetUser', body)).toMatchObject({ code: 'UserNotFoundException' });
    expect(await causesOf(host, chainId)).toMatchObject([
      { id: 'user-unknown', verdict: 'in', because: 'Cognito says so itself of “nobody-here”.' },
    ]);
    const confirms = { ClientId: target.clientId, Username: 'nobody-here', Password: 'New-horse-12' };
    const code = await call(host, chainId, 'ConfirmForgotPassword', {
      ...confirms,
      ConfirmationCode: '123456',
    });
    expect(code).toMatchObject({ code: 'ExpiredCodeException' });
    const [first] = await causesOf(host, chainId);
    expect(first).toMatchObject({ id: 'user-masked', sandbox: 'The pool has no user of this name.' });
  });
});

describe('a request that was changed by hand', () => {
  it('in its X-Amz-Target is told by the header, and sent with the right one', async () => {
    const host = await drivenHost();
    const chainId = await host.begin('ann');
    const headers = { 'X-Amz-Target': 'AWSCognitoIdentityProviderService.Nothing' };
    const refused = await host.answer(chainId, {}, { headers });
    expect(refused.steps.at(-1)?.outcome).toMatchObject({ code: 'UnknownOperationException' });
    const [cause] = await causesOf(host, chainId);
    expect(cause).toMatchObject({ id: 'target-header', verdict: 'in', fix: { how: expect.any(String) } });
    const stepId = refused.steps.at(-1)?.id ?? '';
    await host.value('step.fixAndResend', { chainId, stepId, cause: 'target-header' });
    expect((await host.chain(chainId)).pending?.name).toBe('SOFTWARE_TOKEN_MFA');
  });

  it('so that it is no JSON is told so, and sent as the form makes it', async () => {
    const host = await drivenHost();
    const chainId = await host.begin('ann');
    const refused = await host.answer(chainId, {}, { rawBody: '{"ChallengeName": ' });
    expect(refused.steps.at(-1)?.outcome).toMatchObject({ code: 'SerializationException' });
    expect((await causesOf(host, chainId))[0]).toMatchObject({ id: 'body-unreadable', verdict: 'in' });
    const stepId = refused.steps.at(-1)?.id ?? '';
    await host.value('step.fixAndResend', { chainId, stepId, cause: 'body-unreadable' });
    expect((await host.chain(chainId)).pending?.name).toBe('SOFTWARE_TOKEN_MFA');
  });
});
