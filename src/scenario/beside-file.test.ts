import { expect, it } from 'vitest';
import { besideFile } from './beside-file.ts';

it.each([
  ['a.yaml', 'users.csv', 'users.csv'],
  ['mfa/a.yaml', './users.csv', 'mfa/users.csv'],
  ['mfa/totp/a.yaml', '../../data/users.csv', 'data/users.csv'],
  ['mfa/a.yaml', '../../users.csv', '../users.csv'],
  ['/suite/mfa/a.yaml', '../users.csv', '/suite/users.csv'],
  ['a.yaml', '/data/users.csv', '/data/users.csv'],
])('%s names %s: %s', (file, name, called) => {
  expect(besideFile(file, name)).toBe(called);
});
