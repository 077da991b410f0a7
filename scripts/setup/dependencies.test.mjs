import { expect, test } from 'vitest';
import { isInstalled } from './dependencies.mjs';

const wanted = {
  packages: {
    '': { version: '1.0.0' },
    'node_modules/vue': { version: '3.0.0', integrity: 'sha512-a' },
    'node_modules/only-on-windows': { version: '1.0.0', optional: true },
  },
};

test('what npm left out for this platform is not missing', () => {
  const packages = { 'node_modules/vue': { version: '3.0.0', integrity: 'sha512-a' } };
  expect(isInstalled(wanted, { packages })).toBe(true);
});

test('another version, other bytes or nothing at all is not installed', () => {
  const other = { 'node_modules/vue': { version: '3.0.1', integrity: 'sha512-a' } };
  const tampered = { 'node_modules/vue': { version: '3.0.0', integrity: 'sha512-b' } };
  expect(isInstalled(wanted, { packages: other })).toBe(false);
  expect(isInstalled(wanted, { packages: tampered })).toBe(false);
  expect(isInstalled(wanted, {})).toBe(false);
});
