import { flushPromises } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import type { TeamFound, TeamState } from '@core/contract/team.ts';
import { fakeHost } from '../testing/fake-host.ts';
import { fakeTeam, noTeam, sampleTeam, sampleTeamFound } from '../testing/fake-team.ts';
import { FIXED_NOW } from '../testing/fixtures.ts';
import { mountWithHost } from '../testing/mount-with-host.ts';
import TeamView from './TeamView.vue';

async function view(state: TeamState = sampleTeam, chains: readonly TeamFound[] = [], over = {}) {
  const host = fakeHost();
  Object.assign(host.handlers, fakeTeam(host.tell, state, chains), over);
  return mountWithHost(TeamView, { host });
}
const two = [
  sampleTeamFound('one', { comments: 2 }),
  sampleTeamFound('two', { publisher: { by: 'Mo', at: FIXED_NOW } }),
];

describe('TeamView', () => {
  it('asks where the database is, and shows nothing of its password after', async () => {
    const { page, host } = await view(noTeam);
    const [url, by] = page.findAll('form input');
    expect(url?.attributes('type')).toBe('password');
    await url?.setValue('postgres://kim:pass-fixture@db.example.com/qa');
    await by?.setValue('Kim');
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(host.calls.find(({ name }) => name === 'team.connect')?.input).toEqual({
      url: 'postgres://kim:pass-fixture@db.example.com/qa',
      by: 'Kim',
    });
    expect(page.text()).toContain('db.example.com/qa');
    expect(page.html()).not.toContain('pass-fixture');
  });

  it('says why it can’t be connected, and keeps what was typed', async () => {
    const { page } = await view(noTeam, [], {
      'team.connect': async () => {
        throw { code: 'HISTORY_UNAVAILABLE', detail: 'The team’s database does not answer.' };
      },
    });
    await page.get('form input').setValue('postgres://db.example.com/qa');
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(page.text()).toContain('The team’s database does not answer. Check host, port, database and name');
    expect((page.get('form input').element as HTMLInputElement).value).toBe('postgres://db.example.com/qa');
  });

  it('lists what was published, by whom, and what is said of the one that is selected', async () => {
    const { page, host } = await view(sampleTeam, two);
    const rows = page.findAll('[role="option"]');
    expect(rows.map((row) => row.text())).toEqual([
      expect.stringContaining('by Lee'),
      expect.stringContaining('by Mo'),
    ]);
    expect(rows[0]?.text()).toContain('2 comments');
    await rows[1]?.trigger('click');
    await flushPromises();
    await page.get('[aria-label="Comments"] textarea').setValue('It’s the clock.');
    await page.get('[aria-label="Comments"] form').trigger('submit');
    await flushPromises();
    expect(host.calls.find(({ name }) => name === 'team.comment')?.input).toEqual({
      id: 'two',
      text: 'It’s the clock.',
    });
    expect(page.get('[aria-label="Comments"] ol').text()).toContain('It’s the clock.');
  });

  it('opens one by the keyboard', async () => {
    const { page, router } = await view(sampleTeam, two);
    const list = page.get('[role="listbox"]');
    await list.trigger('keydown', { key: 'ArrowDown' });
    await list.trigger('keydown', { key: 'Enter' });
    // The view is fetched when it is first needed.
    await expect.poll(() => router.currentRoute.value.fullPath).toBe('/chains/team-one');
  });

  it('says that the server refuses, and does not say that it is tried again', async () => {
    const detail = 'The team’s database can only be read. Connect the one that is written to. (25006)';
    const { page } = await view({ ...sampleTeam, kind: 'away', fault: { code: 'TEAM_REFUSED', detail } });
    expect(page.text()).toContain('The team’s database refuses this');
    expect(page.text()).toContain(detail);
    expect(page.text()).not.toMatch(/Trying again|does not answer|away/);
  });

  it('says that the server is gone, what waits, and lets it be taken back', async () => {
    const { page, host } = await view({
      ...sampleTeam,
      kind: 'away',
      fault: { code: 'HISTORY_UNAVAILABLE', detail: 'The team’s database does not answer. (ECONNREFUSED)' },
      retryAt: Date.now() + 8_000,
      waiting: [
        { id: 'w1', kind: 'chain', chainId: 'c1', says: 'ann', at: FIXED_NOW, server: 'db.example.com/qa' },
        {
          ...{
            id: 'w2',
            kind: 'comment',
            chainId: 'c2',
            says: 'Seen.',
            at: FIXED_NOW,
            server: 'db.example.com/qa',
          },
          fault: { code: 'CHAIN_UNKNOWN', detail: 'This chain is not in the team’s history any more.' },
        },
      ],
    });
    expect(page.text()).toMatch(/Trying again in [78] s\./);
    const waiting = page.get('[aria-label="Waiting to be published"]');
    expect(waiting.text()).toContain('not in the team’s history any more. (CHAIN_UNKNOWN)');
    await waiting.get('[aria-label="Take back Seen."]').trigger('click');
    await flushPromises();
    expect(
      host.calls.some(
        ({ name, input }) => name === 'team.forget' && (input as { waiting: string }).waiting === 'w2',
      ),
    ).toBe(true);
    expect(waiting.findAll('li')).toHaveLength(1);
  });

  it('draws a long list only where it is seen', async () => {
    const many = Array.from({ length: 150 }, (_, at) => sampleTeamFound(`chain-${at}`));
    const { page } = await view(sampleTeam, many, {
      'team.search': async () => ({ found: many, faults: [] }),
    });
    expect(page.findAll('[role="option"]').length).toBeLessThan(80);
    expect(page.get('[role="option"]').attributes('aria-setsize')).toBe('150');
  });
});
