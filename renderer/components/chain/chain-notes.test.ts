import { flushPromises } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { fakeHost } from '../../testing/fake-host.ts';
import { fakeSearch, sampleLine } from '../../testing/fake-search.ts';
import { mountWithHost } from '../../testing/mount-with-host.ts';
import ChainNotes from './ChainNotes.vue';

async function mounted() {
  const host = fakeHost(
    {},
    fakeSearch(() => undefined, [sampleLine('ann')]),
  );
  return mountWithHost(ChainNotes, { host, props: { chainId: 'ann', who: 'ann' } });
}
const dialog = (): HTMLElement => {
  const found = document.querySelector<HTMLElement>('[role="dialog"]');
  if (!found) throw new Error('no dialog');
  return found;
};
const labelled = <T extends HTMLElement>(text: string): T => {
  const label = [...dialog().querySelectorAll('label')].find((one) => one.textContent === text);
  const control = document.getElementById(label?.htmlFor ?? '');
  if (!control) throw new Error(`no control ${text}`);
  return control as T;
};
async function write(control: HTMLInputElement | HTMLTextAreaElement, text: string): Promise<void> {
  control.value = text;
  control.dispatchEvent(new Event('input'));
  await flushPromises();
}
async function press(control: HTMLElement, key: string, ctrlKey = false): Promise<void> {
  control.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true }));
  await flushPromises();
}

describe('ChainNotes', () => {
  it('pins and unpins', async () => {
    const { page } = await mounted();
    await page.get('button[aria-label="Pin the chain"]').trigger('click');
    await flushPromises();
    const pinned = page.get('button[aria-label="Unpin the chain"]');
    expect(pinned.attributes('aria-pressed')).toBe('true');
    await pinned.trigger('click');
    await flushPromises();
    expect(page.find('button[aria-label="Pin the chain"]').exists()).toBe(true);
  });

  it('keeps notes, tags and a ticket, and shows what was kept', async () => {
    const { page, host } = await mounted();
    await page.get('button[aria-label="Notes, tags and ticket"]').trigger('click');
    await flushPromises();
    await write(labelled<HTMLTextAreaElement>('Notes'), 'Waits for a call');
    const tags = labelled<HTMLInputElement>('Tags');
    await write(tags, 'Release ');
    await write(tags, '#flaky,');
    await write(tags, 'a"b');
    await press(tags, 'Enter');
    await press(tags, 'Backspace');
    await write(labelled<HTMLInputElement>('Ticket'), 'SUP-12');
    await press(labelled('Ticket'), 'Enter', true);
    expect(host.calls.findLast(({ name }) => name === 'chain.annotate')?.input).toEqual({
      chainId: 'ann',
      changes: { notes: 'Waits for a call', tags: ['release', 'flaky'], ticket: 'SUP-12' },
    });
    expect(document.querySelector('[role="dialog"]')).toBeNull();
    expect(page.find('.says').attributes('aria-label')).toBe('Notes: SUP-12, #release, #flaky, notes');
  });

  it('says why they can’t be kept, and keeps what was written', async () => {
    const { page, host } = await mounted();
    Object.assign(host.handlers, {
      'chain.annotate': async () => {
        throw { code: 'HISTORY_UNAVAILABLE', detail: 'The disk is full.' };
      },
    });
    await page.get('button[aria-label="Notes, tags and ticket"]').trigger('click');
    await flushPromises();
    await write(labelled<HTMLTextAreaElement>('Notes'), 'Waits');
    await press(labelled('Ticket'), 'Enter', true);
    expect(dialog().textContent).toContain('The disk is full. (HISTORY_UNAVAILABLE)');
    expect(labelled<HTMLTextAreaElement>('Notes').value).toBe('Waits');
  });
});
