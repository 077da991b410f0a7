import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEnvFile } from './env-file.ts';

describe('a .env file', () => {
  it.each([
    ['A=b', { A: 'b' }],
    ['A = b c  # about\nB=x#y', { A: 'b c', B: 'x#y' }],
    ['export A=b', { A: 'b' }],
    ['A=', { A: '' }],
    ['A= # nothing', { A: '' }],
    ['# A=b\n\n  B=c', { B: 'c' }],
    ['A="b # c"', { A: 'b # c' }],
    ["A='b\\n$C'", { A: 'b\\n$C' }],
    ['A="b\\nc \\"d\\""', { A: 'b\nc "d"' }],
    ['A="b\nc"\nB=d', { A: 'b\nc', B: 'd' }],
    ['A=`it\'s "b"`', { A: 'it\'s "b"' }],
    ['A=b\r\nA=c\r\n', { A: 'c' }],
    ['A="b', { A: '"b' }],
    ['\uFEFFA=b', { A: 'b' }],
    ['A=${B}', { A: '${B}' }],
  ])('%j', (text, values) => {
    expect(readEnvFile(text)).toEqual({ values, bad: [] });
  });

  it('tells the lines that say nothing', () => {
    expect(readEnvFile('A="b\nc"\nwhat\n=x\n# ok\n').bad).toEqual([3, 4]);
  });

  it('gives back any values that were written in quotes', () => {
    const name = fc.stringMatching(/^[A-Z_]\w{0,8}$/);
    const value = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\r]/g, ''));
    const written = (text: string) =>
      `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
    fc.assert(
      fc.property(fc.dictionary(name, value), (values) => {
        const lines = Object.entries(values).map(([key, text]) => `${key}=${written(text)}`);
        expect(readEnvFile(lines.join('\n'))).toEqual({ values: { ...values }, bad: [] });
      }),
    );
  });
});
