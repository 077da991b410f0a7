import { cannotTell, found, ruledOut, type Cause } from '../cause.ts';
import type { Evidence } from '../evidence.ts';
import { sentText } from '../sent-body.ts';

const NOT_AUTHORIZED = 'NotAuthorizedException';

/** Steps of this chain that did the same thing while this one was under way. */
function meanwhile({ chain, step }: Evidence): readonly number[] {
  const until = step.endedAt ?? Infinity;
  return chain.steps
    .filter(
      ({ id, operation, sentAt, endedAt = Infinity }) =>
        id !== step.id && operation === step.operation && sentAt <= until && endedAt >= step.sentAt,
    )
    .map(({ number }) => number);
}

/** What a user has already: a password, a factor, a confirmation (protocol reference 3.4, 8). */
export const accountCauses = [
  {
    id: 'temporary-password-over',
    title: 'The temporary password was not used in time',
    explains: [{ code: NOT_AUTHORIZED, message: /temporary password has expired/i }],
    test: 'The message says it; only who can read the pool knows when the password was set.',
    prior: 1,
    advice: 'Have an administrator set a new password (AdminSetUserPassword).',
    check: ({ sandbox }) =>
      sandbox?.status !== undefined && sandbox.status !== 'FORCE_CHANGE_PASSWORD'
        ? ruledOut('The message says so.', `The user is ${sandbox.status} by now.`)
        : found(
            'Cognito says so itself. A new sign-in ends the same until an administrator sets another (AdminSetUserPassword).',
          ),
  },
  {
    id: 'confirmed-already',
    title: 'The user is past the confirmation',
    explains: [
      { code: NOT_AUTHORIZED, message: /cannot be confirmed/i },
      { code: 'InvalidParameterException', message: /already confirmed/i },
    ],
    test: 'The message gives the status; the chain is searched for an earlier confirmation.',
    prior: 1,
    advice: 'Sign in.',
    check({ chain, step, message, sandbox }) {
      if (sandbox?.status === 'UNCONFIRMED')
        return ruledOut('The message says so.', 'The user is UNCONFIRMED by now.');
      const before = chain.steps.find(
        ({ number, operation, outcome }) =>
          number < step.number && /ConfirmSignUp$/.test(operation) && outcome?.kind === 'done',
      );
      if (before !== undefined) return found(`Step ${before.number} confirmed the user. Signing in is next.`);
      const status = /status is (\w+)/i.exec(message)?.[1] ?? 'confirmed';
      return found(
        `Cognito says so itself: the user is ${status}. No step of this chain did it; signing in is next.`,
      );
    },
  },
  {
    id: 'password-had-before',
    title: 'The user had this password before',
    explains: [{ code: 'PasswordHistoryPolicyViolationException' }],
    test: 'The new password is compared with those this user signed in with in this run, without showing any.',
    prior: 1,
    advice: 'Choose a password that this user has not had.',
    check({ newPasswordOf }) {
      return newPasswordOf === undefined
        ? found('Cognito says so itself. It is none that this run knows of: an older one.')
        : found(`It is the password of ${newPasswordOf}, sent as the new one.`);
    },
  },
  {
    id: 'changed-at-once',
    title: 'Two changes to the same user met',
    explains: [{ code: 'ConcurrentModificationException' }],
    test: 'The chain is searched for the same operation under way at the same time.',
    prior: 1,
    advice: 'Send it again, once.',
    check(evidence) {
      const steps = meanwhile(evidence);
      return steps.length === 0
        ? found(
            'Cognito says so itself. No step of this chain was under way then: it was done from elsewhere.',
          )
        : found(
            `${steps.length === 1 ? 'Step' : 'Steps'} ${steps.join(', ')} sent ${evidence.step.operation} at the same time.`,
          );
    },
    fix: () => ({ label: 'Send it again' }),
  },
  {
    id: 'device-confirmed-already',
    title: 'The device is confirmed already',
    explains: [{ code: 'DeviceKeyExistsException' }],
    test: 'The chain is searched for a ConfirmDevice of the same DeviceKey that was accepted.',
    prior: 1,
    advice: 'Go on: the device is confirmed.',
    check: ({ device }) =>
      device?.confirmedBy === undefined
        ? found('Cognito says so itself; it was done from elsewhere. There is nothing left to do.')
        : found(`Step ${device.confirmedBy} confirmed it. There is nothing left to do.`),
  },
  {
    id: 'token-of-other-kind',
    title: 'A token of another kind was sent',
    explains: [
      { code: 'UnsupportedTokenTypeException' },
      { code: NOT_AUTHORIZED, message: /invalid (access|refresh) token/i },
    ],
    test: 'token_use of the token that was sent is read, where it is a JWT: a refresh token is none.',
    prior: 0.9,
    advice: 'Send the token that the operation names, whole.',
    check({ token }) {
      if (token === undefined) return ruledOut('The request carries no token.');
      if (token.use === 'hidden') return cannotTell('The token that was sent is not kept here.');
      const wanted = token.member === 'AccessToken' ? 'access' : 'opaque';
      if (token.use === 'opaque') {
        return wanted === 'opaque'
          ? ruledOut(`${token.member} is no JWT, as a refresh token is none.`)
          : found('AccessToken is no JWT that can be read: it was cut, or is a refresh token.');
      }
      if (token.use === wanted) return ruledOut(`${token.member} is an access token.`);
      const has = token.use === 'id' ? 'an ID token' : 'an access token';
      return found(
        `${token.member} holds ${has}, where ${wanted === 'opaque' ? 'a refresh token' : 'an access token'} has to stand.`,
      );
    },
  },
  {
    id: 'client-secret-left-out',
    title: 'ClientSecret was left out',
    explains: [{ code: 'UnauthorizedException' }],
    test: 'The request is looked through for ClientSecret, and the target for a secret.',
    prior: 0.7,
    advice: 'Send ClientSecret with the request.',
    check({ sent, step }) {
      if (step.operation !== 'RevokeToken') return ruledOut(`${step.operation} takes no ClientSecret.`);
      if (sent.members.includes('ClientSecret')) return ruledOut('The request carries a ClientSecret.');
      return sent.targetHasSecret
        ? found('The target has a client secret, and the request carries none.')
        : cannotTell('No client secret is stored with the target; the app client may have one.');
    },
  },
  {
    id: 'invitation-not-due',
    title: 'There is no invitation to send again',
    explains: [{ code: 'UnsupportedUserStateException' }],
    test: 'MessageAction is looked at: RESEND is for users in FORCE_CHANGE_PASSWORD alone.',
    prior: 1,
    advice: 'Set a password with AdminSetUserPassword, or reset it with AdminResetUserPassword.',
    check({ step }) {
      const action = sentText(step, 'MessageAction');
      const whom = sentText(step, 'Username') ?? 'the user';
      return action === 'RESEND'
        ? found(
            `MessageAction is RESEND, and ${whom} has no temporary password: the user set one, or never had.`,
          )
        : found(`Cognito says so itself of ${whom}: the user’s status does not allow it.`);
    },
  },
] as const satisfies readonly Cause[];
