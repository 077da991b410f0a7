import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../errors/catalogue.ts';
import { wireFailures } from '../../../errors/wire-failures.ts';
import { fits } from '../cause.ts';
import { explain } from '../explain.ts';
import { readTimestamp } from '../timestamp.ts';
import { CONSOLE_ENDED } from '../../outcome-words.ts';
import { STORY_START } from '../../testing/story.ts';
import { evidenceOf, type EvidenceStory } from '../testing/evidence.ts';
import { type CauseId, causeNamed, causes } from './all.ts';

const HOUR = 3_600_000;
const INCORRECT = ['NotAuthorizedException', 'Incorrect username or password.'] as const;
const BAD_HASH = ['NotAuthorizedException', 'Unable to verify secret hash for client x'] as const;
const NO_HASH = [
  'NotAuthorizedException',
  'Client x is configured with secret but SECRET_HASH was not received',
] as const;
const EXPIRED = ['NotAuthorizedException', 'Invalid session for the user, session is expired.'] as const;
const ONCE = [
  'NotAuthorizedException',
  'Invalid session for the user, session can only be used once.',
] as const;
const FOREIGN = ['NotAuthorizedException', 'Invalid session for the user.'] as const;
const NO_REFRESH = ['NotAuthorizedException', 'Invalid Refresh Token.'] as const;
const MISMATCH = ['CodeMismatchException', 'Invalid code received for user'] as const;
const USED = ['ExpiredCodeException', 'Your software token has already been used once.'] as const;
const NO_DEVICE = ['ResourceNotFoundException', 'Device does not exist.'] as const;
const NO_REGISTRATION = ['WebAuthnChallengeNotFoundException'] as const;
const OVER = [
  'NotAuthorizedException',
  'Temporary password has expired and must be reset by an administrator.',
] as const;
const CONFIRMED = [
  'NotAuthorizedException',
  'User cannot be confirmed. Current status is CONFIRMED',
] as const;
const NO_CLIENT = ['ResourceNotFoundException', 'User pool client x does not exist.'] as const;

const session = { sent: true, came: true, fromStep: 1, fromAsker: true, ageMs: 20_000, limitMs: 180_000 };
const hash = { sent: true, secretKnown: true, wanted: 'ann', over: 'ann', tried: 8 };
const sent = {
  answers: { USERNAME: 'ann' },
  members: [],
  clientId: 'x',
  targetClientId: 'x',
  targetHasSecret: true,
};
const proof = { known: true, holds: true, secretBlock: 'same' as const };
const stamp = (text: string, aheadMs = 0) => ({ ...readTimestamp(text), aheadMs });
const GOOD = 'Tue Sep 8 09:05:07 UTC 2026';
const totp = {
  key: 'SOFTWARE_TOKEN_MFA_CODE',
  kind: 'totp' as const,
  digits: true,
  seedFrom: 'typed',
  sends: 0,
  sentAgain: false,
};
const message = { key: 'SMS_MFA_CODE', kind: 'message' as const, digits: true, sends: 1, sentAgain: false };
const TOTP = 'SOFTWARE_TOKEN_MFA';
const SMS = 'SMS_MFA';
const refresh = { deviceKeySent: false, tokenKnown: true, rotated: false };
const device = { key: 'eu-west-1_1', typed: false, origin: 'nowhere' as const, forgotten: false };
const passkey = {
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
const INVALID_PASSKEY = {
  error: ['NotAuthorizedException', 'Invalid passkey assertion.'] as const,
  answers: 'WEB_AUTHN',
};
const registered = {
  ...passkey,
  ceremony: 'create' as const,
  type: 'webauthn.create',
  algorithm: -7,
  algorithmsAsked: [-7, -257],
  start: { step: 2, ageMs: 20_000, limitMs: 60_000 },
};
const REGISTERS = { answers: 'CompleteWebAuthnRegistration', operation: 'CompleteWebAuthnRegistration' };
const body = (members: object) => ({
  body: { text: JSON.stringify(members), bytes: 1, secrets: [], cut: false },
});
const GROUP = {
  error: ['GroupExistsException'] as const,
  operation: 'CreateGroup',
  answers: 'CreateGroup',
  request: body({ GroupName: 'admins' }),
};
const user = { user: 'there' as const, status: 'CONFIRMED', enabled: true };
const REFRESH = { first: true, flow: 'REFRESH_TOKEN_AUTH', answers: 'REFRESH_TOKEN_AUTH' };

/** For each cause a chain that has it and one that does not. A new cause without both does not compile. */
const cases: { readonly [Id in CauseId]: { readonly has: EvidenceStory; readonly hasNot: EvidenceStory } } = {
  'hash-from-alias': {
    has: {
      error: BAD_HASH,
      canonical: 'uuid-1',
      hash: { ...hash, wanted: 'uuid-1', over: 'ann@example.com' },
    },
    hasNot: { error: BAD_HASH, canonical: 'uuid-1', hash: { ...hash, wanted: 'uuid-1', over: 'uuid-1' } },
  },
  'username-not-canonical': {
    has: { error: INCORRECT, canonical: 'uuid-1', sent: { ...sent, answers: { USERNAME: 'ann' } } },
    hasNot: { error: INCORRECT, canonical: 'ann', sent },
  },
  'hash-other-name': {
    has: { error: BAD_HASH, hash: { ...hash, over: 'Ann' } },
    hasNot: { error: BAD_HASH, hash },
  },
  'hash-misshapen': {
    has: {
      error: BAD_HASH,
      hash: { sent: true, secretKnown: true, wanted: 'ann', misshapen: true, tried: 8 },
    },
    hasNot: { error: BAD_HASH, hash },
  },
  'hash-other-secret': {
    has: { error: BAD_HASH, hash: { sent: true, secretKnown: true, wanted: 'ann', tried: 8 } },
    hasNot: { error: BAD_HASH, hash: { ...hash, over: 'Ann' } },
  },
  'hash-left-out': {
    has: { error: NO_HASH, hash: { sent: false, secretKnown: true, tried: 0 } },
    hasNot: { error: NO_HASH, hash },
  },
  'no-client-secret': {
    has: { error: NO_HASH, sent: { ...sent, targetHasSecret: false } },
    hasNot: { error: NO_HASH, sent },
  },
  'client-changed': {
    has: { error: BAD_HASH, sent: { ...sent, clientId: 'y' } },
    hasNot: { error: BAD_HASH, sent },
  },
  'timestamp-padded': {
    has: { error: INCORRECT, proof, timestamp: stamp('Tue Sep 08 09:05:07 UTC 2026') },
    hasNot: { error: INCORRECT, proof, timestamp: stamp(GOOD) },
  },
  'timestamp-weekday': {
    has: { error: INCORRECT, proof, timestamp: stamp('Mon Sep 8 09:05:07 UTC 2026') },
    hasNot: { error: INCORRECT, proof, timestamp: stamp(GOOD) },
  },
  'timestamp-zone': {
    has: { error: INCORRECT, timestamp: stamp('Tue Sep 8 11:05:07 CEST 2026') },
    hasNot: { error: INCORRECT, timestamp: stamp(GOOD) },
  },
  'timestamp-form': {
    has: { error: INCORRECT, timestamp: stamp('2026-09-08T09:05:07Z') },
    hasNot: { error: INCORRECT, timestamp: stamp(GOOD) },
  },
  'clock-skew': {
    has: { error: INCORRECT, timestamp: stamp(GOOD, 3_600_000) },
    hasNot: { error: INCORRECT, timestamp: stamp(GOOD, 400) },
  },
  'timestamp-not-signed': {
    has: {
      error: INCORRECT,
      proof: { ...proof, holds: false, signedTimestamp: 'Tue Sep 8 09:05:08 UTC 2026' },
      timestamp: stamp(GOOD),
    },
    hasNot: { error: INCORRECT, proof, timestamp: stamp(GOOD) },
  },
  'secret-block-changed': {
    has: { error: INCORRECT, proof: { ...proof, secretBlock: 'changed' } },
    hasNot: { error: INCORRECT, proof },
  },
  'proof-mistake': {
    has: {
      error: INCORRECT,
      proof: { ...proof, holds: false, mistake: { id: 'key-not-cut', says: 'the key not cut' } },
    },
    hasNot: { error: INCORRECT, proof },
  },
  'signature-changed': {
    has: { error: INCORRECT, proof: { ...proof, holds: false }, overridden: ['PASSWORD_CLAIM_SIGNATURE'] },
    hasNot: { error: INCORRECT, proof },
  },
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
  'device-unknown': {
    has: { error: NO_DEVICE, device },
    hasNot: { error: NO_DEVICE },
  },
  'refresh-without-device': {
    has: { ...REFRESH, error: NO_REFRESH, refresh: { ...refresh, tokenDevice: 'd' } },
    hasNot: { ...REFRESH, error: NO_REFRESH, refresh },
  },
  'device-never-confirmed': {
    has: { ...REFRESH, error: NO_REFRESH, refresh: { ...refresh, tokenDevice: 'd', deviceConfirmed: false } },
    hasNot: {
      ...REFRESH,
      error: NO_REFRESH,
      refresh: { ...refresh, tokenDevice: 'd', deviceConfirmed: true },
    },
  },
  'refresh-other-client': {
    has: { ...REFRESH, error: NO_REFRESH, refresh: { ...refresh, otherClient: 'y' } },
    hasNot: { ...REFRESH, error: NO_REFRESH, refresh },
  },
  'tokens-ended': {
    has: {
      ...REFRESH,
      error: ['NotAuthorizedException', 'Refresh Token has been revoked'],
      refresh: { ...refresh, endedBy: 'RevokeToken' },
    },
    hasNot: { ...REFRESH, error: NO_REFRESH, refresh },
  },
  'tokens-expired': {
    has: { ...REFRESH, error: ['NotAuthorizedException', 'Refresh Token has expired'], refresh },
    hasNot: { ...REFRESH, error: NO_REFRESH, refresh },
  },
  'key-left-out': {
    has: {
      error: ['InvalidParameterException', 'Missing required parameter SRP_A'],
      sent: { ...sent, members: ['AuthFlow'] },
    },
    hasNot: { error: ['InvalidParameterException', 'Missing required parameter USERNAME'], sent },
  },
  'rule-broken': {
    has: {
      error: ['InvalidParameterException'],
      rules: [{ code: 'MEMBER_RULE', detail: 'Session does not fit.', field: 'Session' }],
    },
    hasNot: { error: ['InvalidParameterException', 'Something else'] },
  },
  'flow-for-administrators': {
    has: {
      error: ['InvalidParameterException', 'Initiate Auth method not supported.'],
      sent: { ...sent, authFlow: 'ADMIN_NO_SRP_AUTH' },
    },
    hasNot: {
      error: ['InvalidParameterException', 'Auth flow not enabled for this client'],
      sent: { ...sent, authFlow: 'USER_SRP_AUTH' },
    },
  },
  'flow-for-anybody': {
    has: {
      error: ['InvalidParameterException', 'Initiate Auth method not supported.'],
      operation: 'AdminInitiateAuth',
      sent: { ...sent, authFlow: 'USER_PASSWORD_AUTH' },
    },
    hasNot: {
      error: ['InvalidParameterException', 'Auth flow not enabled for this client'],
      operation: 'AdminInitiateAuth',
      sent: { ...sent, authFlow: 'USER_SRP_AUTH' },
    },
  },
  'pool-unknown': {
    has: {
      error: ['ResourceNotFoundException', 'User pool eu-west-1_a does not exist.'],
      operation: 'AdminInitiateAuth',
      overridden: ['UserPoolId'],
    },
    hasNot: { error: NO_CLIENT },
  },
  'alias-of-administrator': {
    has: {
      error: FOREIGN,
      operation: 'AdminRespondToAuthChallenge',
      canonical: 'uuid-1',
      sent: { ...sent, answers: { USERNAME: 'ann@example.com' } },
    },
    hasNot: { error: FOREIGN, operation: 'AdminRespondToAuthChallenge', canonical: 'ann', sent },
  },
  'families-mixed': {
    has: { error: FOREIGN, operation: 'AdminRespondToAuthChallenge', answers: SMS },
    hasNot: { error: FOREIGN, answers: SMS },
  },
  'flow-not-allowed': {
    has: {
      error: ['InvalidParameterException', 'USER_PASSWORD_AUTH flow not enabled for this client'],
      sent: { ...sent, authFlow: 'USER_PASSWORD_AUTH' },
    },
    hasNot: {
      error: ['InvalidParameterException', 'USER_PASSWORD_AUTH flow not enabled for this client'],
      sent: { ...sent, authFlow: 'USER_PASSWORD_AUTH' },
      sandbox: { ...user, flows: ['ALLOW_USER_PASSWORD_AUTH'] },
    },
  },
  'client-of-other-region': {
    has: { error: NO_CLIENT, sent: { ...sent, poolRegion: 'eu-west-1', endpointRegion: 'us-east-1' } },
    hasNot: { error: NO_CLIENT, sent: { ...sent, poolRegion: 'eu-west-1', endpointRegion: 'eu-west-1' } },
  },
  'client-unknown': {
    has: { error: NO_CLIENT, sent },
    hasNot: { error: NO_CLIENT, sent: { ...sent, clientId: 'y' } },
  },
  'attribute-given-already': {
    has: {
      error: ['NotAuthorizedException', 'Cannot modify an already provided email'],
      answers: 'NEW_PASSWORD_REQUIRED',
      parameters: { userAttributes: '{"email":"ann@example.com"}' },
      sent: { ...sent, answers: { 'userAttributes.email': 'x@example.com' } },
    },
    hasNot: {
      error: ['NotAuthorizedException', 'Cannot modify an already provided email'],
      answers: 'NEW_PASSWORD_REQUIRED',
      parameters: { userAttributes: '{"email":"ann@example.com"}' },
      sent: { ...sent, answers: { 'userAttributes.name': 'Ann' } },
    },
  },
  'attribute-missing': {
    has: {
      error: ['InvalidParameterException', 'Invalid attributes given, name is missing'],
      answers: 'NEW_PASSWORD_REQUIRED',
      parameters: { requiredAttributes: '["userAttributes.name"]' },
    },
    hasNot: {
      error: ['InvalidParameterException', 'Something else'],
      answers: 'NEW_PASSWORD_REQUIRED',
      parameters: { requiredAttributes: '["userAttributes.name"]' },
      sent: { ...sent, answers: { 'userAttributes.name': 'Ann' } },
    },
  },
  'password-breaks-policy': {
    has: {
      error: ['InvalidPasswordException', 'Password does not conform with policy: Password not long enough'],
    },
    hasNot: { error: ['InvalidParameterException'] },
  },
  'needs-signature': {
    has: { error: ['MissingAuthenticationTokenException'], operation: 'AdminInitiateAuth' },
    hasNot: { error: ['MissingAuthenticationTokenException'] },
  },
  'permission-lacking': {
    has: {
      error: [
        'AccessDeniedException',
        'User: arn:aws:iam::123456789012:user/sue is not authorized to perform: cognito-idp:AdminGetUser on resource: arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Ab12Cd34E',
      ],
      operation: 'AdminGetUser',
    },
    hasNot: { error: ['NotAuthorizedException', 'Incorrect username or password.'] },
  },
  'signature-late': {
    has: { error: ['InvalidSignatureException', 'Signature expired: 20261127T190000Z is now earlier than'] },
    hasNot: {
      error: ['InvalidSignatureException', 'The request signature we calculated does not match'],
      clock: { aheadMs: 2_000, uncertaintyMs: 500, samples: 2 },
    },
  },
  throttled: { has: { error: ['TooManyRequestsException'] }, hasNot: { error: INCORRECT } },
  'attempt-limit': {
    has: { error: ['LimitExceededException'] },
    hasNot: { error: ['TooManyRequestsException'] },
  },
  'service-fault': {
    has: { error: ['InternalErrorException'], response: { status: 500 } },
    hasNot: { error: ['TooManyRequestsException'] },
  },
  waf: {
    has: {
      error: ['ForbiddenException', 'Request not allowed due to WAF block.'],
      response: { status: 403 },
    },
    hasNot: { error: ['AccessDeniedException'] },
  },
  'trigger-refused': {
    has: { error: ['UserLambdaValidationException', 'PreAuthentication failed with error no.'] },
    hasNot: { error: ['UnexpectedLambdaException'] },
  },
  'trigger-not-run': {
    has: {
      error: [
        'UnexpectedLambdaException',
        'PreAuthentication invocation failed due to error AccessDeniedException.',
      ],
    },
    hasNot: { error: ['UserLambdaValidationException', 'PreAuthentication failed with error no.'] },
  },
  'trigger-form': {
    has: { error: ['InvalidLambdaResponseException'] },
    hasNot: { error: ['UnexpectedLambdaException'] },
  },
  'pool-settings': {
    has: { error: ['InvalidSmsRoleAccessPolicyException'] },
    hasNot: { error: ['InvalidParameterException', 'Missing required parameter USERNAME'] },
  },
  'alias-taken': {
    has: { error: ['AliasExistsException', 'An account with the email already exists.'] },
    hasNot: { error: ['InvalidParameterException'] },
  },
  'endpoint-stopped': {
    has: { error: ['REFUSED'], answeredBefore: { step: 'step 1', at: 0 } },
    hasNot: { error: ['REFUSED'] },
  },
  'endpoint-address': {
    has: { error: ['REFUSED'] },
    hasNot: { error: ['REFUSED'], answeredBefore: { step: 'step 1', at: 0 } },
  },
  'evaluation-runtime': { has: { error: ['NOT_LOOPBACK'] }, hasNot: { error: ['REFUSED'] } },
  'not-cognito': {
    has: { error: ['NOT_JSON'], response: { headers: [['Content-Type', 'text/html']] } },
    hasNot: { error: ['REFUSED'] },
  },
  'passkey-unreadable': {
    has: { ...INVALID_PASSKEY, passkey: { ...passkey, unreadable: 'it is not JSON' } },
    hasNot: { ...INVALID_PASSKEY, passkey },
  },
  'passkey-origin': {
    has: {
      ...INVALID_PASSKEY,
      passkey: { ...passkey, origin: 'https://elsewhere.example', originFits: false },
    },
    hasNot: { ...INVALID_PASSKEY, passkey },
  },
  'passkey-relying-party': {
    has: { ...INVALID_PASSKEY, passkey: { ...passkey, rpFits: false, rpIs: 'elsewhere.example' } },
    hasNot: { ...INVALID_PASSKEY, passkey },
  },
  'passkey-challenge': {
    has: {
      ...INVALID_PASSKEY,
      passkey: { ...passkey, challengeFits: false, challengeOf: 'step 2 of another chain' },
    },
    hasNot: { ...INVALID_PASSKEY, passkey },
  },
  'passkey-signature': {
    has: { ...INVALID_PASSKEY, passkey: { ...passkey, signatureHolds: false } },
    hasNot: { ...INVALID_PASSKEY, passkey },
  },
  'passkey-not-listed': {
    has: { ...INVALID_PASSKEY, passkey: { ...passkey, listed: false } },
    hasNot: { ...INVALID_PASSKEY, passkey },
  },
  'passkey-user-handle': {
    has: { ...INVALID_PASSKEY, passkey: { ...passkey, userFits: false } },
    hasNot: { ...INVALID_PASSKEY, passkey },
  },
  'passkey-counter': {
    has: { ...INVALID_PASSKEY, passkey: { ...passkey, counter: 7 } },
    hasNot: { ...INVALID_PASSKEY, passkey },
  },
  'passkey-flags': {
    has: { ...INVALID_PASSKEY, passkey: { ...passkey, flags: ['UV'] } },
    hasNot: { ...INVALID_PASSKEY, passkey },
  },
  'passkey-type': {
    has: { ...INVALID_PASSKEY, passkey: { ...passkey, type: 'webauthn.create' } },
    hasNot: { ...INVALID_PASSKEY, passkey },
  },
  'registration-not-started': {
    has: { ...REGISTERS, error: NO_REGISTRATION, passkey: { ...passkey, ceremony: 'create' } },
    hasNot: { ...REGISTERS, error: NO_REGISTRATION, passkey: registered },
  },
  'registration-over': {
    has: {
      ...REGISTERS,
      error: NO_REGISTRATION,
      passkey: { ...registered, start: { ...registered.start, replacedBy: 'step 3 of another chain' } },
    },
    hasNot: { ...REGISTERS, error: NO_REGISTRATION, passkey: registered },
  },
  'registration-too-old': {
    has: {
      ...REGISTERS,
      error: NO_REGISTRATION,
      passkey: { ...registered, start: { ...registered.start, ageMs: 90_000 } },
    },
    hasNot: { ...REGISTERS, error: NO_REGISTRATION, passkey: registered },
  },
  'registration-other-client': {
    has: {
      ...REGISTERS,
      error: ['WebAuthnClientMismatchException'],
      passkey: { ...registered, start: { ...registered.start, clients: { started: 'x', completed: 'y' } } },
    },
    hasNot: { ...REGISTERS, error: ['WebAuthnClientMismatchException'], passkey: registered },
  },
  'passkey-algorithm': {
    has: {
      ...REGISTERS,
      error: ['WebAuthnCredentialNotSupportedException'],
      passkey: { ...registered, algorithm: -8 },
    },
    hasNot: { ...REGISTERS, error: ['WebAuthnCredentialNotSupportedException'], passkey: registered },
  },
  'passkeys-off': {
    has: { error: ['WebAuthnNotEnabledException'], operation: 'StartWebAuthnRegistration' },
    hasNot: { error: ['WebAuthnConfigurationMissingException'] },
  },
  'relying-party-missing': {
    has: { error: ['WebAuthnConfigurationMissingException'], operation: 'StartWebAuthnRegistration' },
    hasNot: { error: ['WebAuthnNotEnabledException'] },
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
  'made-before': { has: GROUP, hasNot: { ...GROUP, error: ['PreconditionNotMetException'] } },
  'import-job-state': {
    has: {
      error: ['PreconditionNotMetException'],
      operation: 'StartUserImportJob',
      request: body({ JobId: 'import-1' }),
    },
    hasNot: GROUP,
  },
  'tags-refused': {
    has: {
      error: ['UserPoolTaggingException'],
      operation: 'CreateUserPool',
      request: body({ UserPoolTags: { 'aws:x': 'y' } }),
    },
    hasNot: GROUP,
  },
  'plan-lacks-it': {
    has: {
      error: ['TierChangeNotAllowedException'],
      operation: 'UpdateUserPool',
      request: body({ UserPoolTier: 'LITE' }),
    },
    hasNot: GROUP,
  },
  'oauth-settings': {
    has: {
      error: ['InvalidOAuthFlowException'],
      operation: 'CreateUserPoolClient',
      request: body({ AllowedOAuthFlows: ['client_credentials', 'code'] }),
    },
    hasNot: GROUP,
  },
  'scope-unknown': {
    has: {
      error: ['ScopeDoesNotExistException'],
      operation: 'CreateUserPoolClient',
      request: body({ AllowedOAuthScopes: ['openid', 'nothing'] }),
    },
    hasNot: GROUP,
  },
  'provider-fixed': {
    has: {
      error: ['UnsupportedIdentityProviderException'],
      operation: 'DeleteIdentityProvider',
      request: body({ ProviderName: 'COGNITO' }),
    },
    hasNot: GROUP,
  },
  'quota-below': {
    has: {
      error: ['ServiceQuotaExceededException'],
      operation: 'UpdateProvisionedLimit',
      request: body({ RequestedLimitValue: 9_000 }),
    },
    hasNot: {
      error: ['ServiceQuotaExceededException'],
      operation: 'UpdateProvisionedLimit',
      request: body({}),
    },
  },
  'changed-by-hand': {
    has: { error: ['InvalidParameterException', 'Something new'], overridden: ['SRP_A'] },
    hasNot: { error: ['InvalidParameterException', 'Something new'] },
  },
  'body-unreadable': {
    has: { error: ['SerializationException'], sent: { ...sent, unreadable: true } },
    hasNot: { error: ['SerializationException'] },
  },
  'target-header': {
    has: {
      error: ['UnknownOperationException'],
      request: { headers: [['X-Amz-Target', 'AWSCognitoIdentityProviderService.Nothing']] },
    },
    hasNot: {
      error: ['UnknownOperationException'],
      request: { headers: [['X-Amz-Target', 'AWSCognitoIdentityProviderService.RespondToAuthChallenge']] },
    },
  },
  'signature-broken': {
    has: {
      error: ['InvalidSignatureException', 'The request signature we calculated does not match'],
      overridden: ['header:Authorization'],
    },
    hasNot: {
      error: ['InvalidSignatureException', 'Signature expired: 20261127T190000Z is now earlier than'],
    },
  },
  'credentials-ended': {
    has: {
      error: ['ExpiredTokenException'],
      operation: 'AdminInitiateAuth',
      request: { headers: [['X-Amz-Security-Token', '…']] },
    },
    hasNot: { error: ['UnrecognizedClientException'], operation: 'AdminInitiateAuth' },
  },
  'access-key-unknown': {
    has: {
      error: ['UnrecognizedClientException'],
      operation: 'AdminInitiateAuth',
      request: { headers: [['Authorization', '…']] },
    },
    hasNot: { error: ['ExpiredTokenException'], operation: 'AdminInitiateAuth' },
  },
  'cut-off': { has: { error: ['TRUNCATED'] }, hasNot: { error: ['REFUSED'] } },
  'not-recorded': { has: { error: ['NOT_RECORDED'] }, hasNot: { error: ['TRUNCATED'] } },
  cancelled: { has: { error: ['CANCELLED'] }, hasNot: { error: ['TIMEOUT'] } },
};

const verdictOf = (id: CauseId, about: EvidenceStory) =>
  explain(evidenceOf(about)).find((cause) => cause.id === id)?.verdict ?? 'not this error';

describe('every cause', () => {
  it.each(causes.map(({ id }) => id))(
    '%s is found in a chain that has it, and not in one that has not',
    (id) => {
      const { has, hasNot } = cases[id];
      expect(verdictOf(id, has)).toBe(id === 'lock-near' ? 'unknown' : 'in');
      expect(['out', 'not this error']).toContain(verdictOf(id, hasNot));
    },
  );
  it('tells a console that ended from a wait that was stopped', () => {
    const because = (detail: string) =>
      explain(evidenceOf({ error: ['CANCELLED', detail] })).find(({ id }) => id === 'cancelled')?.because;
    expect(because(CONSOLE_ENDED)).toContain(CONSOLE_ENDED);
    expect(because('Cancelled.')).toContain('Cancel was pressed');
  });
  it('has an id of its own, and words that are sentences', () => {
    expect(new Set(causes.map(({ id }) => id)).size).toBe(causes.length);
    for (const { id } of causes) {
      const { test, title } = causeNamed(id) ?? { test: '', title: '' };
      expect(test).toMatch(/\.$/);
      expect(title).not.toMatch(/\.$/);
      for (const about of [cases[id].has, cases[id].hasNot]) {
        for (const { because } of explain(evidenceOf(about))) expect(because, id).toMatch(/[.”]$/);
      }
    }
  });
});

/** What a step can come to: whatever the service answers, and every way of getting no usable answer. */
const answered = catalogue.filter(
  ({ code, kind }) => kind !== 'own' || wireFailures.some((failure) => failure.code === code),
);
/** Every error by its name alone, in words nobody knows, and in each that is known. */
const worded = answered.flatMap(({ code, messages }) =>
  ['', ...messages.map(({ text }) => text)].map((text) => [code, text] as const),
);

/** A code of a message, answered by an operation beside a sign-in. */
const CONFIRMATION = { answers: 'ConfirmSignUp', operation: 'ConfirmSignUp' };

/** Some messages are known from one place alone. */
function placeOf(code: string, text: string): string {
  return /passkey/i.test(text) || /^WebAuthn/.test(code) ? 'WEB_AUTHN' : 'PASSWORD_VERIFIER';
}

/** Chains in which the error comes from something that can be looked at, where a bare one shows nothing. */
const tellings: Readonly<Record<string, EvidenceStory>> = {
  'NotAuthorizedException ': { error: ['NotAuthorizedException'], passwordIsKnownOne: false },
  'NotAuthorizedException Invalid session for the user.': cases['session-replaced'].has,
  'NotAuthorizedException Incorrect username or password.': cases['password-wrong'].has,
  'NotAuthorizedException Invalid passkey assertion.': cases['passkey-origin'].has,
  'NotAuthorizedException Cannot modify an already provided NAME': cases['attribute-given-already'].has,
  'NotAuthorizedException Unable to verify secret hash for client CLIENTID': cases['hash-from-alias'].has,
  'NotAuthorizedException SecretHash does not match for the client: CLIENTID': cases['hash-from-alias'].has,
  'NotAuthorizedException Invalid Refresh Token.': cases['refresh-without-device'].has,
  'NotAuthorizedException Invalid Access Token': {
    error: ['NotAuthorizedException', 'Invalid Access Token'],
    token: { member: 'AccessToken', use: 'id' },
  },
  'InvalidParameterException ': cases['changed-by-hand'].has,
  'InvalidParameterException Initiate Auth method not supported.': cases['flow-for-administrators'].has,
  'InvalidParameterException Missing required parameter Session': cases['session-left-out'].has,
  'ResourceNotFoundException ': { ...cases['client-unknown'].has, error: ['ResourceNotFoundException'] },
  'ResourceNotFoundException Device does not exist.': cases['device-unknown'].has,
  'CodeMismatchException ': cases['code-typed-wrong'].has,
  'CodeMismatchException Invalid code or auth state for the user.': cases['code-of-earlier-message'].has,
  'CodeMismatchException Invalid code received for user': cases['totp-other-moment'].has,
  'CodeMismatchException Invalid verification code provided, please try again.': {
    ...cases['code-of-earlier-message'].has,
    ...CONFIRMATION,
  },
  'ExpiredCodeException ': cases['code-too-old'].has,
  'ExpiredCodeException Your software token has already been used once.': cases['totp-used-before'].has,
  'ExpiredCodeException Invalid code provided, please request a code again.': {
    ...cases['code-too-old'].has,
    ...CONFIRMATION,
  },
  'EnableSoftwareTokenMFAException ': cases['code-typed-wrong'].has,
  'EnableSoftwareTokenMFAException Code mismatch': cases['totp-other-moment'].has,
  'WebAuthnOriginNotAllowedException ': cases['passkey-origin'].has,
  'WebAuthnRelyingPartyMismatchException ': cases['passkey-relying-party'].has,
  'WebAuthnCredentialNotSupportedException ': cases['passkey-algorithm'].has,
  'UnauthorizedException ': cases['client-secret-left-out'].has,
  'UnsupportedTokenTypeException ': cases['token-of-other-kind'].has,
  'ServiceQuotaExceededException ': cases['quota-below'].has,
  'ForbiddenException ': cases.waf.has,
  'InternalErrorException ': cases['service-fault'].has,
  'InternalServerException ': cases['service-fault'].has,
  'RefreshTokenReuseException ': cases['tokens-ended'].has,
  'PreconditionNotMetException ': cases['import-job-state'].has,
  'SerializationException ': cases['body-unreadable'].has,
  'MissingAuthenticationTokenException ': cases['needs-signature'].has,
  'InvalidSignatureException ': cases['signature-broken'].has,
  'TIMEOUT ': cases['endpoint-stopped'].has,
  'NETWORK ': cases['endpoint-stopped'].has,
};

describe('every error that a step can come to', () => {
  it.each(worded)('%s “%s” has a chain in which an entry of its own is found', (code, text) => {
    const { error: _error, ...about } = tellings[`${code} ${text}`] ?? { error: [code, text] };
    const ranked = explain(evidenceOf({ ...about, error: [code, text] }));
    const [first] = ranked;
    expect(ranked.map(({ id, verdict }) => `${id} ${verdict}`)).not.toEqual([]);
    expect(first?.verdict).toBe('in');
    expect(causeNamed(first?.id ?? '')).toBeDefined();
  });
  it.each(worded)('%s “%s” has an entry that fits it, whatever the chain', (code, text) => {
    const { step, ...rest } = evidenceOf({ error: [code, text], answers: placeOf(code, text) });
    expect(causes.filter((cause) => fits(cause, { ...rest, step }))).not.toEqual([]);
  });
  it.each(worded)('%s “%s” is left without a cause by no chain', (code, text) => {
    expect(explain(evidenceOf({ error: [code, text] })).some(({ verdict }) => verdict !== 'out')).toBe(true);
  });
});

describe('every other error of the catalogue', () => {
  const others = catalogue.filter((entry) => !answered.includes(entry)).map(({ code }) => code);
  it.each(others)('%s is the console’s own: what the catalogue says of it stands', (code) => {
    expect(explain(evidenceOf({ error: [code] })).every(({ id }) => id.startsWith('usual-'))).toBe(true);
  });
  it('nobody knows is shown raw', () => {
    expect(explain(evidenceOf({ error: ['BrandNewException'] }))).toMatchObject([{ verdict: 'unknown' }]);
  });
});

describe('a clock that is off', () => {
  const said = (serverDate: number) =>
    explain(
      evidenceOf({
        ...{ error: INCORRECT, timestamp: stamp(GOOD, -3_600_000), response: { serverDate } },
        clock: { aheadMs: 0, uncertaintyMs: 500, samples: 4 },
      }),
    ).find(({ id }) => id === 'clock-skew')?.because;
  it('is this computer’s where the refused exchange itself says so, whatever those before said', () => {
    expect(said(STORY_START + HOUR)).toContain('This computer’s clock is off by as much.');
    expect(said(STORY_START)).toContain('This computer’s clock is right, so it was typed or kept.');
  });
});

describe('the order', () => {
  it('puts what is there first, then what can’t be told by how usual it is, then what is ruled out', () => {
    const ranked = explain(
      evidenceOf({ error: INCORRECT, proof, timestamp: stamp('Tue Sep 08 09:05:07 UTC 2026') }),
    );
    const verdicts = ranked.map(({ verdict }) => verdict);
    expect(ranked[0]?.id).toBe('timestamp-padded');
    expect(verdicts).toEqual(
      verdicts.toSorted((a, b) => ['in', 'unknown', 'out'].indexOf(a) - ['in', 'unknown', 'out'].indexOf(b)),
    );
    const open = ranked
      .filter(({ verdict }) => verdict === 'unknown')
      .map(({ id }) => causeNamed(id)?.prior ?? 0);
    expect(open).toEqual(open.toSorted((a, b) => b - a));
  });
  it('offers a fix only for what is there', () => {
    const ranked = explain(
      evidenceOf({ error: INCORRECT, proof, timestamp: stamp('Tue Sep 08 09:05:07 UTC 2026') }),
    );
    expect(ranked.filter(({ fix }) => fix !== undefined).map(({ verdict }) => verdict)).toEqual(['in']);
  });
});
