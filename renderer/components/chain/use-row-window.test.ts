import { describe, expect, it } from 'vitest';
import { effectScope, nextTick, ref } from 'vue';
import { useRowWindow } from './use-row-window.ts';

const HEIGHT = 40;
const ROOM = 400;

/** A list of rows of one height in a scroller that shows ten of them. */
function listed(count: number) {
  const scroller = document.createElement('div');
  const list = document.createElement('div');
  const tight = ref(false);
  Object.defineProperty(scroller, 'clientHeight', { value: ROOM });
  list.getBoundingClientRect = () => new DOMRect(0, -scroller.scrollTop, 0, count * HEIGHT);
  scroller.getBoundingClientRect = () => new DOMRect(0, 0, 0, ROOM);
  const scope = effectScope();
  const made = scope.run(() =>
    useRowWindow(
      () => scroller,
      ref(list),
      () => Array.from({ length: count }, () => HEIGHT),
      () => tight.value,
    ),
  );
  if (!made) throw new Error('No scope.');
  return {
    ...made,
    tight,
    async scrollTo(row: number) {
      scroller.scrollTop = row * HEIGHT;
      scroller.dispatchEvent(new Event('scroll'));
      await nextTick();
    },
  };
}

describe('useRowWindow', () => {
  it('draws what is in sight and some around it, and stands for the rest by heights', async () => {
    const { shown, first, scrollTo } = listed(1_000);
    for (const row of [0, 1, 7, 100, 501, 985]) {
      await scrollTo(row);
      const { from, to, before, after } = shown.value;
      expect(first.value).toBe(row);
      expect(from).toBeLessThanOrEqual(Math.max(0, row - 8));
      expect(to).toBeGreaterThanOrEqual(Math.min(1_000, row + 10 + 8));
      expect(to - from).toBeLessThan(50);
      expect(before).toBe(from * HEIGHT);
      expect(after).toBe((1_000 - to) * HEIGHT);
    }
  });

  it('draws the same rows while a steady scroll stays among them', async () => {
    const { shown, scrollTo } = listed(1_000);
    const seen = new Set<unknown>();
    for (let row = 100; row < 140; row += 1) {
      await scrollTo(row);
      seen.add(shown.value);
    }
    expect(seen.size).toBeLessThan(15);
  });

  it('draws no more than what is in sight where rows fly by', async () => {
    const { shown, tight, scrollTo } = listed(1_000);
    tight.value = true;
    await scrollTo(500);
    expect(shown.value.from).toBeGreaterThanOrEqual(498);
    expect(shown.value.from).toBeLessThanOrEqual(500);
    expect(shown.value.to).toBeGreaterThanOrEqual(510);
    expect(shown.value.to).toBeLessThanOrEqual(513);
  });

  it('draws a short list whole', () => {
    const { shown } = listed(60);
    expect(shown.value).toEqual({ from: 0, to: 60, before: 0, after: 0 });
  });
});
