import { describe, expect, test } from 'vitest';
import { markPaths } from '../mark-paths.ts';
import { movedPath } from './moved-path.ts';

describe('a path that is moved', () => {
  test.each([
    ['M1 2L3 4', 'M11 22L13 24'],
    ['M1 2l3 4', 'M11 22l3 4'],
    ['M8 2H9V3Z', 'M18 22H19V23Z'],
    ['M5.5-1C1 2 3 4 5 6', 'M15.5 19C11 22 13 24 15 26'],
    ['M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z', 'M24 28A6 6 0 1 1 12 28a6 6 0 0 1 12 0Z'],
    ['M0 0A5.3 5.3 0 112.8 9.4', 'M10 20A5.3 5.3 0 1 1 12.8 29.4'],
  ])('%s', (path, moved) => {
    expect(movedPath(path, 10, 20)).toBe(moved);
  });

  test.each(Object.entries(markPaths))('comes back to where it was: the sign %s', (_, path) => {
    const there = movedPath(path, 100, 50);
    expect(there).not.toBe(path);
    expect(movedPath(there, -100, -50)).toBe(movedPath(path, 0, 0));
    expect(movedPath(there, 0, 0)).toBe(there);
  });
});
