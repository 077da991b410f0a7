import { expect, test } from 'vitest';
import { selectStages } from './selection.mjs';

const known = ['format', 'lint', 'unit', 'e2e'];

test('runs everything unless told otherwise', () => {
  expect([...selectStages([], known).chosen]).toEqual(known);
  expect([...selectStages(['--only', 'unit,e2e'], known).chosen]).toEqual(['unit', 'e2e']);
  expect([...selectStages(['--skip=e2e'], known).chosen]).toEqual(['format', 'lint', 'unit']);
});

test('a misspelt stage is a problem, not an empty run', () => {
  expect(selectStages(['--only', 'units'], known).problem).toContain('unit, e2e');
  expect(selectStages(['--only'], known).problem).toBeDefined();
  expect(selectStages(['--fast'], known).problem).toContain('--fast');
});
