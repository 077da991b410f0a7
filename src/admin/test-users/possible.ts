import type { PoolFacts } from './facts.ts';
import type { TestFactor } from './kinds.ts';
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

/** Whether only the user can set it up, by signing in. */
export function isOwnSetUp(factor: TestFactor): factor is 'SOFTWARE_TOKEN_MFA' | 'WEB_AUTHN' {
  return factor === 'SOFTWARE_TOKEN_MFA' || factor === 'WEB_AUTHN';
}

/** Why a user can't be made so in this pool, as far as it is known; undefined where it can. */
export function whyNot(user: PreparedUser, facts: PoolFacts): string | undefined {
  return whyNotState(user, facts) ?? whyNotFactor(user, facts);
}

function whyNotState({ state, factor, attributes }: PreparedUser, facts: PoolFacts): string | undefined {
  if (state === 'UNCONFIRMED' && facts.adminOnly === true)
    return 'Nobody signs up in this pool: an administrator creates all users, and they are never UNCONFIRMED.';
  if (state === 'UNCONFIRMED' && isOwnSetUp(factor))
    return `${factor} is set up by signing in, which an UNCONFIRMED user can’t.`;
  const isReachable = attributes['email'] !== undefined || attributes['phone_number'] !== undefined;
  if (state === 'RESET_REQUIRED' && !isReachable)
    return 'A reset sends a code, and the user has neither email nor phone_number.';
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
    if (facts.methods?.includes(factor) === false) return `${factor} is not set up in this pool.`;
    const address = factor === 'SMS_MFA' ? 'phone_number' : factor === 'EMAIL_OTP' ? 'email' : undefined;
    if (address !== undefined && attributes[address] === undefined)
      return `${factor} takes a ${address}, and the user has none.`;
  }
  if (isOwnSetUp(factor) && setUpFlow(facts) === undefined)
    return `${factor} is set up by signing in with the password, which the app client doesn’t allow.`;
  return undefined;
}
