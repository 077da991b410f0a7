import { chainOf } from '@core/chain/model.ts';
import { challenge, refused, story } from '@core/chain/testing/story.ts';
import { longChain } from '@core/chain/picture/testing/any-chain.ts';
import { describe, expect, it } from 'vitest';
import { runOf } from '../../actions/use-actions.ts';
import { fakeHost } from '../../testing/fake-host.ts';
import { mountWithHost } from '../../testing/mount-with-host.ts';
import { toasts } from '../../ui/toasts.ts';
import ChainGraph from './ChainGraph.vue';
import ChainTable from './ChainTable.vue';
import ChainTimeline from './ChainTimeline.vue';
import PictureMenu from './PictureMenu.vue';

const chain = chainOf(
  story([
    { id: 'a', parent: null, answers: 'USER_SRP_AUTH', outcome: challenge('SMS_MFA', 's1'), took: 300 },
    {
      id: 'b',
      parent: 'a',
      answers: 'SMS_MFA',
      outcome: refused('CodeMismatchException'),
      took: 20,
      after: 9_000,
    },
    { id: 'c', parent: 'a', answers: 'SMS_MFA', outcome: { kind: 'tokens', newDevice: false }, took: 90 },
  ]),
);
if (!chain) throw new Error('the story did not start a chain');
const props = { chain, selected: 'a' };

describe('the graph', () => {
  it('is a list of the steps in words, with the lines out of a reader’s way', async () => {
    const { page } = await mountWithHost(ChainGraph, { props });
    const options = page.findAll('[role="option"]');
    expect(options.map((option) => option.find('title').text())).toEqual([
      'Step 1, USER_SRP_AUTH, next SMS_MFA, 300 ms',
      'Step 2, SMS_MFA, refused with CodeMismatchException, 20 ms',
      'Step 3, SMS_MFA, try 2, tokens received, 90 ms',
    ]);
    expect(
      page.findAll('.edge.answer, .edge.retry').every((edge) => edge.element.closest('[aria-hidden]')),
    ).toBe(true);
    expect(page.find('svg').attributes('aria-activedescendant')).toBe(options[0]?.attributes('id'));
  });

  it('selects by click and by arrow', async () => {
    const { page } = await mountWithHost(ChainGraph, { props });
    await page.findAll('.node')[1]?.find('.box').trigger('click');
    await page.find('svg').trigger('keydown', { key: 'ArrowDown' });
    await page.find('svg').trigger('keydown', { key: 'ArrowRight' });
    await page.find('svg').trigger('keydown', { key: 'End' });
    expect(page.emitted('select')).toEqual([['b'], ['c'], ['b'], ['c']]);
  });

  it('shows a long chain as numbers, and names the one that is pointed at below', async () => {
    const { page } = await mountWithHost(ChainGraph, { props: { chain: longChain(60), selected: 'step-0' } });
    expect(page.findAll('.number tspan')).toHaveLength(61);
    expect(page.findAll('[role="option"]').every(({ element }) => element.tagName === 'path')).toBe(true);
    // Signs of a status lie on one path, and take its colour.
    expect(new Set(page.findAll('.inside .sign').map((sign) => sign.attributes('data-status')))).toEqual(
      new Set(page.findAll('[role="option"]').map((tile) => tile.attributes('data-status'))),
    );
    expect(page.find('.what').text()).toContain('CUSTOM_AUTH');
    await page.findAll('.node')[5]?.trigger('pointerover');
    expect(page.find('.what').text()).toContain('6 CUSTOM_CHALLENGE');
    await page.find('button[aria-label="Names in the nodes"]').trigger('click');
    expect(page.findAll('.node .title')).toHaveLength(61);
  });

  it('takes its zoom from the actions while it is there, and only then', async () => {
    expect(runOf('graphIn')).toBeUndefined();
    const { page } = await mountWithHost(ChainGraph, { props });
    const before = page.find('svg > g').attributes('transform');
    runOf('graphIn')?.();
    await page.vm.$nextTick();
    expect(page.find('svg > g').attributes('transform')).not.toBe(before);
  });
});

describe('the table', () => {
  const order = (page: Awaited<ReturnType<typeof mountWithHost>>['page']): string[] =>
    page.findAll('tbody tr').map((row) => row.find('td').text());

  it('sorts by a column, up and then down, and back in time by number', async () => {
    const { page } = await mountWithHost(ChainTable, { props });
    const sort = (title: string) =>
      page
        .findAll('.sort')
        .find((button) => button.text() === title)
        ?.trigger('click');
    await sort('Service');
    expect(order(page)).toEqual(['2', '3', '1']);
    await sort('Service');
    expect(order(page)).toEqual(['1', '3', '2']);
    await sort('#');
    expect(order(page)).toEqual(['1', '2', '3']);
  });
});

describe('the timeline', () => {
  it('says how long the idle time was that it squeezes', async () => {
    const { page } = await mountWithHost(ChainTimeline, { props });
    expect(page.text()).toContain('410 ms busy');
    expect(page.text()).toContain('9.0 s idle');
    expect(page.get('[role="img"]').attributes('aria-label')).toBe('1 stretch of idle time squeezed');
    expect(page.findAll('[role="option"]')[1]?.attributes('title')).toMatch(
      /^Step 2, .*\nSent .*\n2026-09-08T09:05:16\.\d{3}Z\n9\.0 s idle before it$/,
    );
  });
});

describe('the export', () => {
  it('saves the graph as SVG, or the timeline when that is shown', async () => {
    for (const timeline of [false, true]) {
      const { host } = await mountWithHost(PictureMenu, { props: { chain, timeline } });
      runOf('exportSvg')?.();
      const picture = timeline ? 'timeline' : 'graph';
      await expect
        .poll(() => host.calls.find(({ name }) => name === 'picture.save')?.input)
        .toEqual({ chainId: chain.id, picture, theme: expect.stringMatching(/^(dark|light)$/) });
    }
  });

  it('saves nothing where a secret would stand in it, and says so', async () => {
    const host = fakeHost(
      {},
      {
        'picture.save': async () => {
          throw { code: 'EXPORT_SECRET', detail: 'Nothing was written.' };
        },
      },
    );
    await mountWithHost(PictureMenu, { host, props: { chain, timeline: false } });
    runOf('exportSvg')?.();
    await expect.poll(() => toasts.value.some(({ text }) => text.includes('Nothing was written'))).toBe(true);
  });

  it('copies the chain as Mermaid', async () => {
    const { host } = await mountWithHost(PictureMenu, { props: { chain, timeline: false } });
    runOf('copyMermaid')?.();
    await expect
      .poll(() => host.calls.find(({ name }) => name === 'clipboard.write')?.input)
      .toMatchObject({
        text: expect.stringMatching(/^flowchart TD\n/),
      });
  });
});
