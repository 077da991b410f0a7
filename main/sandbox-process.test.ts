import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  AssociateSoftwareTokenCommand,
  CognitoIdentityProviderClient,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
  type IAuthenticationCallback,
} from 'amazon-cognito-identity-js';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { generateSync } from 'otplib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { InboxMessage, SandboxInfo, SandboxUser } from '@core/contract.ts';
import { forkLauncher, sandboxPort } from './ports/sandbox.ts';
import { buildSandboxProcess } from './testing/built-sandbox.ts';

let built: Awaited<ReturnType<typeof buildSandboxProcess>>;
let port: ReturnType<typeof sandboxPort>;
let info: SandboxInfo;

beforeAll(async () => {
  built = await buildSandboxProcess();
  port = sandboxPort({ launch: forkLauncher(), script: built.script });
});
beforeEach(async () => {
  await port.start();
  info = (await port.control('POST', 'reset')) as SandboxInfo;
});
afterAll(async () => {
  await port.stop();
  await built.remove();
});

function seeded(username: string): SandboxUser {
  const user = info.users.find((candidate) => candidate.username === username);
  if (user === undefined) throw new Error(`no seeded user ${username}`);
  return user;
}

async function newestCode(): Promise<string> {
  return ((await port.control('GET', 'inbox')) as InboxMessage[]).at(-1)?.code ?? '';
}

/** The code of now by the sandbox's clock, `seconds` after its start of the test. */
function totp(secret: string, offsetSeconds = 0): string {
  return generateSync({ secret, epoch: Math.floor(Date.now() / 1_000) + offsetSeconds });
}

async function verifyTokens(userPoolId: string, ...tokens: string[]): Promise<void> {
  const issuer = `${info.endpoint}/${userPoolId}`;
  const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));
  for (const token of tokens) await jwtVerify(token, keys, { algorithms: ['RS256'], issuer });
}

describe('the AWS SDK for JavaScript', () => {
  const client = () =>
    new CognitoIdentityProviderClient({ region: info.region, endpoint: info.endpoint, maxAttempts: 1 });
  const byPassword = (user: SandboxUser, PASSWORD = user.password) =>
    new InitiateAuthCommand({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: user.clientId,
      AuthParameters: { USERNAME: user.username, PASSWORD },
    });

  test('signs in, looks itself up, refreshes, revokes', async () => {
    const ivy = seeded('ivy');
    const sdk = client();
    const { AuthenticationResult: tokens } = await sdk.send(byPassword(ivy));
    await verifyTokens(ivy.userPoolId, tokens?.IdToken ?? '', tokens?.AccessToken ?? '');
    const whoami = new GetUserCommand({ AccessToken: tokens?.AccessToken });
    expect((await sdk.send(whoami)).Username).toBe('ivy');
    const refresh = { ClientId: ivy.clientId, RefreshToken: tokens?.RefreshToken };
    const renewed = await sdk.send(new GetTokensFromRefreshTokenCommand(refresh));
    expect(renewed.AuthenticationResult?.AccessToken).toBeDefined();
    await sdk.send(new RevokeTokenCommand({ ClientId: ivy.clientId, Token: tokens?.RefreshToken }));
    await expect(sdk.send(whoami)).rejects.toMatchObject({ message: 'Access Token has been revoked' });
  });

  test('answers SMS_MFA wrong, then right', async () => {
    const pam = seeded('pam');
    const sdk = client();
    const asked = await sdk.send(byPassword(pam));
    expect(asked).toMatchObject({
      ChallengeName: 'SMS_MFA',
      ChallengeParameters: { CODE_DELIVERY_DESTINATION: '+*******0789' },
    });
    const answer = (code: string) =>
      new RespondToAuthChallengeCommand({
        ClientId: pam.clientId,
        ChallengeName: 'SMS_MFA',
        Session: asked.Session,
        ChallengeResponses: { USERNAME: 'pam', SMS_MFA_CODE: code },
      });
    await expect(sdk.send(answer('wrong'))).rejects.toMatchObject({
      name: 'CodeMismatchException',
      message: 'Invalid code or auth state for the user.',
      $metadata: { httpStatusCode: 400, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
    const code = await newestCode();
    expect((await sdk.send(answer(code))).AuthenticationResult?.AccessToken).toBeDefined();
    await expect(sdk.send(answer(code))).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  test('sets TOTP up and signs out everywhere', async () => {
    const gus = seeded('gus');
    const sdk = client();
    const asked = await sdk.send(byPassword(gus));
    const { SecretCode, Session } = await sdk.send(
      new AssociateSoftwareTokenCommand({ Session: asked.Session }),
    );
    const verified = await sdk.send(
      new VerifySoftwareTokenCommand({ Session, UserCode: totp(SecretCode ?? '') }),
    );
    expect(verified.Status).toBe('SUCCESS');
    const done = await sdk.send(
      new RespondToAuthChallengeCommand({
        ClientId: gus.clientId,
        ChallengeName: 'MFA_SETUP',
        Session: verified.Session,
        ChallengeResponses: { USERNAME: 'gus' },
      }),
    );
    const AccessToken = done.AuthenticationResult?.AccessToken;
    await sdk.send(new GlobalSignOutCommand({ AccessToken }));
    await expect(sdk.send(new GetUserCommand({ AccessToken }))).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
  });

  test('reads the modelled exceptions', async () => {
    const sdk = client();
    await expect(sdk.send(byPassword(seeded('ivy'), 'wrong'))).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
    await expect(sdk.send(byPassword(seeded('jon')))).rejects.toMatchObject({
      name: 'UserNotConfirmedException',
    });
    await expect(sdk.send(byPassword(seeded('lea')))).rejects.toMatchObject({
      name: 'PasswordResetRequiredException',
    });
  });
});

describe('amazon-cognito-identity-js', () => {
  type Asked =
    | { readonly kind: 'tokens'; readonly session: CognitoUserSession }
    | { readonly kind: 'error'; readonly error: { readonly name: string; readonly message: string } }
    | { readonly kind: 'asked'; readonly name: string; readonly detail: unknown };

  /** Its callbacks as one promise per step. */
  function step(
    run: (callbacks: Required<Omit<IAuthenticationCallback, 'customChallenge'>>) => void,
  ): Promise<Asked> {
    return new Promise((resolve) => {
      const asked = (name: string) => (detail: unknown) => resolve({ kind: 'asked', name, detail });
      run({
        onSuccess: (session) => resolve({ kind: 'tokens', session }),
        onFailure: (error) => resolve({ kind: 'error', error }),
        newPasswordRequired: (_attributes: unknown, required: unknown) =>
          resolve({ kind: 'asked', name: 'NEW_PASSWORD_REQUIRED', detail: required }),
        mfaRequired: asked('SMS_MFA'),
        totpRequired: asked('SOFTWARE_TOKEN_MFA'),
        mfaSetup: asked('MFA_SETUP'),
        selectMFAType: asked('SELECT_MFA_TYPE'),
      });
    });
  }

  function start({ userPoolId, clientId, username, password }: SandboxUser) {
    const Pool = new CognitoUserPool({ UserPoolId: userPoolId, ClientId: clientId, endpoint: info.endpoint });
    const user = new CognitoUser({ Username: username, Pool });
    const details = new AuthenticationDetails({ Username: username, Password: password });
    return { user, signIn: () => step((callbacks) => user.authenticateUser(details, callbacks)) };
  }

  const tokensOf = (asked: Asked) => {
    if (asked.kind !== 'tokens') throw new Error(JSON.stringify(asked));
    return asked.session;
  };

  test('SRP alone, then a refresh and a sign-out', async () => {
    const bob = seeded('bob');
    const { user, signIn } = start(bob);
    const session = tokensOf(await signIn());
    await verifyTokens(
      bob.userPoolId,
      session.getIdToken().getJwtToken(),
      session.getAccessToken().getJwtToken(),
    );
    const renewed = await new Promise<CognitoUserSession>((resolve, reject) => {
      user.refreshSession(session.getRefreshToken(), (error, next) =>
        error ? reject(error) : resolve(next),
      );
    });
    expect(renewed.getAccessToken().getJwtToken()).not.toBe(session.getAccessToken().getJwtToken());
    const ended = await new Promise((resolve, reject) => {
      user.globalSignOut({ onSuccess: resolve, onFailure: reject });
    });
    expect(ended).toBe('SUCCESS');
  });

  test('SRP where the name is an address', async () => {
    expect((await start(seeded('nia@example.com')).signIn()).kind).toBe('tokens');
  });

  test('SRP and TOTP: wrong, right, and the same code again', async () => {
    const ann = seeded('ann');
    const { user, signIn } = start(ann);
    expect(await signIn()).toMatchObject({ kind: 'asked', name: 'SOFTWARE_TOKEN_MFA' });
    const send = (code: string) =>
      step((callbacks) => user.sendMFACode(code, callbacks, 'SOFTWARE_TOKEN_MFA'));
    expect(await send('wrong')).toMatchObject({ error: { name: 'CodeMismatchException' } });
    const code = totp(ann.totpSecret ?? '');
    tokensOf(await send(code));
    const again = start(ann);
    await again.signIn();
    const replayed = await step((callbacks) => again.user.sendMFACode(code, callbacks, 'SOFTWARE_TOKEN_MFA'));
    expect(replayed).toMatchObject({ error: { name: 'ExpiredCodeException' } });
  });

  test('SMS from the inbox', async () => {
    const { user, signIn } = start(seeded('cy'));
    expect(await signIn()).toMatchObject({ name: 'SMS_MFA' });
    const code = await newestCode();
    tokensOf(await step((callbacks) => user.sendMFACode(code, callbacks)));
  });

  test('a choice of factors', async () => {
    const dee = seeded('dee');
    const { user, signIn } = start(dee);
    expect(await signIn()).toMatchObject({ name: 'SELECT_MFA_TYPE' });
    const chosen = await step((callbacks) => user.sendMFASelectionAnswer('SOFTWARE_TOKEN_MFA', callbacks));
    expect(chosen).toMatchObject({ name: 'SOFTWARE_TOKEN_MFA' });
    const code = totp(dee.totpSecret ?? '');
    tokensOf(await step((callbacks) => user.sendMFACode(code, callbacks, 'SOFTWARE_TOKEN_MFA')));
  });

  test('a new password with the attribute that was missing', async () => {
    const { user, signIn } = start(seeded('fay'));
    expect(await signIn()).toEqual({ kind: 'asked', name: 'NEW_PASSWORD_REQUIRED', detail: ['name'] });
    const complete = (attributes: object) =>
      step((callbacks) => user.completeNewPasswordChallenge('Better-horse-2', attributes, callbacks));
    expect(await complete({})).toMatchObject({
      error: { message: 'Invalid attributes given, name is missing' },
    });
    tokensOf(await complete({ name: 'Fay' }));
    expect((await start({ ...seeded('fay'), password: 'Better-horse-2' }).signIn()).kind).toBe('tokens');
  });

  test('TOTP set-up after a new password', async () => {
    const { user, signIn } = start(seeded('max'));
    await signIn();
    const asked = await step((callbacks) =>
      user.completeNewPasswordChallenge('Better-horse-2', {}, callbacks),
    );
    expect(asked).toMatchObject({ name: 'MFA_SETUP' });
    const secret = await new Promise<string>((resolve, reject) => {
      user.associateSoftwareToken({ associateSecretCode: resolve, onFailure: reject });
    });
    const done = await new Promise<CognitoUserSession>((resolve, reject) => {
      user.verifySoftwareToken(totp(secret), 'phone', { onSuccess: resolve, onFailure: reject });
    });
    expect(done.isValid()).toBe(true);
  });

  test('an expired Session, after the clock was moved', async () => {
    const { user, signIn } = start(seeded('ann'));
    await signIn();
    await port.control('POST', 'clock', { advanceSeconds: 180 });
    const code = totp(seeded('ann').totpSecret ?? '', 180);
    expect(await step((callbacks) => user.sendMFACode(code, callbacks, 'SOFTWARE_TOKEN_MFA'))).toMatchObject({
      error: { name: 'NotAuthorizedException', message: 'Invalid session for the user, session is expired.' },
    });
    expect(await start(seeded('bob')).signIn()).toMatchObject({ kind: 'tokens' });
  });

  test.each([
    ['bob', 'wrong', 'NotAuthorizedException'],
    ['jon', undefined, 'UserNotConfirmedException'],
    ['kim', undefined, 'NotAuthorizedException'],
    ['zoe', undefined, 'NotAuthorizedException'],
  ])('%s with password %s: %s', async (username, password, name) => {
    const user = seeded(username);
    expect(await start({ ...user, password: password ?? user.password }).signIn()).toMatchObject({
      error: { name },
    });
  });
});

describe('the control API', () => {
  const call = (path: string, init: RequestInit = {}) => fetch(`${port.access().url}${path}`, init);
  const authorized = () => ({ headers: { Authorization: `Bearer ${port.access().token}` } });

  test.each([{}, { headers: { Authorization: 'Bearer x' } }, { method: 'OPTIONS' }])(
    'without its token: refused, and no page may read it',
    async (init) => {
      const response = await call('inbox', init);
      expect(response.status).toBe(401);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  test('with its token, still no CORS', async () => {
    const response = await call('info', authorized());
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(await response.json()).toMatchObject({ endpoint: info.endpoint, region: 'eu-west-1' });
  });

  test.each([
    ['GET', 'nope', '', 404],
    ['GET', 'clock', '', 404],
    ['POST', 'clock', '', 400],
    ['POST', 'clock', '{"advanceSeconds":0.5}', 400],
    ['POST', 'clock', '{"advanceSeconds":31536001}', 400],
  ])('%s %s %s: %d', async (method, path, body, status) => {
    const init = { ...authorized(), method, ...(body === '' ? {} : { body }) };
    expect((await call(path, init)).status).toBe(status);
  });
});

describe('the process', () => {
  test('started by hand it prints how to reach it, and a moved clock shows in Date', async () => {
    const child = spawn(process.execPath, [built.script], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      const ready = JSON.parse(line.toString()) as { type: string; port: number; token: string };
      expect(ready.type).toBe('ready');
      const base = `http://127.0.0.1:${String(ready.port)}`;
      const headers = { Authorization: `Bearer ${ready.token}` };
      const body = JSON.stringify({ advanceSeconds: 86_400 });
      await fetch(`${base}/_countersign/clock`, { method: 'POST', headers, body });
      const { headers: answered } = await fetch(`${base}/x`);
      const ahead = Date.parse(answered.get('date') ?? '') - Date.now();
      expect(ahead).toBeGreaterThan(86_340_000);
    } finally {
      child.kill();
    }
  });

  test('ends when its parent lets go of it', async () => {
    const child = spawn(process.execPath, [built.script], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    await once(child, 'message');
    child.disconnect();
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
  });

  test('refuses a port that is none', async () => {
    const child = spawn(process.execPath, [built.script, '--port', 'x'], { stdio: 'ignore' });
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(2);
  });
});
