import {
  INCORRECT,
  EXPIRED,
  ONCE,
  FOREIGN,
  MISMATCH,
  USED,
  NO_DEVICE,
  OVER,
  CONFIRMED,
  session,
  sent,
  totp,
  message,
  TOTP,
  SMS,
  device,
  body,
  user,
  type Case,
} from './words.ts';

export const people = {
  'password-wrong': {
    has: { error: INCORRECT, passwordIsKnownOne: false },
    hasNot: { error: INCORRECT, passwordIsKnownOne: true },
  },
  'user-masked': {
    has: { error: INCORRECT, sandbox: { user: 'missing' } },
    hasNot: { error: INCORRECT, userSignedInAt: 5 },
  },
  'user-status-masked': {
    has: { error: INCORRECT, sandbox: { ...user, status: 'FORCE_CHANGE_PASSWORD' } },
    hasNot: { error: INCORRECT, sandbox: user },
  },
  'custom-ended': {
    has: { error: INCORRECT, answers: 'CUSTOM_CHALLENGE', flow: 'CUSTOM_AUTH' },
    hasNot: { error: INCORRECT },
  },
  'locked-out': {
    has: {
      error: ['NotAuthorizedException', 'Password attempts exceeded'],
      tries: { failed: 6, waitMs: 2_000 },
    },
    hasNot: { error: INCORRECT, tries: { failed: 6, waitMs: 2_000 } },
  },
  'lock-near': {
    // A warning beside the causes: it never is one.
    has: { error: INCORRECT, tries: { failed: 4 } },
    hasNot: { error: INCORRECT, tries: { failed: 1 } },
  },
  'user-disabled': {
    has: { error: ['NotAuthorizedException', 'User is disabled.'] },
    hasNot: { error: ['NotAuthorizedException', 'User is disabled.'], sandbox: user },
  },
  'user-not-confirmed': {
    has: { error: ['UserNotConfirmedException', 'User is not confirmed.'] },
    hasNot: { error: ['UserNotConfirmedException'], sandbox: user },
  },
  'reset-required': {
    has: { error: ['PasswordResetRequiredException'] },
    hasNot: { error: ['PasswordResetRequiredException'], sandbox: user },
  },
  'user-unknown': {
    has: { error: ['UserNotFoundException', 'User does not exist.'] },
    hasNot: { error: ['UserNotFoundException'], sandbox: user },
  },
  'session-expired': {
    has: { error: EXPIRED, session: { ...session, ageMs: 234_000 } },
    hasNot: { error: FOREIGN, session },
  },
  'session-used': {
    has: { error: ONCE, session: { ...session, usedBy: 2 } },
    hasNot: { error: FOREIGN, session },
  },
  'session-replaced': {
    has: { error: FOREIGN, session: { ...session, newerFrom: 3 } },
    hasNot: { error: FOREIGN, session },
  },
  'session-foreign': {
    has: { error: FOREIGN, session: { sent: true, came: true, limitMs: 180_000, fromOtherChain: true } },
    hasNot: { error: FOREIGN, session },
  },
  'session-left-out': {
    has: {
      error: ['InvalidParameterException', 'Missing required parameter Session'],
      session: { sent: false, came: true, limitMs: 180_000 },
    },
    hasNot: { error: ['InvalidParameterException', 'Missing required parameter Session'], session },
  },
  'challenge-changed': {
    has: { error: FOREIGN, sent: { ...sent, asked: SMS, challengeName: TOTP } },
    hasNot: { error: FOREIGN, sent: { ...sent, asked: SMS, challengeName: SMS } },
  },
  'code-of-earlier-message': {
    has: { error: MISMATCH, answers: SMS, typedCode: { ...message, inbox: { count: 2, match: 1 } } },
    hasNot: { error: MISMATCH, answers: SMS, typedCode: { ...message, inbox: { count: 2, match: 0 } } },
  },
  'code-typed-wrong': {
    has: { error: MISMATCH, answers: TOTP, typedCode: { ...totp, slip: 'swap' } },
    hasNot: { error: MISMATCH, answers: TOTP, typedCode: { ...totp, totpStep: -4 } },
  },
  'totp-other-moment': {
    has: { error: MISMATCH, answers: TOTP, typedCode: { ...totp, totpStep: -4 } },
    hasNot: { error: MISMATCH, answers: TOTP, typedCode: { ...totp, totpStep: 0 } },
  },
  'totp-clock': {
    has: {
      error: MISMATCH,
      answers: TOTP,
      typedCode: totp,
      clock: { aheadMs: 95_000, uncertaintyMs: 600, samples: 3 },
    },
    hasNot: {
      error: MISMATCH,
      answers: TOTP,
      typedCode: totp,
      clock: { aheadMs: 200, uncertaintyMs: 600, samples: 3 },
    },
  },
  'totp-other-secret': {
    has: { error: MISMATCH, answers: TOTP, typedCode: totp },
    hasNot: { error: MISMATCH, answers: TOTP, typedCode: { ...totp, totpStep: 2 } },
  },
  'totp-used-before': {
    has: { error: USED, answers: TOTP, typedCode: { ...totp, totpStep: 0, acceptedBy: 0 } },
    hasNot: { error: ['ExpiredCodeException'], answers: SMS, typedCode: message },
  },
  'code-too-old': {
    has: {
      error: ['ExpiredCodeException'],
      answers: SMS,
      typedCode: { ...message, inbox: { count: 1, match: 0, matchAt: 0 } },
    },
    hasNot: { error: USED, answers: TOTP, typedCode: totp },
  },
  'factor-not-set-up': {
    has: { error: ['SoftwareTokenMFANotFoundException'], sandbox: { ...user, hasTotp: false } },
    hasNot: { error: ['SoftwareTokenMFANotFoundException'], sandbox: { ...user, hasTotp: true } },
  },
  'temporary-password-over': {
    has: { error: OVER, sandbox: { ...user, status: 'FORCE_CHANGE_PASSWORD' } },
    hasNot: { error: OVER, sandbox: user },
  },
  'confirmed-already': {
    has: { error: CONFIRMED },
    hasNot: { error: CONFIRMED, sandbox: { ...user, status: 'UNCONFIRMED' } },
  },
  'password-had-before': {
    has: {
      error: ['PasswordHistoryPolicyViolationException'],
      answers: 'NEW_PASSWORD_REQUIRED',
      newPasswordOf: 'this sign-in',
    },
    hasNot: { error: ['InvalidPasswordException'], newPasswordOf: 'this sign-in' },
  },
  'changed-at-once': {
    has: { error: ['ConcurrentModificationException'], operation: 'AssociateSoftwareToken' },
    hasNot: { error: ['TooManyRequestsException'], operation: 'AssociateSoftwareToken' },
  },
  'device-confirmed-already': {
    has: { error: ['DeviceKeyExistsException'], device: { ...device, confirmedBy: 2 } },
    hasNot: { error: NO_DEVICE, device: { ...device, confirmedBy: 2 } },
  },
  'token-of-other-kind': {
    has: { error: ['UnsupportedTokenTypeException'], token: { member: 'Token', use: 'access' } },
    hasNot: { error: ['UnsupportedTokenTypeException'], token: { member: 'Token', use: 'opaque' } },
  },
  'client-secret-left-out': {
    has: {
      error: ['UnauthorizedException'],
      operation: 'RevokeToken',
      sent: { ...sent, members: ['Token'] },
    },
    hasNot: {
      error: ['UnauthorizedException'],
      operation: 'RevokeToken',
      sent: { ...sent, members: ['Token', 'ClientSecret'] },
    },
  },
  'invitation-not-due': {
    has: {
      error: ['UnsupportedUserStateException'],
      operation: 'AdminCreateUser',
      request: body({ Username: 'ann', MessageAction: 'RESEND' }),
    },
    hasNot: { error: ['UsernameExistsException'], operation: 'AdminCreateUser' },
  },
} as const satisfies Readonly<Record<string, Case>>;
