import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { CANARIES } from '../canaries.ts';
import { evidenceFolder } from '../support/folders.ts';
import { encodingsOf, filesUnder, findSecrets } from '../support/search.ts';
import { knownSecrets } from '../support/secrets.ts';

test('the search finds a secret in every form it could be written in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-search-'));
  try {
    const planted = encodingsOf(CANARIES.password);
    expect(Object.keys(planted)).toEqual([
      'plain',
      'JSON',
      'HTML',
      'URL',
      'base64',
      'base64 +1',
      'base64 +2',
      'base64url',
      'base64url +1',
      'base64url +2',
      'hex',
      'HEX',
      'UTF-16LE',
      'UTF-16BE',
    ]);
    for (const [form, bytes] of Object.entries(planted)) {
      const file = join(folder, 'planted.bin');
      writeFileSync(file, Buffer.concat([Buffer.from([0, 255, 10]), bytes, Buffer.from('after')]));
      const secrets = [{ name: 'planted', value: CANARIES.password }];
      expect(findSecrets([file], secrets), form).toEqual([expect.stringContaining('planted')]);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the search finds a code wherever it stands, but for six letters of a long number', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-search-'));
  const code = [{ name: 'code', value: CANARIES.wrongCode }];
  const found = (text: string): number => {
    const file = join(folder, 'planted.txt');
    writeFileSync(file, text);
    return findSecrets([file], code).length;
  };
  try {
    for (const around of ['', ' ', '"', 'abc', '0123456789'])
      expect(found(`${around}${CANARIES.wrongCode}${around}`), around).toBe(1);
    expect(found(`${'0af3'.repeat(16)} ${CANARIES.wrongCode}`)).toBe(1);
    expect(found(`${'0af3'.repeat(12)}${CANARIES.wrongCode}${'91be'.repeat(8)}`)).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('no story left a secret in a file, a log or a page', () => {
  const secrets = knownSecrets();
  const files = filesUnder(evidenceFolder);
  // That there is something to search, and something to search for.
  expect(secrets.length).toBeGreaterThan(100);
  expect(files.filter((file) => file.endsWith('.html')).length).toBeGreaterThan(50);
  expect(files.filter((file) => file.endsWith('console.log')).length).toBeGreaterThan(15);
  expect(files.filter((file) => file.includes('/user-data/Local Storage/')).length).toBeGreaterThan(15);
  expect(files.some((file) => file.endsWith('targets.json'))).toBe(true);
  expect(existsSync(join(evidenceFolder, 'security'))).toBe(true);
  expect(findSecrets(files, secrets)).toEqual([]);
});
