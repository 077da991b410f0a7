import { customAuth } from './custom-auth.ts';
import { getTokensFromRefreshToken } from './get-tokens-from-refresh-token.ts';
import { refreshTokenAuth } from './refresh-token-auth.ts';
import type { FlowSpec } from './spec.ts';
import { userAuth } from './user-auth.ts';
import { userPasswordAuth } from './user-password-auth.ts';
import { userSrpAuth } from './user-srp-auth.ts';

/** Every way to start, in the order a form lists them. */
export const flows: readonly FlowSpec[] = [
  userSrpAuth,
  userPasswordAuth,
  userAuth,
  customAuth,
  refreshTokenAuth,
  getTokensFromRefreshToken,
];

/** The flow of this name, undefined for one that can't be started here. */
export function flowNamed(name: string): FlowSpec | undefined {
  return flows.find((flow) => flow.name === name);
}

/** An `AuthFlow` of the API that is known and has no form of its own. */
export interface OtherFlow {
  readonly name: string;
  /** The flow to use in its place. */
  readonly instead: string;
  readonly why: string;
}

export const otherFlows: readonly OtherFlow[] = [
  {
    name: 'REFRESH_TOKEN',
    instead: 'REFRESH_TOKEN_AUTH',
    why: 'An older name of REFRESH_TOKEN_AUTH; Cognito treats both alike.',
  },
  {
    name: 'ADMIN_USER_PASSWORD_AUTH',
    instead: 'USER_PASSWORD_AUTH',
    why: 'For administrators: AdminInitiateAuth with AWS credentials. InitiateAuth refuses it.',
  },
  {
    name: 'ADMIN_NO_SRP_AUTH',
    instead: 'USER_PASSWORD_AUTH',
    why: 'The older name of ADMIN_USER_PASSWORD_AUTH: for administrators only. InitiateAuth refuses it.',
  },
];
