import { countAttempt, refuseBeyondLimit } from '../account/attempts.ts';
import { checkCode, expiredCode, isWrongCode } from '../account/check-code.ts';
import { readContact, valueToVerify } from '../account/contact.ts';
import type { Context, Subject } from '../context.ts';
import type { Handle } from '../pool/directory.ts';
import { claimNames } from '../pool/sign-in-names.ts';
import type { SentCode } from '../pool/user.ts';
import { requiredText } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import { requireBearer } from '../tokens/access-token.ts';
import type { Operation } from './spec.ts';

export const verifyUserAttribute: Operation = {
  name: 'VerifyUserAttribute',
  run: async (input, context) => {
    const subject = await requireBearer(context, requiredText(input, 'AccessToken'));
    const contact = readContact(input);
    const sent = tryCode(context, subject, contact, requiredText(input, 'Code'));
    // The code proves the value it went to; the user has another one by now.
    if (valueToVerify(subject.user, contact) !== sent.destination) throw expiredCode();
    takeVerified(context, subject, sent);
    return {};
  },
};

/** @throws LimitExceededException, ExpiredCodeException, CodeMismatchException */
function tryCode(context: Context, { pool, user }: Subject, contact: Handle, given: string): SentCode {
  refuseBeyondLimit(context, pool, user.username, 'wrong attribute code');
  try {
    return checkCode(context, user, `verify ${contact}`, given);
  } catch (error) {
    if (isWrongCode(error)) countAttempt(context, pool, user.username, 'wrong attribute code');
    throw error;
  }
}

/** @throws AliasExistsException; nothing was changed then. */
function takeVerified(context: Context, { pool, user }: Subject, { attribute, destination }: SentCode): void {
  const flag = `${attribute}_verified`;
  claimNames(pool, new Map([...user.attributes, [attribute, destination], [flag, 'true']]), {
    user,
    force: false,
    refuse: (name) => refusal('AliasExistsException', `An account with the ${name} already exists.`),
  });
  pool.users.setAttribute(user, attribute, destination);
  pool.users.setAttribute(user, flag, 'true');
  user.pendingAttributes.delete(attribute);
  user.codes.delete(`verify ${attribute}`);
  user.modifiedAt = context.clock.now();
}
