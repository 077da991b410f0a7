import { findUser, unknownUser } from '../pool/find-user.ts';
import { checkSecretHash } from '../pool/secret-hash.ts';
import { simulateUser } from '../pool/simulate-user.ts';
import type { Context } from '../context.ts';
import { need, type TextMap } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import { checkAccountStatus } from '../sign-in/account-status.ts';
import { decideCustom } from '../sign-in/decide-custom.ts';
import { withNamedDevice } from '../sign-in/device.ts';
import { needSrpA } from '../sign-in/srp-exchange.ts';
import { requireCustomTriggers } from '../triggers/custom-auth-triggers.ts';
import { runPreAuthentication } from '../triggers/pre-authentication.ts';
import type { Flow } from './spec.ts';

/**
 * The pool's triggers decide what is asked, with the password by SRP first where CHALLENGE_NAME says so. For a name
 * that nobody has they run all the same, and are told (protocol reference 4.5).
 */
export const customAuth: Flow = {
  names: ['CUSTOM_AUTH'],
  allowedBy: 'ALLOW_CUSTOM_AUTH',
  notAllowed: 'CUSTOM_AUTH is not enabled for the client.',
  start: async ({ context, pool, client, parameters }) => {
    requireCustomTriggers(pool);
    const username = need(parameters, 'USERNAME');
    const srpA = readSrpA(context, parameters);
    checkSecretHash(client, username, parameters.get('SECRET_HASH'));
    const found = findUser(pool, username);
    if (found === undefined && !client.hidesUserExistence) throw unknownUser(client);
    const user = found ?? simulateUser(pool, username);
    const subject = withNamedDevice(context, { pool, client, user }, parameters);
    checkAccountStatus(client, user);
    await runPreAuthentication(context, subject);
    const proving = { challengeName: 'SRP_A', challengeResult: true, challengeMetadata: null };
    const flow = srpA === undefined ? { rounds: [] } : { rounds: [proving], srpA };
    return decideCustom(context, subject, flow);
  },
};

/** SRP_A of a flow that begins with the password, hexadecimal. */
function readSrpA(context: Context, parameters: TextMap): string | undefined {
  const begin = parameters.get('CHALLENGE_NAME') ?? 'CUSTOM_CHALLENGE';
  if (begin === 'SRP_A') return needSrpA(context, parameters).toString(16);
  if (begin === 'CUSTOM_CHALLENGE') return undefined;
  const choices = 'it takes SRP_A or CUSTOM_CHALLENGE';
  throw refusal('InvalidParameterException', `Invalid CHALLENGE_NAME: ${choices}.`);
}
