import { refusal } from '../refusal.ts';
import { adminUserPasswordAuth } from './admin-user-password-auth.ts';
import { refreshTokenAuth } from './refresh-token-auth.ts';
import type { Flow } from './spec.ts';
import { userAuth } from './user-auth.ts';
import { userPasswordAuth } from './user-password-auth.ts';
import { userSrpAuth } from './user-srp-auth.ts';

/** CUSTOM_AUTH: no pool here has triggers, and that is what the service says to such a pool. */
const customAuth: Flow = {
  names: ['CUSTOM_AUTH'],
  allowedBy: 'ALLOW_CUSTOM_AUTH',
  notAllowed: 'CUSTOM_AUTH is not enabled for the client.',
  start: () => {
    const message = 'Custom auth lambda trigger is not configured for the user pool.';
    throw refusal('InvalidParameterException', message);
  },
};

/** Flows that InitiateAuth knows. ADMIN_* belong to AdminInitiateAuth. */
export const flows: readonly Flow[] = [userSrpAuth, userPasswordAuth, refreshTokenAuth, userAuth, customAuth];

/** Flows that AdminInitiateAuth knows: a typed password has a flow of its own there. */
export const adminFlows: readonly Flow[] = [
  adminUserPasswordAuth,
  ...flows.filter((flow) => flow !== userPasswordAuth),
];
