import type { JsonObject } from '../../json.ts';
import type { Handle } from '../pool/directory.ts';
import { canSend } from '../pool/refuse-sender.ts';
import { maskEmail, maskPhone } from '../pool/mask.ts';
import { simulateUser } from '../pool/simulate-user.ts';
import type { MfaMethod, User } from '../pool/user.ts';
import type { Pool } from '../state.ts';

/** Where a code goes. */
export interface Channel {
  readonly attribute: Handle;
  readonly destination: string;
}

/** A sign-up's code goes to an attribute that the pool verifies by itself; of two it takes the phone. */
export function signUpChannel(pool: Pool, user: User): Channel | undefined {
  return firstChannel(['phone_number', 'email'], user, (handle) => pool.autoVerified.includes(handle));
}

/**
 * A recovery code goes to the best verified channel of AccountRecoverySetting; never to one that is a second factor of
 * the user, or whoever holds it held both (developer guide, "Password reset").
 */
export function recoveryChannel(pool: Pool, user: User): Channel | undefined {
  const handles = pool.recovery.flatMap((way): Handle[] =>
    way === 'admin_only' ? [] : [way === 'verified_email' ? 'email' : 'phone_number'],
  );
  return firstChannel(
    handles,
    user,
    (handle) => user.attributes.get(`${handle}_verified`) === 'true' && !isSecondFactor(pool, user, handle),
  );
}

function isSecondFactor(pool: Pool, user: User, handle: Handle): boolean {
  const method: MfaMethod = handle === 'email' ? 'EMAIL_OTP' : 'SMS_MFA';
  return pool.mfa !== 'OFF' && pool.mfaMethods.includes(method) && user.mfaEnabled.has(method);
}

function firstChannel(
  handles: readonly Handle[],
  user: User,
  isUsable: (handle: Handle) => boolean,
): Channel | undefined {
  for (const attribute of handles) {
    const destination = user.attributes.get(attribute);
    if (destination !== undefined && isUsable(attribute)) return { attribute, destination };
  }
  return undefined;
}

/** CodeDeliveryDetails. */
export function deliveryDetails({ attribute, destination }: Channel): JsonObject {
  const isEmail = attribute === 'email';
  return {
    Destination: isEmail ? maskEmail(destination) : maskPhone(destination),
    DeliveryMedium: isEmail ? 'EMAIL' : 'SMS',
    AttributeName: attribute,
  };
}

/**
 * Where a code for nobody seems to go: as one would for most people of this pool, and the same at every asking.
 * Protocol reference 4.5.
 */
export function simulatedChannel(
  pool: Pool,
  name: string,
  choose: (pool: Pool, user: User) => Channel | undefined,
): Channel | undefined {
  const user = simulateUser(pool, name);
  const usual = usualHandles(pool);
  const had = [...user.attributes].filter(([key]) => usual.some((handle) => key.startsWith(handle)));
  return choose(pool, { ...user, attributes: new Map(had) }) ?? choose(pool, user);
}

/** What people of the pool are likely to have, of what it can reach; both where its settings tell nothing. */
function usualHandles(pool: Pool): readonly string[] {
  const told = [
    ...pool.usernameAttributes,
    ...pool.autoVerified,
    ...pool.aliases,
    ...pool.requiredAttributes,
  ].filter((name) => name === 'email' || name === 'phone_number');
  const usual = told.length === 0 ? ['email', 'phone_number'] : told;
  const reachable = usual.filter((name) => canSend(pool, name === 'email' ? 'EMAIL' : 'SMS'));
  return reachable.length === 0 ? usual : reachable;
}
