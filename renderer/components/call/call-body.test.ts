import fc from 'fast-check';
import type { JsonObject, JsonValue } from '@core/json.ts';
import { describe, expect, test } from 'vitest';
import { emptyOf, fits, inOrder, realBody, shownBody, withAt } from './call-body.ts';

const structures = {
  AttributeType: { required: ['Name'], members: { Name: { type: 'text' }, Value: { type: 'text' } } },
} as const;
const ATTRIBUTES = { type: 'list', of: { type: 'structure', shape: 'AttributeType' } } as const;

describe('a request in the form', () => {
  test('shows typed secrets masked, and has them back where the masks were left', () => {
    const real = { Username: 'ann', Password: 'Green-Meadow-77!', Session: 'AYAB… 1,563 chars' };
    const { body, masks } = shownBody('AdminSetUserPassword', real);
    expect(body).toEqual({ Username: 'ann', Password: '••••••', Session: 'AYAB… 1,563 chars' });
    expect([...masks].sort()).toEqual(expect.arrayContaining(['AYAB… 1,563 chars', '••••••']));
    const edited = { ...body, Username: 'bob' };
    expect(realBody(edited, body, real)).toEqual({ ...real, Username: 'bob' });
    expect(realBody({ ...body, Password: 'other' }, body, real)).toEqual({ ...real, Password: 'other' });
  });

  test('comes back as it was, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('Password', 'Name', 'List', 'Token', '__x'), fc.jsonValue()),
        (body) => {
          const real = JSON.parse(JSON.stringify(body)) as JsonObject;
          const { body: shown } = shownBody('AdminCreateUser', real);
          expect(realBody(shown, shown, real)).toEqual(real);
        },
      ),
    );
  });

  test('is changed at one place and nowhere else', () => {
    const body: JsonObject = { UserAttributes: [{ Name: 'email', Value: 'a' }], Username: 'ann' };
    expect(withAt(body, ['UserAttributes', 0, 'Value'], 'b')).toEqual({
      ...body,
      UserAttributes: [{ Name: 'email', Value: 'b' }],
    });
    expect(withAt(body, ['UserAttributes', 0], undefined)).toEqual({ ...body, UserAttributes: [] });
    expect(withAt(body, ['Username'], undefined)).toEqual({ UserAttributes: body['UserAttributes'] });
    expect(withAt({}, ['A', 'B'], true)).toEqual({ A: { B: true } });
    expect(body).toEqual({ UserAttributes: [{ Name: 'email', Value: 'a' }], Username: 'ann' });
  });

  test('stands in the model’s order', () => {
    const input = { required: [], members: { B: { type: 'text' }, A: { type: 'text' } } } as const;
    expect(Object.keys(inOrder({ Other: 1, A: '', B: '' }, input))).toEqual(['B', 'A', 'Other']);
  });

  test('adds a member with what is required in it', () => {
    expect(emptyOf(ATTRIBUTES, structures)).toEqual([{ Name: '' }]);
    expect(emptyOf({ type: 'text', values: ['EMAIL', 'SMS'] }, structures)).toBe('EMAIL');
    expect(emptyOf({ type: 'map', of: { type: 'text' } }, structures)).toEqual({});
  });

  test.each<[Parameters<typeof fits>[0], JsonValue, boolean]>([
    [{ type: 'text' }, 'a', true],
    [{ type: 'text' }, 1, false],
    [{ type: 'boolean' }, 'true', false],
    [ATTRIBUTES, [], true],
    [{ type: 'map', of: { type: 'text' } }, { a: 'b' }, true],
    [{ type: 'map', of: { type: 'text' } }, { a: 1 }, false],
    [{ type: 'document' }, {}, false],
    [undefined, 'a', false],
  ])('%j holding %j has a control: %s', (shape, value, has) => {
    expect(fits(shape, value)).toBe(has);
  });
});
