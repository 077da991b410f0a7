import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { badAddresses } from './addresses.ts';
import type { PoolFacts } from './facts.ts';
import { planOf } from './plan.ts';
import { type TemplateText, TemplateSchema, usersOf } from './template.ts';
import { usersInTemplate } from './template-text.ts';

const PLACE = { userPoolId: 'eu-west-1_Fixture1', clientId: 'fixture-client', hasClientSecret: false };

describe('addresses', () => {
  it('of a template are told once, at the member they come from', () => {
    const told = (text: string) => {
      const wanted = usersInTemplate(`${text}\nfactors: [sms]\neach: 50`);
      return wanted.ok ? [] : wanted.faults;
    };
    expect(told('email: "{username}"')).toEqual([
      {
        line: 1,
        column: 1,
        field: 'email',
        detail: 'email: “qa-confirmed-sms-1” is no email address, such as ann@example.com.',
      },
    ]);
    expect(told('phone: "07700 900{nnn}"').map(({ field }) => field)).toEqual(['phone']);
    expect(told('attributes: { phone_number: "+44 7700" }').map(({ field }) => field)).toEqual([
      'attributes.phone_number',
    ]);
    expect(told('email: "q+{n}@sub.example.com"')).toEqual([]);
  });

  it('are taken as E.164 has them, and nothing else is', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 15 });
    fc.assert(
      fc.property(digits, (some) => {
        const phone = `+${some.join('')}`;
        expect(badAddresses({ phone_number: phone })).toEqual([]);
        for (const bad of [some.join(''), `${phone} `, `${phone}-1`, `+${phone}`, `${phone}٣`])
          expect(badAddresses({ phone_number: bad })).toHaveLength(1);
      }),
    );
  });

  it('are a user’s name where a pool’s names are such', () => {
    const at = (template: TemplateText, facts: PoolFacts) => {
      const wanted = usersOf(v.parse(TemplateSchema, template));
      return planOf(wanted.ok ? wanted.users : [], facts, PLACE).recipes[0]?.impossible;
    };
    expect(at({ email: '' }, { usernameAttributes: ['email'] })).toBe(
      'In this pool a user’s name is the email: give one.',
    );
    expect(at({}, { usernameAttributes: ['phone_number'] })).toContain('the phone_number');
    expect(at({ factors: ['sms'] }, { usernameAttributes: ['phone_number'] })).toBeUndefined();
    expect(at({}, { usernameAttributes: ['phone_number', 'email'] })).toBeUndefined();
    expect(at({ email: '' }, { usernameAttributes: ['email'], required: ['email'] })).toBeUndefined();
  });
});
