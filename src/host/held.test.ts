import { describe, expect, it } from 'vitest';
import { createHeld } from './held.ts';
import type { Clock } from './ports.ts';

const clock: Clock = { now: () => 1_000, after: () => () => undefined };
const value = (text: string) => () => ({ key: 'K', value: text, from: 'a test', secret: true });

describe('what the host keeps for a place', () => {
  it('is the value of the first time, by place, pointer and name', () => {
    const held = createHeld(clock);
    expect(held.frozen('c/1', '/K', 'a', value('one'))).toMatchObject({ value: 'one', since: 1_000 });
    expect(held.frozen('c/1', '/K', 'a', value('two'))?.value).toBe('one');
    expect(held.frozen('c/1', '/K', 'b', value('three'))?.value).toBe('three');
    expect(held.frozen('c/2', '/K', 'a', value('four'))?.value).toBe('four');
    expect(held.frozen('c/1', '/L', 'a', () => undefined)).toBeUndefined();
  });

  it('is what stands behind masks, newest first, until it was sent or the chain is gone', () => {
    const held = createHeld(clock);
    const show = (place: string, text: string) =>
      held.showed(place, text, [{ pointer: '/a~1b', kind: 'short', mask: '••••••' }]);
    show('c/1', '{"a/b":"old"}');
    show('c/1', '{"a/b":"new"}');
    show('d/1', '{"a/b":"other"}');
    expect(held.masks('c/1')).toEqual([{ name: 'a/b', mask: '••••••', value: 'new' }]);
    held.forget('c');
    expect(held.masks('c/1')).toEqual([]);
    expect(held.masks('d/1')).toHaveLength(1);
    held.sent('d/1');
    expect(held.masks('d/1')).toEqual([]);
  });

  it('has an end: the oldest give way', () => {
    const held = createHeld(clock);
    for (let at = 0; at < 1_000; at += 1) held.frozen('c/1', '/K', `n${at}`, value(`v${at}`));
    expect(held.frozen('c/1', '/K', 'n999', value('again'))?.value).toBe('v999');
    expect(held.frozen('c/1', '/K', 'n0', value('again'))?.value).toBe('again');
  });
});
