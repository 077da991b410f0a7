import type { JsonObject } from '../../json.ts';
import { present } from '../../present.ts';
import { signUpChannel } from '../account/channel.ts';
import { readCaller } from '../account/caller.ts';
import { confirmUser } from '../account/confirm-user.ts';
import { sendAccountCode } from '../account/send-account-code.ts';
import { refuseTakenName, signUpAttributes } from '../account/sign-up-attributes.ts';
import { signUpSession } from '../account/sign-up-session.ts';
import type { Context, Subject } from '../context.ts';
import { needsNoPassword, newAccount } from '../pool/new-account.ts';
import { checkPassword } from '../pool/password-policy.ts';
import { refuseSender } from '../pool/refuse-sender.ts';
import { claimNames } from '../pool/sign-in-names.ts';
import { attributeMap, text } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import type { Pool } from '../state.ts';
import { runPreSignUp } from '../triggers/pre-sign-up.ts';
import type { SignUpDecision } from '../triggers/responses.ts';
import type { Operation } from './spec.ts';

export const signUp: Operation = {
  name: 'SignUp',
  run: async (input, context) => {
    const { pool, client, username } = readCaller(context, input);
    if (pool.adminCreatesUsers) {
      throw refusal('NotAuthorizedException', 'SignUp is not permitted for this user pool');
    }
    const password = firstPassword(pool, input);
    const attributes = signUpAttributes(pool, client, input, username);
    const user = newAccount(context, pool, username, {
      status: 'UNCONFIRMED',
      attributes,
      ...present({ password }),
    });
    const subject = { pool, client, user };
    const decision = await runPreSignUp(context, subject, 'SignUp', attributeMap(input, 'ValidationData'));
    // Somebody else may have taken the name while the trigger ran.
    refuseTakenName(pool, username, attributes);
    const channel = decision.confirm ? undefined : signUpChannel(pool, user);
    if (channel !== undefined) refuseSender(context, pool, channel.attribute === 'email' ? 'EMAIL' : 'SMS');
    verify(pool, attributes, decision);
    pool.users.add(user);
    context.notes.username = user.username;
    const code = { purpose: 'sign-up', occasion: 'SignUp' } as const;
    // The user is there before their code goes out: who has no e-mail left to send says so with the user made.
    const details = channel && (await sendAccountCode(context, subject, { ...code, channel }));
    if (decision.confirm) await confirmUser(context, subject);
    return reply(context, subject, details);
  },
};

function reply(context: Context, subject: Subject, details: JsonObject | undefined): JsonObject {
  return {
    UserConfirmed: subject.user.status === 'CONFIRMED',
    ...(details === undefined ? {} : { CodeDeliveryDetails: details }),
    UserSub: subject.user.sub,
    ...signUpSession(context, subject),
  };
}

/**
 * Where a code can be a first factor, a user needs no password.
 * @throws InvalidParameterException, InvalidPasswordException
 */
function firstPassword(pool: Pool, input: JsonObject): string | undefined {
  const password = text(input, 'Password');
  if (password !== undefined) {
    checkPassword(pool.passwordPolicy, password);
    return password;
  }
  if (needsNoPassword(pool)) return undefined;
  const message = "Value at 'password' failed to satisfy constraint: Member must not be null";
  throw refusal('InvalidParameterException', `1 validation error detected: ${message}`);
}

/** What PreSignUp verifies becomes this user's alias: it is taken from whoever had it (developer guide, "Pre sign-up"). */
function verify(
  pool: Pool,
  attributes: Map<string, string>,
  { verifyEmail, verifyPhone }: SignUpDecision,
): void {
  if (verifyEmail) attributes.set('email_verified', 'true');
  if (verifyPhone) attributes.set('phone_number_verified', 'true');
  claimNames(pool, attributes, {
    force: true,
    refuse: (name) => refusal('UsernameExistsException', `An account with the given ${name} already exists.`),
  });
}
