import { expect, test } from 'vitest';
import { electronEnv, sandboxArgs } from './electron-launch.mjs';

test('gives up the sandbox only for root on Linux', () => {
  expect(sandboxArgs('linux', 0)).toEqual(['--no-sandbox']);
  expect(sandboxArgs('linux', 1000)).toEqual([]);
  expect(sandboxArgs('darwin', 0)).toEqual([]);
  expect(sandboxArgs('win32', undefined)).toEqual([]);
});

test('takes ELECTRON_RUN_AS_NODE out of the environment and leaves the rest', () => {
  expect(electronEnv({ ELECTRON_RUN_AS_NODE: '1', LANG: 'C' })).toEqual({
    LANG: 'C',
    ELECTRON_RUN_AS_NODE: undefined,
  });
});
