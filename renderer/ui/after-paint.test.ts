import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick, ref } from 'vue';
import { afterPaint } from './after-paint.ts';

beforeEach(
  () =>
    void vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame'],
    }),
);
afterEach(() => vi.useRealTimers());

function following(waits: (next: number, before: number) => boolean) {
  const source = ref(1);
  const scope = effectScope();
  const settled = scope.run(() => afterPaint(() => source.value, waits));
  return { source, settled, scope };
}

describe('afterPaint', () => {
  it('follows at once what need not wait', async () => {
    const { source, settled } = following(() => false);
    source.value = 2;
    await nextTick();
    expect(settled?.value).toBe(2);
  });

  it('keeps what was there for a frame, then takes what is there by now', async () => {
    const { source, settled } = following((next) => next === 2);
    source.value = 2;
    await nextTick();
    expect(settled?.value).toBe(1);
    vi.advanceTimersByTime(40);
    expect(settled?.value).toBe(2);
  });

  it('takes a change that need not wait over one that does', async () => {
    const { source, settled } = following((next) => next === 2);
    source.value = 2;
    await nextTick();
    source.value = 3;
    await nextTick();
    expect(settled?.value).toBe(3);
    vi.advanceTimersByTime(200);
    expect(settled?.value).toBe(3);
  });

  it('goes on where no frame is painted', async () => {
    vi.stubGlobal('requestAnimationFrame', () => 0);
    const { source, settled } = following(() => true);
    source.value = 2;
    await nextTick();
    vi.advanceTimersByTime(100);
    expect(settled?.value).toBe(2);
    vi.unstubAllGlobals();
  });

  it('does nothing after its scope', async () => {
    const { source, settled, scope } = following(() => true);
    source.value = 2;
    await nextTick();
    scope.stop();
    vi.advanceTimersByTime(200);
    expect(settled?.value).toBe(1);
  });
});
