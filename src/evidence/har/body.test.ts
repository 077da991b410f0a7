import { expect, it } from 'vitest';
import { readBody } from './body.ts';

const read = (text: string) => readBody({ text }, [], 'request', () => undefined);

it('takes a short body for what it is, whatever was masked in it', () => {
  const text = '{"AccessToken":"eyJr… 994 chars"}';
  expect(read(text)).toEqual({
    kind: 'body',
    text,
    holes: [{ kind: 'value', detail: 'AccessToken was taken out of the request.' }],
  });
});

it('takes a word that stands for a body for none', () => {
  for (const text of ['[redacted]', '*****', '{"AccessToken":"eyJr…'])
    expect(read(text)).toEqual({ kind: 'body', holes: [] });
});
