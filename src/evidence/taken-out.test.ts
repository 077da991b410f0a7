import { describe, expect, it } from 'vitest';
import { takenOut } from './taken-out.ts';

describe('takenOut', () => {
  it.each([
    '',
    '***',
    'xxxxxxxx',
    '••••••',
    '[REDACTED]',
    '<redacted>',
    'REDACTED',
    '[JWT redacted]',
    '[access token redacted]',
    'removed',
    '(masked)',
    '<sanitized>',
    'AYAB… 1,563 chars',
  ])('%j was taken out', (value) => expect(takenOut(value)).toBe(true));

  it.each([
    'ann@example.com',
    '000000',
    '111111',
    'AYABeFixtureSessionFixtureSession',
    'MaskedRider7!',
    'eyJraWQiOiJhIn0.e30.c2ln',
    'secret_hash_of_something',
    'USER_PASSWORD_AUTH',
    'x',
    'redacted-3fa29c',
  ])('%j was not', (value) => expect(takenOut(value)).toBe(false));
});
