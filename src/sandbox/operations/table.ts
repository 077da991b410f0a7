import { associateSoftwareToken } from './associate-software-token.ts';
import { confirmDevice } from './confirm-device.ts';
import { forgetDevice } from './forget-device.ts';
import { getDevice } from './get-device.ts';
import { getTokensFromRefreshToken } from './get-tokens-from-refresh-token.ts';
import { getUser } from './get-user.ts';
import { globalSignOut } from './global-sign-out.ts';
import { initiateAuth } from './initiate-auth.ts';
import { listDevices } from './list-devices.ts';
import { respondToAuthChallenge } from './respond-to-auth-challenge.ts';
import { revokeToken } from './revoke-token.ts';
import { setUserMfaPreference } from './set-user-mfa-preference.ts';
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
];

/** Every operation that is modelled. What is not here answers UnknownOperationException. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  all.map((operation) => [operation.name, operation]),
);
