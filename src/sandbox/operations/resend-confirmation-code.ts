import type { JsonObject } from '../../json.ts';
import { takeAttempt } from '../account/attempts.ts';
import { countedName, noSuchAccount, readCaller, type Caller } from '../account/caller.ts';
import { deliveryDetails, signUpChannel, simulatedChannel } from '../account/channel.ts';
import { refuseWithoutSender, sendAccountCode } from '../account/send-account-code.ts';
import type { Context } from '../context.ts';
import { refusal } from '../refusal.ts';
import type { Operation } from './spec.ts';

export const resendConfirmationCode: Operation = {
  name: 'ResendConfirmationCode',
  run: async (input, context) => {
    const caller = readCaller(context, input);
    takeAttempt(context, caller.pool, countedName(caller), 'resend');
    return { CodeDeliveryDetails: await resend(context, caller) };
  },
};

/** A client that hides who exists answers alike for nobody, for the disabled and, by a setting, for the confirmed. */
function resend(context: Context, caller: Caller): JsonObject | Promise<JsonObject> {
  const { pool, client, user } = caller;
  const hides = client.hidesUserExistence;
  if (user === undefined || (!user.enabled && hides)) {
    if (!hides) throw noSuchAccount();
    return simulated(context, caller);
  }
  if (!user.enabled) throw refusal('NotAuthorizedException', 'User is disabled.');
  if (user.status !== 'UNCONFIRMED') {
    if (hides && context.settings.resendHidesConfirmed) return simulated(context, caller);
    throw refusal('InvalidParameterException', 'User is already confirmed.');
  }
  const channel = signUpChannel(pool, user);
  if (channel === undefined) throw nothingToVerify();
  const code = { purpose: 'sign-up', occasion: 'ResendCode', channel } as const;
  return sendAccountCode(context, { pool, client, user }, code);
}

function simulated(context: Context, { pool, username }: Caller): JsonObject {
  const channel = simulatedChannel(pool, username, signUpChannel);
  if (channel === undefined) throw nothingToVerify();
  refuseWithoutSender(context, pool, channel);
  return deliveryDetails(channel);
}

function nothingToVerify(): Error {
  return refusal('InvalidParameterException', 'Cannot resend codes. Auto verification not turned on.');
}
