import { expect, test } from 'vitest';
import { missingPackages } from './debian-packages.mjs';

test('counts only fully installed packages', () => {
  const listing = 'xvfb installed\ndbus not-installed\nxauth config-files\n';
  expect(missingPackages(['xvfb', 'dbus', 'xauth', 'g++'], listing)).toEqual(['dbus', 'xauth', 'g++']);
});

test('takes the 64-bit-time name of a library for the library', () => {
  expect(missingPackages(['libasound2', 'libnss3'], 'libasound2t64 installed\n')).toEqual(['libnss3']);
});
