import type { JsonObject } from '../../json.ts';
import type { Context } from '../context.ts';
import { refuseSender } from '../pool/refuse-sender.ts';
import type { CodePurpose } from '../pool/user.ts';
import { randomDigits } from '../random.ts';
import { refusal } from '../refusal.ts';
import type { Pool } from '../state.ts';
import { runCustomMessage, type MessageOccasion } from '../triggers/custom-message.ts';
import type { EventSubject } from '../triggers/events.ts';
import { deliveryDetails, type Channel } from './channel.ts';

const DIGITS = 6;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface AccountCode {
  readonly purpose: CodePurpose;
  readonly occasion: MessageOccasion;
  readonly channel: Channel;
}

/**
 * Sends a code that outlives the call: it takes the place of the one before. Recovery codes are good for an hour, all
 * others for a day (protocol reference 9.2).
 * @returns CodeDeliveryDetails
 * @throws as refuseWithoutSender, and what CustomMessage throws
 */
export async function sendAccountCode(
  context: Context,
  subject: EventSubject,
  { purpose, occasion, channel }: AccountCode,
): Promise<JsonObject> {
  const { pool, user } = subject;
  refuseWithoutSender(context, pool, channel);
  const words = await runCustomMessage(context, subject, occasion);
  const code = randomDigits(context.random, DIGITS);
  const now = context.clock.now();
  const life = purpose === 'password' ? HOUR_MS : DAY_MS;
  user.codes.set(purpose, { code, expiresAt: now + life, ...channel });
  const isEmail = channel.attribute === 'email';
  if (isEmail) countEmail(context, pool);
  const text = (isEmail ? words.email : words.sms) ?? usualText(pool, isEmail, purpose);
  context.state.inbox.add({
    id: context.random.uuid(),
    at: now,
    username: user.username,
    medium: isEmail ? 'EMAIL' : 'SMS',
    destination: channel.destination,
    code,
    text: text.replaceAll('{####}', () => code),
  });
  return deliveryDetails(channel);
}

/** The pool's own words, where it has some that hold a code: one that confirms by link has none. */
function usualText({ request }: Pool, isEmail: boolean, purpose: CodePurpose): string {
  const template = request.VerificationMessageTemplate;
  const own = isEmail
    ? (template?.EmailMessage ?? request.EmailVerificationMessage)
    : (template?.SmsMessage ?? request.SmsVerificationMessage);
  if (own?.includes('{####}') === true) return own;
  return purpose === 'password' ? 'Your password reset code is {####}.' : 'Your verification code is {####}.';
}

/**
 * The default sender takes so many e-mails a day and no more; to be asked before anything is changed, and for nobody's
 * code as for somebody's.
 * @throws as refuseSender; LimitExceededException, and CodeDeliveryFailureException where that is not declared
 */
export function refuseWithoutSender(context: Context, pool: Pool, { attribute }: Channel): void {
  refuseSender(context, pool, attribute === 'email' ? 'EMAIL' : 'SMS');
  if (attribute !== 'email' || hasOwnSender(pool)) return;
  const { limits } = context.state;
  const sent = limits.count(DEFAULT_SENDER, context.clock.now(), DAY_MS);
  if (sent < context.settings.defaultSenderEmailsPerDay) return;
  const declared = context.asked.operation !== 'UpdateUserAttributes';
  throw refusal(
    declared ? 'LimitExceededException' : 'CodeDeliveryFailureException',
    'Exceeded daily email limit for the operation or the account. If a higher limit is required, please configure ' +
      'your user pool to use your own Amazon SES configuration for sending email.',
  );
}

const DEFAULT_SENDER = 'e-mails of the default sender';

function countEmail(context: Context, pool: Pool): void {
  if (hasOwnSender(pool)) return;
  const limit = { most: context.settings.defaultSenderEmailsPerDay, windowMs: DAY_MS };
  context.state.limits.add(DEFAULT_SENDER, context.clock.now(), limit);
}

function hasOwnSender({ request }: Pool): boolean {
  return request.EmailConfiguration?.EmailSendingAccount === 'DEVELOPER';
}
