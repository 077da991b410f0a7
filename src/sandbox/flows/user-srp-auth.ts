import { findUser } from '../pool/find-user.ts';
import { checkSecretHash } from '../pool/secret-hash.ts';
import { simulateUser } from '../pool/simulate-user.ts';
import { need } from '../read-members.ts';
import { needSrpA, openExchange } from '../sign-in/srp-exchange.ts';
import { findProver } from '../sign-in/srp-prover.ts';
import { runPreAuthentication } from '../triggers/pre-authentication.ts';
import type { Flow } from './spec.ts';

/** The reply carries no Session: SECRET_BLOCK holds the exchange together. */
export const userSrpAuth: Flow = {
  names: ['USER_SRP_AUTH'],
  allowedBy: 'ALLOW_USER_SRP_AUTH',
  notAllowed: 'USER_SRP_AUTH is not enabled for the client.',
  start: async ({ context, pool, client, parameters }) => {
    const username = need(parameters, 'USERNAME');
    const a = needSrpA(parameters);
    checkSecretHash(client, username, parameters.get('SECRET_HASH'));
    const prover = findProver(context, pool, client, username);
    const user = findUser(pool, username) ?? simulateUser(pool, username);
    await runPreAuthentication(context, { pool, client, user });
    const deviceKey = parameters.get('DEVICE_KEY');
    const more = deviceKey === undefined ? {} : { deviceKey };
    const { parameters: values } = openExchange(context, { pool, client }, prover, a, more);
    return {
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeParameters: { ...values, USERNAME: prover.username, USER_ID_FOR_SRP: prover.username },
    };
  },
};
