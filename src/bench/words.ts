import { challengeNamed } from '../challenges/index.ts';
import type { Expected } from './fault.ts';
import { outcomes } from './fault.ts';

const says = (code: string, message?: string): Expected =>
  message === undefined ? { code } : { code, message };

// What the service says, protocol reference 4.3. Regular expression sources for whole messages.

export const INVALID_SESSION = says('NotAuthorizedException', 'Invalid session for the user\\.?');
export const SESSION_EXPIRED = says(
  'NotAuthorizedException',
  'Invalid session for the user, session is expired\\.?',
);
export const SESSION_USED = says(
  'NotAuthorizedException',
  'Invalid session for the user, session can only be used once\\.?',
);
/** Nobody has published the words for a Session of another user or client (13, no. 14). */
export const FOREIGN_SESSION = says('NotAuthorizedException', 'Invalid session.*');
export const INCORRECT = says('NotAuthorizedException', 'Incorrect username or password\\.?');
export const HASH_WRONG = says(
  'NotAuthorizedException',
  'Unable to verify secret hash for client .+|SecretHash does not match for the client: .+',
);
export const HASH_MISSING = says(
  'NotAuthorizedException',
  'Client .+ is configured with secret but SECRET_HASH was not received|' +
    '.*is configured for secret but secret was not received.*',
);
export const NO_USER = says('UserNotFoundException', 'User does not exist\\.?');
export const NO_DEVICE = says('ResourceNotFoundException', 'Device does not exist\\.?');
export const NO_CLIENT = says('ResourceNotFoundException', 'User pool client .+ does not exist\\.?');
export const NO_POOL = says('ResourceNotFoundException', 'User pool .+ does not exist\\.?');
export const BAD_REFRESH_TOKEN = says('NotAuthorizedException', 'Invalid Refresh Token\\.?');
export const CODE_USED = says('ExpiredCodeException', 'Your software token has already been used once\\.?');
/** The words are not published. */
export const INVALID_PARAMETER = says('InvalidParameterException');
export const NOT_AUTHORIZED = says('NotAuthorizedException');
export const ACCEPTED = says(outcomes.accepted);
export const ASKED_AGAIN = says(outcomes.askedAgain);

export function missing(parameter: string): Expected {
  return says('InvalidParameterException', `Missing required parameter ${parameter.replaceAll('.', '\\.')}`);
}

/** A constraint of the model that was broken at a member: `session`, `clientId`. */
export function constraint(member: string): Expected {
  return says(
    'InvalidParameterException',
    `\\d+ validation errors? detected: .*'${member}' failed to satisfy constraint: .*`,
  );
}

/** Wrong code, in the words of its challenge. */
export function codeMismatch(challenge: string): Expected {
  const words = challengeNamed(challenge).mismatch ?? 'Invalid code or auth state for the user';
  return says('CodeMismatchException', `${words}\\.?`);
}
