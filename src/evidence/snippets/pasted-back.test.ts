import { describe, expect, it } from 'vitest';
import { toCopy } from '../../../main/testing/snippet-of.ts';
import { readPaste } from '../paste/index.ts';
import { snippetLanguages } from './index.ts';

// What the console copies it also reads: the person next to the person who copied pastes it into theirs.

const url = 'http://127.0.0.1:9229/';
const members = {
  AuthFlow: 'USER_PASSWORD_AUTH',
  ClientId: 'a1b2',
  AuthParameters: { USERNAME: "o'ann & co", PASSWORD: `Correct-"horse"\\1 %PATH% é` },
};

describe.each(snippetLanguages.filter(({ id }) => id.startsWith('curl') || id === 'aws-cli'))(
  'pasted back, $id',
  ({ write }) => {
    const { masked, revealed } = toCopy(url, 'InitiateAuth', members);

    it('is the same request, where it sets its secrets', () => {
      const read = readPaste(write(revealed), 0);
      expect(read).toMatchObject({ kind: 'exchanges', exchanges: [{ operation: 'InitiateAuth' }] });
      if (read.kind !== 'exchanges') return;
      const [exchange] = read.exchanges;
      expect(exchange?.request.url).toBe(url);
      expect(JSON.parse(exchange?.request.text ?? '')).toEqual(members);
    });

    it('is the request with a hole for the password, where it does not', () => {
      const read = readPaste(write(masked), 0);
      if (read.kind !== 'exchanges') throw new Error(read.kind);
      const [exchange] = read.exchanges;
      const text = exchange?.request.text ?? '';
      expect(JSON.parse(text)).toMatchObject({
        ClientId: 'a1b2',
        AuthParameters: { USERNAME: members.AuthParameters.USERNAME },
      });
      expect(exchange?.holes).toMatchObject([{ kind: 'value' }]);
    });
  },
);
