import type { Context } from '../context.ts';
import type { Client } from '../pool/client.ts';
import { findUser } from '../pool/find-user.ts';
import { checkConforms } from '../pool/schema-attributes.ts';
import { claimNames, handleOfName, setHandle } from '../pool/sign-in-names.ts';
import { simulateUser } from '../pool/simulate-user.ts';
import { newAccount } from '../pool/new-account.ts';
import type { User } from '../pool/user.ts';
import type { Pool } from '../state.ts';
import { metadataPart } from './events.ts';
import { unrecognizable } from './refuse-run.ts';
import { readMigration, type MigratedUser } from './responses.ts';
import { runTrigger } from './run-trigger.ts';

/** A name that nobody has yet. */
export interface Stranger {
  readonly pool: Pool;
  readonly client: Client;
  readonly username: string;
}

/**
 * UserMigration: brings a user over from elsewhere, for a sign-in that carries a password or for a recovery. Undefined
 * when the pool has no such trigger, or it knows nobody of this name.
 * @throws UserLambdaValidationException, UnexpectedLambdaException, InvalidLambdaResponseException,
 * InvalidParameterException
 */
export async function migrateUser(
  context: Context,
  stranger: Stranger,
  occasion: 'Authentication' | 'ForgotPassword',
  password?: string,
): Promise<User | undefined> {
  const { pool, client, username } = stranger;
  const { metadata } = context.asked;
  const signsIn = occasion === 'Authentication';
  const response = await runTrigger(
    context,
    { pool, client, user: simulateUser(pool, username) },
    {
      trigger: 'UserMigration',
      source: `UserMigration_${occasion}`,
      request: {
        password: password ?? null,
        validationData: signsIn && metadata !== undefined ? Object.fromEntries(metadata) : null,
        ...metadataPart(signsIn ? undefined : metadata),
      },
      response: {
        userAttributes: null,
        finalUserStatus: null,
        messageAction: null,
        desiredDeliveryMediums: null,
        forceAliasCreation: null,
        enableSMSMFA: null,
      },
      secrets: password === undefined ? [] : [password],
    },
  );
  const migrated = response && readMigration(response);
  // Another sign-in of the same name may have brought the user over while the trigger ran.
  return findUser(pool, username) ?? (migrated && addMigrated(context, stranger, migrated, password));
}

function addMigrated(
  context: Context,
  { pool, username }: Stranger,
  migrated: MigratedUser,
  password: string | undefined,
): User {
  const attributes = migratedAttributes(pool, username, migrated);
  const smsMfa = migrated.smsMfa && attributes.has('phone_number') && pool.mfaMethods.includes('SMS_MFA');
  if (migrated.smsMfa && !smsMfa) throw unrecognizable();
  claimNames(pool, attributes, { force: migrated.forceAlias, refuse: unrecognizable });
  const keepsPassword = migrated.status === 'CONFIRMED' && password !== undefined;
  const user = newAccount(context, pool, username, {
    status: migrated.status,
    attributes,
    mfaEnabled: new Set(smsMfa ? ['SMS_MFA'] : []),
    ...(keepsPassword ? { password } : {}),
  });
  pool.users.add(user);
  if (!migrated.quiet) welcome(context, user, migrated.mediums, username);
  return user;
}

/** What the developer guide's example returns beside attributes: the pool has its own. */
const NOT_ATTRIBUTES = new Set(['sub', 'username']);

function migratedAttributes(pool: Pool, username: string, { attributes: given }: MigratedUser) {
  const attributes = new Map([...given].filter(([name, value]) => value !== '' && !NOT_ATTRIBUTES.has(name)));
  const handle = handleOfName(pool, username);
  if (handle !== undefined) setHandle(attributes, handle, username);
  for (const [name, value] of attributes) checkConforms(pool, name, value);
  return attributes;
}

/** By SMS where the trigger names no medium, as the developer guide says. */
function welcome(context: Context, user: User, mediums: readonly string[], username: string): void {
  for (const medium of ['SMS', 'EMAIL'] as const) {
    const destination = user.attributes.get(medium === 'SMS' ? 'phone_number' : 'email');
    const isWanted = mediums.length === 0 ? medium === 'SMS' : mediums.includes(medium);
    if (!isWanted || destination === undefined) continue;
    context.state.inbox.add({
      id: context.random.uuid(),
      at: context.clock.now(),
      username: user.username,
      medium,
      destination,
      code: '',
      text: `Your username is ${username}.`,
    });
  }
}
