import { challengeNamed } from '../../../challenges/index.ts';
import { answeredAs, judgedByTriggers } from '../../answered.ts';
import { duration } from '../../durations.ts';
import { FREE_TRIES } from '../../lockout.ts';
import { sentText } from '../sent-body.ts';
import { cannotTell, found, ruledOut, type Cause } from '../cause.ts';

const NOT_AUTHORIZED = 'NotAuthorizedException';
const INCORRECT = { code: NOT_AUTHORIZED, message: /incorrect username or password/i };
/** Worded otherwise, by Cognito one day or by an emulator: the request tells all the same. */
const OTHER_WORDS = { code: NOT_AUTHORIZED, unworded: true as const };
const LOCKED = { code: NOT_AUTHORIZED, message: /password attempts exceeded/i };

/** Who signs in, and with what. */
export const credentialCauses = [
  {
    id: 'password-wrong',
    title: 'The password is wrong',
    explains: [INCORRECT, OTHER_WORDS],
    test: 'The password is compared with one this run knows to be right, without showing either.',
    prior: 0.8,
    advice: 'Type the password again; the fifth wrong one locks the user for a while.',
    check({ passwordIsKnownOne, sandbox, step, proof }) {
      if (answeredAs(step.answers).counts?.factor !== 'password')
        return ruledOut('This step does not depend on a password.');
      if (sandbox?.passwordIsRight === true) {
        return ruledOut('The password is not what was refused.', 'It is this user’s password.');
      }
      if (sandbox?.passwordIsRight === false) {
        return found('The password that was used is refused.', 'This user has another password.');
      }
      if (passwordIsKnownOne === true) return ruledOut('It is the password this user signed in with before.');
      if (passwordIsKnownOne === false)
        return found('It is another password than this user signed in with before.');
      const proved = proof?.holds === true ? ' The proof itself is computed rightly.' : '';
      return cannotTell(`No password is known to be right for this user.${proved}`);
    },
  },
  {
    id: 'user-masked',
    title: 'There is no such user, and the client hides it',
    explains: [INCORRECT, { code: 'ExpiredCodeException', message: /request a code again/i }],
    test: 'This run is searched for a sign-in of this user that got past the password.',
    prior: 0.5,
    advice: 'Look the name up in the pool, or sign in by an alias that the pool takes.',
    check({ sandbox, userSignedInAt, step }) {
      if (userSignedInAt !== undefined)
        return ruledOut('This user got past the password earlier in this run.');
      const { simulated: madeUp } = challengeNamed(step.answers);
      const simulated =
        madeUp === undefined
          ? 'Cognito answers the same for a user who doesn’t exist.'
          : `${step.answers} also comes for users who don’t exist, with ${madeUp}.`;
      if (sandbox?.user === 'missing') return found(simulated, 'The pool has no user of this name.');
      if (sandbox?.user === 'there') return ruledOut(simulated, 'The pool has this user.');
      return cannotTell(`${simulated} Nothing in this chain can tell.`);
    },
  },
  {
    id: 'user-status-masked',
    title: 'The user may not sign in, and the client hides why',
    explains: [INCORRECT],
    test: 'Only who can read the pool can tell: its status, and when the temporary password was set.',
    prior: 0.3,
    advice: 'Have somebody who can read the pool look at the user’s status.',
    check({ sandbox, userSignedInAt }) {
      const { status, enabled } = sandbox ?? {};
      if (userSignedInAt !== undefined) return ruledOut('This user signed in earlier in this run.');
      if (enabled === false) return found('Cognito gives no other reason.', 'The user is disabled.');
      if (status === 'RESET_REQUIRED')
        return found('Cognito gives no other reason.', 'The user must reset the password.');
      if (status === 'FORCE_CHANGE_PASSWORD') {
        return found(
          'Cognito gives no other reason.',
          'The user has a temporary password; an expired one is refused like this.',
        );
      }
      if (status !== undefined) return ruledOut('The user may sign in.', `The user is ${status}.`);
      return cannotTell('An expired temporary password, or a user that must be reset, looks the same.');
    },
  },
  {
    id: 'custom-ended',
    title: 'The DefineAuthChallenge trigger ended the sign-in',
    explains: [INCORRECT],
    test: 'It was a custom challenge that was answered: there is no password in it.',
    prior: 0.9,
    advice: 'Answer what the trigger asks; its log tells why it decided so.',
    check: ({ step, chain }) =>
      judgedByTriggers(step.answers)
        ? found('The answer to a custom challenge was refused: the trigger decided to fail the sign-in.')
        : chain.flow === 'CUSTOM_AUTH'
          ? cannotTell('The sign-in is custom, and what was answered here is not the trigger’s question.')
          : ruledOut('This is no custom sign-in.'),
  },
  {
    id: 'locked-out',
    title: 'The user is locked out for a while',
    explains: [LOCKED],
    test: `Wrong passwords of this user in this run are counted: from the ${FREE_TRIES}th on each doubles the wait.`,
    prior: 0.9,
    check({ tries }) {
      const counted =
        tries.failed === 0
          ? 'No wrong password of this user was sent from here: somebody else’s tries count too'
          : `${tries.failed} wrong ${tries.failed === 1 ? 'password' : 'passwords'} in a row were sent from here`;
      const wait =
        tries.waitMs === undefined || tries.waitMs <= 0
          ? 'by this count the lock is over'
          : `by this count it ends in ${duration(tries.waitMs)}`;
      return found(`Cognito says so itself: the password was not even looked at. ${counted}; ${wait}.`);
    },
    fix: ({ tries }) => ({
      label: 'Sign in again once the lock is over',
      waitMs: Math.max(0, tries.waitMs ?? 0),
      from: 'start',
    }),
  },
  {
    id: 'lock-near',
    title: 'The next wrong password locks the user',
    explains: [INCORRECT],
    test: 'Wrong passwords of this user in this run are counted.',
    prior: 0.05,
    advice: 'Wait 15 minutes before the next try, or be sure of the password.',
    check: ({ tries }) =>
      tries.failed >= FREE_TRIES - 1
        ? cannotTell(`${tries.failed} wrong passwords in a row: this is no cause yet, but stop here.`)
        : ruledOut(`${tries.failed} of ${FREE_TRIES} free tries are used.`),
  },
  {
    id: 'user-disabled',
    title: 'The user is disabled',
    explains: [{ code: NOT_AUTHORIZED, message: /user is disabled/i }],
    test: 'The message says it.',
    prior: 1,
    advice: 'Have an administrator enable the user (AdminEnableUser).',
    check: ({ sandbox }) =>
      sandbox?.enabled === true
        ? ruledOut('The message says so.', 'The user is enabled by now.')
        : found(
            'Cognito says so itself. A new sign-in ends the same until an administrator enables the user.',
          ),
  },
  {
    id: 'user-not-confirmed',
    title: 'The user never confirmed the sign-up',
    explains: [{ code: 'UserNotConfirmedException' }],
    test: 'The exception says it; Cognito looks at this before the password.',
    prior: 1,
    advice: 'Confirm the sign-up: ConfirmSignUp with the code, or AdminConfirmSignUp.',
    check: ({ sandbox }) =>
      sandbox?.status === 'CONFIRMED'
        ? ruledOut('The exception says so.', 'The user is confirmed by now.')
        : found('Cognito says so itself, before it looks at the password.'),
  },
  {
    id: 'reset-required',
    title: 'The password must be reset first',
    explains: [{ code: 'PasswordResetRequiredException' }],
    test: 'The exception says it.',
    prior: 1,
    advice: 'Have a code sent with ForgotPassword, and set a password with ConfirmForgotPassword.',
    check: ({ sandbox }) =>
      sandbox?.status !== undefined && sandbox.status !== 'RESET_REQUIRED'
        ? ruledOut('The exception says so.', `The user is ${sandbox.status} by now.`)
        : found('Cognito says so itself: an administrator reset the password, or the user was imported.'),
  },
  {
    id: 'user-unknown',
    title: 'The pool has no user of this name',
    explains: [
      { code: 'UserNotFoundException' },
      { code: 'ResourceNotFoundException', message: /combination not found/i },
    ],
    test: 'The exception says it. A sign-in comes to it only where the app client does not hide missing users.',
    prior: 0.9,
    advice: 'Check the name; the pool may want another alias, or the canonical name.',
    check: ({ sandbox, chain, step, userSignedInAt }) => {
      if (sandbox?.user === 'there')
        return ruledOut('The exception says so.', 'The pool has this user by now.');
      const before =
        userSignedInAt === undefined ? '' : ' It signed in earlier in this run, so it was removed since.';
      return found(`Cognito says so itself of “${sentText(step, 'Username') ?? chain.username}”.${before}`);
    },
  },
] as const satisfies readonly Cause[];
