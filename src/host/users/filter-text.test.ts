import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listFilter } from '../../sandbox/pool/list-filter.ts';
import { newUser } from '../../sandbox/pool/user.ts';
import { filterText } from './filter-text.ts';

describe('a filter of ListUsers', () => {
  it('names attribute, comparison and value', () => {
    expect(filterText({ attribute: 'email', match: '^=', value: 'ann' })).toBe('email ^= "ann"');
    expect(filterText({ attribute: 'name', match: '=', value: 'A "B" \\' })).toBe('name = "A \\"B\\" \\\\"');
  });

  it('is read back by the other side as the value that was meant, whatever that is', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (value, other) => {
        const passes = listFilter(filterText({ attribute: 'name', match: '=', value }));
        const named = (name: string) =>
          newUser({
            username: 'ann',
            sub: 's',
            status: 'CONFIRMED',
            createdAt: 0,
            attributes: new Map([['name', name]]),
          });
        expect(passes(named(value))).toBe(true);
        expect(passes(named(other))).toBe(value === other);
      }),
    );
  });
});
