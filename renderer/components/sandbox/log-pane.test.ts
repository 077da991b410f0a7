import type { Handlers, SandboxCall } from '@core/contract.ts';
import { flushPromises, type VueWrapper } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { fakeHost } from '../../testing/fake-host.ts';
import { mountWithHost, type Mounted } from '../../testing/mount-with-host.ts';
import { axeFindings, control, failure, press, sampleCall } from '../../testing/sandbox-panes.ts';
import LogPane from './LogPane.vue';

interface Log {
  calls: SandboxCall[];
}
async function mounted(log: Log, over: Partial<Handlers> = {}): Promise<Mounted & { more(): Promise<void> }> {
  const host = fakeHost(
    {},
    {
      'sandbox.log': async ({ since }) => log.calls.filter(({ number }) => number > since).slice(0, 1_000),
      ...over,
    },
  );
  const pane = await mountWithHost(LogPane, { host });
  const more = async (): Promise<void> => {
    host.tell({ type: 'sandbox.changed' });
    await flushPromises();
  };
  return { ...pane, more };
}
const rows = (page: VueWrapper): string[] => page.findAll('tbody tr[aria-selected]').map((row) => row.text());
const many = (count: number): SandboxCall[] =>
  Array.from({ length: count }, (_, index) => sampleCall(index + 1, { operation: `Op${index + 1}` }));
const asked = ({ host }: Mounted): unknown[] =>
  host.calls.filter(({ name }) => name === 'sandbox.log').map(({ input }) => input);

describe('LogPane', () => {
  it('says what will be here', async () => {
    const { page } = await mounted({ calls: [] });
    expect(page.text()).toContain('No calls yet');
  });

  it('shows calls newest first and asks only for what is new', async () => {
    const log = { calls: many(3) };
    const pane = await mounted(log);
    expect(rows(pane.page)[0]).toContain('Op3');
    log.calls.push(sampleCall(4, { operation: 'Op4' }));
    await pane.more();
    expect(rows(pane.page).map((row) => /Op\d+/.exec(row)?.[0])).toEqual(['Op4', 'Op3', 'Op2', 'Op1']);
    expect(asked(pane)).toEqual([{ since: 0 }, { since: 2 }]);
  });

  it('takes more than one answer holds, and draws only what is seen', async () => {
    const pane = await mounted({ calls: many(2_500) });
    expect(pane.page.text()).toContain('2500 of 2500 calls');
    expect(rows(pane.page).length).toBeLessThan(200);
    expect(pane.page.get('[role="grid"]').attributes('aria-rowcount')).toBe('2501');
  });

  it('begins anew with a sandbox that did', async () => {
    const log = { calls: many(5) };
    const pane = await mounted(log);
    log.calls = [sampleCall(1, { operation: 'Anew', requestId: 'another' })];
    await pane.more();
    expect(rows(pane.page)).toHaveLength(1);
    expect(rows(pane.page)[0]).toContain('Anew');
  });

  it('filters by any of what a call names, and by errors', async () => {
    const { page } = await mounted({
      calls: [
        sampleCall(1, { username: 'ann' }),
        sampleCall(2, { status: 400, error: 'CodeMismatchException', fault: 'f1' }),
        sampleCall(3, { status: 0 }),
      ],
    });
    await control(page, 'Filter calls').setValue('ANN');
    expect(rows(page)).toHaveLength(1);
    await control(page, 'Filter calls').setValue('');
    await control(page, 'errors only').setValue(true);
    expect(rows(page).map((row) => /dropped|CodeMismatchException/.exec(row)?.[0])).toEqual([
      'dropped',
      'CodeMismatchException',
    ]);
    await control(page, 'Filter calls').setValue('nothing holds this');
    expect(page.text()).toContain('No call matches');
    await press(page, 'Show all calls');
    expect(rows(page)).toHaveLength(3);
  });

  it('holds still while paused and counts what came, and clears the view alone', async () => {
    const log = { calls: many(2) };
    const pane = await mounted(log);
    await press(pane.page, 'Pause');
    log.calls.push(sampleCall(3));
    await pane.more();
    expect(rows(pane.page)).toHaveLength(2);
    expect(pane.page.get('[role="status"]').text()).toBe('paused, 1 new');
    await press(pane.page, 'Follow');
    expect(rows(pane.page)).toHaveLength(3);
    await press(pane.page, 'Clear view');
    expect(pane.page.text()).toContain('The view is cleared');
    log.calls.push(sampleCall(4, { operation: 'After' }));
    await pane.more();
    expect(rows(pane.page)).toHaveLength(1);
    expect(rows(pane.page)[0]).toContain('After');
  });

  it('is walked by keys, and shows what a row has no room for', async () => {
    const session = [{ challengeName: 'SRP_A', challengeResult: true, challengeMetadata: null }];
    const pane = await mounted({
      calls: [
        sampleCall(1, {
          message: 'Incorrect username or password.',
          status: 400,
          error: 'NotAuthorizedException',
          triggers: [
            {
              trigger: 'DefineAuthChallenge',
              session,
              response: { issueTokens: false },
              console: ['round 1'],
              ms: 2,
            },
          ],
        }),
        sampleCall(2),
        sampleCall(3),
      ],
    });
    const grid = pane.page.get('[role="grid"]');
    const chosen = (): string | undefined => pane.page.find('tr[aria-selected="true"]').attributes('id');
    await grid.trigger('keydown', { key: 'End' });
    expect(chosen()).toContain(sampleCall(1).requestId);
    await grid.trigger('keydown', { key: 'Escape' });
    await grid.trigger('keydown', { key: 'ArrowDown' });
    expect(chosen()).toContain(sampleCall(3).requestId);
    await grid.trigger('keydown', { key: 'End' });
    expect(chosen()).toBe(grid.attributes('aria-activedescendant'));
    const detail = pane.page.get('[aria-label="The selected call"]');
    expect(detail.text()).toContain('Incorrect username or password.');
    expect(detail.text()).toContain('SRP_A');
    expect(detail.text()).toContain('round 1');
    await press(pane.page, `Copy request ID: ${sampleCall(1).requestId}`);
    expect(pane.host.calls.at(-1)).toEqual({
      name: 'clipboard.write',
      input: { text: sampleCall(1).requestId },
    });
    await grid.trigger('keydown', { key: 'Home' });
    expect(chosen()).toContain(sampleCall(3).requestId);
    await grid.trigger('keydown', { key: 'Escape' });
    expect(pane.page.find('[aria-label="The selected call"]').exists()).toBe(false);
  });

  it('says of an unknown operation that the sandbox does not model it', async () => {
    const { page } = await mounted({
      calls: [sampleCall(1, { operation: 'ListThings', status: 400, error: 'UnknownOperationException' })],
    });
    expect(rows(page)[0]).toContain('not modelled · UnknownOperationException');
    await page.get('tbody tr').trigger('click');
    expect(page.text()).toContain('The sandbox does not model this operation');
  });

  it('keeps the calls it has when the sandbox stops answering', async () => {
    const log = { calls: many(1) };
    let broken = false;
    const pane = await mounted(log, {
      'sandbox.log': async () => {
        if (broken) throw failure('SANDBOX_NOT_RUNNING', 'The sandbox is not running.');
        return log.calls;
      },
    });
    broken = true;
    await pane.more();
    expect(pane.page.text()).toContain('This may be out of date.');
    expect(rows(pane.page)).toHaveLength(1);
    broken = false;
    await press(pane.page, 'Try again');
    expect(pane.page.text()).not.toContain('out of date');
  });

  it('has no findings of axe', async () => {
    const { page } = await mounted({ calls: [sampleCall(1, { username: 'u'.repeat(128) })] });
    await page.get('tbody tr').trigger('click');
    expect(await axeFindings(page)).toEqual([]);
  });
});
