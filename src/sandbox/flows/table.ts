import { customAuth } from './custom-auth.ts';
import { refreshTokenAuth } from './refresh-token-auth.ts';
import type { Flow } from './spec.ts';
import { userAuth } from './user-auth.ts';
import { userPasswordAuth } from './user-password-auth.ts';
import { userSrpAuth } from './user-srp-auth.ts';

/** Flows that InitiateAuth knows. ADMIN_* belong to AdminInitiateAuth. */
export const flows: readonly Flow[] = [userSrpAuth, userPasswordAuth, refreshTokenAuth, userAuth, customAuth];
