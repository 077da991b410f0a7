import { describe, expect, it } from 'vitest';
import { explain } from '../explain.ts';
import { BROKEN_FILTER } from '../testing/cases/directory.ts';
import { body } from '../testing/cases/words.ts';
import { evidenceOf } from '../testing/evidence.ts';

type Told = readonly [code: string, message: string];

function because(error: Told, operation: string, members: object): string | undefined {
  return explain(evidenceOf({ error, operation, answers: operation, request: body(members) }))[0]?.because;
}

describe('a filter that can’t be parsed', () => {
  it.each([
    ['email = ann', 'has no double quote before the value of email'],
    ['email = "ann', 'has no double quote after the value of email'],
    ['email "ann"', 'has no = or ^= after email'],
    ['email != "ann"', 'has no = or ^= after email'],
    ['email', 'has no = or ^= after email'],
    ['= "ann"', 'begins with no attribute’s name'],
    ['email = "ann" and name = "x"', 'goes on after the value of email'],
  ])('%s %s', (Filter, what) => {
    expect(because(BROKEN_FILTER, 'ListUsers', { Filter })).toBe(`The Filter ${what}.`);
  });

  it.each(['email = "a\\"nn"', ' cognito:user_status ^= "CONF"', 'name = ""'])(
    'reads %s as one',
    (Filter) => {
      expect(because(BROKEN_FILTER, 'ListUsers', { Filter })).toContain('reads as one comparison');
    },
  );

  it('says nothing of who is looked for', () => {
    expect(because(BROKEN_FILTER, 'ListUsers', { Filter: 'email = ann@example.com' })).not.toContain('ann');
  });
});

it('tells a custom attribute from one that is not indexed', () => {
  const error: Told = ['InvalidParameterException', 'Invalid search attribute: x'];
  expect(because(error, 'ListUsers', { Filter: 'custom:plan = "a"' })).toContain('custom attribute');
  expect(because(error, 'ListUsers', { Filter: 'nickname = "a"' })).toContain('of nickname');
});

it('tells an attribute that is missing from one that breaks a rule', () => {
  const of = (text: string): Told => [
    'InvalidParameterException',
    `Attributes did not conform to the schema: ${text}`,
  ];
  const members = { UserAttributes: [{ Name: 'email', Value: 'x' }] };
  const required = of('name: The attribute is required\n');
  expect(because(required, 'SignUp', members)).toContain('has no name');
  expect(because(of('email: String does not match'), 'SignUp', members)).toContain('breaks a rule');
  const unknown = of('email: Attribute does not exist in the schema.\n');
  expect(because(unknown, 'SignUp', members)).toContain('the schema of the pool has no email');
});
