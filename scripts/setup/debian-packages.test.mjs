import { expect, test } from 'vitest';
import { missingPackages, wantedPackages } from './debian-packages.mjs';

test('counts only fully installed packages', () => {
  const listing = 'xvfb installed\ndbus not-installed\nxauth config-files\n';
  expect(missingPackages(['xvfb', 'dbus', 'xauth', 'g++'], listing)).toEqual(['dbus', 'xauth', 'g++']);
});

test('takes the 64-bit-time name of a library for the library', () => {
  expect(missingPackages(['libasound2', 'libnss3'], 'libasound2t64 installed\n')).toEqual(['libnss3']);
});

test('what is there from elsewhere is not wanted again', () => {
  /** @type {string[]} */
  const tried = [];
  const works = (/** @type {readonly string[]} */ [file = '']) => tried.push(file) > 0 && file === 'aws';
  expect(wantedPackages(['clients'], works)).toEqual(['python3-boto3']);
  expect(wantedPackages(['keychain'], works)).toContain('libsecret-1-0');
  expect(tried).toEqual(['aws', 'python3']);
});
