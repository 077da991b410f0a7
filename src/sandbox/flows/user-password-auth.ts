import { findUser, unknownUser } from '../pool/find-user.ts';
import { checkSecretHash } from '../pool/secret-hash.ts';
import { simulateUser } from '../pool/simulate-user.ts';
import { need } from '../read-members.ts';
import { checkAccountStatus } from '../sign-in/account-status.ts';
import { afterPassword } from '../sign-in/after-password.ts';
import { checkTypedPassword, countSimulated } from '../sign-in/check-proof.ts';
import { refuseDeviceOfNobody, withNamedDevice } from '../sign-in/device.ts';
import { runPreAuthentication } from '../triggers/pre-authentication.ts';
import { migrateUser } from '../triggers/user-migration.ts';
import type { Flow } from './spec.ts';

/** PreAuthentication stands between the account's status and the password: throwing there denies either. */
export const userPasswordAuth: Flow = {
  names: ['USER_PASSWORD_AUTH'],
  allowedBy: 'ALLOW_USER_PASSWORD_AUTH',
  notAllowed: 'USER_PASSWORD_AUTH flow not enabled for this client',
  start: async ({ context, pool, client, parameters }) => {
    const username = need(parameters, 'USERNAME');
    const password = need(parameters, 'PASSWORD');
    checkSecretHash(client, username, parameters.get('SECRET_HASH'));
    const user =
      findUser(pool, username) ??
      (await migrateUser(context, { pool, client, username }, 'Authentication', password));
    if (user === undefined) {
      refuseDeviceOfNobody(context, parameters);
      if (!client.hidesUserExistence) throw unknownUser(client);
      const nobody = simulateUser(pool, username);
      await runPreAuthentication(context, { pool, client, user: nobody });
      countSimulated(context, pool, nobody.username);
      throw unknownUser(client);
    }
    const subject = withNamedDevice(context, { pool, client, user }, parameters);
    checkAccountStatus(client, user);
    await runPreAuthentication(context, subject);
    checkTypedPassword(context, subject, password);
    return afterPassword(context, subject);
  },
};
