import type { JsonObject } from '../../json.ts';
import { takeAttempt } from '../account/attempts.ts';
import { countedName, noSuchAccount, readCaller, type Caller } from '../account/caller.ts';
import { deliveryDetails, recoveryChannel, simulatedChannel, type Channel } from '../account/channel.ts';
import { refuseWithoutSender } from '../account/send-account-code.ts';
import { pretendCode, requireRecoverable, sendRecoveryCode } from '../account/recovery.ts';
import type { Context } from '../context.ts';
import { isRefusal, refusal } from '../refusal.ts';
import { migrateUser } from '../triggers/user-migration.ts';
import type { Operation } from './spec.ts';

export const forgotPassword: Operation = {
  name: 'ForgotPassword',
  run: async (input, context) => {
    const caller = readCaller(context, input);
    if (caller.pool.recovery.includes('admin_only')) {
      throw refusal('NotAuthorizedException', 'Contact administrator to reset password.');
    }
    takeAttempt(context, caller.pool, countedName(caller), 'recovery');
    const user = caller.user ?? (await migrateUser(context, caller, 'ForgotPassword'));
    return { CodeDeliveryDetails: await recover(context, { ...caller, user }) };
  },
};

/**
 * A client that hides who exists answers alike for nobody, for the disabled and for those that no code could reach
 * (developer guide, "Managing user existence error responses").
 */
function recover(context: Context, caller: Caller): JsonObject | Promise<JsonObject> {
  const { pool, client, user } = caller;
  const channel = client.hidesUserExistence ? reachable(caller) : requireChannel(caller);
  if (user !== undefined && channel !== undefined) {
    return sendRecoveryCode(context, { pool, client, user }, channel);
  }
  const made = simulatedChannel(pool, caller.username, recoveryChannel);
  if (made === undefined) throw noSuchAccount();
  refuseWithoutSender(context, pool, made);
  pretendCode(context, pool, countedName(caller));
  return deliveryDetails(made);
}

/** The service tells no difference here between the disabled and nobody (protocol reference 4.3). */
function requireChannel({ pool, user }: Caller): Channel {
  if (user?.enabled !== true) throw noSuchAccount();
  return requireRecoverable(pool, user);
}

function reachable({ pool, user }: Caller): Channel | undefined {
  if (user?.enabled !== true) return undefined;
  try {
    return requireRecoverable(pool, user);
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}
