import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupsInCsv } from './csv-text.ts';
import { groupsOf, unknownGroups } from './groups.ts';
import { usersInTemplate } from './template-text.ts';

describe('groups that the pool does not have', () => {
  it('are told with the line that names them first, and which there are', () => {
    const named = groupsInCsv('username,groups\nann,testers|qa\nbob,tester qa\ncy,tester\n');
    expect(unknownGroups(named, { groups: ['testers', 'admins'] })).toEqual([
      { line: 2, field: 'groups', detail: 'The pool has no group qa. It has testers, admins.' },
      { line: 3, field: 'groups', detail: 'The pool has no group tester; is testers meant?' },
    ]);
  });

  it('are none where nothing is known of groups, and all where there are none', () => {
    const wanted = usersInTemplate('groups: [testers]\neach: 3');
    const named = groupsOf(wanted.ok ? wanted.users : []);
    expect(unknownGroups(named, {})).toEqual([]);
    expect(unknownGroups(named, { groups: ['testers'] })).toEqual([]);
    expect(unknownGroups(named, { groups: [] }).map(({ detail }) => detail)).toEqual([
      'The pool has no group testers. It has none: CreateGroup makes one.',
    ]);
    const many = Array.from({ length: 25 }, (_, n) => `group-${String(n)}`);
    expect(unknownGroups(named, { groups: many })[0]?.detail).toMatch(/group-19 and 5 more\.$/);
  });

  it('never throws on a file', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const csv of [text, `username,groups\n${text}`])
          expect(Array.isArray(unknownGroups(groupsInCsv(csv), { groups: [] }))).toBe(true);
      }),
    );
  });
});
