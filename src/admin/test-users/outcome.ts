import type { PoolFacts } from './facts.ts';
import { secondFactorsOf, type TestFactor, type TestState } from './kinds.ts';

/** What a sign-in with the right password comes to first: an exception, a challenge, or TOKENS. */
export function outcomeOf(
  { state, factor }: { readonly state: TestState; readonly factor: TestFactor },
  facts: PoolFacts,
): string {
  switch (state) {
    case 'UNCONFIRMED':
      return 'UserNotConfirmedException';
    case 'disabled':
      return 'NotAuthorizedException';
    case 'RESET_REQUIRED':
      // Protocol reference 4.5: a client that hides who exists hides this, too.
      return facts.masks === true ? 'NotAuthorizedException' : 'PasswordResetRequiredException';
    case 'FORCE_CHANGE_PASSWORD':
      return 'NEW_PASSWORD_REQUIRED';
    case 'CONFIRMED':
      // A passkey takes the password's place, and asks for nothing where the password is given.
      if (factor === 'none' || factor === 'WEB_AUTHN') return facts.mfa === 'ON' ? 'MFA_SETUP' : 'TOKENS';
      return secondFactorsOf(factor).length > 1 ? 'SELECT_MFA_TYPE' : factor;
  }
}
