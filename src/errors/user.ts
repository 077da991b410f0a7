import { cognitoError } from './entry.ts';
import { allBut, ANSWERS } from './operations.ts';

/** The state of the user, and the passwords and attributes a user chooses. */
export const userErrors = [
  cognitoError({
    code: 'UserNotFoundException',
    operations: allBut(
      'AssociateSoftwareToken',
      'CompleteWebAuthnRegistration',
      'DeleteWebAuthnCredential',
      'GlobalSignOut',
      'ListWebAuthnCredentials',
      'RevokeToken',
      'SignUp',
      'StartWebAuthnRegistration',
    ),
    seedStatus: 493,
    sdkStatus: 404,
    wireStatus: 400,
    sessionAfter: 'lost',
    next: 'change',
    meaning:
      'The pool has no user of this name, and the app client says so (PreventUserExistenceErrors is LEGACY).',
    causes: [
      'The username is mistyped, or an alias the pool does not accept.',
      'The user was deleted meanwhile.',
      'The sub was sent as USERNAME in a pool with chosen usernames.',
    ],
    tries: [
      'Check the username in the pool.',
      'Set PreventUserExistenceErrors to ENABLED to hide this from attackers.',
    ],
    elsewhere: [
      {
        operations: 'Admin\\w+',
        meaning: 'The pool has no user of this name.',
        causes: [
          'Username is mistyped: case counts where the pool says so.',
          'It is an alias that the pool does not have, or one that is not verified.',
          'The user was deleted meanwhile, or is of another pool.',
        ],
        tries: ['Look for the user with ListUsers: Filter username ^= "…", or email = "…".'],
      },
      {
        meaning: 'The pool has no user of this name any more.',
        causes: ['The username is mistyped, or an alias the pool does not accept.', 'The user was deleted.'],
        tries: ['Check the username in the pool.'],
      },
    ],
    provoke: 'Sign in with an unknown USERNAME on an app client with LEGACY.',
    messages: [
      { text: 'User does not exist.', meaning: 'The pool has no user of this name.' },
      {
        text: 'Username/client id combination not found.',
        meaning: 'No such user for this app client, or the user is disabled.',
      },
    ],
  }),
  cognitoError({
    code: 'UserNotConfirmedException',
    operations: allBut(
      'AssociateSoftwareToken',
      'CompleteWebAuthnRegistration',
      'ConfirmSignUp',
      'DeleteWebAuthnCredential',
      'ForgotPassword',
      'GetTokensFromRefreshToken',
      'ListWebAuthnCredentials',
      'ResendConfirmationCode',
      'RevokeToken',
      'SignUp',
      'StartWebAuthnRegistration',
      'UpdateAuthEventFeedback',
    ),
    seedStatus: 494,
    wireStatus: 400,
    sessionAfter: 'lost',
    next: 'administrator',
    meaning: 'The user signed up but never confirmed. Cognito says so before it looks at the password.',
    causes: ['The confirmation code was not entered.'],
    tries: [
      'AdminConfirmSignUp confirms the user at once.',
      'Or ConfirmSignUp with the code; ResendConfirmationCode brings a new one.',
    ],
    provoke: 'SignUp, then sign in without confirming; any password will do.',
    messages: [{ text: 'User is not confirmed.', meaning: 'The user signed up but never confirmed.' }],
  }),
  cognitoError({
    code: 'PasswordResetRequiredException',
    operations: allBut(
      'AssociateSoftwareToken',
      'ConfirmForgotPassword',
      'ConfirmSignUp',
      'ForgotPassword',
      'GetTokensFromRefreshToken',
      'ResendConfirmationCode',
      'RevokeToken',
      'SignUp',
      'UpdateAuthEventFeedback',
    ),
    seedStatus: 492,
    wireStatus: 400,
    sessionAfter: 'lost',
    next: 'administrator',
    meaning: 'The user must choose a new password before the next sign-in (status RESET_REQUIRED).',
    causes: ['AdminResetUserPassword was called.', 'The user was imported.'],
    tries: [
      'AdminSetUserPassword gives the user a new password.',
      'Or ForgotPassword, then ConfirmForgotPassword with the code.',
    ],
    provoke: 'AdminResetUserPassword, then sign in.',
    messages: [
      {
        text: 'Password reset required for the user',
        meaning: 'The user must choose a new password before the next sign-in.',
      },
    ],
  }),
  cognitoError({
    code: 'InvalidPasswordException',
    operations: [...ANSWERS, 'ChangePassword', 'ConfirmDevice', 'ConfirmForgotPassword', 'SignUp'],
    seedStatus: 487,
    wireStatus: 400,
    next: 'answer',
    meaning: 'The new password breaks the pool’s password policy.',
    causes: ['Too short, or a kind of character is missing. The message gives the reason.'],
    tries: ['Choose a password that fits the policy and answer again.'],
    elsewhere: [
      {
        meaning: 'The password breaks the pool’s password policy.',
        causes: ['Too short, or a kind of character is missing. The message gives the reason.'],
        tries: ['Send one that fits: DescribeUserPool shows Policies.PasswordPolicy.'],
      },
    ],
    provoke: 'Answer NEW_PASSWORD_REQUIRED with NEW_PASSWORD "a".',
    messages: [
      {
        text: 'Password does not conform with policy: REASON',
        pattern: 'Password (does|did) not conform with policy:? ?.*',
        meaning: 'The new password breaks the policy; the reason stands after the colon.',
      },
    ],
  }),
  cognitoError({
    code: 'PasswordHistoryPolicyViolationException',
    operations: [...ANSWERS, 'ChangePassword', 'ConfirmForgotPassword'],
    next: 'answer',
    meaning: 'The new password equals one of the user’s last ones.',
    causes: ['The pool remembers up to 24 earlier passwords.'],
    tries: ['Choose a password this user has not had.'],
    provoke: 'Set a password history size, then answer NEW_PASSWORD_REQUIRED with the password before.',
  }),
  cognitoError({
    code: 'AliasExistsException',
    operations: [...ANSWERS, 'ConfirmSignUp', 'UpdateUserAttributes', 'VerifyUserAttribute'],
    seedStatus: 497,
    wireStatus: 400,
    next: 'answer',
    meaning: 'The email or phone number is already another user’s alias.',
    causes: ['Another user of the pool signs in with the same address or number.'],
    tries: ['Send another value.', 'At sign-up: ForceAliasCreation moves the alias to the new user.'],
    elsewhere: [
      {
        operations: 'Admin\\w+',
        meaning: 'The email, phone number or identity is another user’s already.',
        causes: ['Another user of the pool has the same address or number as an alias, or is linked to it.'],
        tries: ['Send another value, or take it from the other user first: ListUsers finds them.'],
      },
      {
        meaning: 'The email or phone number is already another user’s alias.',
        causes: ['Another user of the pool signs in with the same address or number.'],
        tries: ['Send another value.', 'At sign-up: ForceAliasCreation moves the alias to the new user.'],
      },
    ],
    provoke:
      'Answer NEW_PASSWORD_REQUIRED with userAttributes.email of another user, in a pool with email aliases.',
    messages: [
      {
        text: 'An account with the email already exists.',
        pattern: 'An account with the .+ already exists\\.?',
        meaning: 'Another user of the pool has this alias.',
      },
    ],
  }),
  cognitoError({
    code: 'UsernameExistsException',
    operations: ['SignUp', 'ConfirmDevice'],
    meaning: 'The username is taken.',
    causes: ['Someone signed up with it before. Shown whatever PreventUserExistenceErrors says.'],
    tries: ['Choose another username, or sign in.'],
    elsewhere: [
      {
        operations: 'AdminCreateUser',
        meaning: 'The pool has a user of this name.',
        causes: ['They signed up, were created before, or by a try whose answer was lost.'],
        tries: [
          'Look at who is there with AdminGetUser, or choose another username.',
          'MessageAction RESEND sends the invitation of that user again.',
        ],
      },
    ],
    provoke: 'SignUp twice with the same username.',
    messages: [{ text: 'User already exists', meaning: 'The username is taken.' }],
  }),
] as const;
