import type { JsonObject } from '../../../json.ts';
import { refusal } from '../../refusal.ts';
import type { Pool } from '../../state.ts';

/** What a pool has that was never asked: API Reference, GetUserPoolSessionConfiguration. */
const NEVER_SET = { enabled: false, mostPerUser: 20 };

/** Both session operations of a pool answer with it. */
export function describeSessionConfiguration({ id, sessionTracking = NEVER_SET }: Pool): JsonObject {
  return {
    UserPoolId: id,
    UserSessionTracking: sessionTracking.enabled ? 'ENABLED' : 'DISABLED',
    TokenSession: { MaxPerUser: sessionTracking.mostPerUser },
  };
}

/**
 * Which exception it is where nothing is tracked is written nowhere; of those that are declared, this one is said to be
 * for what "the current user pool configuration" leaves out (unverified).
 * @throws OperationNotEnabledException
 */
export function requireTracking({ sessionTracking }: Pool): void {
  if (sessionTracking?.enabled === true) return;
  throw refusal('OperationNotEnabledException', 'User session tracking is not enabled for the user pool.');
}
