import { expect, test } from 'vitest';
import { lift, type Up } from './lift.ts';

/** Three versions: `name` became `who`, then a list. */
const ups: readonly Up[] = [
  ({ name, ...rest }) => ({ ...rest, who: name }),
  ({ who, ...rest }) => ({ ...rest, all: [who] }),
];

test.each([
  [1, { name: 'ann' }],
  [2, { who: 'ann' }],
  [3, { all: ['ann'] }],
])('version %d is lifted by what came since, and by no more', (version, value) => {
  expect(lift(value, version, ups)).toEqual({ kind: 'lifted', value: { all: ['ann'] } });
});

test('a newer one is told from one that never was', () => {
  expect(lift({}, 4, ups)).toEqual({ kind: 'newer', version: 4, newest: 3 });
  for (const version of [0, -1, 1.5, Number.NaN, '1', null, undefined, {}])
    expect(lift({}, version, ups)).toEqual({ kind: 'none' });
});
