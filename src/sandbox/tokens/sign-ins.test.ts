import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makePool } from '../pool/make-pool.ts';
import { newUser } from '../pool/user.ts';
import { countingRandom } from '../testing.ts';
import { beginSignIn, endAllSignIns, endSignIn, signInHolds } from './sign-ins.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const LIFE = 1_000;

function ground() {
  const random = countingRandom();
  const pool = makePool(random, 0, 'eu-west-1_Sample', { PoolName: 'sample' });
  const user = (sub: string) => newUser({ username: sub, sub, status: 'CONFIRMED', createdAt: 0 });
  return { random, pool, ann: user('ann'), bob: user('bob') };
}

test('a sign-in holds for its own user, from its beginning until it is ended', () => {
  const begin = fc.record({ kind: fc.constant('begin' as const) });
  const end = fc.record({ kind: fc.constant('end' as const), which: fc.nat(50) });
  const endAll = fc.record({ kind: fc.constant('end all' as const) });
  fc.assert(
    fc.property(fc.array(fc.oneof({ weight: 4, arbitrary: begin }, end, endAll)), (moves) => {
      const { random, pool, ann, bob } = ground();
      const begun: string[] = [];
      const holding = new Set<string>();
      for (const move of moves) {
        const eventId = move.kind === 'end' ? begun[move.which] : undefined;
        if (move.kind === 'begin') {
          begun.push(beginSignIn(random, pool, ann));
          holding.add(begun.at(-1) ?? '');
        } else if (move.kind === 'end all') {
          endAllSignIns(ann);
          holding.clear();
        } else if (eventId !== undefined) {
          endSignIn(ann, eventId, 0, LIFE);
          holding.delete(eventId);
        }
      }
      expect(begun.filter((id) => signInHolds(pool, ann, id))).toEqual(begun.filter((id) => holding.has(id)));
      expect(begun.filter((id) => signInHolds(pool, bob, id))).toEqual([]);
    }),
  );
});

test('event ids are UUIDs, no two alike in any part', () => {
  const { random, pool, ann } = ground();
  const ids = Array.from({ length: 50 }, () => beginSignIn(random, pool, ann));
  for (const id of ids) expect(id).toMatch(UUID);
  for (const part of [0, 1, 4]) expect(new Set(ids.map((id) => id.split('-')[part])).size).toBe(50);
});

test('a text that is none of ours does not hold', () => {
  const { pool, ann } = ground();
  for (const text of ['', 'x', '00000000-0000-4000-8000-000000000000'])
    expect(signInHolds(pool, ann, text)).toBe(false);
});

test('beginning leaves nothing behind, and what was ended is kept only while its tokens could be good', () => {
  const { random, pool, ann } = ground();
  const DAY = 86_400_000;
  for (let hour = 0; hour < 20_000; hour++) {
    const now = hour * 3_600_000;
    const eventId = beginSignIn(random, pool, ann);
    if (hour % 10 === 0) endSignIn(ann, eventId, now, now + 30 * DAY);
  }
  // 31 days of one in ten hours: the refresh token's life, and the last access token's.
  expect(ann.signIns.ended.size).toBe(Math.ceil((31 * 24) / 10));
});

test('an access token of the last refresh stays ended after the refresh token expired', () => {
  const { random, pool, ann } = ground();
  const eventId = beginSignIn(random, pool, ann);
  endSignIn(ann, eventId, 0, LIFE);
  for (let others = 0; others < 50; others++) endSignIn(ann, beginSignIn(random, pool, ann), LIFE * 2, LIFE);
  expect(signInHolds(pool, ann, eventId)).toBe(false);
});
