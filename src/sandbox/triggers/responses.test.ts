import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../json.ts';
import { noCreateTrigger, noCustomTriggers, noSuchTrigger, responseOf } from './refuse-run.ts';
import {
  readCreated,
  readDecision,
  readMessage,
  readMigration,
  readSignUpDecision,
  readVerdict,
} from './responses.ts';
import { readTokenChanges } from './token-changes.ts';

const told = (work: () => unknown) => {
  try {
    return work();
  } catch (error) {
    const { code, detail } = error as { code: string; detail: string };
    return `${code}: ${detail}`;
  }
};
const UNRECOGNIZABLE = 'InvalidLambdaResponseException: Unrecognizable lambda output';

describe('how a run that went wrong is told, protocol reference 4.3', () => {
  it.each([
    [
      told(() => responseOf('DefineAuthChallenge', { outcome: 'threw', message: 'boom' })),
      'UserLambdaValidationException: DefineAuthChallenge failed with error boom.',
    ],
    [
      told(() => responseOf('PreAuthentication', { outcome: 'timed out', waiting: false })),
      'UnexpectedLambdaException: PreAuthentication invocation failed due to error Socket timeout while invoking Lambda function.',
    ],
    [told(() => responseOf('PreSignUp', { outcome: 'returned', value: undefined })), UNRECOGNIZABLE],
    [told(() => responseOf('PreSignUp', { outcome: 'returned', value: [] })), UNRECOGNIZABLE],
    [
      told(() => responseOf('PreSignUp', { outcome: 'returned', value: { response: 'yes' } })),
      UNRECOGNIZABLE,
    ],
    [told(() => responseOf('PreSignUp', { outcome: 'returned', value: { response: null } })), {}],
    [told(() => responseOf('PreSignUp', { outcome: 'returned', value: { response: { a: 1 } } })), { a: 1 }],
    [
      told(() => {
        throw noCustomTriggers();
      }),
      'InvalidParameterException: Custom auth lambda trigger is not configured for the user pool.',
    ],
    [
      told(() => {
        throw noSuchTrigger();
      }),
      'UnexpectedLambdaException: null invocation failed due to configuration.',
    ],
    [
      told(() => {
        throw noCreateTrigger();
      }),
      'UserLambdaValidationException: null failed with error Generate callenges lambda cannot be called.',
    ],
  ])('%s', (actual, expected) => {
    expect(actual).toEqual(expected);
  });
});

describe('responses, protocol reference 8.1', () => {
  it.each<[JsonObject, unknown]>([
    [{ issueTokens: true, failAuthentication: true, challengeName: 'X' }, { next: 'tokens' }],
    [{ issueTokens: false, failAuthentication: true }, { next: 'failure' }],
    [
      { issueTokens: false, failAuthentication: false, challengeName: 'X' },
      { next: 'challenge', name: 'X' },
    ],
    [{ challengeName: 'X' }, { next: 'challenge', name: 'X' }],
    [{ issueTokens: null, failAuthentication: null, challengeName: null }, UNRECOGNIZABLE],
    [{ challengeName: '' }, UNRECOGNIZABLE],
    [{ issueTokens: 'true' }, UNRECOGNIZABLE],
    [{ issueTokens: true, failAuthentication: 0 }, UNRECOGNIZABLE],
    [{ issueTokens: true, challengeName: 7 }, UNRECOGNIZABLE],
  ])('define: %j', (response, expected) => {
    expect(told(() => readDecision(response))).toEqual(expected);
  });

  it.each<[JsonObject, unknown]>([
    [{}, { public: new Map(), private: new Map(), metadata: null }],
    [
      {
        publicChallengeParameters: { a: 'b', gone: null },
        privateChallengeParameters: { c: 'd' },
        challengeMetadata: 'M',
      },
      { public: new Map([['a', 'b']]), private: new Map([['c', 'd']]), metadata: 'M' },
    ],
    [{ publicChallengeParameters: { a: 1 } }, UNRECOGNIZABLE],
    [{ publicChallengeParameters: ['a'] }, UNRECOGNIZABLE],
    [{ privateChallengeParameters: 'answer' }, UNRECOGNIZABLE],
    [{ challengeMetadata: {} }, UNRECOGNIZABLE],
  ])('create: %j', (response, expected) => {
    expect(told(() => readCreated(response))).toEqual(expected);
  });

  it.each<[JsonObject, unknown]>([
    [{ answerCorrect: true }, true],
    [{ answerCorrect: false }, false],
    [{ answerCorrect: 'true' }, UNRECOGNIZABLE],
    [{ answerCorrect: null }, UNRECOGNIZABLE],
    [{}, UNRECOGNIZABLE],
  ])('verify: %j', (response, expected) => {
    expect(told(() => readVerdict(response))).toEqual(expected);
  });

  it.each<[JsonObject, unknown]>([
    [{}, undefined],
    [{ userAttributes: null, finalUserStatus: 'CONFIRMED' }, undefined],
    [
      { userAttributes: { email: 'a@b.c' }, finalUserStatus: 'CONFIRMED', messageAction: 'SUPPRESS' },
      expect.objectContaining({
        status: 'CONFIRMED',
        quiet: true,
        attributes: new Map([['email', 'a@b.c']]),
      }),
    ],
    [
      { userAttributes: { email: 'a@b.c' } },
      expect.objectContaining({ status: 'RESET_REQUIRED', quiet: false }),
    ],
    [{ userAttributes: { email: 'a@b.c' }, finalUserStatus: 'UNCONFIRMED' }, UNRECOGNIZABLE],
    [{ userAttributes: { email: 'a@b.c' }, messageAction: 'RESEND' }, UNRECOGNIZABLE],
    [{ userAttributes: { email: 'a@b.c' }, desiredDeliveryMediums: 'SMS' }, UNRECOGNIZABLE],
    [{ userAttributes: { email: 'a@b.c' }, desiredDeliveryMediums: [1] }, UNRECOGNIZABLE],
  ])('migration: %j', (response, expected) => {
    expect(told(() => readMigration(response))).toEqual(expected);
  });

  it('message: a text without the code is of no use', () => {
    const response = { smsMessage: 'Code {####}', emailMessage: null, emailSubject: 'Hello' };
    expect(readMessage(response, '{####}')).toEqual({ sms: 'Code {####}', subject: 'Hello' });
    expect(told(() => readMessage({ emailMessage: 'Hello' }, '{####}'))).toBe(UNRECOGNIZABLE);
  });

  it('sign-up: confirms nobody unless told to', () => {
    expect(readSignUpDecision({})).toEqual({ confirm: false, verifyEmail: false, verifyPhone: false });
    expect(readSignUpDecision({ autoConfirmUser: true, autoVerifyEmail: true })).toMatchObject({
      confirm: true,
    });
    expect(told(() => readSignUpDecision({ autoConfirmUser: 1 }))).toBe(UNRECOGNIZABLE);
  });
});

describe('changes to tokens', () => {
  it('V1_0 changes the ID token with texts, and never what holds it together', () => {
    const claimsOverrideDetails = {
      claimsToAddOrOverride: { tier: 'gold', sub: 'someone else', iss: 'https://example.com' },
      claimsToSuppress: ['email', 'aud'],
      groupOverrideDetails: { groupsToOverride: ['a'], iamRolesToOverride: ['r'], preferredRole: 'r' },
    };
    expect(readTokenChanges({ claimsOverrideDetails }, 'V1_0')).toEqual({
      id: { set: new Map([['tier', 'gold']]), drop: ['email'] },
      access: { set: new Map(), drop: [] },
      scopesToAdd: [],
      scopesToSuppress: [],
      groups: ['a'],
      roles: ['r'],
      preferredRole: 'r',
    });
    const numbers = { claimsOverrideDetails: { claimsToAddOrOverride: { tier: 1 } } };
    expect(told(() => readTokenChanges(numbers, 'V1_0'))).toBe(UNRECOGNIZABLE);
  });

  it('V2_0 changes both tokens and may set any JSON', () => {
    const claimsAndScopeOverrideDetails = {
      idTokenGeneration: { claimsToAddOrOverride: { plan: { seats: 3 }, client_id: 'shown' } },
      accessTokenGeneration: {
        claimsToAddOrOverride: { plan: ['a'], client_id: 'another', username: 'another' },
        claimsToSuppress: ['version', 'cognito:groups'],
        scopesToAdd: ['orders/read'],
        scopesToSuppress: ['aws.cognito.signin.user.admin'],
      },
    };
    expect(readTokenChanges({ claimsAndScopeOverrideDetails }, 'V2_0')).toEqual({
      id: {
        set: new Map<string, JsonValue>([
          ['plan', { seats: 3 }],
          ['client_id', 'shown'],
        ]),
        drop: [],
      },
      access: { set: new Map([['plan', ['a']]]), drop: ['cognito:groups'] },
      scopesToAdd: ['orders/read'],
      scopesToSuppress: ['aws.cognito.signin.user.admin'],
    });
    const spaced = { claimsAndScopeOverrideDetails: { accessTokenGeneration: { scopesToAdd: ['a b'] } } };
    expect(told(() => readTokenChanges(spaced, 'V2_0'))).toBe(UNRECOGNIZABLE);
  });
});

it('meets any JSON with a value or the one refusal', () => {
  const readers: ((response: JsonObject) => unknown)[] = [
    readDecision,
    readCreated,
    readVerdict,
    readMigration,
    readSignUpDecision,
    (response) => readMessage(response, '{####}'),
    (response) => readTokenChanges(response, 'V1_0'),
    (response) => readTokenChanges(response, 'V2_0'),
  ];
  const names = fc.constantFrom(
    ...[
      'issueTokens',
      'challengeName',
      'publicChallengeParameters',
      'answerCorrect',
      'userAttributes',
      '__proto__',
    ],
    ...[
      'smsMessage',
      'claimsOverrideDetails',
      'claimsAndScopeOverrideDetails',
      'autoConfirmUser',
      'constructor',
    ],
  );
  fc.assert(
    fc.property(fc.dictionary(names, fc.jsonValue()), fc.constantFrom(...readers), (response, read) => {
      const plain = JSON.parse(JSON.stringify(response)) as JsonObject;
      const answer = told(() => read(plain));
      if (typeof answer === 'string') expect(answer).toBe(UNRECOGNIZABLE);
    }),
    { numRuns: 1_000 },
  );
});
