import { expect, it } from 'vitest';
import { inOrder, inputFault } from './input-fault.ts';

it('tells each slip by line and column, a column’s number or its name, in the order of the file', () => {
  const faults = inOrder([
    { detail: 'c.', line: 2, column: 9, field: 'x' },
    { detail: 'b.', line: 2, column: 4, field: 'y' },
    { detail: 'd.', line: 3, field: 'state' },
    { detail: 'a.' },
  ]);
  expect(inputFault(faults)).toMatchObject({
    code: 'TEST_USERS_INPUT',
    detail: 'a.\nLine 2, column 4: b.\nLine 2, column 9: c.\nLine 3, column state: d.',
  });
});
