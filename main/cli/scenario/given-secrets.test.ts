import { describe, expect, it } from 'vitest';
import { secretWarnings } from './given-secrets.ts';
import type { Planned } from './planned.ts';

const planned = (secrets: string[], fields: string[] = []): Planned => ({
  ...{ id: 'a', file: 'a.yaml', name: 'a', title: 'a', tags: [], row: {}, text: '' },
  ...{ secrets, fields, variables: [], on: 'sandbox', keychain: false },
});
const said = (values: Readonly<Record<string, string>>, cases: Planned[], unset: string[] = []) =>
  secretWarnings({ values, unset }, { cases, broken: [] });

describe('secrets that are given', () => {
  it('are passed over where a file names them, a step has a field of that name, or a target may need one', () => {
    const cases = [planned(['PASS']), planned([], ['PASSWORD'])];
    expect(said({ PASS: 'x', PASSWORD: 'x', clientSecret: 'x' }, cases)).toEqual([]);
  });

  it('are told by name where nothing takes them, with what was probably meant, and without the value', () => {
    expect(said({ PASWORD: 'hidden', OTHER: 'hidden' }, [planned(['SEED'], ['PASSWORD'])])).toEqual([
      '--secret PASWORD: no scenario names it, so it is not used. Did you mean PASSWORD?',
      '--secret OTHER: no scenario names it, so it is not used.',
    ]);
  });

  it('are told once where their variable is not set', () => {
    expect(said({}, [planned(['PASS'])], ['PASS', 'NONE'])).toEqual([
      '--secret NONE: no scenario names it, so it is not used.',
      '--secret PASS: the environment variable PASS is not set, so nothing is given.',
    ]);
  });

  it('may be what a file that can’t be read names', () => {
    const broken = [{} as never];
    expect(secretWarnings({ values: { X: 'x' }, unset: [] }, { cases: [planned([])], broken })).toEqual([]);
  });
});
