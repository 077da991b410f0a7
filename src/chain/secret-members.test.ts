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
