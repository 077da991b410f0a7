import { flushPromises } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import type { HistorySize } from '@core/contract/history.ts';
import type { Handlers } from '@core/contract.ts';
import { fakeHost } from '../../testing/fake-host.ts';
import { mountWithHost } from '../../testing/mount-with-host.ts';
import { closeToast, toasts } from '../../ui/toasts.ts';
import { wipeHistoryOpen } from '../shell/layers.ts';
import HistorySettings from './HistorySettings.vue';
import { wordsOf } from '../../testing/words-of.ts';

afterEach(() => {
  wipeHistoryOpen.value = false;
  for (const { id } of toasts.value) closeToast(id);
});

async function mounted(over: Partial<Handlers> = {}) {
  const host = fakeHost({}, over);
  const { page } = await mountWithHost(HistorySettings, { host });
  await flushPromises();
  const asked = (name: string) => host.calls.filter((call) => call.name === name).map(({ input }) => input);
  const dialogButton = (text: string) =>
    [...document.querySelectorAll<HTMLElement>('[role="dialog"] button')].find(
      (button) => wordsOf(button) === text,
    );
  return { host, page, asked, dialogButton };
}

describe('HistorySettings', () => {
  it('says how much is kept, and that its values are sealed', async () => {
    const { page } = await mounted();
    expect(page.text()).toContain('1,204 chains, 6,118 steps, 18.4 MB in history.db');
    expect(page.text()).toContain('the key is in the keychain');
  });

  it('says what is not as it should be', async () => {
    const size: HistorySize = {
      ...{ chains: 1, steps: 1, bytes: 0, name: 'memory of this run', kind: 'memory', sealed: false },
      problem: 'history.db was written by a newer version (2).',
    };
    const { page } = await mounted({ 'history.size': async () => size });
    expect(page.text()).toContain('1 chain, 1 step, memory of this run');
    expect(page.text()).toContain('Only the masked form is');
    expect(page.text()).toContain('newer version (2)');
  });

  it('keeps longer at once, and less only when asked', async () => {
    const { page, asked, dialogButton } = await mounted();
    const days = page.get<HTMLSelectElement>('#history-days');
    await days.setValue('none');
    await flushPromises();
    expect(asked('history.setRetention')).toEqual([{ days: null, megabytes: 4_000 }]);
    await page.get('#history-size').setValue('500');
    await flushPromises();
    expect(asked('history.setRetention')).toHaveLength(1);
    dialogButton('Cancel')?.click();
    await flushPromises();
    expect(page.get<HTMLSelectElement>('#history-size').element.value).toBe('4000');
    await page.get('#history-size').setValue('500');
    await flushPromises();
    dialogButton('Keep less')?.click();
    await flushPromises();
    expect(asked('history.setRetention').at(-1)).toEqual({ days: null, megabytes: 500 });
  });

  it('says how far a long wipe is, and stops it', async () => {
    let end: (wiped: { chains: number; stopped: boolean }) => void = () => undefined;
    const { host, page, asked, dialogButton } = await mounted({
      'history.wipe': () => new Promise((resolve) => (end = resolve)),
      'history.stopWiping': async () => (end({ chains: 2_400, stopped: true }), null),
    });
    wipeHistoryOpen.value = true;
    await flushPromises();
    dialogButton('Wipe')?.click();
    await flushPromises();
    const wipe = () => page.findAll('button').find((found) => found.text().startsWith('Wipe'));
    expect(wipe()?.attributes('disabled')).toBeDefined();
    host.tell({ type: 'history.wiping', gone: 2_400, of: 100_000 });
    await expect.poll(() => page.text()).toContain('2,400 of 100,000 chains wiped');
    expect(page.get('progress').attributes()).toMatchObject({ value: '2400', max: '100000' });
    await page
      .findAll('button')
      .find((found) => found.text() === 'Stop')
      ?.trigger('click');
    await flushPromises();
    expect(asked('history.stopWiping')).toEqual([{}]);
    expect(page.find('progress').exists()).toBe(false);
    expect(wipe()?.attributes('disabled')).toBeUndefined();
    expect(toasts.value.map(({ text }) => text)).toContain('Stopped: 2,400 chains wiped, the others stay');
  });

  it('wipes all or a target’s, after a question', async () => {
    const { page, asked, dialogButton } = await mounted();
    const button = page.findAll('button').find((found) => found.text().startsWith('Wipe'));
    await button?.trigger('click');
    await flushPromises();
    expect(asked('history.wipe')).toEqual([]);
    dialogButton('Wipe')?.click();
    await flushPromises();
    expect(asked('history.wipe')).toEqual([{ what: { kind: 'all' } }]);
    expect(toasts.value.map(({ text }) => text)).toContain('1,204 chains wiped');
    const target = page.findAll('#history-wipe option')[1]?.attributes('value') ?? '';
    await page.get('#history-wipe').setValue(target);
    await button?.trigger('click');
    await flushPromises();
    dialogButton('Wipe')?.click();
    await flushPromises();
    expect(asked('history.wipe').at(-1)).toEqual({ what: { kind: 'target', targetId: target } });
  });

  it('wipes the chains of a target that is gone, and what was imported', async () => {
    const { page, asked, dialogButton } = await mounted();
    const select = page.get<HTMLSelectElement>('#history-wipe');
    const gone = page.findAll('#history-wipe optgroup').at(-1);
    expect(gone?.attributes('label')).toBe('Chains of no target here');
    expect(gone?.findAll('option').map((option) => option.text())).toEqual([
      'old staging',
      'Imported recordings',
    ]);
    const button = page.findAll('button').find((found) => found.text().startsWith('Wipe'));
    await select.setValue('imported');
    await button?.trigger('click');
    await flushPromises();
    expect(document.querySelector('[role="dialog"]')?.textContent).toContain(
      'All chains of imported recordings',
    );
    dialogButton('Wipe')?.click();
    await flushPromises();
    expect(asked('history.wipe')).toEqual([{ what: { kind: 'target', targetId: 'imported' } }]);
    expect(page.text()).not.toContain('Imported recordings');
    expect(select.element.value).toBe('all');

    // It was for production: its name is typed, as if it were there.
    await select.setValue('gone');
    await button?.trigger('click');
    await flushPromises();
    expect(dialogButton('Wipe')?.hasAttribute('disabled')).toBe(true);
  });
});
