import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { usersInCsv } from './csv-text.ts';
import { factsIn } from './facts.ts';
import { FACTORS, STATES } from './kinds.ts';
import { outcomeOf } from './outcome.ts';
import { planOf } from './plan.ts';
import { type TemplateText, TemplateSchema, usersOf } from './template.ts';
import { usersInTemplate } from './template-text.ts';
import type { Wanted } from './wanted.ts';

const PLACE = { userPoolId: 'eu-west-1_Fixture1', clientId: 'fixture-client', hasClientSecret: false };
const EVERYTHING = {
  mfa: 'OPTIONAL',
  methods: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'],
  passkeys: true,
  flows: ['ALLOW_USER_SRP_AUTH'],
  usernameAttributes: [],
  required: ['email'],
  autoVerified: ['email'],
  adminOnly: false,
  minimumLength: 8,
};

function from(template: TemplateText) {
  return usersOf(v.parse(TemplateSchema, template));
}

function users(wanted: Wanted) {
  if (!wanted.ok) throw new Error(wanted.faults.map(({ detail }) => detail).join());
  return wanted.users;
}

function slips(wanted: Wanted) {
  return wanted.ok ? [] : wanted.faults;
}

const callsOf = (state: string, factor: string, facts = {}) =>
  planOf(
    users(from({ states: [state], factors: [factor] })),
    { ...EVERYTHING, ...facts },
    PLACE,
  ).recipes[0]?.calls.map(({ operation }) => operation);

describe('a template', () => {
  it('is every state with every factor, so many times each, but what is left out', () => {
    const made = users(
      from({
        states: ['CONFIRMED', 'reset'],
        factors: ['none', 'totp', 'EMAIL_OTP'],
        each: 2,
        exclude: [{ state: 'RESET_REQUIRED', factor: 'totp' }],
        groups: ['testers'],
        attributes: { name: 'Test {n}' },
      }),
    );
    expect(made.map(({ username }) => username)).toEqual([
      'qa-confirmed-none-1',
      'qa-confirmed-none-2',
      'qa-confirmed-totp-3',
      'qa-confirmed-totp-4',
      'qa-confirmed-email-5',
      'qa-confirmed-email-6',
      'qa-reset-none-7',
      'qa-reset-none-8',
      'qa-reset-email-9',
      'qa-reset-email-10',
    ]);
    expect(made.at(-1)).toEqual({
      username: 'qa-reset-email-10',
      state: 'RESET_REQUIRED',
      factor: 'EMAIL_OTP',
      // A recovery code never goes where the second factor does.
      attributes: { email: 'qa-reset-email-10@example.com', phone_number: '+447700900010', name: 'Test 10' },
      groups: ['testers'],
    });
  });

  it('never makes two users of one name, nor more than a thousand, whatever it says', () => {
    const template = fc.record({
      username: fc.oneof(fc.constant('qa-{n}'), fc.string({ minLength: 1, maxLength: 30 })),
      states: fc.array(fc.constantFrom(...STATES), { maxLength: 6 }),
      factors: fc.array(fc.constantFrom(...FACTORS), { maxLength: 6 }),
      each: fc.integer({ min: 1, max: 1_000 }),
    });
    fc.assert(
      fc.property(template, (one) => {
        const wanted = from(one);
        if (!wanted.ok) {
          expect(wanted.faults.length).toBeGreaterThan(0);
          return;
        }
        const names = wanted.users.map(({ username }) => username.toLowerCase());
        expect(new Set(names).size).toBe(names.length);
        expect(names.length).toBeLessThanOrEqual(1_000);
        for (const name of names) expect(name).toMatch(/^\S{1,128}$/u);
      }),
    );
  });

  it('is read from a file, whose slips are told with what was meant', () => {
    expect(users(usersInTemplate('states: [confirmed]\nfactors: [sms]\n'))).toMatchObject([
      { username: 'qa-confirmed-sms-1', factor: 'SMS_MFA' },
    ]);
    expect(users(usersInTemplate(''))).toHaveLength(1);
    expect(slips(usersInTemplate('stats: [CONFIRMED]'))[0]?.detail).toBe(
      'A template has no stats. Is states meant?',
    );
    expect(slips(usersInTemplate('states: [GONE]'))[0]?.detail).toContain('It is one of UNCONFIRMED');
    expect(slips(usersInTemplate('each: many'))[0]?.detail).toBe(
      'each: This must be a whole number, such as 2.',
    );
    expect(slips(usersInTemplate('[1'))[0]?.detail).toContain('Close every bracket');
    expect(slips(usersInTemplate('username: "{n} x"'))[0]?.detail).toContain('no user name');
  });
});

describe('a CSV file', () => {
  it('is a user a line; other columns are attributes', () => {
    const text =
      'username,state,factor,email,custom:plan,groups\nann,,,ann@example.com,gold,\nbob,reset,sms,,,a|b c\n';
    expect(users(usersInCsv(text))).toEqual([
      {
        ...{ username: 'ann', state: 'CONFIRMED', factor: 'none', groups: [] },
        attributes: { email: 'ann@example.com', 'custom:plan': 'gold' },
      },
      {
        username: 'bob',
        state: 'RESET_REQUIRED',
        factor: 'SMS_MFA',
        groups: ['a', 'b', 'c'],
        attributes: {},
      },
    ]);
  });

  it.each([
    ['name\nann', 1, 'username'],
    ['username,password\nann,x', 1, 'password'],
    ['username,state\nann,ARCHIVED', 2, 'state'],
    ['username,factor\nann,none\nbob,retina', 3, 'factor'],
    ['username\nann\nAnn', 3, 'username'],
    ['username\n', undefined, undefined],
    ['username,email\nann', 2, undefined],
    ['username,email\nann,ann@', 2, 'email'],
    ['username,phone_number\nann,+447700900001\nbob,07700 900123', 3, 'phone_number'],
  ])('%j is told with its line', (text, line, field) => {
    const [fault] = slips(usersInCsv(text));
    expect(fault?.line).toBe(line);
    expect(fault?.field).toBe(field);
  });

  it('tells all that is wrong with its lines at once, each with its column', () => {
    const text = 'username,state,factor\nann,CONFIRMD,none\n,CONFIRMED,bogus\nann,CONFIRMED,none\nANN,,\n';
    expect(slips(usersInCsv(text)).map(({ line, field }) => [line, field])).toEqual([
      [2, 'state'],
      [3, 'factor'],
      [3, 'username'],
      [4, 'username'],
      [5, 'username'],
    ]);
  });

  it.each([
    ['CONFIRMD', 'state', 'CONFIRMED'],
    ['unconfirmd', 'state', 'UNCONFIRMED'],
    ['Disable', 'state', 'disabled'],
    ['SMSMFA', 'factor', 'SMS_MFA'],
    ['SOFTWARE_TOKN_MFA', 'factor', 'SOFTWARE_TOKEN_MFA'],
    ['paskey', 'factor', 'WEB_AUTHN'],
    ['sms + topt', 'factor', 'SMS_MFA+SOFTWARE_TOKEN_MFA'],
    ['SOFTWARE_TOKN_MFA+sms', 'factor', 'SMS_MFA+SOFTWARE_TOKEN_MFA'],
  ])('%s as a %s asks whether %s is meant', (text, field, meant) => {
    const [fault] = slips(usersInCsv(`username,${field}\nann,${text}\n`));
    expect(fault?.detail).toContain(`There is no ${field} ${text}; is ${meant} meant? It is one of `);
    expect(slips(usersInTemplate(`${field}s: ['${text}']`))[0]?.detail).toBe(
      `${field}s[0]: ${fault?.detail}`,
    );
  });

  it('of something that is near to nothing lists what there is', () => {
    const [fault] = slips(usersInCsv(`username,state\nann,${'x'.repeat(200)}\n`));
    expect(fault?.detail).toMatch(/^There is no state x{40}…\. It is one of UNCONFIRMED, CONFIRMED, /);
  });

  it('is never the end of it', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const wanted of [usersInCsv(text), usersInCsv(`username,state\n${text}`), usersInTemplate(text)])
          if (!wanted.ok) expect(wanted.faults.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('a plan', () => {
  it('has the calls of each state', () => {
    expect(callsOf('UNCONFIRMED', 'none')).toEqual(['SignUp', 'AdminGetUser']);
    expect(callsOf('CONFIRMED', 'none')).toEqual(['AdminCreateUser', 'AdminSetUserPassword', 'AdminGetUser']);
    expect(callsOf('FORCE_CHANGE_PASSWORD', 'none')).toEqual(['AdminCreateUser', 'AdminGetUser']);
    expect(callsOf('RESET_REQUIRED', 'SMS_MFA')).toEqual([
      'AdminCreateUser',
      'AdminSetUserPassword',
      'AdminSetUserMFAPreference',
      'AdminResetUserPassword',
      'AdminGetUser',
    ]);
    expect(callsOf('disabled', 'SOFTWARE_TOKEN_MFA')).toEqual([
      'AdminCreateUser',
      'AdminSetUserPassword',
      'InitiateAuth',
      'AssociateSoftwareToken',
      'VerifySoftwareToken',
      'AdminSetUserMFAPreference',
      'AdminDisableUser',
      'AdminGetUser',
    ]);
    expect(callsOf('FORCE_CHANGE_PASSWORD', 'WEB_AUTHN', { flows: ['ADMIN_NO_SRP_AUTH'] })).toEqual([
      'AdminCreateUser',
      'AdminSetUserPassword',
      'AdminInitiateAuth',
      'StartWebAuthnRegistration',
      'CompleteWebAuthnRegistration',
      'AdminSetUserPassword',
      'AdminGetUser',
    ]);
  });

  it.each([
    ['UNCONFIRMED', 'none', { adminOnly: true }, 'Nobody signs up'],
    ['UNCONFIRMED', 'SOFTWARE_TOKEN_MFA', {}, 'signing in'],
    ['CONFIRMED', 'SMS_MFA', { mfa: 'OFF' }, 'MFA is off'],
    ['CONFIRMED', 'EMAIL_OTP', { methods: ['SMS_MFA'] }, 'EMAIL_OTP is not set up'],
    ['CONFIRMED', 'WEB_AUTHN', { passkeys: false }, 'Passkeys are not set up'],
    ['CONFIRMED', 'WEB_AUTHN', { mfa: 'ON' }, 'MFA is required'],
    ['CONFIRMED', 'SOFTWARE_TOKEN_MFA', { flows: ['ALLOW_CUSTOM_AUTH'] }, 'app client'],
    ['UNCONFIRMED', 'none', { noClient: true }, '--client-id'],
    ['CONFIRMED', 'SOFTWARE_TOKEN_MFA', { noClient: true }, '--client-id'],
    ['CONFIRMED', 'WEB_AUTHN', { noClient: true }, '--client-id'],
    ['FORCE_CHANGE_PASSWORD', 'sms+totp', { noClient: true }, '--client-id'],
  ])('says why %s with %s can’t be where %j', (state, factor, facts, why) => {
    const plan = planOf(
      users(from({ states: [state], factors: [factor] })),
      { ...EVERYTHING, ...facts },
      PLACE,
    );
    expect(plan.recipes[0]?.impossible).toContain(why);
    expect(plan).toMatchObject({ users: [], calls: 0, recipes: [{ calls: [] }] });
  });

  it('counts calls and messages, and fills in what the pool requires', () => {
    const plan = planOf(
      users(from({ states: ['UNCONFIRMED', 'CONFIRMED'], each: 3 })),
      { ...EVERYTHING, required: ['email', 'name', 'birthdate'] },
      PLACE,
    );
    expect(plan).toMatchObject({ calls: 3 * 2 + 3 * 3, messages: 3 });
    expect(plan.users[0]).toMatchObject({
      attributes: { name: 'qa-unconfirmed-none-1', birthdate: '2000-01-01' },
      filledIn: ['name', 'birthdate'],
    });
  });

  it('gives everybody a number of their own where the pool requires one', () => {
    const plan = planOf(users(from({ each: 1_000 })), { ...EVERYTHING, required: ['phone_number'] }, PLACE);
    expect(new Set(plan.users.map(({ attributes }) => attributes['phone_number'])).size).toBe(1_000);
  });

  it('sends no empty list of attributes, and what SignUp can’t say', () => {
    const sent = (flag: string) =>
      planOf(
        users(
          from({ states: ['UNCONFIRMED'], factors: ['EMAIL_OTP'], attributes: { email_verified: flag } }),
        ),
        {},
        PLACE,
      ).recipes[0]?.calls.find(({ operation }) => operation === 'AdminUpdateUserAttributes')?.body[
        'UserAttributes'
      ];
    expect(sent('false')).toBeUndefined();
    expect(sent('true')).toEqual([{ Name: 'email_verified', Value: 'true' }]);
  });

  it('counts in as many figures as it takes', () => {
    const names = users(from({ each: 1_000, username: 'qa-{nnn}' })).map(({ username }) => username);
    expect([names[0], names.at(-1)]).toEqual(['qa-001', 'qa-1000']);
  });

  it('takes the address for a name where the pool’s names are addresses', () => {
    const plan = planOf(users(from({})), { ...EVERYTHING, usernameAttributes: ['email'] }, PLACE);
    expect(plan.users[0]?.signsInAs).toBe('qa-confirmed-none-1@example.com');
    expect(plan.recipes[0]?.calls[0]?.body['Username']).toBe('qa-confirmed-none-1@example.com');
  });

  describe('of users with two factors', () => {
    const BOTH = 'SMS_MFA+SOFTWARE_TOKEN_MFA';
    const plan = (state: string, factor: string, facts = {}) =>
      planOf(users(from({ states: [state], factors: [factor] })), { ...EVERYTHING, ...facts }, PLACE)
        .recipes[0];
    const bodyOf = (recipe: ReturnType<typeof plan>, operation: string) =>
      recipe?.calls.find((call) => call.operation === operation)?.body;

    it('takes them in either order, by AWS’s names or short words', () => {
      for (const text of [BOTH, 'SOFTWARE_TOKEN_MFA+SMS_MFA', 'sms+totp', 'TOTP + sms', 'sms-totp'])
        expect(users(usersInCsv(`username,factor\nqa,${text}\n`))[0]?.factor).toBe(BOTH);
      for (const text of ['sms+sms', 'sms+none', 'passkey+totp', 'sms+totp+email', '+'])
        expect(slips(usersInCsv(`username,factor\nqa,${text}\n`))).not.toEqual([]);
      expect(users(from({ factors: ['totp+sms'] }))[0]).toMatchObject({
        ...{ username: 'qa-confirmed-sms-totp-1', factor: BOTH },
        attributes: { phone_number: '+447700900001' },
      });
    });

    it('switches both on, prefers neither, and comes to SELECT_MFA_TYPE', () => {
      const recipe = plan('CONFIRMED', 'sms+totp');
      expect(recipe?.outcome).toBe('SELECT_MFA_TYPE');
      const on = { Enabled: true, PreferredMfa: false };
      expect(bodyOf(recipe, 'AdminSetUserMFAPreference')).toMatchObject({
        ...{ SMSMfaSettings: on, SoftwareTokenMfaSettings: on },
      });
      const operations = recipe?.calls.map(({ operation }) => operation) ?? [];
      // Signed in for the one before the other would be asked for.
      expect(operations.indexOf('VerifySoftwareToken')).toBeLessThan(
        operations.indexOf('AdminSetUserMFAPreference'),
      );
      expect(operations).not.toContain('AdminUpdateUserAttributes');
      expect(plan('CONFIRMED', 'totp')?.outcome).toBe('SOFTWARE_TOKEN_MFA');
    });

    it('gives the address only after TOTP where MFA is required', () => {
      const recipe = plan('CONFIRMED', 'sms+totp', { mfa: 'ON' });
      const created = JSON.stringify(bodyOf(recipe, 'AdminCreateUser'));
      expect(created).toContain('email');
      expect(created).not.toContain('phone_number');
      expect(bodyOf(recipe, 'AdminUpdateUserAttributes')?.['UserAttributes']).toEqual([
        { Name: 'phone_number', Value: '+447700900001' },
        { Name: 'phone_number_verified', Value: 'true' },
      ]);
      const insists = plan('CONFIRMED', 'sms+totp', { mfa: 'ON', required: ['phone_number'] });
      expect(insists?.impossible).toContain('no user is without phone_number');
      expect(plan('CONFIRMED', 'sms+email', { mfa: 'ON' })?.impossible).toBeUndefined();
    });

    it('says what can’t be', () => {
      expect(plan('UNCONFIRMED', 'sms+totp')?.impossible).toContain(
        'SOFTWARE_TOKEN_MFA is set up by signing in',
      );
      expect(plan('UNCONFIRMED', 'sms+email')?.impossible).toBeUndefined();
      expect(plan('RESET_REQUIRED', 'sms+email')?.impossible).toContain('both addresses are one');
      expect(plan('CONFIRMED', 'sms+totp', { methods: ['SMS_MFA'] })?.impossible).toBe(
        'SOFTWARE_TOKEN_MFA is not set up in this pool.',
      );
    });
  });

  it('is made of nothing known at all, too', () => {
    const everyone = users(from({ states: [...STATES], factors: [...FACTORS] }));
    const plan = planOf(everyone, {}, PLACE);
    // UNCONFIRMED with what is set up by signing in, and RESET_REQUIRED where both addresses are factors.
    expect(plan.users.length).toBe(STATES.length * FACTORS.length - 4 - 1);
    for (const { calls, outcome, impossible } of plan.recipes) {
      expect(outcome).not.toBe('');
      if (impossible === undefined) expect(calls.at(-1)?.operation).toBe('AdminGetUser');
    }
  });
});

it.each(['CONFIRMED', 'disabled', 'FORCE_CHANGE_PASSWORD', 'RESET_REQUIRED'])(
  '%s users need no app client to be made',
  (state) => {
    expect(callsOf(state, 'SMS_MFA', { noClient: true })).toEqual(callsOf(state, 'SMS_MFA'));
    expect(callsOf(state, 'SMS_MFA', { noClient: true })).not.toEqual([]);
  },
);

it('facts are read from what the service answers, as far as it does', () => {
  expect(factsIn({})).toEqual({});
  expect(factsIn({ client: 'none' })).toEqual({ noClient: true });
  expect(
    factsIn({
      pool: {
        UserPool: {
          Policies: { PasswordPolicy: { MinimumLength: 20 } },
          SchemaAttributes: [{ Name: 'sub', Required: true }, { Name: 'email', Required: true }, 7],
          AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
        },
      },
      mfa: { MfaConfiguration: 'ON', SoftwareTokenMfaConfiguration: { Enabled: true } },
      client: { UserPoolClient: {} },
    }),
  ).toEqual({
    ...{ usernameAttributes: [], autoVerified: [], required: ['email'], adminOnly: true, minimumLength: 20 },
    schema: ['sub', 'email'],
    ...{ mfa: 'ON', methods: ['SOFTWARE_TOKEN_MFA'], passkeys: false },
    flows: ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'],
    masks: false,
  });
  expect(outcomeOf({ state: 'CONFIRMED', factor: 'none' }, { mfa: 'ON' })).toBe('MFA_SETUP');
});
