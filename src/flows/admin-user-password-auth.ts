import { userPasswordAuth } from './user-password-auth.ts';
import type { FlowSpec } from './spec.ts';

/** A typed password on the signed side: its name and its switch are its own, all else is USER_PASSWORD_AUTH's. */
export const adminUserPasswordAuth: FlowSpec = {
  ...userPasswordAuth,
  name: 'ADMIN_USER_PASSWORD_AUTH',
  operation: 'AdminInitiateAuth',
  side: 'admin',
  twin: 'USER_PASSWORD_AUTH',
  title: 'Username and password, as administrator',
  help:
    'Sends the password as it is to AdminInitiateAuth, signed with AWS credentials. Migrates users, as ' +
    'USER_PASSWORD_AUTH does.',
  allowedBy: 'ALLOW_ADMIN_USER_PASSWORD_AUTH',
};

export const adminNoSrpAuth: FlowSpec = {
  ...adminUserPasswordAuth,
  name: 'ADMIN_NO_SRP_AUTH',
  title: 'The same by its older name',
  help: 'The older name of ADMIN_USER_PASSWORD_AUTH; Cognito treats both alike.',
};
