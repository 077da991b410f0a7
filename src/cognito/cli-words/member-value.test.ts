import { expect, test } from 'vitest';
import type { Shape } from '../service/service.ts';
import { memberFlags } from './member-flags.ts';
import { memberValue } from './member-value.ts';

const shapeOf = (operation: string, flag: string): Shape =>
  memberFlags(operation).find((each) => each.flag === flag)?.shape ?? { type: 'text' };
const read = (operation: string, flag: string, ...words: string[]) =>
  memberValue(flag, shapeOf(operation, flag), words, (text) =>
    text.startsWith('file://') ? `{"from":"${text}"}` : text,
  );

test.each([
  ['a text', 'AdminGetUser', 'username', ['[ann]'], '[ann]'],
  ['a number', 'ListUsers', 'limit', ['5'], 5],
  ['texts', 'ListUsers', 'attributes-to-get', ['email', 'name'], ['email', 'name']],
  ['texts as JSON', 'ListUsers', 'attributes-to-get', ['["email"]'], ['email']],
  [
    'structures, each in its own way',
    ...['AdminCreateUser', 'user-attributes'],
    ['Name=email,Value=a@b.c', '{"Name":"name","Value":"Ann"}'],
    [
      { Name: 'email', Value: 'a@b.c' },
      { Name: 'name', Value: 'Ann' },
    ],
  ],
  [
    'numbers and switches within',
    ...['CreateUserPool', 'policies'],
    ['PasswordPolicy={MinimumLength=10,RequireSymbols=true,RequireNumbers=False}'],
    { PasswordPolicy: { MinimumLength: 10, RequireSymbols: true, RequireNumbers: false } },
  ],
  [
    'one where a list is meant',
    ...['CreateUserPool', 'account-recovery-setting'],
    ['RecoveryMechanisms={Priority=1,Name=verified_email}'],
    { RecoveryMechanisms: [{ Priority: 1, Name: 'verified_email' }] },
  ],
  ['a map', 'AdminConfirmSignUp', 'client-metadata', ['a=1,b='], { a: '1', b: '' }],
  ['a map as JSON', 'AdminConfirmSignUp', 'client-metadata', ['{"a":"1"}'], { a: '1' }],
  ['a map of a file', 'AdminConfirmSignUp', 'client-metadata', ['file://x'], { from: 'file://x' }],
  ['a document', 'CreateManagedLoginBranding', 'settings', ['{"any":[1]}'], { any: [1] }],
] as [string, string, string, string[], unknown][])('%s', (_, operation, flag, words, value) => {
  expect(read(operation, flag, ...words)).toEqual(value);
});

test.each([
  [
    'a number',
    'ListUsers',
    'limit',
    ['five'],
    "Error parsing parameter '--limit': It takes a whole number, not five.",
  ],
  [
    'JSON',
    ...['AdminConfirmSignUp', 'client-metadata'],
    ['{"a":}'],
    "Error parsing parameter '--client-metadata': Invalid JSON: Line 1, column 6",
  ],
  [
    'a document in shorthand',
    ...['CreateManagedLoginBranding', 'settings'],
    ['a=b'],
    "Error parsing parameter '--settings': Invalid JSON: Line 1, column 1",
  ],
] as [string, string, string, string[], string][])(
  '%s that is none is refused',
  (_, operation, flag, words, why) => {
    expect(() => read(operation, flag, ...words)).toThrow(why);
  },
);
