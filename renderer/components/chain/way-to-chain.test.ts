import type { CommandOutput } from '@core/contract.ts';
import { flushPromises } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import type { Router } from 'vue-router';
import { fakeHost } from '../../testing/fake-host.ts';
import { sampleChain } from '../../testing/sample-chain.ts';
import { mountWithHost } from '../../testing/mount-with-host.ts';
import StartView from '../../views/StartView.vue';

/** A seeded user is clicked on the start screen; the host answers when it is let. */
async function clicked(): Promise<{ router: Router; answer: () => Promise<void> }> {
  let resolve: (made: CommandOutput<'chain.startSeeded'>) => void = () => undefined;
  const promise = new Promise<CommandOutput<'chain.startSeeded'>>((done) => void (resolve = done));
  const host = fakeHost(
    { chains: new Map([['made', sampleChain('made', 1)]]) },
    { 'chain.startSeeded': () => promise },
  );
  const { page, router } = await mountWithHost(StartView, { host });
  await page.get('[data-roving]').trigger('click');
  return {
    router,
    answer: async () => {
      resolve({ chainId: 'made' });
      await flushPromises();
    },
  };
}

describe('wayToChain', () => {
  it('leads to the chain that was made', async () => {
    const { router, answer } = await clicked();
    const push = vi.spyOn(router, 'push');
    await answer();
    expect(push).toHaveBeenCalledWith({ name: 'chain', params: { id: 'made' } });
  });

  it('leaves whoever went elsewhere there', async () => {
    const { router, answer } = await clicked();
    await router.push('/tokens');
    const push = vi.spyOn(router, 'push');
    await answer();
    expect(push).not.toHaveBeenCalled();
    expect(router.currentRoute.value.path).toBe('/tokens');
  });

  it('leaves whoever is on the way elsewhere on that way', async () => {
    const { router, answer } = await clicked();
    let arrive: () => void = () => undefined;
    const loading = new Promise<void>((done) => void (arrive = done));
    router.beforeResolve(() => loading);
    const leaving = router.push('/history');
    await flushPromises();
    await answer();
    arrive();
    await leaving;
    expect(router.currentRoute.value.path).toBe('/history');
  });
});
