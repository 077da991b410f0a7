import { describe, expect, test } from 'vitest';
import { secretKind, zoneBelow } from './secret-members.ts';
import members from './service-members.json' with { type: 'json' };

const SHOWN = ['ClientId', 'LastIPAddress', 'UserContextData', 'Username', 'Value'];
const MAPS = ['AuthParameters', 'ChallengeResponses'];

describe('members of the service model', () => {
  test('that it calls sensitive are masked, but for what a person works with', () => {
    const masked = members.sensitive.filter(
      (name) => secretKind('plain', name, 'value', false) !== undefined,
    );
    expect([...masked, ...SHOWN, ...MAPS].sort()).toEqual([...members.sensitive].sort());
    // Maps are judged key by key.
    for (const name of MAPS) expect(zoneBelow('plain', name)).toBe('answers');
  });

  test.each([
    'Code',
    'ConfirmationCode',
    'Credential',
    'PasswordVerifier',
    'PreSignedUrl',
    'ClientSecretValue',
    'FeedbackToken',
    'Secret',
  ])('%s is masked', (name) => {
    expect(secretKind('plain', name, 'value', false)).toBeDefined();
  });

  test.each([
    'SoftwareTokenMfaConfiguration',
    'TemporaryPasswordValidityDays',
    'Credentials',
    'PreTokenGeneration',
    'EnableTokenRevocation',
    'CompromisedCredentialsRiskConfiguration',
    'PasswordHistorySize',
  ])('%s sounds like a secret, and the model knows better', (name) => {
    expect(secretKind('plain', name, 'value', false)).toBeUndefined();
  });

  test.each(['client_secret', 'private_key', 'apiKey', 'MySecret', 'SessionToken', 'SecretKey'])(
    '%s is no member of it, and is masked by its sound',
    (name) => {
      expect(secretKind('plain', name, 'value', false)).toBe('short');
    },
  );
});

describe('TokenValidityUnits', () => {
  const units = zoneBelow('plain', 'TokenValidityUnits');

  test.each(['seconds', 'minutes', 'hours', 'days'])('say %s of a token, which is no token', (unit) => {
    for (const name of ['AccessToken', 'IdToken', 'RefreshToken'])
      expect(secretKind(units, name, unit, false)).toBeUndefined();
    // Anywhere else it stands for the token itself.
    expect(secretKind('plain', 'AccessToken', unit, false)).toBe('jwt');
  });

  test('that hold anything else are masked as ever', () => {
    expect(secretKind(units, 'RefreshToken', 'eyJjdHkiOiJKV1QifQ', false)).toBe('opaque');
    expect(secretKind(units, 'ClientSecret', 'minutes and more', false)).toBe('short');
  });
});
