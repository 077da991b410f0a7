import type { JsonObject } from '../../json.ts';
import type { Context, Subject } from '../context.ts';
import type { Handle } from '../pool/directory.ts';
import type { User } from '../pool/user.ts';
import { requiredText } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import type { MessageOccasion } from '../triggers/custom-message.ts';
import { sendAccountCode } from './send-account-code.ts';

/** The attributes that a code can verify. */
export const CONTACTS: readonly Handle[] = ['email', 'phone_number'];

/** AttributeName of an operation that verifies. @throws InvalidParameterException */
export function readContact(input: JsonObject): Handle {
  const name = requiredText(input, 'AttributeName');
  const contact = CONTACTS.find((candidate) => candidate === name);
  if (contact !== undefined) return contact;
  const message = `AttributeName: ${name} cannot be verified, only email and phone_number can.`;
  throw refusal('InvalidParameterException', message);
}

/** The value that waits to be verified: a new one before the one in use. */
export function valueToVerify({ pendingAttributes, attributes }: User, contact: Handle): string | undefined {
  return pendingAttributes.get(contact) ?? attributes.get(contact);
}

/** @returns CodeDeliveryDetails */
export function sendContactCode(
  context: Context,
  subject: Subject,
  contact: Handle,
  destination: string,
  occasion: MessageOccasion,
): Promise<JsonObject> {
  const channel = { attribute: contact, destination };
  return sendAccountCode(context, subject, { purpose: `verify ${contact}`, occasion, channel });
}
