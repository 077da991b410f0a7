import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ActionValues } from '../../contract/actions.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import { serviceOperation, type Shape, structureNamed } from '../service/service.ts';
import { actionNamed, actions } from './actions.ts';
import type { ActionSpec, Around } from './spec.ts';
import { filled } from './values.ts';

const facts = {
  Username: 'una',
  UserStatus: 'CONFIRMED',
  Enabled: 'true',
  email: 'una@example.com',
  email_verified: 'true',
  UserMFASettingList: 'SMS_MFA, SOFTWARE_TOKEN_MFA',
  PreferredMfaSetting: 'SMS_MFA',
  Groups: 'admins\nsupport',
  Devices: 'eu-west-1_1 (phone) remembered',
  Sessions: 'tkn1\ntkn2',
};
const around: Around = { facts, groups: ['admins', 'support', 'testers'], pool: { MfaConfiguration: 'ON' } };

const byId = actions.map((action) => [action.id, action] as const);

/** Where a request does not hold to the service's model, as `/UserAttributes/0/Name`. */
function misfits(shape: Shape, value: JsonValue, at: string): string[] {
  if (shape.type === 'structure' || shape.type === 'map' || shape.type === 'list') {
    if (typeof value !== 'object' || value === null || Array.isArray(value) !== (shape.type === 'list'))
      return [at];
    const members = shape.type === 'structure' ? structureNamed(shape.shape).members : undefined;
    return Object.entries(value).flatMap(([name, inner]) => {
      const of = members === undefined ? (shape as { of: Shape }).of : members[name];
      return of === undefined ? [`${at}/${name}`] : misfits(of, inner as JsonValue, `${at}/${name}`);
    });
  }
  const type = shape.type === 'text' ? 'string' : shape.type;
  const fits =
    typeof value === type && (!('values' in shape) || shape.values?.includes(String(value)) !== false);
  return fits ? [] : [at];
}

function requestMisfits(action: ActionSpec, members: JsonObject): string[] {
  const input = serviceOperation(action.operation)?.input;
  return Object.entries(members).flatMap(([name, value]) => {
    const shape = input?.members[name];
    return shape === undefined ? [`/${name}`] : misfits(shape, value, `/${name}`);
  });
}

/** Anything a form can hold: one of a field's choices, or whatever a person types. */
function valuesFor(action: ActionSpec): fc.Arbitrary<ActionValues> {
  const entries = action.fields(around).map(({ key, kind, choices = [] }) => {
    const offered = choices.map(({ value }) => value);
    const text = offered.length === 0 ? fc.string() : fc.oneof(fc.constantFrom(...offered), fc.string());
    const value: fc.Arbitrary<ActionValues[string]> =
      kind === 'flag'
        ? fc.boolean()
        : kind === 'map'
          ? fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { maxKeys: 4 })
          : kind === 'names'
            ? fc.subarray(offered)
            : kind === 'choice'
              ? fc.constantFrom(...offered)
              : text;
    return [key, value] as const;
  });
  return fc.record(Object.fromEntries(entries), { requiredKeys: [] }) as fc.Arbitrary<ActionValues>;
}

describe('the actions', () => {
  test('each have a name of their own, in words that end as they should', () => {
    expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length);
    for (const { id, about, title } of actions) {
      expect(about, id).toMatch(/^\S.*\.$/);
      expect(title, id).not.toMatch(/[.!]$/);
    }
    expect(actionNamed('delete')?.operation).toBe('AdminDeleteUser');
    expect(actionNamed('wake')).toBeUndefined();
  });

  test.each(byId)('%s sends what the service’s model takes, whatever was filled in', (_id, action) => {
    expect(serviceOperation(action.operation)?.signed).toBe(true);
    fc.assert(
      fc.property(valuesFor(action), (given) => {
        const values = filled(action.fields(around), given);
        expect(requestMisfits(action, action.members(values, around))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test.each(byId)('%s plans for anybody, also for whom nothing is known', (_id, action) => {
    const nobody: Around = { facts: {} };
    fc.assert(
      fc.property(valuesFor(action), fc.constantFrom(around, nobody), (given, about) => {
        const values = filled(action.fields(about), given);
        for (const fact of Object.values(action.after(values, about))) expect(typeof fact).toBe('string');
        for (const { text } of action.notes(values, about)) expect(text).toMatch(/\S/);
        expect(Array.isArray(action.faults?.(values, about) ?? [])).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test.each(byId)('%s leaves alone what it says nothing of', (_id, action) => {
    const values = filled(action.fields(around), {});
    const after = action.after(values, around);
    if (action.removes === true || action.creates) return;
    expect(after['Username']).toBe('una');
    expect(after['email']).toBe('una@example.com');
  });
});

describe('what was filled in', () => {
  test('stands over the presets, and what the form has not stays out', () => {
    const fields = actionNamed('mark-device')?.fields(around) ?? [];
    expect(filled(fields, {})).toEqual({ DeviceKey: 'eu-west-1_1', DeviceRememberedStatus: 'remembered' });
    expect(filled(fields, { DeviceKey: 'other', Username: 'ben' })).toEqual({
      DeviceKey: 'other',
      DeviceRememberedStatus: 'remembered',
    });
  });
});

test.each([
  [{ UserStatus: 'UNCONFIRMED' }, 'UNCONFIRMED'],
  [{ UserStatus: 'FORCE_CHANGE_PASSWORD' }, 'FORCE_CHANGE_PASSWORD'],
  [{ Enabled: 'false' }, 'disabled'],
])('a reset of whose password Cognito refuses, %j, is hinted at', (state, word) => {
  const hints = (more: object) =>
    actionNamed('reset-password')
      ?.notes({}, { ...around, facts: { ...facts, ...more } })
      .filter(({ text }) => text.startsWith('Cognito refuses this'))
      .map(({ text }) => text);
  expect(hints({})).toEqual([]);
  expect(hints(state)?.join()).toContain(word);
});

describe('what the pool’s schema says against it', () => {
  const SchemaAttributes = [
    { Name: 'sub', Required: true, Mutable: false },
    { Name: 'email', Required: true, Mutable: true },
    { Name: 'nickname', Mutable: true },
    { Name: 'custom:plan', Mutable: false },
  ];
  const texts = (id: string, values: ActionValues, more: Partial<Around> = {}) =>
    actionNamed(id)
      ?.notes(values, { facts: { ...facts, 'custom:plan': 'gold' }, pool: { SchemaAttributes }, ...more })
      .map(({ text }) => text);

  test('is told of attributes to set, before they are', () => {
    const hints = (UserAttributes: Record<string, string>) =>
      texts('set-attributes', { UserAttributes })?.filter((text) => text.startsWith('Cognito refuses'));
    expect(hints({ nick_name: 'U' })).toEqual([
      'Cognito refuses this: the pool has no attribute nick_name; nickname is probably meant.',
    ]);
    expect(hints({ plan: 'U', shoe: '4' })).toEqual([
      'Cognito refuses this: the pool has no attribute plan; custom:plan is probably meant.',
      'Cognito refuses this: the pool has no attribute shoe.',
    ]);
    expect(hints({ 'custom:plan': 'lead', email: '' })).toEqual([
      'Cognito refuses this: custom:plan can’t be changed once it is set.',
      'Cognito refuses this: the pool requires email.',
    ]);
    expect(hints({ 'custom:plan': 'gold', nickname: '', email: 'u@example.com' })).toEqual([]);
  });

  test('and of those to delete', () => {
    expect(texts('delete-attributes', { UserAttributeNames: ['email', 'nickname'] })?.[0]).toBe(
      'Cognito refuses this: the pool requires email.',
    );
    expect(texts('delete-attributes', { UserAttributeNames: ['nickname'] })).toEqual([]);
  });

  test('what a new user lacks is asked for later, unless the name is it', () => {
    const asked = (values: ActionValues, pool: JsonObject = {}) =>
      texts('create', values, { facts: {}, pool: { SchemaAttributes, ...pool } })?.filter((text) =>
        text.startsWith('The pool requires'),
      );
    const says = ['The pool requires email: asked for at the first sign-in, beside the new password.'];
    expect(asked({ Username: 'una' })).toEqual(says);
    expect(asked({ Username: 'una', UserAttributes: { email: 'u@example.com' } })).toEqual([]);
    expect(asked({ Username: 'u@example.com' }, { UsernameAttributes: ['email'] })).toEqual([]);
    const Policies = { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } };
    expect(asked({ Username: 'una', PasswordFrom: 'cognito' }, { Policies })).toEqual([]);
  });

  test('is nothing where the schema is not known', () => {
    const none = { pool: { SchemaAttributes: [] } };
    expect(texts('set-attributes', { UserAttributes: { shoe: '4' } }, none)).toEqual([]);
  });
});

describe('what the pool’s password policy says against it', () => {
  const pool = { Policies: { PasswordPolicy: { MinimumLength: 8, RequireNumbers: true } } };
  const refusals = (id: string, values: ActionValues, more: JsonObject = pool) =>
    actionNamed(id)
      ?.notes(values, { facts: { ...facts, UserStatus: 'FORCE_CHANGE_PASSWORD' }, pool: more })
      .filter(({ kind }) => kind === 'refuses')
      .map(({ text }) => text);

  test.each([
    ['set-password', 'Password'],
    ['create', 'TemporaryPassword'],
    ['resend-invitation', 'TemporaryPassword'],
  ])('is told of the password of %s, before it is sent', (id, key) => {
    expect(refusals(id, { PasswordFrom: 'typed', [key]: 'short' })).toEqual([
      'Cognito refuses this password (InvalidPasswordException): the pool wants 8 characters or more, a number.',
    ]);
    expect(refusals(id, { PasswordFrom: 'typed', [key]: 'long-enough-1' })).toEqual([]);
    expect(refusals(id, { PasswordFrom: 'typed', [key]: '' })).toEqual([]);
    expect(refusals(id, { PasswordFrom: 'made', [key]: 'short' })).toEqual([]);
    expect(refusals(id, { PasswordFrom: 'typed', [key]: 'short' }, {})).toEqual([]);
  });
});

test.each([
  ['OPTIONAL', 'SMS_MFA, SOFTWARE_TOKEN_MFA', 'A sign-in asks SMS_MFA instead: SMS_MFA stays on.'],
  ['OPTIONAL', 'EMAIL_OTP, SMS_MFA, SOFTWARE_TOKEN_MFA', 'A sign-in asks SELECT_MFA_TYPE instead'],
  ['OPTIONAL', 'SOFTWARE_TOKEN_MFA', 'a sign-in goes without its code'],
  ['ON', 'SOFTWARE_TOKEN_MFA', 'the next sign-in asks MFA_SETUP'],
  ['OFF', 'SMS_MFA, SOFTWARE_TOKEN_MFA', 'a sign-in asks for no code either way'],
])('a reset app, MFA %s, of a user with %s: what follows is foretold', (mfa, list, says) => {
  const before = { ...facts, UserMFASettingList: list, PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA' };
  const notes = actionNamed('reset-totp')?.notes({}, { facts: before, pool: { MfaConfiguration: mfa } });
  expect(notes?.map(({ text }) => text).join('\n')).toContain(says);
});
