import { expect, test } from 'vitest';
import { readCommandLine } from './folder-argument.mjs';

test("finds the folder behind Playwright's switches and before the app's own arguments", () => {
  const args = ['--no-sandbox', '--inspect=0', '--remote-debugging-port=0', '/app', 'file', '--flag'];
  expect(readCommandLine(args)).toEqual({ folder: '/app', preloads: [], asksVersion: false });
});

test('takes what follows -r for a preload, not for the folder', () => {
  expect(readCommandLine(['-r', '/loader.js', '--inspect=0', '.'])).toEqual({
    folder: '.',
    preloads: ['/loader.js'],
    asksVersion: false,
  });
});

test('understands --app= and --version, and leaves the rest to the app', () => {
  expect(readCommandLine(['--app=/app']).folder).toBe('/app');
  expect(readCommandLine(['--version']).asksVersion).toBe(true);
  expect(readCommandLine(['/app', '--version']).asksVersion).toBe(false);
  expect(readCommandLine(['--no-sandbox']).folder).toBeUndefined();
});
