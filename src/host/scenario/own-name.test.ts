import { expect, it } from 'vitest';
import { flowNamed } from '../../flows/flows.ts';
import { givenByName } from './own-name.ts';

const fields = flowNamed('USER_PASSWORD_AUTH')?.fields ?? [];

function given(secrets: Record<string, string>, remembered: readonly string[] = []) {
  const hidden: string[] = [];
  const state = { run: { secrets }, values: { hide: (value: string) => void hidden.push(value) } };
  const inputs = givenByName(state, fields, new Set(remembered));
  return { inputs, hidden };
}

it('fills the field of its name, and hides it from there on', () => {
  expect(given({ PASSWORD: 'Hidden-horse-80', OTHER: 'x' })).toEqual({
    inputs: { PASSWORD: 'Hidden-horse-80' },
    hidden: ['Hidden-horse-80'],
  });
});

it('leaves alone what the console remembers', () => {
  expect(given({ PASSWORD: 'Hidden-horse-80' }, ['PASSWORD'])).toEqual({ inputs: {}, hidden: [] });
});
