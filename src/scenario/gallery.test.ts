import { describe, expect, it } from 'vitest';
import { casesOf } from './cases.ts';
import { gallery } from './gallery.ts';
import { readScenario } from './read.ts';

describe('the scenarios that come with the console', () => {
  it.each([...gallery])('%s can be read, and makes cases', (name, text) => {
    const { source, faults } = readScenario(text, `${name}.yaml`);
    expect(faults).toEqual([]);
    expect(source === undefined ? [] : casesOf(source).faults).toEqual([]);
  });

  it('have names of their own', () => {
    const names = [...gallery].map(([name, text]) => readScenario(text, name).source?.scenario.name);
    expect(new Set(names).size).toBe(gallery.size);
  });
});
