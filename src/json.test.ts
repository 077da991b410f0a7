import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asText } from './json.ts';

test('a text stays as it is, and anything else becomes the JSON that reads back as it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const given = JSON.parse(JSON.stringify(value));
      if (typeof given === 'string') expect(asText(given)).toBe(given);
      else expect(JSON.parse(asText(given))).toEqual(given);
    }),
    { examples: [[{ toString: '' }], [{ toJSON: 1 }]] },
  );
});
