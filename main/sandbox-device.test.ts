import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
} from 'amazon-cognito-identity-js';
import { expect, test } from 'vitest';
import type { SandboxUser } from '@core/contract.ts';
import { seededIn, totp, useRunningSandbox } from './testing/running-sandbox.ts';

const sandbox = useRunningSandbox();

/** What the client keeps between two sign-ins, as a browser's localStorage would. */
function keptStorage() {
  const kept = new Map<string, string>();
  return {
    setItem: (key: string, value: string) => void kept.set(key, value),
    getItem: (key: string) => kept.get(key) ?? null,
    removeItem: (key: string) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}

interface SignedIn {
  readonly session: CognitoUserSession;
  readonly askedForCode: boolean;
  /** The user must agree before the device is remembered. */
  readonly waits: boolean;
}

function signIn(user: CognitoUser, { username, password, totpSecret = '' }: SandboxUser, seconds = 0) {
  const details = new AuthenticationDetails({ Username: username, Password: password });
  return new Promise<SignedIn>((resolve, reject) => {
    let askedForCode = false;
    const callbacks = {
      onSuccess: (session: CognitoUserSession, waits?: boolean) =>
        resolve({ session, askedForCode, waits: waits === true }),
      onFailure: reject,
      totpRequired: () => {
        askedForCode = true;
        user.sendMFACode(totp(totpSecret, seconds), callbacks, 'SOFTWARE_TOKEN_MFA');
      },
    };
    user.authenticateUser(details, callbacks);
  });
}

function userOf({ userPoolId, clientId, username }: SandboxUser, Storage: ReturnType<typeof keptStorage>) {
  const { endpoint } = sandbox().info;
  const Pool = new CognitoUserPool({ UserPoolId: userPoolId, ClientId: clientId, endpoint, Storage });
  return new CognitoUser({ Username: username, Pool, Storage });
}

test('amazon-cognito-identity-js confirms its device, then signs in with it and refreshes', async () => {
  const ada = seededIn(sandbox().info, 'ada');
  const storage = keptStorage();
  const first = await signIn(userOf(ada, storage), ada);
  expect(first).toMatchObject({ askedForCode: true, waits: false });
  const user = userOf(ada, storage);
  const again = await signIn(user, ada);
  expect(again.askedForCode).toBe(false);
  const renewed = await new Promise<CognitoUserSession>((resolve, reject) => {
    user.refreshSession(again.session.getRefreshToken(), (error, next) =>
      error ? reject(error) : resolve(next),
    );
  });
  expect(renewed.isValid()).toBe(true);
});

test('amazon-cognito-identity-js remembers on request, lists and forgets', async () => {
  const ben = seededIn(sandbox().info, 'ben');
  const storage = keptStorage();
  const user = userOf(ben, storage);
  expect(await signIn(user, ben)).toMatchObject({ askedForCode: true, waits: true });
  const status = await new Promise((onSuccess, onFailure) => {
    user.setDeviceStatusRemembered({ onSuccess, onFailure });
  });
  expect(status).toBe('SUCCESS');
  const known = userOf(ben, storage);
  expect((await signIn(known, ben)).askedForCode).toBe(false);
  const listed = await new Promise((onSuccess, onFailure) => {
    known.listDevices(10, null, { onSuccess, onFailure });
  });
  expect(listed).toMatchObject({ Devices: [{ DeviceAttributes: [{ Name: 'device_status' }, {}, {}] }] });
  await new Promise<void>((resolve, reject) => {
    known.forgetDevice({ onSuccess: () => resolve(), onFailure: reject });
  });
  // The client still holds the key; at "Device does not exist." it drops it and asks for the code.
  const after = await signIn(userOf(ben, storage), ben, 30);
  expect(after.askedForCode).toBe(true);
});
