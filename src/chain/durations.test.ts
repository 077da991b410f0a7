import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ago, byteCount, countdown, duration } from './durations.ts';

describe('duration', () => {
  it.each([
    [-5, '0 ms'],
    [0, '0 ms'],
    [84, '84 ms'],
    [999.4, '999 ms'],
    [999.6, '1.0 s'],
    [1234, '1.2 s'],
    [9_949, '9.9 s'],
    [9_960, '10 s'],
    [38_000, '38 s'],
    [59_600, '1 min'],
    [125_000, '2 min 5 s'],
    [3_600_000, '1 h'],
    [11_400_000, '3 h 10 min'],
    [187_200_000, '2 d 4 h'],
  ])('%d ms is %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  it('never names sixty of a smaller unit', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (ms) => {
        expect(duration(ms)).not.toMatch(/\b60 (s|min)|\b1000 ms|\b24 h/);
      }),
    );
  });
});

describe('countdown', () => {
  it.each([
    [-1, '0:00'],
    [1, '0:01'],
    [7_000, '0:07'],
    [151_000, '2:31'],
    [3_723_000, '1:02:03'],
  ])('%d ms left is %s', (ms, text) => {
    expect(countdown(ms)).toBe(text);
  });
});

describe('ago', () => {
  it.each([
    [500, 'just now'],
    [12_400, '12 s ago'],
    [240_000, '4 min ago'],
    [7_300_000, '2 h ago'],
    [260_000_000, '3 d ago'],
  ])('%d ms is %s', (ms, text) => {
    expect(ago(ms)).toBe(text);
  });
});

describe('byteCount', () => {
  it.each([
    [312, '312 B'],
    [1563, '1.6 kB'],
    [999_960, '1.0 MB'],
    [10_200_000, '10.2 MB'],
    [3_170_000_000, '3.2 GB'],
  ])('%d bytes is %s', (bytes, text) => {
    expect(byteCount(bytes)).toBe(text);
  });
});
