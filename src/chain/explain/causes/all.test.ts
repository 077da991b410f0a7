import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../errors/catalogue.ts';
import { explain } from '../explain.ts';
import { readTimestamp } from '../timestamp.ts';
import { evidenceOf, type EvidenceStory } from '../testing/evidence.ts';
import { type CauseId, causeNamed, causes } from './all.ts';

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
  'not-cognito': {
    has: { error: ['NOT_JSON'], response: { headers: [['Content-Type', 'text/html']] } },
    hasNot: { error: ['REFUSED'] },
  },
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

describe('every error of the catalogue', () => {
  it.each(catalogue.map(({ code }) => code))('%s has a cause', (code) => {
    expect(explain(evidenceOf({ error: [code] }))).not.toEqual([]);
  });
  it.each(catalogue.flatMap(({ code, messages }) => messages.map(({ text }) => [code, text] as const)))(
    '%s “%s” has a cause that is not ruled out',
    (code, text) => {
      expect(explain(evidenceOf({ error: [code, text] })).some(({ verdict }) => verdict !== 'out')).toBe(
        true,
      );
    },
  );
  it('nobody knows is shown raw', () => {
    expect(explain(evidenceOf({ error: ['BrandNewException'] }))).toMatchObject([{ verdict: 'unknown' }]);
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
