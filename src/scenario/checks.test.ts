import { describe, expect, it } from 'vitest';
import { checksOf } from './checks.ts';
import { hiding } from './hiding.ts';
import type { Expect } from './schema.ts';
import type { Seen } from './seen.ts';

const CHALLENGE: Seen = {
  came: 'challenge',
  name: 'SMS_MFA',
  message: '',
  status: 200,
  parameters: { CODE_DELIVERY_DELIVERY_MEDIUM: 'SMS', MFAS: '["A","B"]' },
  available: ['SMS_OTP', 'PASSWORD'],
  sessionSent: 'sent-session-sent',
  sessionCame: 'came-session-came',
  claims: {},
  body: { Session: 'came-session-came', n: [1, { deep: true }] },
  text: '{"Session":"came-session-came","n":[1,{"deep":true}]}',
  headers: [['X-Amzn-RequestId', 'abc-123']],
  ms: 84,
};
const REFUSED: Seen = {
  ...CHALLENGE,
  came: 'error',
  name: 'NotAuthorizedException',
  message: 'Incorrect username or password.',
  status: 400,
};
const TOKENS: Seen = {
  ...CHALLENGE,
  came: 'tokens',
  name: 'TOKENS',
  claims: {
    id: { sub: 'u-1', 'cognito:groups': ['testers', 'blue'], email_verified: true },
    access: { scope: 'a' },
  },
};

function results(seen: Seen, expected: Expect, hide = hiding([])) {
  return checksOf(seen, { expect: expected, said: expected, hide });
}
const failed = (seen: Seen, expected: Expect) =>
  results(seen, expected).flatMap(({ what, passed }) => (passed ? [] : [what]));

describe('checks of a step', () => {
  it.each<[string, Seen, Expect, string[]]>([
    ['the challenge that came', CHALLENGE, { challenge: 'SMS_MFA', tokens: false, status: 200 }, []],
    ['another challenge', CHALLENGE, { challenge: 'EMAIL_OTP' }, ['challenge']],
    ['no tokens', CHALLENGE, { tokens: true }, ['tokens']],
    ['tokens that must not come', TOKENS, { tokens: false }, ['tokens']],
    ['tokens', TOKENS, { tokens: true }, []],
    [
      'an error by name and words',
      REFUSED,
      { error: 'NotAuthorizedException', message: { contains: 'username' } },
      [],
    ],
    ['another error', REFUSED, { error: 'UserNotFoundException' }, ['error']],
    ['other words', REFUSED, { message: 'User does not exist.' }, ['message']],
    ['no error at all', CHALLENGE, { error: 'NotAuthorizedException', message: 'x' }, ['error', 'message']],
    ['an error nobody asked for', REFUSED, {}, ['went']],
    ['an error beside what did hold', REFUSED, { tokens: false }, ['went']],
    ['an error in place of a challenge, told once', REFUSED, { challenge: 'SMS_MFA' }, ['challenge']],
    ['an error by its status', REFUSED, { status: 400 }, []],
    [
      'parameters',
      CHALLENGE,
      { parameters: { CODE_DELIVERY_DELIVERY_MEDIUM: 'SMS', NONE: { exists: false } } },
      [],
    ],
    ['a parameter that is not there', CHALLENGE, { parameters: { NONE: 'x' } }, ['parameters.NONE']],
    ['available in any order', CHALLENGE, { available: ['PASSWORD', 'SMS_OTP'] }, []],
    ['available that lacks one', CHALLENGE, { available: ['PASSWORD'] }, ['available']],
    ['a new Session', CHALLENGE, { session: 'new' }, []],
    ['the same Session', { ...CHALLENGE, sessionSent: 'came-session-came' }, { session: 'same' }, []],
    ['no Session', CHALLENGE, { session: 'none' }, ['session']],
    [
      'claims',
      TOKENS,
      {
        claims: {
          id: { sub: { matches: '^u-\\d$' }, email_verified: true, 'cognito:groups': { contains: 'blue' } },
        },
      },
      [],
    ],
    [
      'claims of another type',
      TOKENS,
      { claims: { id: { email_verified: 'true' } } },
      ['claims.id.email_verified'],
    ],
    [
      'claims that must not be',
      TOKENS,
      { claims: { access: { admin: { exists: false }, scope: { not: 'b' } } } },
      [],
    ],
    ['claims where no token came', CHALLENGE, { claims: { id: { sub: 'u-1' } } }, ['claims.id.sub']],
    [
      'the body by pointer',
      CHALLENGE,
      { body: { '/n/1/deep': true, '/n': [1, { deep: true }], '/m': { exists: false } } },
      [],
    ],
    ['a body that differs', CHALLENGE, { body: { '/n/1': { deep: false } } }, ['body /n/1']],
    ['headers in any case', CHALLENGE, { headers: { 'x-amzn-requestid': { matches: '^abc' } } }, []],
    ['time', CHALLENGE, { took: '< 1s' }, []],
    ['too much time', CHALLENGE, { took: '< 50ms' }, ['took']],
    [
      'a text that must not appear',
      CHALLENGE,
      { absent: ['deep', 'nowhere', 'abc-1'] },
      ['absent[0]', 'absent[2]'],
    ],
    ['a text in the claims of a token', TOKENS, { absent: ['testers'] }, ['absent[0]']],
    [
      'a regular expression that is none',
      CHALLENGE,
      { parameters: { MFAS: { matches: '(' } } },
      ['parameters.MFAS'],
    ],
  ])('%s', (_what, seen, expected, fail) => {
    expect(failed(seen, expected)).toEqual(fail);
  });

  it('tells expected and got, without what is secret', () => {
    expect(
      results(
        REFUSED,
        { message: { contains: 'Correct-Horse-9' }, challenge: 'SMS_MFA' },
        hiding(['Correct-Horse-9']),
      ),
    ).toEqual([
      {
        what: 'challenge',
        expected: 'SMS_MFA',
        got: 'NotAuthorizedException: Incorrect username or password.',
        passed: false,
      },
      {
        what: 'message',
        expected: 'with •••••• in it',
        got: 'Incorrect username or password.',
        passed: false,
      },
    ]);
  });

  it('names the text that must not appear as the file does', () => {
    const [result] = checksOf(CHALLENGE, {
      expect: { absent: ['came-session-came'] },
      said: { absent: ['${OLD}'] },
      hide: hiding(['came-session-came']),
    });
    expect(result).toEqual({
      what: 'absent[0]',
      expected: '${OLD} nowhere in the response',
      got: 'in the body',
      passed: false,
    });
  });

  it('cuts what is very long', () => {
    const [result] = results({ ...CHALLENGE, text: '', body: 'x'.repeat(5_000) }, { body: { '': 'y' } });
    expect(result?.got).toHaveLength(601);
  });
});
