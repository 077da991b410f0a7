import type { Elsewhere } from './entry.ts';
import { WITH_ACCESS_TOKEN, WITH_APP_CLIENT } from './operations.ts';

const CREDENTIALS =
  'The AWS credentials are of another account or region, or a policy does not let them do this to the pool.';
const READ =
  'Read the message: it says what is refused. Where a permission is lacking, it names the IAM action.';

/** What a NotAuthorizedException says of operations beside a sign-in. */
export const notAuthorizedElsewhere: readonly Elsewhere[] = [
  {
    operations: WITH_ACCESS_TOKEN.join('|'),
    meaning: 'Cognito does not take the access token, or it does not allow this.',
    causes: [
      'It has expired, or was revoked by RevokeToken or a sign-out everywhere.',
      'An ID token was sent in its place, or one of another pool or region, or it was cut.',
      'It lacks the scope aws.cognito.signin.user.admin, as tokens of managed login may.',
      'The user was disabled or deleted since.',
    ],
    tries: ['Refresh or sign in, and send the new AccessToken, whole.'],
  },
  {
    operations: WITH_APP_CLIENT.join('|'),
    meaning: 'The app client or the pool does not allow this, or the hash or token does not fit.',
    causes: [
      'SECRET_HASH is missing, or made from another username or client secret.',
      'The pool lets administrators alone create users.',
      'The user is disabled, or in a state in which this can’t be.',
      'A refresh token that is revoked, expired or of another client.',
    ],
    tries: ['Read the message: it tells these cases apart.', 'Check the client secret of the target.'],
  },
  {
    operations: 'Admin(?!InitiateAuth|RespondToAuthChallenge)\\w+',
    meaning:
      'The call is refused: these credentials may not make it, or the user is in a state in which it can’t be.',
    causes: [
      'The state of the user does not allow it: a reset of one who never had a password of their own, a confirmation of one who is confirmed.',
      'The user comes from an identity provider, which keeps their password and attributes.',
      'An attribute that can’t be changed once it is set.',
      CREDENTIALS,
    ],
    tries: [READ, 'Look at UserStatus and Enabled with AdminGetUser.'],
  },
  {
    meaning: 'The call is refused: these credentials may not make it, or the pool does not allow it now.',
    causes: [
      CREDENTIALS,
      'A role, a certificate or another resource that the request names may not be used.',
      'The pool is protected from it: DeletionProtection, a setting that can’t be changed afterwards.',
    ],
    tries: [READ, 'Check profile, account and region of the target.'],
  },
];
