import type { JsonObject } from '../../json.ts';
import { signUpChannel } from '../account/channel.ts';
import { readCaller } from '../account/caller.ts';
import { confirmUser } from '../account/confirm-user.ts';
import { refuseWithoutSender, sendAccountCode } from '../account/send-account-code.ts';
import { refuseTakenName, signUpAttributes } from '../account/sign-up-attributes.ts';
import { signUpSession } from '../account/sign-up-session.ts';
import type { Context, Subject } from '../context.ts';
import { checkPassword } from '../pool/password-policy.ts';
import { claimNames } from '../pool/sign-in-names.ts';
import { newUser, type User } from '../pool/user.ts';
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
    const user = draftUser(context, pool, username, attributes, password);
    const subject = { pool, client, user };
    const decision = await runPreSignUp(context, subject, 'SignUp', attributeMap(input, 'ValidationData'));
    // Somebody else may have taken the name while the trigger ran.
    refuseTakenName(pool, username, attributes);
    const channel = decision.confirm ? undefined : signUpChannel(pool, user);
    if (channel !== undefined) refuseWithoutSender(context, pool, channel);
    verify(pool, attributes, decision);
    pool.users.add(user);
    context.notes.username = user.username;
    const code = { purpose: 'sign-up', occasion: 'SignUp' } as const;
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
  if (pool.firstFactors.some((factor) => factor === 'EMAIL_OTP' || factor === 'SMS_OTP')) return undefined;
  const message = "Value at 'password' failed to satisfy constraint: Member must not be null";
  throw refusal('InvalidParameterException', `1 validation error detected: ${message}`);
}

function draftUser(
  context: Context,
  pool: Pool,
  username: string,
  attributes: ReadonlyMap<string, string>,
  password: string | undefined,
): User {
  const sub = context.random.uuid();
  return newUser({
    username: pool.usernameAttributes.length > 0 ? sub : username,
    sub,
    status: 'UNCONFIRMED',
    createdAt: context.clock.now(),
    attributes,
    ...(password === undefined ? {} : { password }),
  });
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
