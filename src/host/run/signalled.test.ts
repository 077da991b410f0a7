import { expect, it } from 'vitest';
import { signalled } from './signalled.ts';
import { createStop } from './stop.ts';

it('tells of a stop that was before, and of one meanwhile', async () => {
  const before = createStop();
  before.stop();
  expect(await signalled(before, async ({ cancelled }) => cancelled)).toBe(true);

  const meanwhile = createStop();
  const heard = await signalled(meanwhile, async (signal) => {
    const seen: boolean[] = [signal.cancelled];
    signal.onCancel(() => seen.push(signal.cancelled));
    meanwhile.stop();
    return seen;
  });
  expect(heard).toEqual([false, true]);
});

it('lets what is over hear of it no more', async () => {
  const stop = createStop();
  let heard = 0;
  await signalled(stop, async (signal) => signal.onCancel(() => heard++));
  stop.stop();
  expect(heard).toBe(0);
});
