import { expect, test } from 'vitest';
import { readFaultList } from './fault-list.ts';

const RULE = 'InitiateAuth -> drop';

test.each([
  ['a list', `- ${RULE}\n`],
  ['a list under faults', `faults:\n  - ${RULE}\n`],
  ['JSON', JSON.stringify({ faults: [RULE] })],
])('%s', async (_, text) => {
  expect(await readFaultList(text)).toEqual({ value: [RULE] });
});

test.each([
  [`- ${RULE}\n- InitiateAuth\n`, 'line 2: rule 2: put “->”'],
  [`faults:\n  - ${RULE}\n  - InitiateAuth\n`, 'line 3: rule 2: put “->”'],
  [`faults: [${RULE}]\nother: 1\n`, 'line 1: must be a list of fault rules'],
  ['faults: drop\n', 'line 1: must be a list of fault rules'],
  ['- [', 'line 1: '],
])('%j: told with its line', async (text, problem) => {
  expect((await readFaultList(text)).problem).toContain(problem);
});
