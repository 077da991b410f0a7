import { adminNoSrpAuth, adminUserPasswordAuth } from './admin-user-password-auth.ts';
import { customAuth } from './custom-auth.ts';
import { getTokensFromRefreshToken } from './get-tokens-from-refresh-token.ts';
import { refreshTokenAuth } from './refresh-token-auth.ts';
import { startOperation } from '../chain/sign-in-operations.ts';
import type { FlowSpec } from './spec.ts';
import { userAuth } from './user-auth.ts';
import { userPasswordAuth } from './user-password-auth.ts';
import { userSrpAuth } from './user-srp-auth.ts';

/** Every way to start, in the order a form lists them. */
export const flows: readonly FlowSpec[] = [
  userSrpAuth,
  userPasswordAuth,
  adminUserPasswordAuth,
  adminNoSrpAuth,
  userAuth,
  customAuth,
  refreshTokenAuth,
  getTokensFromRefreshToken,
];

/** The flow of this name, undefined for one that can't be started here. */
export function flowNamed(name: string): FlowSpec | undefined {
  return flows.find((flow) => flow.name === name);
}

/** Those that one side takes: InitiateAuth with the operations beside it, or AdminInitiateAuth. */
export function flowsOf(side: 'anybody' | 'admin'): readonly FlowSpec[] {
  return flows.filter((flow) => (flow.side ?? side) === side);
}

/** The operation that a flow is sent with. @param admin what was asked for; absent: the flow's own side */
export function startsWith(flow: FlowSpec, admin?: boolean): FlowSpec['operation'] {
  if (flow.operation === 'GetTokensFromRefreshToken') return flow.operation;
  return startOperation(admin ?? flow.side === 'admin');
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
];
