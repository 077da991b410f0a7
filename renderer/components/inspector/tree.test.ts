import type { SecretSpot } from '@core/chain/event.ts';
import type { JsonValue } from '@core/json.ts';
import { describe, expect, it } from 'vitest';
import { treeRows, type TreeRow } from './tree.ts';

function rows(
  value: JsonValue,
  more: { secrets?: SecretSpot[]; toggled?: string[]; search?: string } = {},
): TreeRow[] {
  return treeRows({
    value,
    secrets: more.secrets ?? [],
    toggled: new Set(more.toggled),
    search: more.search ?? '',
  });
}

describe('treeRows', () => {
  it('opens members and keeps their order, pointers and paths', () => {
    const shown = rows({ b: 1, 'a/b': [true], 'x y': null });
    expect(shown.map((row) => [row.pointer, row.path, row.depth])).toEqual([
      ['', '$', 0],
      ['/b', '$.b', 1],
      ['/a~1b', '$["a/b"]', 1],
      ['/a~1b/0', '$["a/b"][0]', 2],
      ['/x y', '$["x y"]', 1],
    ]);
  });

  it('folds what was closed by hand', () => {
    expect(rows({ a: { b: 1 } }, { toggled: ['/a'] }).map((row) => row.id)).toEqual(['', '/a']);
  });

  it('offers the JSON inside a text, without a pointer into the body', () => {
    const value = { MFAS_CAN_CHOOSE: '["SMS_MFA","SOFTWARE_TOKEN_MFA"]' };
    const folded = rows(value);
    expect(folded.at(-1)).toMatchObject({ holds: 'json', count: 2, open: false });
    const open = rows(value, { toggled: ['/MFAS_CAN_CHOOSE'] });
    expect(open.slice(2).map((row) => [row.id, row.value])).toEqual([
      ['/MFAS_CAN_CHOOSE#/0', 'SMS_MFA'],
      ['/MFAS_CAN_CHOOSE#/1', 'SOFTWARE_TOKEN_MFA'],
    ]);
    expect(open.at(-1)).not.toHaveProperty('pointer');
  });

  it('leaves text that only looks like JSON as text', () => {
    expect(rows({ a: '{not json' }).at(-1)).not.toHaveProperty('holds');
  });

  it('shows what a JWT says, its moments marked, and never its text', () => {
    const jwt = { header: { alg: 'RS256' }, payload: { sub: 'x', exp: 1_790_000_000 } };
    const secrets: SecretSpot[] = [{ pointer: '/IdToken', kind: 'jwt', mask: 'eyJr… 900 chars', jwt }];
    const shown = rows(
      { IdToken: 'eyJr… 900 chars' },
      { secrets, toggled: ['/IdToken', '/IdToken#/payload'] },
    );
    expect(shown.find((row) => row.name === 'IdToken')).toMatchObject({ holds: 'jwt', secret: secrets[0] });
    const ids = rows({ IdToken: 'm' }, { secrets, toggled: ['/IdToken'] }).map((row) => row.id);
    expect(ids).toContain('/IdToken#/payload/exp');
    expect(
      rows({ IdToken: 'm' }, { secrets, toggled: ['/IdToken'] }).find((row) => row.name === 'exp')?.moment,
    ).toBe(true);
  });

  it('opens the way to what is searched for', () => {
    const value = { deep: { er: { still: { further: { needle: 1 } } } }, text: '{"hay":"Needle"}' };
    expect(rows(value).some((row) => row.name === 'needle')).toBe(false);
    const names = rows(value, { search: 'NEEDLE' }).map((row) => row.name);
    expect(names).toContain('needle');
    expect(names).toContain('hay');
  });
});
