import { expect, it } from 'vitest';
import type { Body } from './event.ts';
import { summaryOf } from './summary.ts';

const bodyOf = (value: object): Body => {
  const text = JSON.stringify(value);
  return { text, bytes: text.length, secrets: [], cut: false };
};

it('says what was typed, and of what is long how long it is', () => {
  const parameters = { USERNAME: 'cy', SRP_A: 'ab'.repeat(384), TIMESTAMP: 'Fri Nov 27 12:56:12 UTC 2026' };
  expect(summaryOf(bodyOf({ AuthParameters: parameters }), [], [])).toBe(
    'cy · SRP_A abab… 768 chars · TIMESTAMP Fri Nov 27 12:56:12 UTC 2026',
  );
});
