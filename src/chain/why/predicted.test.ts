import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { challenges } from '../../challenges/index.ts';
import { flows } from '../../flows/flows.ts';
import { expectNext, type Expectation } from './expect.ts';
import { sendingFacts, type ClientFacts, type Surroundings, type UserFacts } from './facts.ts';
import { comparePrediction, type Prediction } from './predicted.ts';

const user: UserFacts = {
  ...{ status: 'CONFIRMED', enabled: true, mfa: [], hasTotp: false, hasPhone: false, hasEmail: true },
  ...{ phoneVerified: false, emailVerified: true, devices: [] },
};
const client: ClientFacts = {
  ...{ name: 'web', flows: flows.flatMap(({ allowedBy }) => allowedBy ?? []), hidesUsers: true },
  hasSecret: false,
};
const around = (
  who: Partial<UserFacts> | 'nobody' | 'unread',
  over: { client?: Partial<ClientFacts>; pool?: Partial<Surroundings['pool']> } = {},
): Surroundings => ({
  pool: {
    ...{ name: 'Shop', mfa: 'OFF', methods: [], firstFactors: ['PASSWORD', 'WEB_AUTHN'], triggers: [] },
    ...{ deviceReplacesMfa: false, passkeyIsMfa: false, ...over.pool },
  },
  client: { ...client, ...over.client },
  user: typeof who === 'string' ? who : { ...user, ...who },
  readLater: false,
});
const start = (flow: string, place: Surroundings, sent: Record<string, string> = {}): Expectation =>
  expectNext({
    chain: sendingFacts(undefined, undefined, flow, { USERNAME: 'ann', ...sent }),
    around: place,
  });

describe('a first request', () => {
  it.each([
    [{ enabled: false }, 'NotAuthorizedException'],
    [{ status: 'UNCONFIRMED' }, 'UserNotConfirmedException'],
    [{ status: 'RESET_REQUIRED' }, 'NotAuthorizedException'],
    [{ status: 'FORCE_CHANGE_PASSWORD' }, 'NEW_PASSWORD_REQUIRED'],
    [{}, 'TOKENS'],
  ])('of a user who is %o comes to %s', (who, name) => {
    expect(start('USER_PASSWORD_AUTH', around(who), { PASSWORD: 'x' }).names).toEqual([name]);
  });

  it('tells a reset only where the app client tells who exists', () => {
    const tells = around({ status: 'RESET_REQUIRED' }, { client: { hidesUsers: false } });
    expect(start('USER_PASSWORD_AUTH', tells).names).toEqual(['PasswordResetRequiredException']);
  });

  it('by SRP may begin all the same for who may not sign in', () => {
    const expected = start('USER_SRP_AUTH', around({ enabled: false }), { SRP_A: '1' });
    expect(expected).toMatchObject({
      names: ['NotAuthorizedException', 'PASSWORD_VERIFIER'],
      verdict: 'inferred',
    });
  });

  it('is refused where the app client allows no such flow, or wants a hash', () => {
    const none = around({}, { client: { flows: [] } });
    for (const { name, allowedBy } of flows)
      if (allowedBy !== undefined)
        expect(start(name, none).names, name).toEqual(['InvalidParameterException']);
    const secret = around({}, { client: { hasSecret: true } });
    expect(start('USER_PASSWORD_AUTH', secret).names).toEqual(['NotAuthorizedException']);
    expect(start('USER_PASSWORD_AUTH', secret, { SECRET_HASH: '' }).names).toEqual(['TOKENS']);
  });

  describe('with a temporary password', () => {
    const temporary = (age: UserFacts['temporaryAge'], days?: number) =>
      start(
        'USER_PASSWORD_AUTH',
        around(
          { status: 'FORCE_CHANGE_PASSWORD', ...(age === undefined ? {} : { temporaryAge: age }) },
          { pool: days === undefined ? {} : { temporaryDays: days } },
        ),
        { PASSWORD: 'x' },
      );

    it('that is young or has expired is known, by the pool’s days', () => {
      expect(temporary({ least: 1, most: 6.9 }, 7)).toMatchObject({
        ...{ names: ['NEW_PASSWORD_REQUIRED'], verdict: 'known' },
      });
      const expired = temporary({ least: 8.4, most: 300 }, 7);
      expect(expired).toMatchObject({ names: ['NotAuthorizedException'], verdict: 'known' });
      expect(expired.because).toBe(
        'The temporary password has expired: TemporaryPasswordValidityDays is 7, and it is at least 8 days old.',
      );
    });

    it('that may have been set anew since, or whose dates nobody tells, is inferred', () => {
      const between = temporary({ least: 2, most: 30 }, 7);
      expect(between.verdict).toBe('inferred');
      expect(between.names).toEqual(['NEW_PASSWORD_REQUIRED', 'NotAuthorizedException']);
      for (const untold of [temporary(undefined, 7), temporary({ least: 8, most: 8 })])
        expect(untold).toMatchObject({ names: ['NEW_PASSWORD_REQUIRED'], verdict: 'inferred' });
    });
  });

  it.each([
    ['EXTERNAL_PROVIDER', true, ['NotAuthorizedException']],
    ['EXTERNAL_PROVIDER', false, ['NotAuthorizedException', 'UserNotFoundException']],
    ['ARCHIVED', true, ['NotAuthorizedException']],
    ['COMPROMISED', true, ['NotAuthorizedException']],
  ])('of a user who is %s is refused, as far as anybody knows', (status, hidesUsers, names) => {
    const expected = start('USER_PASSWORD_AUTH', around({ status }, { client: { hidesUsers } }));
    expect(expected).toMatchObject({ names, verdict: 'inferred' });
    const bySrp = start('USER_SRP_AUTH', around({ status }, { client: { hidesUsers } }), { SRP_A: '1' });
    expect(bySrp.names).toEqual([...names, 'PASSWORD_VERIFIER']);
  });

  it('for a name nobody has follows the app client, and a trigger that may make one', () => {
    const tells = { client: { hidesUsers: false } };
    expect(start('USER_SRP_AUTH', around('nobody', tells)).names).toEqual(['UserNotFoundException']);
    expect(start('USER_SRP_AUTH', around('nobody')).names).toEqual(['PASSWORD_VERIFIER']);
    const migrates = around('nobody', { pool: { triggers: ['UserMigration'] } });
    expect(start('USER_PASSWORD_AUTH', migrates, { PASSWORD: 'x' }).verdict).toBe('unknown');
  });

  it('says what it can of a user nobody may read', () => {
    expect(start('USER_PASSWORD_AUTH', around('unread')).names).toContain('TOKENS');
    const required = around('unread', { pool: { mfa: 'ON' } });
    expect(start('USER_PASSWORD_AUTH', required).verdict).toBe('unknown');
    const passkey = start('USER_AUTH', around({}), { PREFERRED_CHALLENGE: 'WEB_AUTHN' });
    expect(passkey).toMatchObject({ names: ['WEB_AUTHN'], verdict: 'inferred' });
    const has = start('USER_AUTH', around({ passkeys: 1 }), { PREFERRED_CHALLENGE: 'WEB_AUTHN' });
    expect(has).toMatchObject({ names: ['WEB_AUTHN'], verdict: 'known' });
    const none = start('USER_AUTH', around({ passkeys: 0 }), { PREFERRED_CHALLENGE: 'WEB_AUTHN' });
    expect(none.names).toEqual(['SELECT_CHALLENGE']);
  });

  it('is foretold for whatever is known', () => {
    const text = fc.constantFrom('ON', 'OFF', 'SMS_MFA', 'EMAIL_OTP', 'SOFTWARE_TOKEN_MFA', 'UNKNOWN');
    fc.assert(
      fc.property(
        fc.constantFrom(...flows.map(({ name }) => name), ...challenges.map(({ name }) => name), 'NEWEST'),
        fc.dictionary(fc.constantFrom('ANSWER', 'PASSWORD', 'PREFERRED_CHALLENGE', 'DEVICE_KEY'), text),
        fc.record({ status: text, enabled: fc.boolean(), mfa: fc.array(text), hasTotp: fc.boolean() }),
        fc.constantFrom('ON', 'OFF', 'OPTIONAL'),
        (name, sent, who, mfa) => {
          const place = around(who, { pool: { mfa, methods: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'] } });
          const { verdict, because } = start(name, place, sent);
          expect(['known', 'inferred', 'unknown']).toContain(verdict);
          expect(because).toMatch(/\.$/);
        },
      ),
    );
  });
});

describe('what may come instead', () => {
  const typed = { PASSWORD: 'x' };
  const withTriggers = (...triggers: string[]) => around({}, { pool: { triggers } });
  const protectedPool = (...threatProtection: ('standard' | 'custom')[]) =>
    around({}, { pool: { threatProtection, methods: ['SMS_MFA'] } });
  const namesOf = ({ besides = [] }: Expectation) => besides.map(({ names }) => names);

  it('is nothing in a pool without triggers and threat protection, so that it is known', () => {
    const plain = start('USER_PASSWORD_AUTH', around({}), typed);
    expect(plain).toMatchObject({ names: ['TOKENS'], verdict: 'known' });
    expect(plain).not.toHaveProperty('besides');
    const other = start('USER_PASSWORD_AUTH', withTriggers('PreTokenGeneration', 'PreSignUp'), typed);
    expect(other).not.toHaveProperty('besides');
  });

  it('is told of a PreAuthentication trigger at the start, and of no other step', () => {
    const begun = start('USER_SRP_AUTH', withTriggers('PreAuthentication'), { SRP_A: '1' });
    expect(begun).toMatchObject({ names: ['PASSWORD_VERIFIER'], verdict: 'inferred' });
    expect(namesOf(begun)).toEqual([['UserLambdaValidationException', 'UnexpectedLambdaException']]);
    const answered = expectNext({
      chain: {
        ...{ flow: 'USER_SRP_AUTH', step: { answers: 'PASSWORD_VERIFIER' }, sent: {} },
        path: ['USER_SRP_AUTH', 'PASSWORD_VERIFIER'],
      },
      around: withTriggers('PreAuthentication'),
    });
    expect(answered).toMatchObject({ names: ['TOKENS'], verdict: 'known' });
  });

  it('is told of a PostAuthentication trigger where tokens would come', () => {
    const tokens = start('USER_PASSWORD_AUTH', withTriggers('PostAuthentication'), typed);
    expect(tokens).toMatchObject({ names: ['TOKENS'], verdict: 'inferred' });
    expect(tokens.besides).toMatchObject([{ verdict: 'inferred', says: expect.stringContaining('Post') }]);
    expect(start('USER_SRP_AUTH', withTriggers('PostAuthentication'), { SRP_A: '1' })).not.toHaveProperty(
      'besides',
    );
  });

  it('is told of threat protection that acts, where a password is proved', () => {
    const risky = start('USER_PASSWORD_AUTH', protectedPool('standard'), typed);
    expect(risky).toMatchObject({ names: ['TOKENS'], verdict: 'inferred' });
    expect(namesOf(risky)).toEqual([
      ['SMS_MFA', 'SELECT_MFA_TYPE', 'MFA_SETUP', 'NotAuthorizedException'],
      ['PasswordResetRequiredException', 'NotAuthorizedException'],
    ]);
    const bySrp = start('USER_SRP_AUTH', protectedPool('standard'), { SRP_A: '1' });
    expect(bySrp.verdict).not.toBe('inferred');
    for (const pool of [protectedPool(), protectedPool('custom')])
      expect(start('USER_PASSWORD_AUTH', pool, typed)).not.toHaveProperty('besides');
  });

  it('does not soften a refusal, nor a refresh', () => {
    const disabled = around({ enabled: false }, { pool: { triggers: ['PreAuthentication'] } });
    expect(start('USER_PASSWORD_AUTH', disabled, typed).verdict).toBe('known');
    const refresh = expectNext({
      chain: sendingFacts(undefined, undefined, 'REFRESH_TOKEN_AUTH', {}),
      around: withTriggers('PreAuthentication', 'PostAuthentication'),
    });
    expect(refresh).not.toHaveProperty('besides');
  });
});

describe('a prediction beside what came', () => {
  const prediction: Prediction = {
    ...{ names: ['SMS_MFA'], verdict: 'known', because: 'The user prefers it.', from: 'pool' },
  };
  const asked = (name: string) => ({ kind: 'challenge', name, parameters: {}, available: [] }) as const;

  it('fits, differs, or never came to be', () => {
    expect(comparePrediction(prediction, asked('SMS_MFA'))?.verdict).toBe('fits');
    expect(comparePrediction(prediction, asked('EMAIL_OTP'))).toMatchObject({
      verdict: 'differs',
      says: 'Predicted SMS_MFA: the user prefers it. EMAIL_OTP came.',
    });
    const error = { kind: 'error', code: 'NotAuthorizedException', message: '' } as const;
    expect(comparePrediction(prediction, error)?.verdict).toBe('refused');
    expect(comparePrediction({ ...prediction, names: ['NotAuthorizedException'] }, error)?.verdict).toBe(
      'fits',
    );
    const other = { ...prediction, names: ['UserNotFoundException'] };
    expect(comparePrediction(other, error)?.verdict).toBe('differs');
  });

  it('names what may have stepped in, only where that can bring what came', () => {
    const says = 'A trigger may refuse it.';
    const names = ['UserLambdaValidationException', 'SMS_MFA'];
    const tempered: Prediction = {
      ...{ ...prediction, names: ['TOKENS'], verdict: 'inferred' },
      besides: [{ verdict: 'inferred', says, names }],
    };
    const error = (code: string) => ({ kind: 'error', code, message: '' }) as const;
    expect(comparePrediction(tempered, error('UserLambdaValidationException'))?.says).toContain(says);
    expect(comparePrediction(tempered, error('NotAuthorizedException'))?.says).not.toContain(says);
    expect(comparePrediction(tempered, asked('SMS_MFA'))).toMatchObject({ verdict: 'differs' });
    expect(comparePrediction(tempered, asked('SMS_MFA'))?.says).toContain(says);
  });

  it('is nothing for a step under way, or lost on the wire', () => {
    expect(comparePrediction(prediction, undefined)).toBeUndefined();
    expect(comparePrediction(prediction, { kind: 'failure', code: 'RESET', detail: '' })).toBeUndefined();
  });
});
