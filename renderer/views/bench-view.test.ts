import { flushPromises } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import type { BenchResult } from '@core/contract.ts';
import { fakeHost } from '../testing/fake-host.ts';
import { benchList } from '../testing/bench-fixtures.ts';
import { mountWithHost } from '../testing/mount-with-host.ts';
import { story } from '@core/chain/testing/story.ts';
import BenchView from './BenchView.vue';
import { wordsOf } from '../testing/words-of.ts';

const ASKS = { kind: 'challenge', name: 'SOFTWARE_TOKEN_MFA', parameters: {}, available: [] } as const;
const SPOT = { id: 'c', step: 'pending-s' };

async function opened(over: Parameters<typeof fakeHost>[1] = {}) {
  const host = fakeHost({}, over);
  host.addChain(
    story([{ id: 's', parent: null, answers: 'USER_SRP_AUTH', outcome: ASKS }], {
      chainId: 'c',
      username: 'ann',
    }),
  );
  const mounted = await mountWithHost(BenchView, { host, props: SPOT });
  const cell = (name: string) => mounted.page.find(`[aria-label="${name}"]`);
  const tell = async (results: BenchResult[]) => {
    host.state.bench.state = { results };
    host.tell({ type: 'bench.changed', chainId: 'c', stepId: 'pending-s' });
    await flushPromises();
  };
  return { ...mounted, cell, tell };
}

describe('BenchView', () => {
  it('lists the faults by rule, marks what is expected, and says what keeps one from being run', async () => {
    const { page, cell } = await opened();
    expect(page.findAll('.group').map((row) => row.text())).toEqual(['Session', 'Code']);
    expect(page.findAll('thead .code').map((head) => head.text())).toEqual([
      'InvalidParameter',
      'CodeMismatch',
    ]);
    expect(cell('No Session, InvalidParameter: expected').element.isConnected).toBe(true);
    expect(cell('No Session, CodeMismatch: not expected, did not come').element.isConnected).toBe(true);
    expect(cell('Run Another user’s Session').attributes('aria-disabled')).toBe('true');
    expect(page.text()).toContain('3 faults, none run');
  });

  it('says the rule for a tester, with the page of what is answered', async () => {
    const { page, cell } = await opened();
    await cell('Run No Session').trigger('click');
    const about = page.get('[aria-label="About this fault"]');
    expect(about.text()).not.toMatch(/protocol|\b\d\.\d/i);
    expect(about.get('a').text()).toBe(`About ${benchList.name}`);
  });

  it('runs one fault, or all', async () => {
    const { page, cell, host } = await opened();
    await cell('Run No Session').trigger('click');
    await cell('Run Another user’s Session').trigger('click');
    await page
      .findAll('button')
      .find((button) => button.text() === 'Run all')
      ?.trigger('click');
    await flushPromises();
    expect(host.calls.filter(({ name }) => name === 'bench.run').map(({ input }) => input)).toEqual([
      { chainId: 'c', stepId: 'pending-s', faults: ['session-missing'] },
      { chainId: 'c', stepId: 'pending-s', faults: 'all' },
    ]);
  });

  it('says how many were not run, once a run has ended or was stopped', async () => {
    const { page, tell, host } = await opened();
    const notRun = () => /(\d+) not run/.exec(page.text())?.[1];
    expect(notRun()).toBeUndefined();
    const results: BenchResult[] = [{ fault: 'session-missing', verdict: 'expected' }];
    await tell(results);
    expect(notRun()).toBe('2');
    host.state.bench.state = { results, running: { fault: 'x', done: 1, total: 3 } };
    host.tell({ type: 'bench.changed', chainId: 'c', stepId: 'pending-s' });
    await flushPromises();
    expect(notRun()).toBeUndefined();
  });

  it('tells matches, other codes and false passes apart by words, and sums them up', async () => {
    const { page, cell, tell, router } = await opened();
    await tell([
      {
        fault: 'session-missing',
        verdict: 'expected',
        got: { code: 'InvalidParameterException', message: 'Missing required parameter Session' },
        chainId: 'b1',
      },
      {
        fault: 'code-short',
        verdict: 'accepted',
        got: { code: 'ACCEPTED', message: 'tokens' },
        chainId: 'b2',
      },
      { fault: 'code-before', verdict: 'held', detail: 'Held back.' },
    ]);
    expect(page.text()).toContain('1 of 3 as expected · 1 accepted · 1 held back');
    expect(page.findAll('thead .code').map((head) => head.text())).toEqual([
      'accepted',
      'InvalidParameter',
      'CodeMismatch',
    ]);
    expect(
      cell('Code without its last digit, CodeMismatch: expected, did not come').element.isConnected,
    ).toBe(true);
    expect(cell('Code of the message before, CodeMismatch: expected').element.isConnected).toBe(true);
    await cell('Code without its last digit, accepted: accepted, not refused').trigger('keydown', {
      key: 'Enter',
    });
    await flushPromises();
    // The view is loaded on demand.
    await vi.waitFor(() => expect(router.currentRoute.value.params).toEqual({ id: 'b2' }), {
      timeout: 15_000,
    });
  }, 20_000);

  it('asks for the target’s name before harm on a production target, and sends it along', async () => {
    const asked: unknown[] = [];
    const { page, host } = await opened({
      'bench.run': async (input) => {
        asked.push(input);
        return input.confirmed === 'live'
          ? { kind: 'running', total: 3 }
          : { kind: 'ask', tries: 2, messages: 1, username: 'ann', typed: 'live' };
      },
    });
    await page
      .findAll('button')
      .find((button) => button.text() === 'Run all')
      ?.trigger('click');
    await flushPromises();
    const dialog = document.querySelector('[role="dialog"]');
    expect(dialog?.textContent).toContain('2 tries count as failed on ann, and 1 message goes out.');
    const typed = dialog?.querySelector('input');
    if (typed) {
      typed.value = 'live';
      typed.dispatchEvent(new Event('input'));
    }
    await flushPromises();
    [...(dialog?.querySelectorAll('button') ?? [])].find((button) => wordsOf(button) === 'Run')?.click();
    await flushPromises();
    expect(asked.at(-1)).toEqual({ chainId: 'c', stepId: 'pending-s', faults: 'all', confirmed: 'live' });
    expect(host.state.bench.list).toBe(benchList);
  });

  it('says why a step has no bench', async () => {
    const { page } = await opened({
      'bench.list': async () => {
        throw Object.assign(new Error(), { code: 'BENCH_IMPOSSIBLE', detail: 'It answers nothing.' });
      },
    });
    expect(page.text()).toContain('No bench for this step');
    expect(page.text()).toContain('It answers nothing.');
  });
});
