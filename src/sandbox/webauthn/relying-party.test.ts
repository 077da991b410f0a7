import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOwnOrigin } from './relying-party.ts';

test.each([
  ['auth.example.com', 'https://auth.example.com', true],
  ['auth.example.com', 'https://auth.example.com:8443', true],
  ['example.com', 'https://auth.example.com', true],
  ['localhost', 'http://localhost', true],
  ['localhost', 'http://localhost:5173', true],
  ['localhost', 'https://localhost', true],
  ['auth.example.com', 'https://example.com', false],
  ['example.com', 'https://notexample.com', false],
  ['example.com', 'https://example.com.evil.test', false],
  ['example.com', 'https://evil.test/.example.com', false],
  ['example.com', 'http://example.com', false],
  ['localhost', 'http://localhost.evil.test', false],
  ['localhost', 'http://app.localhost', false],
  ['example.com', 'http://localhost', false],
  ['example.com', 'https://example.com/', false],
  ['example.com', 'https://example.com:443', false],
  ['example.com', 'https://user@example.com', false],
  ['example.com', 'https://EXAMPLE.com', false],
  ['example.com', 'android:apk-key-hash:abc', false],
  ['example.com', 'example.com', false],
  ['example.com', '', false],
])('%s and %s: %s', (relyingPartyId, origin, own) => {
  expect(isOwnOrigin(relyingPartyId, origin)).toBe(own);
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string(), (origin) => {
      expect(isOwnOrigin('countersign.test', origin)).toBe(false);
    }),
  );
});
