import { whyOf } from '@core/chain/why/why.ts';
import { chainOf } from '@core/chain/model.ts';
import { flushPromises } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { runOf } from '../../actions/use-actions.ts';
import { fakeHost } from '../../testing/fake-host.ts';
import { mountWithHost } from '../../testing/mount-with-host.ts';
import { sampleChain } from '../../testing/sample-chain.ts';
import ChainView from '../../views/ChainView.vue';
import WhySection from './WhySection.vue';

const EVENTS = sampleChain('c', Date.now() - 30_000, 2);
const CHAIN = chainOf(EVENTS);

describe('WhySection', () => {
  it('marks each reason as known, inferred or beyond knowing, with its evidence', async () => {
    const host = fakeHost();
    host.addChain(EVENTS);
    const { page } = await mountWithHost(WhySection, { host, props: { chainId: 'c', stepId: 'step-2' } });
    const why = CHAIN && whyOf(CHAIN, 'step-2');
    expect(page.get('h3').text()).toBe('Why SOFTWARE_TOKEN_MFA?');
    const rows = page.findAll('.reasons > li').map((row) => row.text());
    expect(rows).toHaveLength(why?.reasons.length ?? 0);
    for (const [at, reason] of (why?.reasons ?? []).entries()) {
      expect(rows[at]).toContain(reason.says);
      expect(rows[at]).toContain(reason.evidence);
    }
    expect(page.text()).toContain('can’t know');
    expect(page.text()).toContain('Could have come');
  });

  it('says what came otherwise, and what may be simulated', async () => {
    const host = fakeHost(
      {},
      {
        'chain.why': async () => ({
          name: 'SMS_MFA',
          from: 'pool',
          reasons: [],
          expected: { names: ['TOKENS'], verdict: 'known', because: 'The pool has MFA off.' },
          difference: 'Expected TOKENS: SMS_MFA came.',
          simulated: { verdict: 'certain', says: 'Simulated: nobody.' },
        }),
      },
    );
    const { page } = await mountWithHost(WhySection, { host, props: { chainId: 'c', stepId: 'step-2' } });
    expect(page.text()).toContain('Not as expected');
    expect(page.text()).toContain('simulated');
    expect(page.text()).not.toContain('May be simulated');
  });
});

describe('in the chain', () => {
  it('asks once while the challenge waits, and marks the row', async () => {
    const host = fakeHost();
    host.addChain(sampleChain('c', Date.now() - 30_000, 1));
    const { page } = await mountWithHost(ChainView, { host, props: { id: 'c' } });
    await flushPromises();
    expect(host.calls.filter(({ name }) => name === 'chain.why')).toHaveLength(1);
    expect(page.get('[role="listbox"]').text()).toContain('may be simulated');
  });

  it('opens by its key with the focus on it, even while the answer is still under way', async () => {
    let answer = (): void => undefined;
    const under = new Promise<void>((resolve) => void (answer = resolve));
    const host = fakeHost(
      {},
      {
        'chain.why': async () => {
          await under;
          return (CHAIN && whyOf(CHAIN, 'step-2')) ?? null;
        },
      },
    );
    host.addChain(EVENTS);
    const { page } = await mountWithHost(ChainView, { host, props: { id: 'c' } });
    expect(host.calls.filter(({ name }) => name === 'chain.why')).toHaveLength(1);
    runOf('why')?.();
    await flushPromises();
    expect(page.find('[data-why]').exists()).toBe(false);
    answer();
    await flushPromises();
    expect(document.activeElement).toBe(page.get('[data-why]').element);
  });
});
