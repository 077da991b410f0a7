import { expect, test } from 'vitest';
import { createKeyRing } from './keys.ts';

test('prepared keys go to the pool that asks first, and to no other', async () => {
  const ring = createKeyRing();
  await ring.prepare();
  const [one, two, again] = await Promise.all([ring.of('one'), ring.of('two'), ring.of('one')]);
  expect(again).toBe(one);
  const kids = [one, two].flatMap(({ id, access }) => [id.kid, access.kid]);
  expect(new Set(kids).size).toBe(4);
  expect(Object.keys(await ring.kept())).toEqual(['one', 'two']);
});
