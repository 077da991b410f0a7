import { describe, expect, it } from 'vitest';
import { maskOf } from './mask.ts';

describe('maskOf', () => {
  it('shows four characters and the length of long opaque values', () => {
    expect(maskOf(`AYABe${'x'.repeat(1558)}`, 'opaque')).toBe('AYAB… 1,563 chars');
    expect(maskOf(`eyJr${'x'.repeat(40)}`, 'jwt')).toBe('eyJr… 44 chars');
  });

  it('shows nothing of short secrets, not even how long they are', () => {
    expect(maskOf('hunter2', 'short')).toBe(maskOf('a much longer pass phrase', 'short'));
  });

  it('shows no prefix of a value that is short or would need escapes', () => {
    expect(maskOf('abcdef', 'opaque')).toBe('•••••• 6 chars');
    expect(maskOf('{"id":"aaaaaaaaaaaaaaaaaa"}', 'opaque')).toBe('•••••• 27 chars');
  });
});
