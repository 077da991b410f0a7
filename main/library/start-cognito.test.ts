import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { builtSandbox } from '../testing/built-sandbox.ts';
import { startCognito } from './start-cognito.ts';
import type { CognitoSandbox } from './testing-types.d.ts';

let sandbox: CognitoSandbox;
beforeAll(async () => {
  sandbox = await startCognito({}, builtSandbox().script);
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

/** A user whose second factor is a code by SMS. */
const withCode = () => sandbox.user('cy').username;

describe('Cognito for tests', () => {
  it.each(['ann', 'cy', 'dee', 'hal', 'liz', 'una', 'pia'])(
    'signs %s in through the chain of the seed',
    async (name) => {
      const signedIn = await sandbox.signIn(name);
      expect(signedIn.path, signedIn.stopped).toEqual(sandbox.user(name).path);
      expect(signedIn.tokens?.AccessToken).toMatch(/^eyJ/);
    },
  );

  it('gives real tokens, which a resource server takes', async () => {
    const { userPoolId } = sandbox.user('ann');
    const tokens = await sandbox.tokens('ann');
    const issuer = `${sandbox.endpoint}/${userPoolId}`;
    const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));
    const { payload } = await jwtVerify(tokens.IdToken, keys, { issuer });
    expect(payload['cognito:username']).toBe('ann');
    expect(tokens.TokenType).toBe('Bearer');
    expect(tokens.ExpiresIn).toBeGreaterThan(0);
    expect(tokens.RefreshToken).toMatch(/\S{100}/);
  });

  it('stops at a challenge, and goes on with an answer by hand', async () => {
    const username = withCode();
    const stopped = await sandbox.signIn(username, { until: 'SMS_MFA' });
    expect(stopped).toMatchObject({ challenge: { name: 'SMS_MFA' } });
    const refused = await stopped.answer({ SMS_MFA_CODE: '000000' });
    expect(refused.error).toMatchObject({ code: 'CodeMismatchException' });
    const again = await sandbox.signIn(username, { until: 'SMS_MFA' });
    const done = await again.answer({ SMS_MFA_CODE: await sandbox.code(username) });
    expect(done.path.at(-1)).toBe('TOKENS');
    await expect(done.answer({})).rejects.toThrow('Nothing is asked');
  });

  it('takes other answers than the right ones', async () => {
    const wrong = await sandbox.signIn('ann', {
      answers: { SOFTWARE_TOKEN_MFA: { SOFTWARE_TOKEN_MFA_CODE: '000000' } },
    });
    expect(wrong.error?.code).toBe('CodeMismatchException');
    const password = await sandbox.signIn('ann', {
      flow: 'USER_PASSWORD_AUTH',
      with: { PASSWORD: 'not-hers-1' },
    });
    expect(password).toMatchObject({
      path: ['NotAuthorizedException'],
      error: { code: 'NotAuthorizedException' },
    });
    await expect(
      sandbox.tokens('ann', { flow: 'USER_PASSWORD_AUTH', with: { PASSWORD: 'x' } }),
    ).rejects.toThrow('ann got no tokens, but NotAuthorizedException.');
  });

  it('gives each code that was sent once, the newest first', async () => {
    const username = withCode();
    await sandbox.signIn(username, { until: 'SMS_MFA' });
    const [message] = await sandbox.messages(username);
    expect(await sandbox.code(username)).toBe(message?.code);
    await expect(sandbox.code(username, { within: 0 })).rejects.toThrow('Nothing new was sent');
    const next = sandbox.code(username);
    await sandbox.signIn(username, { until: 'SMS_MFA' });
    expect(await next).toBe((await sandbox.messages(username)).at(-1)?.code);
  });

  it('gives no code that a sign-in has spent', async () => {
    const username = withCode();
    await sandbox.tokens(username);
    await expect(sandbox.code(username, { within: 0 })).rejects.toThrow('Nothing new was sent');
    const stopped = await sandbox.signIn(username, { until: 'SMS_MFA' });
    const done = await stopped.answer({ SMS_MFA_CODE: await sandbox.code(username) });
    expect(done.path.at(-1)).toBe('TOKENS');
    const { answer } = await sandbox.signIn(username, { until: 'SMS_MFA' });
    const [newest] = (await sandbox.messages(username)).slice(-1);
    expect((await answer({ SMS_MFA_CODE: newest?.code ?? '' })).tokens).toBeDefined();
    await expect(sandbox.code(username, { within: 0 })).rejects.toThrow('Nothing new was sent');
  });

  it('knows TOTP codes by the sandbox’s clock, moves it, and spoils answers', async () => {
    await sandbox.advance({ minutes: 10 });
    const { answer } = await sandbox.signIn('ann', { until: 'SOFTWARE_TOKEN_MFA' });
    expect((await answer({ SOFTWARE_TOKEN_MFA_CODE: await sandbox.totp('ann') })).tokens).toBeDefined();
    await sandbox.fault('InitiateAuth user=ann -> ForbiddenException');
    expect((await sandbox.signIn('ann')).error?.code).toBe('ForbiddenException');
    const { answer: late } = await (await sandbox.reset(),
    sandbox.signIn('ann', { until: 'SOFTWARE_TOKEN_MFA' }));
    await sandbox.advance({ minutes: 15 });
    expect((await late({ SOFTWARE_TOKEN_MFA_CODE: await sandbox.totp('ann') })).tokens).toBeUndefined();
  });

  it('says who is there where a name is wrong', async () => {
    expect(() => sandbox.user('nobody')).toThrow(/has no user nobody\. It has .*ann/);
    await expect(sandbox.signIn('ann', { client: 'nobody' })).rejects.toThrow('has no app client nobody');
    await expect(sandbox.totp(withCode())).rejects.toThrow('no TOTP seed');
  });
});
