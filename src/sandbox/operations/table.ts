import { associateSoftwareToken } from './associate-software-token.ts';
import { completeWebAuthnRegistration } from './complete-web-authn-registration.ts';
import { confirmDevice } from './confirm-device.ts';
import { deleteWebAuthnCredential } from './delete-web-authn-credential.ts';
import { forgetDevice } from './forget-device.ts';
import { getDevice } from './get-device.ts';
import { getTokensFromRefreshToken } from './get-tokens-from-refresh-token.ts';
import { getUser } from './get-user.ts';
import { getUserAuthFactors } from './get-user-auth-factors.ts';
import { globalSignOut } from './global-sign-out.ts';
import { initiateAuth } from './initiate-auth.ts';
import { listDevices } from './list-devices.ts';
import { listWebAuthnCredentials } from './list-web-authn-credentials.ts';
import { respondToAuthChallenge } from './respond-to-auth-challenge.ts';
import { revokeToken } from './revoke-token.ts';
import { setUserMfaPreference } from './set-user-mfa-preference.ts';
import { startWebAuthnRegistration } from './start-web-authn-registration.ts';
import { updateDeviceStatus } from './update-device-status.ts';
import type { Operation } from './spec.ts';
import { verifySoftwareToken } from './verify-software-token.ts';

const all: readonly Operation[] = [
  initiateAuth,
  respondToAuthChallenge,
  associateSoftwareToken,
  verifySoftwareToken,
  setUserMfaPreference,
  getUser,
  getTokensFromRefreshToken,
  revokeToken,
  globalSignOut,
  confirmDevice,
  updateDeviceStatus,
  getDevice,
  listDevices,
  forgetDevice,
  getUserAuthFactors,
  startWebAuthnRegistration,
  completeWebAuthnRegistration,
  listWebAuthnCredentials,
  deleteWebAuthnCredential,
];

/** Every operation that is modelled. What is not here answers UnknownOperationException. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  all.map((operation) => [operation.name, operation]),
);
