import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDirectory } from './directory.ts';
import { newUser } from './user.ts';

const user = (name: string) =>
  newUser({ username: name, sub: `sub-${name}`, status: 'CONFIRMED', createdAt: 0 });

describe('a directory', () => {
  it('gives who comes behind a place, as looking at everybody would, whoever came and went', () => {
    const change = fc.record({ name: fc.nat(15), adds: fc.boolean() });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), fc.nat(60), (changes, place) => {
        const directory = createDirectory();
        for (const { name, adds } of changes) {
          const known = directory.named(`user-${name}`);
          if (adds && known === undefined) directory.add(user(`user-${name}`));
          if (!adds && known !== undefined) directory.remove(known);
        }
        const expected = [...directory.all()].filter((one) => directory.placeOf(one) > place);
        expect([...directory.after(place)]).toEqual(expected);
      }),
    );
  });
});
