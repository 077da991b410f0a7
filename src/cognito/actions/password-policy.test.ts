import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makePassword, type PasswordPolicy, passwordPolicy, passwordRules } from './password-policy.ts';

const bytes = (count: number) => new Uint8Array(randomBytes(count));
const policies = fc.record<PasswordPolicy>({
  minimumLength: fc.integer({ min: 6, max: 99 }),
  uppercase: fc.boolean(),
  lowercase: fc.boolean(),
  numbers: fc.boolean(),
  symbols: fc.boolean(),
});
const broken = (policy: PasswordPolicy, password: string) =>
  passwordRules(policy, password)
    .filter(({ kept }) => !kept)
    .map(({ text }) => text);

test('a password that is made keeps every rule, and no two are alike', () => {
  fc.assert(
    fc.property(policies, (policy) => {
      const password = makePassword(policy, bytes);
      expect(broken(policy, password)).toEqual([]);
      expect(password).not.toMatch(/\s/);
      expect(makePassword(policy, bytes)).not.toBe(password);
    }),
  );
  expect(makePassword(undefined, bytes)).toHaveLength(16);
});

test('the policy is read as DescribeUserPool tells it', () => {
  const PasswordPolicy = { MinimumLength: 10, RequireUppercase: true, RequireSymbols: true };
  expect(passwordPolicy({ Policies: { PasswordPolicy } })).toEqual({
    minimumLength: 10,
    uppercase: true,
    lowercase: false,
    numbers: false,
    symbols: true,
  });
  expect(passwordPolicy({})).toBeUndefined();
  expect(passwordPolicy(undefined)).toBeUndefined();
});

test.each([
  ['short', ['8 characters or more', 'an uppercase letter', 'a number', 'a symbol']],
  ['Correct-horse-1', []],
  ['Correct horse 1', ['no space']],
  ['correct-horse-1', ['an uppercase letter']],
])('%s breaks %j', (password, rules) => {
  const policy = { minimumLength: 8, uppercase: true, lowercase: true, numbers: true, symbols: true };
  expect(broken(policy, password)).toEqual(rules);
});
