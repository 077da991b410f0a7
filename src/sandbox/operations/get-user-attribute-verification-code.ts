import { takeAttempt } from '../account/attempts.ts';
import { readContact, sendContactCode, valueToVerify } from '../account/contact.ts';
import { requiredText } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import { requireBearer } from '../tokens/access-token.ts';
import type { Operation } from './spec.ts';

export const getUserAttributeVerificationCode: Operation = {
  name: 'GetUserAttributeVerificationCode',
  run: async (input, context) => {
    const subject = await requireBearer(context, requiredText(input, 'AccessToken'));
    const contact = readContact(input);
    const destination = valueToVerify(subject.user, contact);
    if (destination === undefined) {
      throw refusal('InvalidParameterException', `AttributeName: the user has no ${contact} to verify.`);
    }
    takeAttempt(context, subject.pool, subject.user.username, 'attribute code');
    const details = await sendContactCode(context, subject, contact, destination, 'VerifyUserAttribute');
    return { CodeDeliveryDetails: details };
  },
};
