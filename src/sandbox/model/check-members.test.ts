import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { checkMembers } from './check-members.ts';
import { operations } from '../operations/table.ts';
import { isRefusal } from '../refusal.ts';
import { likelySettings } from '../settings.ts';
import { modelledOperation } from './service-model.ts';

function verdict(operation: string, input: JsonObject): string {
  try {
    checkMembers(input, modelledOperation(operation)?.members ?? {}, likelySettings);
    return 'fine';
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return `${error.code}: ${error.message}`;
  }
}

const good = { ClientId: 'abc', ChallengeName: 'SMS_MFA' };

describe('constraints', () => {
  test.each<[string, JsonObject, string]>([
    [
      'a short Session',
      { ...good, Session: 'short' },
      "InvalidParameterException: 1 validation error detected: Value at 'session' failed to satisfy constraint: Member must have length greater than or equal to 20",
    ],
    [
      'a Session over the limit',
      { ...good, Session: 'x'.repeat(4_097) },
      "InvalidParameterException: 1 validation error detected: Value at 'session' failed to satisfy constraint: Member must have length less than or equal to 4096",
    ],
    [
      'no client id and an unknown challenge',
      { ChallengeName: 'NOPE' },
      "InvalidParameterException: 2 validation errors detected: Value at 'clientId' failed to satisfy constraint: Member must not be null; Value 'NOPE' at 'challengeName' failed to satisfy constraint: Member must satisfy enum value set: [",
    ],
    [
      'an empty client id',
      { ...good, ClientId: '' },
      "InvalidParameterException: 2 validation errors detected: Value at 'clientId' failed to satisfy constraint: Member must have length greater than or equal to 1; Value at 'clientId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+]+",
    ],
    [
      'a map value over 131,072 characters',
      { ...good, ChallengeResponses: { USERNAME: 'x'.repeat(131_073) } },
      "InvalidParameterException: 1 validation error detected: Value at 'challengeResponses' failed to satisfy constraint: Map value",
    ],
  ])('%s', (_what, input, message) => {
    expect(verdict('RespondToAuthChallenge', input).startsWith(message)).toBe(true);
  });

  test('a UserCode must be six digits', () => {
    expect(verdict('VerifySoftwareToken', { UserCode: '12345a' })).toContain("Value at 'userCode'");
    expect(verdict('VerifySoftwareToken', { UserCode: '123456' })).toBe('fine');
  });
});

describe('types', () => {
  test.each<[string, JsonObject, string]>([
    ['a number for text', { ...good, ClientId: 1 }, 'NUMBER_VALUE can not be converted to a String'],
    ['a list for text', { ...good, Session: [] }, 'Start of list found where not expected'],
    ['a list for a map', { ...good, ClientMetadata: [] }, 'Start of list found where not expected'],
    ['text for a map', { ...good, ChallengeResponses: 'x' }, 'Unexpected field type: STRING_VALUE'],
    [
      'a number in a map',
      { ...good, ChallengeResponses: { A: 1 } },
      'NUMBER_VALUE can not be converted to a String',
    ],
    [
      'a map in a map',
      { ...good, ChallengeResponses: { A: {} } },
      'Start of structure or map found where not expected.',
    ],
    [
      'a flag in a structure',
      { ...good, UserContextData: { IpAddress: true } },
      'TRUE_VALUE can not be converted to a String',
    ],
  ])('%s', (_what, input, message) => {
    expect(verdict('RespondToAuthChallenge', input)).toBe(`SerializationException: ${message}`);
  });

  test('null counts as absent, and what the model does not name is ignored', () => {
    expect(verdict('RespondToAuthChallenge', { ...good, Session: null, Extra: 5 })).toBe('fine');
    expect(verdict('RespondToAuthChallenge', { ...good, ChallengeResponses: { DEVICE_KEY: null } })).toBe(
      'fine',
    );
  });
});

test('any JSON object is judged, never a crash', () => {
  const names = [...operations.keys()];
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.jsonValue(), fc.jsonValue(), (name, id, map) => {
      const input = JSON.parse(
        JSON.stringify({ ClientId: id, Session: id, AuthParameters: map, ['__proto__']: map }),
      );
      expect(verdict(name, input)).toMatch(/^(fine|SerializationException|InvalidParameterException)/);
    }),
  );
});
