import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../json.ts';
import { durationOf } from './durations.ts';
import { poolDifference } from './difference.ts';
import { allowedFlows, clientFactsOf, poolFactsOf, userFactsOf } from './facts-of.ts';
import { poolRules, poolWords } from './words.ts';
import type { PoolRead } from './word.ts';

const says = (read: Partial<PoolRead>, id: string): string | undefined =>
  poolWords({ pool: {}, ...read }).find((word) => word.id === id)?.says;

describe('the flows of an app client', () => {
  it('are the service’s defaults where none were set', () => {
    expect(allowedFlows({})).toEqual([
      'ALLOW_REFRESH_TOKEN_AUTH',
      'ALLOW_USER_SRP_AUTH',
      'ALLOW_CUSTOM_AUTH',
    ]);
  });
  it('are without a refresh where refresh tokens rotate', () => {
    const RefreshTokenRotation = { Feature: 'ENABLED', RetryGracePeriodSeconds: 30 };
    expect(allowedFlows({ RefreshTokenRotation })).not.toContain('ALLOW_REFRESH_TOKEN_AUTH');
    expect(says({ client: { RefreshTokenRotation } }, 'refresh-rotation')).toContain('for 30 seconds more');
  });
  it('are what the names of before ALLOW_ meant', () => {
    expect(allowedFlows({ ExplicitAuthFlows: ['USER_PASSWORD_AUTH'] })).toEqual([
      'ALLOW_REFRESH_TOKEN_AUTH',
      'ALLOW_USER_SRP_AUTH',
      'ALLOW_USER_PASSWORD_AUTH',
    ]);
    expect(allowedFlows({ ExplicitAuthFlows: ['CUSTOM_AUTH_FLOW_ONLY'] })).not.toContain(
      'ALLOW_USER_SRP_AUTH',
    );
  });
  it('are said, and so is what is refused', () => {
    const client = { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] };
    expect(says({ client }, 'allowed-flows')).toBe('A sign-in may begin with USER_SRP_AUTH.');
    expect(says({ client }, 'refused-flows')).toContain('USER_PASSWORD_AUTH');
    expect(says({ client: {} }, 'allowed-flows')).toContain('never set');
  });
});

describe('the words', () => {
  const everything: PoolRead = {
    pool: {
      Name: 'Shop',
      UserPoolTier: 'PLUS',
      Policies: {
        SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] },
        PasswordPolicy: { TemporaryPasswordValidityDays: 7 },
      },
      UsernameAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: true },
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
      DeviceConfiguration: { ChallengeRequiredOnNewDevice: true },
      LambdaConfig: { PreAuthentication: 'arn', KMSKeyID: 'key' },
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
    },
    mfa: {
      MfaConfiguration: 'ON',
      EmailMfaConfiguration: {},
      SoftwareTokenMfaConfiguration: { Enabled: true },
      WebAuthnConfiguration: { RelyingPartyId: 'shop.example', UserVerification: 'required' },
    },
    client: {
      ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_CUSTOM_AUTH'],
      AuthSessionValidity: 10,
      AccessTokenValidity: 90,
      TokenValidityUnits: { AccessToken: 'minutes' },
      RefreshTokenValidity: 0,
      EnableTokenRevocation: false,
      PreventUserExistenceErrors: 'ENABLED',
      RefreshTokenRotation: { Feature: 'ENABLED' },
      ClientSecret: 'fixture-secret',
    },
    secrets: [{ id: 'a' }, { id: 'b' }],
  };

  it('are said by every rule of a pool that has everything, in the order of a sign-in', () => {
    const words = poolWords(everything);
    expect(words.map(({ id }) => id).sort()).toEqual(poolRules.map(({ id }) => id).sort());
    expect(words[0]?.about).toBe('How it begins');
  });

  it('say what follows from it', () => {
    const word = (id: string) => says(everything, id);
    expect(word('session-minutes')).toContain('lives 10 minutes');
    expect(word('client-secret')).toMatch(/^Two secrets are live/);
    expect(word('mfa-set-up')).toContain('EMAIL_OTP or SOFTWARE_TOKEN_MFA');
    expect(word('password-first-with-mfa')).toContain('only the password is offered first');
    expect(word('lifetimes')).toBe(
      'Tokens live: the access token 90 minutes, the ID token 1 hour, the refresh token 30 days.',
    );
    expect(word('custom-without-triggers')).toContain('DefineAuthChallenge');
    expect(word('triggers')).toBe('PreAuthentication may refuse before the password is looked at.');
    expect(word('recovery-channel')).toContain('EMAIL_OTP');
    expect(word('existence')).toContain('not given away');
  });

  it('say which sign-ins threat protection acts upon', () => {
    const protection = (AdvancedSecurityMode: string, CustomAuthMode?: string) =>
      says(
        {
          pool: {
            UserPoolAddOns: {
              AdvancedSecurityMode,
              ...(CustomAuthMode === undefined
                ? {}
                : { AdvancedSecurityAdditionalFlows: { CustomAuthMode } }),
            },
          },
        },
        'threat-protection',
      );
    expect(protection('ENFORCED')).toContain('enforced, but not for CUSTOM_AUTH: ');
    expect(protection('ENFORCED', 'ENFORCED')).toContain('enforced: ');
    expect(protection('AUDIT', 'ENFORCED')).toContain('enforced for CUSTOM_AUTH alone: ');
    expect(protection('OFF', 'AUDIT')).toContain('only watches');
    expect(protection('OFF')).toBeUndefined();
  });

  it('say what people sign in with, and until when a temporary password does', () => {
    const names = (AliasAttributes: string[]) => says({ pool: { AliasAttributes } }, 'names');
    expect(names(['preferred_username', 'email'])).toBe(
      'People sign in with their user name, or preferred_username, or email once it is verified.',
    );
    const AdminCreateUserConfig = { UnusedAccountValidityDays: 9 };
    expect(says({ pool: { AdminCreateUserConfig } }, 'temporary-password')).toContain('for 9 days');
  });

  it('say nothing of an app client where none is looked at', () => {
    for (const { from } of poolWords({ pool: {} })) expect(from[0]).not.toMatch(/^UserPoolClient/);
  });

  it('never repeat a secret', () => {
    expect(JSON.stringify(poolWords(everything))).not.toContain('fixture-secret');
    expect(JSON.stringify(poolDifference(everything, { pool: {} }))).not.toContain('fixture-secret');
  });

  it('stand for whatever the service may answer', () => {
    fc.assert(
      fc.property(json(), json(), json(), (pool, mfa, client) => {
        for (const word of poolWords({ pool, mfa, client })) expect(word.says).not.toMatch(/undefined|NaN/);
        poolFactsOf(pool, mfa);
        clientFactsOf(client);
        userFactsOf(client, [pool], undefined, 0);
      }),
    );
  });
});

describe('a difference', () => {
  it('is none between two that are alike but for their names', () => {
    const named = (Name: string): PoolRead => ({ pool: { Name, Id: Name, MfaConfiguration: 'ON' } });
    expect(poolDifference(named('a'), named('b'))).toMatchObject({ members: [], words: [] });
  });

  it('tells member, both values and what it means for the chain', () => {
    const client = (minutes: number, flows: string[]): PoolRead => ({
      pool: {},
      client: { AuthSessionValidity: minutes, ExplicitAuthFlows: flows, CallbackURLs: [`${minutes}`] },
    });
    const found = poolDifference(
      client(3, ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH']),
      client(5, ['ALLOW_USER_AUTH', 'ALLOW_USER_SRP_AUTH']),
    );
    expect(found.members).toEqual([
      { member: 'UserPoolClient.AuthSessionValidity', left: '3', right: '5', shapes: true },
      { member: 'UserPoolClient.CallbackURLs', left: '3', right: '5', shapes: false },
    ]);
    expect(found.words).toEqual([
      {
        about: 'Session',
        id: 'session-minutes',
        left: expect.stringContaining('3 minutes') as string,
        right: expect.stringContaining('5 minutes') as string,
      },
    ]);
  });

  it('is the same with sides swapped, and none with itself', () => {
    fc.assert(
      fc.property(json(), json(), (left, right) => {
        const there = poolDifference({ pool: left }, { pool: right });
        const back = poolDifference({ pool: right }, { pool: left });
        expect(back.members.map(({ member }) => member)).toEqual(there.members.map(({ member }) => member));
        for (const [at, change] of there.members.entries()) {
          expect(back.members[at]?.left).toBe(change.right);
          expect(back.members[at]?.right).toBe(change.left);
        }
        expect(poolDifference({ pool: left }, { pool: structuredClone(left) }).members).toEqual([]);
      }),
    );
  });
});

describe('facts of what the service describes', () => {
  it('are those of a pool, with its methods and triggers', () => {
    const pool = {
      Name: 'Shop',
      LambdaConfig: { PreTokenGenerationConfig: {}, KMSKeyID: 'k', PreSignUp: 'arn' },
    };
    const mfa = {
      MfaConfiguration: 'OPTIONAL',
      SmsMfaConfiguration: {},
      SoftwareTokenMfaConfiguration: { Enabled: true },
    };
    expect(poolFactsOf(pool, mfa)).toMatchObject({
      name: 'Shop',
      mfa: 'OPTIONAL',
      methods: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'],
      firstFactors: ['PASSWORD'],
      triggers: ['PreTokenGeneration', 'PreSignUp'],
      threatProtection: [],
    });
    expect(poolFactsOf(pool, mfa)).not.toHaveProperty('temporaryDays');
  });

  it('tell how long a temporary password lives, and where threat protection acts', () => {
    const days = (pool: JsonObject) => poolFactsOf(pool, {}).temporaryDays;
    const AdminCreateUserConfig = { UnusedAccountValidityDays: 3 };
    const Policies = { PasswordPolicy: { TemporaryPasswordValidityDays: 9 } };
    expect([days({ AdminCreateUserConfig }), days({ AdminCreateUserConfig, Policies })]).toEqual([3, 9]);
    const acts = (UserPoolAddOns: JsonObject) => poolFactsOf({ UserPoolAddOns }, {}).threatProtection;
    const custom = { AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'ENFORCED' } };
    expect(acts({ AdvancedSecurityMode: 'AUDIT' })).toEqual([]);
    expect(acts({ AdvancedSecurityMode: 'ENFORCED' })).toEqual(['standard']);
    expect(acts({ AdvancedSecurityMode: 'ENFORCED', ...custom })).toEqual(['standard', 'custom']);
  });

  it('tell between which ages a temporary password is, and of no other one', () => {
    const day = 86_400;
    const age = (over: JsonObject) =>
      userFactsOf({ UserStatus: 'FORCE_CHANGE_PASSWORD', ...over }, [], undefined, 10 * day * 1_000)
        .temporaryAge;
    const dates = { UserCreateDate: 2 * day, UserLastModifiedDate: 7.5 * day };
    expect(age(dates)).toEqual({ least: 2.5, most: 8 });
    expect(age({ ...dates, UserStatus: 'CONFIRMED' })).toBeUndefined();
    expect(age({ UserCreateDate: 2 * day })).toBeUndefined();
  });

  it('are those of a user, without what was not told', () => {
    const user = {
      UserStatus: 'CONFIRMED',
      Enabled: false,
      UserAttributes: [
        { Name: 'email', Value: 'ann@example.com' },
        { Name: 'email_verified', Value: 'true' },
      ],
      UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
    };
    const device = (DeviceKey: string, status: string): JsonObject => ({
      DeviceKey,
      DeviceAttributes: [{ Name: 'dev:device_remembered_status', Value: status }],
    });
    const facts = userFactsOf(user, [device('a', 'remembered'), device('b', 'not_remembered')], undefined, 0);
    expect(facts).toMatchObject({ enabled: false, hasTotp: true, emailVerified: true, devices: ['a'] });
    expect(facts).not.toHaveProperty('hasPassword');
    expect(facts).not.toHaveProperty('passkeys');
    const told = (ConfiguredUserAuthFactors: string[]) =>
      userFactsOf(user, [], { ConfiguredUserAuthFactors }, 0);
    expect(told(['PASSWORD'])).toMatchObject({ hasPassword: true, passkeys: 0 });
    expect(told(['WEB_AUTHN', 'EMAIL_OTP'])).toMatchObject({ hasPassword: false, passkeys: 1 });
    expect(told([])).not.toHaveProperty('passkeys');
  });
});

it('says durations in the largest unit that fits', () => {
  expect([60, 90, 3_600, 5_400, 86_400, 2_592_000, 1].map(durationOf)).toEqual([
    ...['1 minute', '90 seconds', '1 hour', '90 minutes', '1 day', '30 days', '1 second'],
  ]);
});

/** Members as the service names them, with any values. */
function json(): fc.Arbitrary<JsonObject> {
  const names = [
    ...[
      'MfaConfiguration',
      'LambdaConfig',
      'Policies',
      'SignInPolicy',
      'AllowedFirstAuthFactors',
      'DeviceConfiguration',
    ],
    ...[
      'ExplicitAuthFlows',
      'AuthSessionValidity',
      'TokenValidityUnits',
      'AccessToken',
      'AccessTokenValidity',
    ],
    ...[
      'RefreshTokenRotation',
      'Feature',
      'UsernameAttributes',
      'UserPoolTier',
      'UserAttributes',
      'Name',
      '__proto__',
    ],
  ];
  const leaf = fc.oneof(
    fc.constantFrom<JsonValue>('ON', 'ENABLED', 'LITE', 'WEB_AUTHN', 'minutes', null, true, false),
    fc.string({ maxLength: 8 }).filter((text) => !/undefined|NaN/.test(text)),
    fc.integer({ min: -5, max: 4_000 }),
  );
  const { tree } = fc.letrec<{ tree: JsonValue }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names), tie('tree'), { maxKeys: 5 }),
    ),
  }));
  return fc.dictionary(fc.constantFrom(...names), tree, { maxKeys: 6 });
}
