import { expect, it } from 'vitest';
import { faultText } from './fault-text.ts';

it('keeps the lines of a fault that tells of several slips, and nothing else that a terminal obeys', () => {
  const detail = 'Line 2, column state: a\nLine 3: b\u001b[2J';
  const lines = faultText({ code: 'TEST_USERS_INPUT', detail }).split('\n');
  expect(lines.slice(0, 2)).toEqual(['Line 2, column state: a', 'Line 3: b\\u001b[2J (TEST_USERS_INPUT)']);
  expect(lines[2]).toMatch(/^ {2}try: /);
});
