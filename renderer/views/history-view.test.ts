import { flushPromises } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { fakeHost } from '../testing/fake-host.ts';
import { fakeSearch, sampleLine } from '../testing/fake-search.ts';
import { FIXED_NOW } from '../testing/fixtures.ts';
import { mountWithHost } from '../testing/mount-with-host.ts';
import HistoryView from './HistoryView.vue';

const LINES = [
  sampleLine('c', { username: 'cy@example.com', status: 'failed', failure: 'CodeMismatchException' }),
  sampleLine('b', { username: 'bob@example.com', status: 'waiting', expiresAt: FIXED_NOW + 180_000 }),
  sampleLine('a'),
];

async function opened(lines = LINES) {
  const host = fakeHost(
    {},
    fakeSearch(() => undefined, lines),
  );
  const mounted = await mountWithHost(HistoryView, { host, route: '/history' });
  const input = mounted.page.get<HTMLInputElement>('[role="combobox"]');
  const type = async (text: string) => {
    input.element.value = text;
    input.element.setSelectionRange(text.length, text.length);
    await input.trigger('input');
    await flushPromises();
  };
  const press = async (key: string) => {
    await input.trigger('keydown', { key });
    await flushPromises();
  };
  const names = () => mounted.page.findAll('[aria-label="Chains found"] .name').map((name) => name.text());
  const options = () =>
    mounted.page
      .findAll('[aria-label="Completions"] [role="option"]')
      .map((one) => [...one.element.children].map(({ textContent }) => textContent).join(' '));
  return { ...mounted, input, type, press, names, options };
}

describe('HistoryView', () => {
  it('begins in the field, with the newest chain first', async () => {
    const { input, names, page } = await opened();
    expect(document.activeElement).toBe(input.element);
    expect(names()).toEqual(['cy@example.com', 'bob@example.com', 'ann@example.com']);
    expect(page.text()).toContain('3 chains');
  });

  it('narrows with what is typed, a value being a beginning while the caret is at it', async () => {
    const { type, names } = await opened();
    await type('status:fai');
    expect(names()).toEqual(['cy@example.com']);
    await type('status:fai ');
    expect(names()).toEqual([]);
  });

  it('takes a completion by Tab, first the key, then the value', async () => {
    const { type, press, input, options, names } = await opened();
    await type('stat');
    expect(options()).toEqual(['status: how it stands now']);
    await press('Tab');
    expect(input.element.value).toBe('status:');
    expect(options()).toEqual(['failed 1 chain', 'waiting 1 chain', 'tokens 1 chain']);
    await press('ArrowDown');
    await press('ArrowDown');
    expect(input.attributes('aria-activedescendant')).toMatch(/-1$/);
    await press('Enter');
    expect(input.element.value).toBe('status:waiting ');
    expect(names()).toEqual(['bob@example.com']);
    expect(options()).toEqual([]);
  });

  it('closes the completions by Escape first, and clears by the second', async () => {
    const { type, press, input, options } = await opened();
    await type('us');
    await press('Escape');
    expect(options()).toEqual([]);
    expect(input.element.value).toBe('us');
    await press('Escape');
    expect(input.element.value).toBe('');
  });

  it('offers the keys by Down in an empty field, and goes on to the chains by another', async () => {
    const { press, options, page } = await opened();
    await press('ArrowDown');
    expect(options()[0]).toBe('error: exception or failure code of a step');
    await press('Escape');
    await press('ArrowDown');
    expect(document.activeElement).toBe(page.get('[aria-label="Chains found"]').element);
  });

  it('says what can’t be read, and mends a key', async () => {
    const { type, page, input } = await opened();
    await type('-stauts:failed ann');
    expect(page.text()).toContain('There is no key stauts. Did you mean status?');
    await page
      .findAll('button')
      .find((one) => one.text() === 'Use status:')
      ?.trigger('click');
    expect(input.element.value).toBe('-status:failed ann');
  });

  it('opens a chain by Enter, and knows the row on the way back', async () => {
    const { page, router, press } = await opened();
    await press('Enter');
    const list = page.get('[aria-label="Chains found"]');
    await list.trigger('keydown', { key: 'ArrowDown' });
    await list.trigger('keydown', { key: 'Enter' });
    await expect.poll(() => router.currentRoute.value.fullPath).toBe('/chains/b');
    expect(list.find('[aria-selected="true"]').text()).toContain('bob@example.com');
  });

  it('saves a search by name and removes it', async () => {
    const { type, page } = await opened();
    await type('status:failed');
    // One of ours, and none that was saved: it can be saved.
    await page.get('button[aria-label="Save the search"]').trigger('click');
    await flushPromises();
    const name = document.querySelector<HTMLInputElement>('.ui-dialog input');
    if (!name) throw new Error('no dialog');
    name.value = 'Bad';
    name.dispatchEvent(new Event('input'));
    name.form?.dispatchEvent(new Event('submit'));
    await flushPromises();
    expect(page.find('[aria-label="Saved searches"]').text()).toBe('Bad');
    await page.get('button[aria-label="Remove the saved search Bad"]').trigger('click');
    await flushPromises();
    expect(page.find('[aria-label="Saved searches"]').exists()).toBe(false);
  });

  it('reads on where there is more, and draws only what can be seen', async () => {
    const many = Array.from({ length: 300 }, (_, at) => sampleLine(`chain-${at}`));
    const { host, page } = await opened(many);
    const asked = () => host.calls.filter(({ name }) => name === 'history.search').map(({ input }) => input);
    expect(asked()).toEqual([{ query: '', most: 100 }]);
    // As if it was scrolled by sixty rows.
    page.get('.rows').element.getBoundingClientRect = () => ({ top: -2_400 }) as DOMRect;
    await page.get('.ui-list').trigger('scroll');
    await flushPromises();
    expect(asked()).toEqual([
      { query: '', most: 100 },
      { query: '', most: 200, after: '100' },
    ]);
    expect(page.text()).toContain('300 chains');
    expect(page.findAll('[aria-label="Chains found"] [role="option"]').length).toBeLessThan(120);
  });

  it('follows what happens elsewhere', async () => {
    let lines = [...LINES];
    const host = fakeHost(
      {},
      {
        ...fakeSearch(() => undefined),
        'history.search': async () => ({
          found: lines.map((line) => ({
            line,
            annotations: { notes: '', tags: [], ticket: '', pinned: false },
          })),
          faults: [],
        }),
      },
    );
    const { page } = await mountWithHost(HistoryView, { host });
    lines = [sampleLine('d', { username: 'dora@example.com' }), ...LINES];
    host.tell({ type: 'history.changed' });
    await expect.poll(() => page.find('.name').text()).toBe('dora@example.com');
  });

  it('shows why the history can’t be read, and tries again', async () => {
    let broken = true;
    const works = fakeSearch(() => undefined, LINES);
    const host = fakeHost(
      {},
      {
        ...works,
        'history.search': async (input) => {
          if (broken) throw { code: 'HISTORY_UNAVAILABLE', detail: 'The disk is full.' };
          return works['history.search'](input);
        },
      },
    );
    const { page } = await mountWithHost(HistoryView, { host });
    expect(page.text()).toContain('The disk is full. (HISTORY_UNAVAILABLE)');
    broken = false;
    await page
      .findAll('button')
      .find((one) => one.text() === 'Try again')
      ?.trigger('click');
    await flushPromises();
    expect(page.findAll('.name')).toHaveLength(3);
  });
});
