import type { JsonObject } from '../../json.ts';
import { signInAfterSignUp } from '../account/sign-up-session.ts';
import { askSelectChallenge } from '../challenges/select-challenge.ts';
import { findUser, unknownUser } from '../pool/find-user.ts';
import { checkSecretHash } from '../pool/secret-hash.ts';
import { simulateUser } from '../pool/simulate-user.ts';
import type { Context } from '../context.ts';
import { need, type TextMap } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import { checkAccountStatus } from '../sign-in/account-status.ts';
import { beginFirstFactor } from '../sign-in/begin-first-factor.ts';
import { withNamedDevice } from '../sign-in/device.ts';
import { firstFactors } from '../sign-in/first-factors.ts';
import type { Pool } from '../state.ts';
import type { Client } from '../pool/client.ts';
import type { User } from '../pool/user.ts';
import { runPreAuthentication } from '../triggers/pre-authentication.ts';
import { migrateUser, type Stranger } from '../triggers/user-migration.ts';
import type { Flow } from './spec.ts';

/** Longest Username of the service model; a simulated one travels in the Session. */
const LONGEST_NAME = 128;

/** Choice-based sign-in: the preferred first factor where it is usable, else the choice. Protocol reference 1.3. */
export const userAuth: Flow = {
  names: ['USER_AUTH'],
  allowedBy: 'ALLOW_USER_AUTH',
  notAllowed: 'USER_AUTH is not enabled for the client.',
  start: async ({ context, pool, client, parameters, session }) => {
    if (session !== undefined) return signInAfterSignUp(context, client, session, parameters);
    const username = need(parameters, 'USERNAME');
    refuseBeyondLite(pool, parameters);
    checkSecretHash(client, username, parameters.get('SECRET_HASH'));
    const user =
      findUser(pool, username) ??
      (await migrated(context, { pool, client, username }, parameters)) ??
      simulatedFor(pool, client, username);
    const subject = withNamedDevice(context, { pool, client, user }, parameters);
    checkAccountStatus(client, user);
    await runPreAuthentication(context, subject);
    const choices = firstFactors(pool, user);
    const preferred = choices.find((choice) => choice === parameters.get('PREFERRED_CHALLENGE'));
    if (preferred === undefined) return askSelectChallenge(context, subject, choices);
    const reply: JsonObject = await beginFirstFactor(context, subject, preferred, parameters)();
    // They also come beside a challenge that was served directly, but not beside what follows a password.
    return preferred === 'PASSWORD' ? reply : { ...reply, AvailableChallenges: choices };
  },
};

/** Only a password that comes along brings a user over. */
function migrated(context: Context, stranger: Stranger, parameters: TextMap): Promise<User | undefined> {
  const password =
    parameters.get('PREFERRED_CHALLENGE') === 'PASSWORD' ? parameters.get('PASSWORD') : undefined;
  return password === undefined
    ? Promise.resolve(undefined)
    : migrateUser(context, stranger, 'Authentication', password);
}

/** @throws UserNotFoundException where the client tells who exists. */
function simulatedFor(pool: Pool, client: Client, name: string): User {
  if (!client.hidesUserExistence || name.length > LONGEST_NAME) throw unknownUser(client);
  return simulateUser(pool, name);
}

const STEP_UP = ['TARGET_ACR_VALUES', 'ACCESS_TOKEN', 'MAX_AGE'];
const PASSWORDLESS = new Set(['EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN']);

/** Step-up and passwordless sign-in are not in the Lite plan. @throws FeatureUnavailableInTierException */
function refuseBeyondLite({ tier }: Pool, parameters: TextMap): void {
  if (tier !== 'LITE') return;
  const asked = STEP_UP.find((key) => parameters.has(key)) ?? parameters.get('PREFERRED_CHALLENGE') ?? '';
  if (!STEP_UP.includes(asked) && !PASSWORDLESS.has(asked)) return;
  throw refusal('FeatureUnavailableInTierException', `${asked} is not available in the LITE feature plan.`);
}
