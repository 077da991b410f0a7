import { PENDING_KEY } from '@core/chain/rail.ts';
import { flushPromises } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeHost, installFakeHost, type FakeHost } from '../testing/fake-host.ts';
import { sampleChain } from '../testing/sample-chain.ts';
import { useChains } from './chains.ts';

const AT = Date.UTC(2026, 8, 8);
let host: FakeHost;

beforeEach(() => {
  setActivePinia(createPinia());
  host = installFakeHost(fakeHost());
});

afterEach(() => vi.useRealTimers());

describe('useChains', () => {
  it('lists what the host has, newest first, with what each came to', async () => {
    host.addChain(sampleChain('old', AT, 4));
    host.addChain(sampleChain('new', AT + 1_000, 3));
    const chains = useChains();
    await flushPromises();
    expect(chains.list.map(({ id, status, failure }) => [id, status, failure])).toEqual([
      ['new', 'waiting', 'CodeMismatchException'],
      ['old', 'tokens', undefined],
    ]);
  });

  it('lists those of the history without asking for their events, and opens one that is looked at', async () => {
    const head = { chainId: 'old', at: AT, username: 'ann', flow: 'USER_SRP_AUTH', targetName: 'staging' };
    let heads = [{ ...head, status: 'failed' as const, failure: 'CodeMismatchException' }];
    host = installFakeHost(fakeHost({}, { 'chains.list': async () => heads }));
    host.state.chains.set('old', sampleChain('old', AT, 4));
    const chains = useChains();
    await flushPromises();
    expect(chains.list.map(({ id, status, failure }) => [id, status, failure])).toEqual([
      ['old', 'failed', 'CodeMismatchException'],
    ]);
    expect(chains.chain('old')).toBeUndefined();
    await chains.open('old');
    expect(chains.chain('old')?.steps).toHaveLength(4);

    heads = [...heads, { ...head, chainId: 'later', status: 'failed', failure: 'X' }];
    host.tell({ type: 'history.changed' });
    await flushPromises();
    expect(chains.list).toHaveLength(2);
    heads = [];
    host.tell({ type: 'history.changed' });
    await flushPromises();
    // What is open stays until the host says that it was removed.
    expect(chains.list.map(({ id }) => id)).toEqual(['old']);
  });

  it('takes each event once, fetched or told', async () => {
    const events = sampleChain('c', AT, 2);
    host.state.chains.set('c', [...events]);
    const chains = useChains();
    for (const event of events) host.tell({ type: 'chain.event', chainId: 'c', event });
    await flushPromises();
    expect(chains.chain('c')?.steps.map((step) => step.number)).toEqual([1, 2]);
  });

  it('fetches the beginning of a chain it hears of in the middle', async () => {
    const chains = useChains();
    await flushPromises();
    const events = sampleChain('c', AT, 2);
    host.state.chains.set('c', [...events]);
    const last = events.at(-1);
    if (last) host.tell({ type: 'chain.event', chainId: 'c', event: last });
    await flushPromises();
    expect(chains.chain('c')?.steps).toHaveLength(2);
  });

  it('keeps one selection a chain, and follows the newest step', async () => {
    host.addChain(sampleChain('c', AT, 2));
    host.addChain(sampleChain('d', AT, 2));
    const chains = useChains();
    await flushPromises();
    expect(chains.selectionOf('c')).toBe('step-2');
    chains.select('c', 'step-1');
    chains.select('d', PENDING_KEY);
    expect([chains.selectionOf('c'), chains.selectionOf('d')]).toEqual(['step-1', PENDING_KEY]);
    for (const event of sampleChain('c', AT, 3).slice(-2))
      host.tell({ type: 'chain.event', chainId: 'c', event });
    expect(chains.selectionOf('c')).toBe('step-3');
  });

  describe('while a request is under way', () => {
    const [sent, ended] = sampleChain('c', AT, 3).slice(-2);
    const tell = (event: typeof sent): void => {
      if (event) host.tell({ type: 'chain.event', chainId: 'c', event });
    };
    async function opened() {
      host.addChain(sampleChain('c', AT, 2));
      const chains = useChains();
      await flushPromises();
      vi.useFakeTimers();
      return chains;
    }

    it('shows it with its answer when that comes at once, and alone when it does not', async () => {
      const chains = await opened();
      tell(sent);
      expect(chains.chain('c')?.steps).toHaveLength(2);
      vi.advanceTimersByTime(50);
      expect(chains.chain('c')?.steps.at(-1)?.status).toBe('sending');
      tell(ended);
      expect(chains.chain('c')?.steps.at(-1)?.status).not.toBe('sending');
      vi.advanceTimersByTime(500);
      expect(chains.chain('c')?.steps).toHaveLength(3);
    });

    it('looks at it once it was answered, or has waited', async () => {
      const chains = await opened();
      tell(sent);
      vi.advanceTimersByTime(100);
      expect(chains.selectionOf('c')).toBe('step-2');
      vi.advanceTimersByTime(100);
      expect(chains.selectionOf('c')).toBe('step-3');
    });

    it('leaves whoever chose another step meanwhile there', async () => {
      const chains = await opened();
      tell(sent);
      vi.advanceTimersByTime(50);
      chains.select('c', 'step-1');
      tell(ended);
      vi.advanceTimersByTime(500);
      expect(chains.selectionOf('c')).toBe('step-1');
    });

    it('forgets a request of a chain that is removed before it was drawn', async () => {
      const chains = await opened();
      tell(sent);
      host.tell({ type: 'chain.removed', chainId: 'c' });
      vi.advanceTimersByTime(500);
      expect(chains.chain('c')).toBeUndefined();
    });
  });

  it('lets go of what the history alone holds, and opens it again', async () => {
    host.addChain(sampleChain('c', AT, 2));
    const chains = useChains();
    await flushPromises();
    const [{ status } = { status: undefined }] = chains.list;
    host.tell({ type: 'chain.released', chainId: 'c' });
    expect(chains.chain('c')).toBeUndefined();
    expect(chains.list).toMatchObject([{ id: 'c', status }]);
    expect(status).not.toBe('unread');
    await chains.open('c');
    expect(chains.chain('c')?.steps).toHaveLength(2);
  });

  it('forgets a removed chain', async () => {
    host.addChain(sampleChain('c', AT, 2));
    const chains = useChains();
    await flushPromises();
    await chains.remove('c');
    expect(chains.list).toEqual([]);
    expect(chains.chain('c')).toBeUndefined();
  });
});
