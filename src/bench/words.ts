import { challengeNamed } from '../challenges/index.ts';
import type { Expected } from './fault.ts';
import { outcomes } from './fault.ts';

// What the service says, protocol reference 4.3. Regular expression sources for whole messages.

export const INVALID_SESSION: Expected = {
  code: 'NotAuthorizedException',
  message: 'Invalid session for the user\\.?',
};
export const SESSION_EXPIRED: Expected = {
  code: 'NotAuthorizedException',
  message: 'Invalid session for the user, session is expired\\.?',
};
export const SESSION_USED: Expected = {
  code: 'NotAuthorizedException',
  message: 'Invalid session for the user, session can only be used once\\.?',
};
/** Nobody has published the words for a Session of another user or client (13, no. 14). */
export const FOREIGN_SESSION: Expected = { code: 'NotAuthorizedException', message: 'Invalid session.*' };
export const INCORRECT: Expected = {
  code: 'NotAuthorizedException',
  message: 'Incorrect username or password\\.?',
};
export const HASH_WRONG: Expected = {
  code: 'NotAuthorizedException',
  message: 'Unable to verify secret hash for client .+|SecretHash does not match for the client: .+',
};
export const HASH_MISSING: Expected = {
  code: 'NotAuthorizedException',
  message:
    'Client .+ is configured with secret but SECRET_HASH was not received|' +
    '.*is configured for secret but secret was not received.*',
};
export const NO_USER: Expected = { code: 'UserNotFoundException', message: 'User does not exist\\.?' };
export const NO_DEVICE: Expected = {
  code: 'ResourceNotFoundException',
  message: 'Device does not exist\\.?',
};
export const NO_CLIENT: Expected = {
  code: 'ResourceNotFoundException',
  message: 'User pool client .+ does not exist\\.?',
};
export const NO_POOL: Expected = {
  code: 'ResourceNotFoundException',
  message: 'User pool .+ does not exist\\.?',
};
export const BAD_REFRESH_TOKEN: Expected = {
  code: 'NotAuthorizedException',
  message: 'Invalid Refresh Token\\.?',
};
export const CODE_USED: Expected = {
  code: 'ExpiredCodeException',
  message: 'Your software token has already been used once\\.?',
};
/** The words are not published. */
export const INVALID_PARAMETER: Expected = { code: 'InvalidParameterException' };
export const NOT_AUTHORIZED: Expected = { code: 'NotAuthorizedException' };
export const ACCEPTED: Expected = { code: outcomes.accepted };
export const ASKED_AGAIN: Expected = { code: outcomes.askedAgain };

export function missing(parameter: string): Expected {
  return {
    code: 'InvalidParameterException',
    message: `Missing required parameter ${parameter.replaceAll('.', '\\.')}`,
  };
}

/** A constraint of the model that was broken at a member: `session`, `clientId`. */
export function constraint(member: string): Expected {
  return {
    code: 'InvalidParameterException',
    message: `\\d+ validation errors? detected: .*'${member}' failed to satisfy constraint: .*`,
  };
}

/** Wrong code, in the words of its challenge. */
export function codeMismatch(challenge: string): Expected {
  const words = challengeNamed(challenge).mismatch ?? 'Invalid code or auth state for the user';
  return { code: 'CodeMismatchException', message: `${words}\\.?` };
}
