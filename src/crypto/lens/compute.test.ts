import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import published from '../vectors/srp-vectors.json';
import { type LensInput, lineValue, srpLines } from './compute.ts';
import { type LineId, lineSpecs } from './line.ts';

type Vector = (typeof published.vectors)['V1'];
const vectors: readonly Vector[] = Object.values(published.vectors);

export function inputOf(vector: Vector): LensInput {
  const { group, ident: identity, password, salt, a, A, B, timestamp, secret_block: secretBlock } = vector;
  return { group, identity, password, salt, a, A, B, timestamp, secretBlock };
}

describe.each(vectors)('vector $name, line by line', (vector) => {
  it.each(['u', 'x', 'S', 'prk', 'key', 'v', 'signature'] as const)('has the published %s', (id) => {
    expect(lineValue(srpLines(inputOf(vector)), id)).toBe(vector[id]);
  });
  it('computes A from a where none is given', () => {
    const { A: _A, ...rest } = inputOf(vector);
    expect(lineValue(srpLines(rest), 'A')).toBe(vector.A);
  });
  it('takes u to bytes as the vector does', () => {
    expect(lineValue(srpLines(inputOf(vector)), 'hkdfSalt')).toBe(vector.padu);
  });
});

describe('srpLines', () => {
  it('says what a line lacks, and computes all that does not need it', () => {
    const { password: _password, ...rest } = inputOf(published.vectors.V1);
    const lines = srpLines(rest);
    expect(lines.find(({ spec }) => spec.id === 'inner')).toMatchObject({ missing: 'needs Password' });
    expect(lineValue(lines, 'u')).toBe(published.vectors.V1.u);
    expect(lineValue(lines, 'message')).toBeDefined();
    expect(lineValue(lines, 'signature')).toBeUndefined();
  });
  it('never throws, whatever is typed', () => {
    const text = fc.option(fc.oneof(fc.string(), fc.constant('0'), fc.stringMatching(/^[0-9a-f]{0,40}$/)), {
      nil: undefined,
    });
    const input = fc.record({
      group: text,
      identity: text,
      password: text,
      salt: text,
      a: text,
      A: text,
      B: text,
      timestamp: text,
      secretBlock: text,
    });
    fc.assert(
      fc.property(input, (typed) => {
        expect(srpLines(typed as LensInput)).toHaveLength(lineSpecs.length);
      }),
      { numRuns: 60 },
    );
  });
  it('has every line once', () => {
    const ids: LineId[] = lineSpecs.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
