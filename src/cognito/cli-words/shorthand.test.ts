import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readShorthand, type Shorthand } from './shorthand.ts';

const read = (text: string) => readShorthand(text, (value) => `<${value}>`);

// What the AWS CLI's own parser (version 1.45.11) makes of the same.
test.each<[string, unknown]>([
  ['Name=email,Value=a@b.c', { Name: 'email', Value: 'a@b.c' }],
  ['a=b,c', { a: ['b', 'c'] }],
  ['a=b,c,d=e', { a: ['b', 'c'], d: 'e' }],
  ['a=b,c=d,e', { a: 'b', c: ['d', 'e'] }],
  ['a=', { a: '' }],
  ['a=,b=c', { a: '', b: 'c' }],
  ['a=b=c', { a: 'b=c' }],
  ['a=b\\,c', { a: 'b,c' }],
  ['a= b c ,d = e', { a: 'b c', d: 'e' }],
  ['a=\'b,c\',d="e=f"', { a: 'b,c', d: 'e=f' }],
  ["a='it\\'s'", { a: "it's" }],
  ['a="say \\"no\\""', { a: 'say "no"' }],
  ['a=[b,c]', { a: ['b', 'c'] }],
  ['a=[]', { a: [] }],
  ['a=[{b=c},{b=d}]', { a: [{ b: 'c' }, { b: 'd' }] }],
  ['a={b=c,d=[e,f]},g=h', { a: { b: 'c', d: ['e', 'f'] }, g: 'h' }],
  ['a={}', { a: {} }],
  ['a=b\\c', { a: 'b\\c' }],
  ['custom:level=7,x-y_z.1#/=0', { 'custom:level': '7', 'x-y_z.1#/': '0' }],
  ['a=é ☃', { a: 'é ☃' }],
  ['a=b,"c=d",e=f', { a: ['b', 'c=d'], e: 'f' }],
  ['a=[ b , c ]', { a: ['b', 'c'] }],
  ['a=b,c]', { a: ['b', 'c]'] }],
  ['a=b,,c=d', { a: 'b', c: 'd' }],
  ['a=b,c\\,d=e', { a: 'b', d: 'e' }],
  ['a@=file://x,b=file://x', { a: '<file://x>', b: 'file://x' }],
])('%s', (text, value) => {
  expect(read(text)).toEqual(value);
});

test.each([
  ['a', "Expected: '=', received: 'EOF'"],
  ['a=b,', "Expected: 'a value', received: 'EOF'"],
  ['a=b,a=c', 'Second instance of key "a"'],
  ['a="b', "Expected: '\" at the end'"],
  ['a=[b', "Expected: ',', received: 'EOF'"],
  ['a={b', "Expected: '=', received: 'EOF'"],
  ['a=b c"d', "Expected: ',', received: '\"'"],
  ['a="\\\\",b="c"', "Expected: ',', received: 'c'"],
  ['', "Expected: '=', received: 'EOF'"],
])('%s is refused with its place', (text, why) => {
  expect(() => read(text)).toThrow(why);
});

const key = fc.stringMatching(/^[A-Za-z][\w:.-]{0,6}$/);
// The AWS CLI takes the quotes behind a backslash for part of the text, even behind one that is written twice.
const value = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !text.endsWith('\\'));
const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

describe('whatever it is given', () => {
  test('what is written in quotes is read back', () => {
    const { tree } = fc.letrec<{ tree: Shorthand }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        value,
        fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
        fc.dictionary(key, tie('tree'), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
      ),
    }));
    const written = (each: Shorthand): string => {
      if (typeof each === 'string') return quoted(each);
      if (Array.isArray(each)) return `[${each.map(written).join(',')}]`;
      return `{${Object.entries(each)
        .map(([name, of]) => `${name}=${written(of)}`)
        .join(',')}}`;
    };
    const map = fc.dictionary(key, tree, { minKeys: 1, maxKeys: 4, noNullPrototype: true });
    fc.assert(
      fc.property(map, (expected) => {
        expect(read(written(expected).slice(1, -1))).toEqual(expected);
      }),
    );
  });

  test('it ends, with a value or a reason', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ab=,[\]{}@"'\\ ]{0,24}$/), (text) => {
        try {
          expect(typeof read(text)).toBe('object');
        } catch (error) {
          expect(error).toMatchObject({ code: 'ADMIN_INPUT' });
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
