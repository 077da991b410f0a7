import { describe, expect, it } from 'vitest';
import { flows } from '../flows/flows.ts';
import { challenges } from './index.ts';
import { values } from './values.ts';

describe('the values of the reference', () => {
  it('are all that specs compute, and what the envelope adds', () => {
    const computed = new Set(
      [...flows, ...challenges].flatMap((spec) => spec.computed.map(({ key }) => key)),
    );
    const told = values.filter(({ envelope }) => envelope !== true).map(({ name }) => name);
    expect([...computed].sort()).toEqual([...told].sort());
  });

  it('have a formula and a source each', () => {
    for (const { formula, source, help } of values) {
      expect(formula).not.toBe('');
      expect(help).toMatch(/\.$/);
      expect(new URL(source.url).protocol).toBe('https:');
    }
  });
});
