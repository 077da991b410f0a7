import type { Flow } from './spec.ts';
import { userPasswordAuth } from './user-password-auth.ts';

/** A typed password on the signed side: only its name and its switch are its own. */
export const adminUserPasswordAuth: Flow = {
  ...userPasswordAuth,
  names: ['ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'],
  allowedBy: 'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  notAllowed: 'Auth flow not enabled for this client',
};
