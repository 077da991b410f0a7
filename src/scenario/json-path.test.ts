import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../json.ts';
import { findAll, isJsonPath, readJsonPath } from './json-path.ts';

const MAILPIT = {
  total: 2,
  messages: [
    { ID: 'b', Snippet: 'code 492017', To: [{ Address: 'ann@example.com' }] },
    { ID: 'a', Snippet: 'code 111111', To: [{ Address: 'bob@example.com' }] },
  ],
};

function at(text: string, root: JsonValue = MAILPIT): JsonValue[] {
  const path = readJsonPath(text);
  if (!isJsonPath(path)) throw new Error(`column ${String(path.column)}`);
  return findAll(path, root).map(({ value }) => value);
}

describe('a JSON path', () => {
  it.each<[string, JsonValue[]]>([
    ['$.total', [2]],
    ['$.messages[0].Snippet', ['code 492017']],
    ['$.messages[-1].Snippet', ['code 111111']],
    [`$['messages'][0]["Snippet"]`, ['code 492017']],
    ['$.messages[*].ID', ['b', 'a']],
    ['$..Snippet', ['code 492017', 'code 111111']],
    ['$..To[0].Address', ['ann@example.com', 'bob@example.com']],
    ['$.messages[7].Snippet', []],
    ['$.toString', []],
    ['$.total.x', []],
  ])('%s', (text, values) => expect(at(text)).toEqual(values));

  it('holds on to what is around', () => {
    const path = readJsonPath('$.messages[0].Snippet');
    expect(isJsonPath(path) && findAll(path, MAILPIT)[0]?.around).toBe(MAILPIT.messages[0]);
  });

  it.each([
    ['messages', 1],
    ['$.messages[0:2]', 11],
    ['$.messages[?(@.ID)]', 11],
    ['$.', 2],
    ["$['a", 2],
  ])('%s is none, from its column %i on', (text, column) => expect(readJsonPath(text)).toEqual({ column }));

  it('finds any member by its quoted name', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (name, value) => {
        const quoted = name.replace(/['\\]/g, '\\$&');
        if (/[\n\r\u2028\u2029]/.test(name)) return;
        const root = JSON.parse(JSON.stringify({ [name]: value })) as JsonValue;
        if (name === '__proto__') return;
        expect(at(`$['${quoted}']`, root)).toEqual([JSON.parse(JSON.stringify(value))]);
      }),
    );
  });

  it('never throws over what it reads', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (tail, root) => {
        const path = readJsonPath(`$${tail}`);
        if (isJsonPath(path)) findAll(path, root as JsonValue);
      }),
    );
  });
});
