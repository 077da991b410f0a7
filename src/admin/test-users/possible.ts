import { isAddress } from './addresses.ts';
import type { PoolFacts } from './facts.ts';
import { secondFactorsOf, type TestFactor } from './kinds.ts';
import type { PreparedUser } from './prepared.ts';

/** How a factor that only the user can set up is set up: a sign-in with the password. */
export type SetUpFlow = 'ADMIN_USER_PASSWORD_AUTH' | 'USER_PASSWORD_AUTH' | 'USER_SRP_AUTH' | 'USER_AUTH';

/** Names of ExplicitAuthFlows, those of before 2019 last. In the order in which they are taken. */
const FLOWS: readonly (readonly [SetUpFlow, readonly string[]])[] = [
  ['ADMIN_USER_PASSWORD_AUTH', ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH']],
  ['USER_PASSWORD_AUTH', ['ALLOW_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH']],
  ['USER_SRP_AUTH', ['ALLOW_USER_SRP_AUTH']],
  ['USER_AUTH', ['ALLOW_USER_AUTH']],
];

/** Undefined where the client allows none; SRP where nobody knows, as most clients do. */
export function setUpFlow({ flows }: PoolFacts): SetUpFlow | undefined {
  if (flows === undefined) return 'USER_SRP_AUTH';
  return FLOWS.find(([, names]) => names.some((name) => flows.includes(name)))?.[0];
}

/** What of it only the user can set up, by signing in. */
export function ownSetUpOf(factor: TestFactor): 'SOFTWARE_TOKEN_MFA' | 'WEB_AUTHN' | undefined {
  if (factor === 'WEB_AUTHN') return factor;
  return secondFactorsOf(factor).find((each) => each === 'SOFTWARE_TOKEN_MFA');
}

/** Where codes of a factor go. */
export const ADDRESSES = { SMS_MFA: 'phone_number', EMAIL_OTP: 'email' } as const;

/** Attributes that codes of these factors go to. */
export function addressesOf(factor: TestFactor): readonly ('phone_number' | 'email')[] {
  return secondFactorsOf(factor).flatMap((each) => (each === 'SOFTWARE_TOKEN_MFA' ? [] : ADDRESSES[each]));
}

/**
 * Addresses that a user gets only once TOTP is set up: where MFA is required, an address alone is a factor, and the sign-in
 * that sets TOTP up would be asked for it.
 */
export function heldBack(factor: TestFactor, { mfa }: PoolFacts): readonly string[] {
  return mfa === 'ON' && ownSetUpOf(factor) === 'SOFTWARE_TOKEN_MFA' ? addressesOf(factor) : [];
}

/** Why a user can't be made so in this pool, as far as it is known; undefined where it can. */
export function whyNot(user: PreparedUser, facts: PoolFacts): string | undefined {
  return (
    whyNotName(user, facts) ??
    whyNotState(user, facts) ??
    whyNotFactor(user, facts) ??
    whyNotWithoutClient(user, facts)
  );
}

function whyNotName({ signsInAs }: PreparedUser, { usernameAttributes = [] }: PoolFacts): string | undefined {
  const fits =
    usernameAttributes.length === 0 || usernameAttributes.some((name) => isAddress(name, signsInAs));
  return fits
    ? undefined
    : `In this pool a user’s name is the ${usernameAttributes.join(' or the ')}: give one.`;
}

/** Only a place typed in a terminal may lack one: a saved target has its client. */
const NAME_ONE = 'name one with --client-id.';

function whyNotWithoutClient({ state, factor }: PreparedUser, { noClient }: PoolFacts): string | undefined {
  if (noClient !== true) return undefined;
  if (state === 'UNCONFIRMED') return `Users sign up through an app client: ${NAME_ONE}`;
  const setsUp = ownSetUpOf(factor);
  if (setsUp === undefined) return undefined;
  return `${setsUp} is set up by signing in through an app client: ${NAME_ONE}`;
}

function whyNotState({ state, factor, attributes }: PreparedUser, facts: PoolFacts): string | undefined {
  if (state === 'UNCONFIRMED' && facts.adminOnly === true)
    return 'Nobody signs up in this pool: an administrator creates all users, and they are never UNCONFIRMED.';
  const setsUp = ownSetUpOf(factor);
  if (state === 'UNCONFIRMED' && setsUp !== undefined)
    return `${setsUp} is set up by signing in, which an UNCONFIRMED user can’t.`;
  const isReachable = attributes['email'] !== undefined || attributes['phone_number'] !== undefined;
  if (state === 'RESET_REQUIRED' && !isReachable)
    return 'A reset sends a code, and the user has neither email nor phone_number.';
  if (state === 'RESET_REQUIRED' && addressesOf(factor).length > 1)
    return 'A reset sends a code, and never to where a second factor goes: both addresses are one.';
  return undefined;
}

function whyNotFactor({ factor, attributes }: PreparedUser, facts: PoolFacts): string | undefined {
  if (factor === 'none') return undefined;
  if (factor === 'WEB_AUTHN') {
    if (facts.passkeys === false) return 'Passkeys are not set up in this pool.';
    if (facts.mfa === 'ON')
      return 'MFA is required in this pool: the sign-in that registers a passkey would ask for a factor first.';
  } else {
    if (facts.mfa === 'OFF') return 'MFA is off in this pool.';
    for (const each of secondFactorsOf(factor)) {
      if (facts.methods?.includes(each) === false) return `${each} is not set up in this pool.`;
      const address = each === 'SOFTWARE_TOKEN_MFA' ? undefined : ADDRESSES[each];
      if (address !== undefined && attributes[address] === undefined)
        return `${each} takes a ${address}, and the user has none.`;
    }
    const early = heldBack(factor, facts).find(
      (name) => facts.required?.includes(name) === true || facts.usernameAttributes?.includes(name) === true,
    );
    if (early !== undefined)
      return `MFA is required in this pool, and no user is without ${early}: the sign-in that sets TOTP up would ask for a code to it first.`;
  }
  const setsUp = ownSetUpOf(factor);
  if (setsUp !== undefined && setUpFlow(facts) === undefined)
    return `${setsUp} is set up by signing in with the password, which the app client doesn’t allow.`;
  return undefined;
}
