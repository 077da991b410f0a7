import { cognitoError } from './entry.ts';
import { ANSWERS, SENDS_MESSAGE } from './operations.ts';

/** One-time codes, second factors and attempt limits. */
export const codeErrors = [
  cognitoError({
    code: 'CodeMismatchException',
    operations: [
      ...ANSWERS,
      'ConfirmForgotPassword',
      'ConfirmSignUp',
      'UpdateUserAttributes',
      'VerifySoftwareToken',
      'VerifyUserAttribute',
    ],
    seedStatus: 483,
    wireStatus: 400,
    sessionAfter: 'kept',
    meaning: 'The code is wrong. The Session stays good.',
    causes: [
      'The code was mistyped.',
      'It comes from an earlier message: each new sign-in sends a new code.',
      'TOTP: the secret is another user’s, or the clock is off by more than 30 seconds.',
    ],
    tries: ['Answer again in place with the newest code.', 'TOTP: compare the clock with the Date header.'],
    provoke: 'Answer any code challenge with a wrong code.',
    messages: [
      {
        text: 'Invalid code or auth state for the user.',
        meaning: 'The SMS or email code is wrong, or the sign-in is no longer at this step.',
      },
      {
        text: 'Invalid code received for user',
        meaning: 'The TOTP code is wrong.',
        causes: [
          'The secret is another user’s, or was replaced by a later set-up.',
          'The clock is off by more than 30 seconds.',
          'The code was mistyped.',
        ],
        tries: ['Answer again in place with the code of now.', 'Compare the clock with the Date header.'],
      },
      {
        text: 'Invalid verification code provided, please try again.',
        meaning: 'The confirmation code is wrong.',
        causes: ['The code was mistyped, or a newer one was sent since.'],
        tries: ['Use the code of the newest message.'],
      },
    ],
  }),
  cognitoError({
    code: 'ExpiredCodeException',
    operations: [
      ...ANSWERS,
      'ConfirmForgotPassword',
      'ConfirmSignUp',
      'UpdateUserAttributes',
      'VerifyUserAttribute',
    ],
    seedStatus: 484,
    wireStatus: 400,
    next: 'answer',
    meaning: 'The code is too old, or was used before.',
    causes: ['An SMS or email code outlived the Session.', 'A TOTP code was accepted once already.'],
    tries: ['TOTP: wait for the next code and answer again.', 'SMS or email: start again for a new code.'],
    provoke: 'Send the same TOTP code twice within its 30 seconds.',
    messages: [
      {
        text: 'Your software token has already been used once.',
        meaning: 'Each TOTP code works once, and this one was accepted before.',
        causes: ['Two sign-ins of the same user within 30 seconds.'],
        tries: ['Wait for the next code, up to 30 seconds, and answer again.'],
      },
      {
        text: 'Invalid code provided, please request a code again.',
        meaning: 'The confirmation code has expired, or the user is unknown.',
        causes: [
          'More than 24 hours since sign-up, or an hour since ForgotPassword.',
          'The user does not exist.',
        ],
        tries: ['Request a new code.'],
      },
    ],
  }),
  cognitoError({
    code: 'SoftwareTokenMFANotFoundException',
    operations: [...ANSWERS, 'AssociateSoftwareToken', 'VerifySoftwareToken'],
    seedStatus: 499,
    wireStatus: 400,
    next: 'answer',
    meaning: 'TOTP is not set up for this user, or is off in the pool.',
    causes: ['The user never finished VerifySoftwareToken.', 'The pool does not offer TOTP.'],
    tries: ['Set TOTP up: AssociateSoftwareToken, then VerifySoftwareToken.', 'Switch TOTP on in the pool.'],
    provoke: 'Answer SOFTWARE_TOKEN_MFA as a user without TOTP.',
    messages: [
      {
        text: 'Software Token MFA has not been enabled by the userPool',
        next: 'administrator',
        meaning: 'The pool does not offer TOTP.',
        causes: ['SoftwareTokenMfaConfiguration of the pool is off.'],
        tries: ['Switch TOTP on: SetUserPoolMfaConfig.'],
      },
    ],
  }),
  cognitoError({
    code: 'MFAMethodNotFoundException',
    operations: ['AdminInitiateAuth', ...ANSWERS],
    seedStatus: 491,
    next: 'answer',
    meaning: 'Cognito finds no usable second factor of the kind that is needed.',
    causes: ['SMS was chosen for a user without a phone number.', 'The method was removed meanwhile.'],
    tries: ['Set a method up for the user.', 'Choose another one.'],
    provoke: 'Answer SELECT_MFA_TYPE with SMS_MFA as a user without a phone number.',
  }),
  cognitoError({
    code: 'EnableSoftwareTokenMFAException',
    operations: ['VerifySoftwareToken'],
    wireStatus: 400,
    next: 'answer',
    meaning: 'The TOTP set-up could not be finished: the code does not fit the secret.',
    causes: [
      'The code comes from another secret than AssociateSoftwareToken just gave.',
      'The clock is off by more than 30 seconds.',
    ],
    tries: ['Verify again with the code of now.', 'Begin again with AssociateSoftwareToken.'],
    provoke: 'Call VerifySoftwareToken with UserCode 000000.',
    messages: [{ text: 'Code mismatch', meaning: 'The code does not fit the secret of this set-up.' }],
  }),
  cognitoError({
    code: 'ConcurrentModificationException',
    operations: ['AssociateSoftwareToken'],
    retry: true,
    meaning: 'Two changes to the same thing met.',
    causes: ['AssociateSoftwareToken was called twice at the same time.'],
    tries: ['Send it again, once.'],
    elsewhere: [
      {
        operations: '(?!AssociateSoftwareToken$)\\w+',
        meaning: 'Two changes to the same thing met.',
        causes: ['Somebody, or a deployment, changes the same pool, client or user at the same moment.'],
        tries: ['Look at how it is now, then send it again, once.'],
      },
    ],
    provoke: 'Send AssociateSoftwareToken several times at once for one user.',
  }),
  cognitoError({
    code: 'CodeDeliveryFailureException',
    operations: SENDS_MESSAGE,
    next: 'administrator',
    meaning: 'Cognito could not deliver the code.',
    causes: [
      'The address or number does not take messages.',
      'The SMS or email set-up of the pool is broken.',
    ],
    tries: ['Check the destination.', 'Check the SMS and email settings of the pool.'],
    provoke: 'SignUp with an address the email sender refuses.',
  }),
  cognitoError({
    code: 'LimitExceededException',
    operations: [
      'ChangePassword',
      'CompleteWebAuthnRegistration',
      'ConfirmForgotPassword',
      'ConfirmSignUp',
      'DeleteWebAuthnCredential',
      'ForgotPassword',
      'GetUserAttributeVerificationCode',
      'ListWebAuthnCredentials',
      'ResendConfirmationCode',
      'SignUp',
      'StartWebAuthnRegistration',
      'VerifyUserAttribute',
    ],
    next: 'resend',
    meaning:
      'A limit on attempts was reached. The AWS SDKs take it for throttling and repeat the call, which burns more.',
    causes: ['Too many tries for this user within the hour: 5 to 20, depending on the operation.'],
    tries: ['Wait; limits are counted by the hour.', 'Set maxAttempts to 1 in SDK clients.'],
    elsewhere: [
      {
        operations: '(?:Add|Create)\\w+|AdminLinkProviderForUser|UpdateUserPool\\w*',
        meaning: 'The pool or the account has as many of these as it may have.',
        causes: [
          'A quota on resources is used up: groups, app clients, secrets, providers, domains and so on.',
        ],
        tries: [
          'Delete what is not needed any more, or ask AWS for a higher quota (Service Quotas).',
          'Waiting does not help, nor does sending it again.',
        ],
      },
      {
        meaning:
          'A limit on attempts was reached. The AWS SDKs take it for throttling and repeat the call, which burns more.',
        causes: ['Too many tries for this user within the hour: 5 to 20, depending on the operation.'],
        tries: ['Wait; limits are counted by the hour.', 'Set maxAttempts to 1 in SDK clients.'],
      },
    ],
    provoke: 'Call ForgotPassword more than 20 times within an hour.',
    messages: [
      {
        text: 'Attempt limit exceeded, please try after some time.',
        meaning: 'The hourly limit for this user is used up.',
      },
    ],
  }),
  cognitoError({
    code: 'TooManyFailedAttemptsException',
    operations: ['ConfirmForgotPassword', 'ConfirmSignUp'],
    next: 'resend',
    meaning: 'Too many wrong codes for this user.',
    causes: ['About 15 wrong confirmation codes within an hour.'],
    tries: ['Wait an hour, then request a new code.'],
    provoke: 'Call ConfirmSignUp with wrong codes until it comes.',
  }),
] as const;
