import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { TemplateSchema, type TemplateText, usersOf } from './template.ts';

function told(template: TemplateText): string[] {
  const wanted = usersOf(v.parse(TemplateSchema, template));
  return wanted.ok ? [] : wanted.faults.map(({ field, detail }) => `${String(field)}: ${detail}`);
}

describe('a placeholder that stands for nothing', () => {
  it('is refused by name, with those there are and the one that was meant', () => {
    expect(told({ username: 'qa-{stat}-{n}' })).toEqual([
      'username: {stat} stands for nothing here. There are {state}, {factor}, {n}, {nnn}. Is {state} meant?',
    ]);
    expect(told({ username: 'qa-{Factor}-{ n }' })).toEqual([
      expect.stringContaining('Is {factor} meant?'),
      expect.stringContaining(
        '{ n } stands for nothing here. There are {state}, {factor}, {n}, {nnn}. Is {n} meant?',
      ),
    ]);
    expect(told({ username: 'qa-{shoe}' })).toEqual([expect.stringMatching(/\{nnn\}\.$/)]);
  });

  it('is told of every member, where a user’s own name is none of their name', () => {
    expect(
      told({
        username: 'qa-{username}',
        email: '{user}@example.com',
        phone: '+44{nnnn}',
        attributes: { name: 'Test {stat}' },
      }).map((text) => text.split(' ', 2).join(' ')),
    ).toEqual(['username: {username}', 'email: {user}', 'phone: {nnnn}', 'attributes.name: {stat}']);
  });

  it('is none where braces hold no word', () => {
    expect(told({ attributes: { 'custom:json': '{"plan": "gold", "n": {n}}' } })).toEqual([]);
  });
});

describe('users of one name', () => {
  it('are counted, with what would tell them apart', () => {
    expect(told({ username: 'qa', each: 5 })).toEqual([
      'username: 5 users are called qa. Put {n} into the names: {n} counts the users.',
    ]);
    expect(told({ username: 'qa', states: ['CONFIRMED', 'disabled'] })).toEqual([
      'username: 2 users are called qa. Put {state} or {factor} or {n} into the names: {n} counts the users.',
    ]);
  });
});
