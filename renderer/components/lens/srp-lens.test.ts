import type { SrpView } from '@core/contract/lens.ts';
import { flushPromises } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { fakeHost } from '../../testing/fake-host.ts';
import { mountWithHost } from '../../testing/mount-with-host.ts';
import SrpLens from './SrpLens.vue';

const from = { kind: 'step' as const, chainId: 'chain-1', stepId: 'b' };
const line = (id: string, more = {}) => ({
  id,
  name: id,
  formula: 'f',
  says: `About ${id}.`,
  secret: false,
  value: 'ab',
  bytes: 1,
  ...more,
});
const view: SrpView = {
  device: false,
  passwordKnown: true,
  sent: 'same',
  lines: [
    line('u'),
    line('x', { secret: true, value: '••••••' }),
    line('S', { value: undefined, missing: 'needs x' }),
  ],
};

async function mounted(answer: (pasted: string | undefined) => SrpView) {
  const host = fakeHost({}, { 'lens.srp': async ({ pasted }) => answer(pasted) });
  return mountWithHost(SrpLens, { host, props: { from } });
}

describe('the SRP lens', () => {
  it('shows lines in order, secrets behind a dot, and what is missing', async () => {
    const { page, host } = await mounted(() => view);
    const items = page.findAll('li');
    expect(items.map((item) => item.find('.name').text())).toEqual(['u', 'x', 'S']);
    expect(items[2]?.text()).toContain('needs x');
    expect(items[0]?.find('[aria-label="Reveal u"]').exists()).toBe(false);
    await items[1]?.get('[aria-label="Reveal x"]').trigger('keydown.enter');
    await flushPromises();
    expect(items[1]?.text()).toContain('value of x');
    expect(host.calls.at(-1)).toEqual({ name: 'lens.srpReveal', input: { from, line: 'x' } });
  });

  it('explains a line when it is opened', async () => {
    const { page } = await mounted(() => view);
    expect(page.text()).not.toContain('About u.');
    await page.get('.name').trigger('click');
    expect(page.text()).toContain('About u.');
  });

  it('compares what is pasted, and marks the first line that differs alone', async () => {
    vi.useFakeTimers();
    try {
      const comparison: NonNullable<SrpView['comparison']> = {
        exchange: 'same',
        unknown: ['mood'],
        first: { id: 'u', because: 'A was padded.' },
        lines: [
          { id: 'u', state: 'different', theirs: 'cd' },
          { id: 'x', state: 'different', theirs: 'ef' },
          { id: 'S', state: 'absent' },
        ],
      };
      const { page } = await mounted((pasted) => (pasted === undefined ? view : { ...view, comparison }));
      const compare = page.findAll('button').find((button) => button.text() === 'Compare');
      await compare?.trigger('click');
      await page.get('textarea').setValue('u = cd');
      await vi.advanceTimersByTimeAsync(300);
      await flushPromises();
      expect(page.get('[role="status"]').text()).toContain('First difference: u. A was padded.');
      expect(page.get('[role="status"]').text()).toContain('mood');
      expect(page.findAll('li.first')).toHaveLength(1);
      expect(page.findAll('li').map((item) => item.find('.state').text())).toEqual([
        'different',
        'different',
        'not pasted',
      ]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('asks for the password where it is not known', async () => {
    const { page } = await mounted(() => ({ ...view, passwordKnown: false }));
    expect(page.text()).toContain('it is not kept');
    expect(page.get('input').attributes('type')).toBe('password');
  });
});
