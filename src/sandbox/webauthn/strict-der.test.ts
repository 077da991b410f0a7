import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { isStrictDer } from './strict-der.ts';

test('what a signer writes is strict', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signatures = Array.from({ length: 200 }, (_, at) => sign('sha256', Buffer.of(at), privateKey));
  expect(signatures.filter((signature) => !isStrictDer(signature))).toEqual([]);
});

test.each([
  ['3006020101020102', true],
  ['3008020200800202ff01', false],
  ['30080202008002020080', true],
  ['', false],
  ['30', false],
  ['3106020101020102', false],
  ['3007020101020102', false],
  ['300602010102010200', false],
  ['30070201010201020000', false],
  ['3006020101030102', false],
  ['3006020181020102', false],
  ['300702020001020102', false],
  ['300402000200', false],
  ['3003020101', false],
])('%s: %s', (hex, strict) => {
  expect(isStrictDer(Buffer.from(hex, 'hex'))).toBe(strict);
});
