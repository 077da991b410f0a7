import { cognitoError } from './entry.ts';
import type { ErrorMessage } from './entry.ts';
import { notAuthorizedElsewhere } from './not-authorized-elsewhere.ts';
import { allBut } from './operations.ts';

const sessions: readonly ErrorMessage[] = [
  {
    text: 'Invalid session for the user, session is expired.',
    meaning: 'The Session is older than the app client allows.',
    causes: [
      'More time passed since the last step than AuthSessionValidity: 3 minutes by default, 15 at most.',
      'The Session was kept from an earlier run.',
    ],
    tries: [
      'Start the sign-in again.',
      'Raise AuthSessionValidity of the app client if people need longer to answer.',
    ],
    sessionAfter: 'lost',
  },
  {
    text: 'Invalid session for the user, session can only be used once.',
    meaning: 'This Session was accepted by an earlier answer and is used up.',
    causes: [
      'The step was answered twice with the same Session.',
      'An answer timed out here but had reached Cognito.',
      'A custom challenge was answered wrongly: that uses the Session up and brings a new one.',
    ],
    tries: ['Go on from the newest Session of the chain.', 'Start the sign-in again.'],
    sessionAfter: 'lost',
  },
  {
    text: 'Invalid session for the user.',
    meaning: 'The Session does not belong to this user, app client or step.',
    causes: [
      'A later step or a second sign-in replaced it.',
      'It comes from another user, app client or pool.',
      'It was changed or cut on the way.',
    ],
    tries: ['Answer from the newest step of this chain.', 'Start the sign-in again.'],
    sessionAfter: 'lost',
  },
];

const credentials: readonly ErrorMessage[] = [
  {
    text: 'Incorrect username or password.',
    meaning: 'Cognito refuses the user, the password or the proof of it, and does not say which.',
    causes: [
      'The password is wrong.',
      'The user does not exist and the app client hides that (PreventUserExistenceErrors is ENABLED).',
      'SRP: the proof was made with another username than USER_ID_FOR_SRP, or SECRET_BLOCK was changed.',
      'SRP: TIMESTAMP is not as Cognito writes it (day without a leading zero, right weekday, UTC), or the clock is off.',
      'The temporary password has expired.',
      'Custom challenge: the DefineAuthChallenge trigger ended the sign-in.',
    ],
    tries: [
      'Check username and password with USER_PASSWORD_AUTH, where no proof is involved.',
      'Compare the clock with the Date header of the answer.',
      'Look at the user in the pool: does it exist, what is its status?',
      'Stop after four tries: the fifth wrong password locks the user for a while.',
    ],
    sessionAfter: 'lost',
  },
  {
    text: 'Password attempts exceeded',
    next: 'resend',
    meaning:
      'The user is locked for a while after too many wrong passwords; even the right one is refused now.',
    causes: [
      'Five or more wrong passwords in a row. Each further one doubles the wait, up to about 15 minutes.',
    ],
    tries: [
      'Wait up to 15 minutes, then sign in with the right password. Tries during the lock do not prolong it.',
    ],
    sessionAfter: 'lost',
  },
  {
    text: 'User is disabled.',
    next: 'administrator',
    meaning: 'An administrator has disabled this user.',
    causes: ['AdminDisableUser was called for the user.'],
    tries: ['Enable the user: AdminEnableUser.'],
    sessionAfter: 'lost',
  },
  {
    text: 'Temporary password has expired and must be reset by an administrator.',
    next: 'administrator',
    meaning: 'The temporary password was not used in time (7 days by default).',
    causes: ['The pool limits the life of temporary passwords.'],
    tries: ['Set a new one: AdminSetUserPassword, or AdminCreateUser with MessageAction RESEND.'],
    sessionAfter: 'lost',
  },
  {
    text: 'Invalid passkey assertion.',
    // The sandbox’s words: no capture shows the service’s own.
    pattern: '.*(passkey|webauthn|assertion).*',
    next: 'answer',
    meaning: 'Cognito refuses what the passkey signed, and does not say which test failed.',
    causes: [
      'The origin or the relying party is not the pool’s.',
      'Another challenge was signed than that of CREDENTIAL_REQUEST_OPTIONS.',
      'The passkey is none of this user’s, or userHandle is another user’s.',
      'The counter went back, a flag is off, or the signature does not hold.',
    ],
    tries: [
      'Answer again with a credential that is signed anew.',
      'Explain compares each part of the credential with the options.',
    ],
  },
  {
    text: 'Cannot modify an already provided NAME',
    pattern: 'Cannot modify an already provided \\S+',
    next: 'answer',
    meaning: 'The answer sets an attribute that already has a value.',
    causes: [
      'NEW_PASSWORD_REQUIRED was answered with a userAttributes key that userAttributes already lists.',
    ],
    tries: ['Leave that attribute out of the answer; send only what requiredAttributes names.'],
  },
];

const secretHash: readonly ErrorMessage[] = [
  {
    text: 'Unable to verify secret hash for client CLIENTID',
    pattern: 'Unable to verify secret hash for client.*',
    next: 'target',
    meaning: 'SECRET_HASH does not fit the username, client id and client secret.',
    causes: [
      'The hash was made from the alias that was typed (an email), while USERNAME is the canonical name.',
      'The client secret is another one, or was rotated.',
      'The app client has no secret, but a hash was sent.',
    ],
    tries: [
      'Send USER_ID_FOR_SRP as USERNAME and make the hash from exactly that.',
      'Check the client secret of the target.',
    ],
  },
  {
    text: 'SecretHash does not match for the client: CLIENTID',
    pattern: 'SecretHash does not match for the client.*',
    next: 'target',
    meaning: 'SECRET_HASH does not fit. On a refresh it must be made from the canonical user name.',
    causes: [
      'A refresh carries no USERNAME; the hash was made from the alias instead of the canonical name.',
      'The client secret is another one, or was rotated.',
    ],
    tries: [
      'Make the hash from the username claim of the access token (cognito:username in the ID token).',
      'Check the client secret of the target.',
    ],
  },
  {
    text: 'Client CLIENTID is configured with secret but SECRET_HASH was not received',
    pattern:
      '(Client )?.*(configured with secret but SECRET_HASH was not received|configured for secret but secret was not received).*',
    next: 'target',
    meaning: 'This app client has a secret, so every request needs a SECRET_HASH.',
    causes: ['The target has no client secret stored.', 'SECRET_HASH was removed from the answer.'],
    tries: ['Store the client secret with the target.', 'Use an app client without a secret.'],
  },
];

const tokens: readonly ErrorMessage[] = [
  {
    text: 'Invalid Refresh Token.',
    meaning: 'Cognito does not take this refresh token.',
    causes: [
      'Device tracking is on and DEVICE_KEY is missing.',
      'The device was never confirmed with ConfirmDevice.',
      'The token belongs to another app client or pool, or was cut.',
    ],
    tries: [
      'Send the DEVICE_KEY that the sign-in brought (device_key in the access token).',
      'Confirm the device right after sign-in.',
      'Check that target and token belong together.',
    ],
    sessionAfter: 'lost',
  },
  {
    text: 'Refresh Token has expired',
    meaning: 'The refresh token is past its validity (30 days by default).',
    causes: ['RefreshTokenValidity of the app client has passed since the sign-in.'],
    tries: ['Sign in again.'],
    sessionAfter: 'lost',
  },
  {
    text: 'Refresh Token has been revoked',
    meaning: 'The refresh token was revoked.',
    causes: ['RevokeToken or GlobalSignOut was called.', 'The user was disabled or deleted.'],
    tries: ['Sign in again.'],
    sessionAfter: 'lost',
  },
  {
    text: 'Access Token has been revoked',
    meaning: 'The access token was revoked. Its signature still verifies; only Cognito knows.',
    causes: ['RevokeToken or GlobalSignOut was called.'],
    tries: ['Sign in again.'],
    sessionAfter: 'lost',
  },
  {
    text: 'Access Token has expired',
    meaning: 'The access token is past its validity (60 minutes by default).',
    causes: ['More time has passed since sign-in or refresh than AccessTokenValidity.'],
    tries: ['Refresh, then call again with the new access token.'],
    sessionAfter: 'lost',
  },
  {
    text: 'Invalid Access Token',
    meaning: 'The access token is malformed or from elsewhere.',
    causes: ['An ID token was sent in its place.', 'It belongs to another pool or region, or was cut.'],
    tries: ['Send the AccessToken of this sign-in, whole.'],
    sessionAfter: 'lost',
  },
  {
    text: 'User cannot be confirmed. Current status is CONFIRMED',
    pattern: 'User cannot be confirmed\\. Current status is \\w+\\.?',
    meaning: 'The user is past confirmation already.',
    causes: ['ConfirmSignUp was called twice, or an administrator confirmed the user.'],
    tries: ['Sign in.'],
    triesElsewhere: ['Nothing is left to confirm: AdminGetUser shows UserStatus, and the user can sign in.'],
  },
];

const states: readonly ErrorMessage[] = [
  {
    text: 'User password cannot be reset in the current state.',
    next: 'administrator',
    meaning: 'A user who has no password of their own yet can’t have it reset.',
    causes: ['UserStatus is FORCE_CHANGE_PASSWORD or UNCONFIRMED.'],
    tries: [
      'Set a password with AdminSetUserPassword.',
      'Or send the invitation again: AdminCreateUser with MessageAction RESEND.',
    ],
  },
  {
    text: 'SignUp is not permitted for this user pool',
    next: 'administrator',
    meaning: 'In this pool administrators alone create users.',
    causes: ['AdminCreateUserConfig.AllowAdminCreateUserOnly of the pool is true.'],
    tries: ['Create the user with AdminCreateUser, or have the setting changed.'],
  },
];

/** The exception that stands for most refusals. Only its message tells them apart. */
export const notAuthorized = cognitoError({
  code: 'NotAuthorizedException',
  operations: allBut('RevokeToken'),
  seedStatus: 482,
  sdkStatus: 403,
  wireStatus: 400,
  next: 'restart',
  meaning:
    'Cognito refuses: wrong credentials or proof, a locked or disabled user, a bad Session, hash or token.',
  causes: [
    'Wrong password, or an SRP proof that does not fit.',
    'A Session that expired, was used already or belongs elsewhere.',
    'A SECRET_HASH that is missing or made from another username.',
    'A refresh token that is revoked, expired or from another client.',
  ],
  tries: ['Read the message: it tells these cases apart.', 'Start the sign-in again.'],
  elsewhere: notAuthorizedElsewhere,
  provoke:
    'Send a wrong password; wait longer than AuthSessionValidity; answer twice with one Session; change SECRET_HASH.',
  messages: [...sessions, ...credentials, ...secretHash, ...tokens, ...states],
});
