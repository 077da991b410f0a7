import { readTimestamp } from '../../timestamp.ts';
import type { EvidenceStory } from '../evidence.ts';

/** A chain that has a cause, and one that has not. */
export interface Case {
  readonly has: EvidenceStory;
  readonly hasNot: EvidenceStory;
}

// What the cases begin with: errors in their words, and facts with nothing wrong in them.

export const HOUR = 3_600_000;
export const INCORRECT = ['NotAuthorizedException', 'Incorrect username or password.'] as const;
export const BAD_HASH = ['NotAuthorizedException', 'Unable to verify secret hash for client x'] as const;
export const NO_HASH = [
  'NotAuthorizedException',
  'Client x is configured with secret but SECRET_HASH was not received',
] as const;
export const EXPIRED = [
  'NotAuthorizedException',
  'Invalid session for the user, session is expired.',
] as const;
export const ONCE = [
  'NotAuthorizedException',
  'Invalid session for the user, session can only be used once.',
] as const;
export const FOREIGN = ['NotAuthorizedException', 'Invalid session for the user.'] as const;
export const NO_REFRESH = ['NotAuthorizedException', 'Invalid Refresh Token.'] as const;
export const MISMATCH = ['CodeMismatchException', 'Invalid code received for user'] as const;
export const USED = ['ExpiredCodeException', 'Your software token has already been used once.'] as const;
export const NO_DEVICE = ['ResourceNotFoundException', 'Device does not exist.'] as const;
export const NO_REGISTRATION = ['WebAuthnChallengeNotFoundException'] as const;
export const OVER = [
  'NotAuthorizedException',
  'Temporary password has expired and must be reset by an administrator.',
] as const;
export const CONFIRMED = [
  'NotAuthorizedException',
  'User cannot be confirmed. Current status is CONFIRMED',
] as const;
export const NO_CLIENT = ['ResourceNotFoundException', 'User pool client x does not exist.'] as const;

export const session = {
  sent: true,
  came: true,
  fromStep: 1,
  fromAsker: true,
  ageMs: 20_000,
  limitMs: 180_000,
};
export const hash = { sent: true, secretKnown: true, wanted: 'ann', over: 'ann', tried: 8 };
export const sent = {
  answers: { USERNAME: 'ann' },
  members: [],
  clientId: 'x',
  targetClientId: 'x',
  targetHasSecret: true,
};
export const proof = { known: true, holds: true, secretBlock: 'same' as const };
export const stamp = (text: string, aheadMs = 0) => ({ ...readTimestamp(text), aheadMs });
export const GOOD = 'Tue Sep 8 09:05:07 UTC 2026';
export const totp = {
  key: 'SOFTWARE_TOKEN_MFA_CODE',
  kind: 'totp' as const,
  digits: true,
  seedFrom: 'typed',
  sends: 0,
  sentAgain: false,
};
export const message = {
  key: 'SMS_MFA_CODE',
  kind: 'message' as const,
  digits: true,
  sends: 1,
  sentAgain: false,
};
export const TOTP = 'SOFTWARE_TOKEN_MFA';
export const SMS = 'SMS_MFA';
export const refresh = { deviceKeySent: false, tokenKnown: true, rotated: false };
export const device = { key: 'eu-west-1_1', typed: false, origin: 'nowhere' as const, forgotten: false };
export const passkey = {
  ceremony: 'get' as const,
  atHand: true,
  type: 'webauthn.get',
  origin: 'https://auth.example.com',
  originFits: true,
  rpId: 'auth.example.com',
  rpFits: true,
  challengeFits: true,
  flags: ['UP', 'UV'],
  verification: 'preferred',
  counter: 8,
  countedBefore: 7,
  listed: true,
  userFits: true,
  signatureHolds: true,
};
export const INVALID_PASSKEY = {
  error: ['NotAuthorizedException', 'Invalid passkey assertion.'] as const,
  answers: 'WEB_AUTHN',
};
export const registered = {
  ...passkey,
  ceremony: 'create' as const,
  type: 'webauthn.create',
  algorithm: -7,
  algorithmsAsked: [-7, -257],
  start: { step: 2, ageMs: 20_000, limitMs: 60_000 },
};
export const REGISTERS = {
  answers: 'CompleteWebAuthnRegistration',
  operation: 'CompleteWebAuthnRegistration',
};
export const body = (members: object) => ({
  body: { text: JSON.stringify(members), bytes: 1, secrets: [], cut: false },
});
export const GROUP = {
  error: ['GroupExistsException'] as const,
  operation: 'CreateGroup',
  answers: 'CreateGroup',
  request: body({ GroupName: 'admins' }),
};
export const user = { user: 'there' as const, status: 'CONFIRMED', enabled: true };
export const REFRESH = { first: true, flow: 'REFRESH_TOKEN_AUTH', answers: 'REFRESH_TOKEN_AUTH' };
