import { expect, it } from 'vitest';
import { createStop } from './stop.ts';
import { unlessStopped } from './unless-stopped.ts';

const never = new Promise<never>(() => undefined);

it('is what the work comes to, its failure with it', async () => {
  const stop = createStop();
  expect(await unlessStopped(stop, Promise.resolve(7))).toBe(7);
  await expect(unlessStopped(stop, Promise.reject(new Error('it broke')))).rejects.toThrow('it broke');
});

it('waits no longer once it is stopped, before or meanwhile', async () => {
  const stop = createStop();
  const waiting = unlessStopped(stop, never);
  stop.stop();
  expect(await waiting).toBeUndefined();
  expect(await unlessStopped(stop, never)).toBeUndefined();
});

it('leaves nothing behind at what may be stopped', async () => {
  const forgotten: string[] = [];
  const stop = { ...createStop(), onStop: () => () => forgotten.push('it') };
  await unlessStopped(stop, Promise.resolve());
  expect(forgotten).toEqual(['it']);
});
