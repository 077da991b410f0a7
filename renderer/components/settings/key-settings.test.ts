import { flushPromises } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { nextTick } from 'vue';
import { ownKeys } from '../../actions/own-keys.ts';
import { useSettings } from '../../stores/settings.ts';
import { fakeHost } from '../../testing/fake-host.ts';
import { type Mounted, mountWithHost } from '../../testing/mount-with-host.ts';
import SettingsView from '../../views/SettingsView.vue';
import { wordsOf } from '../../testing/words-of.ts';

afterEach(() => (ownKeys.value = {}));

async function mounted(keys: Record<string, string> = {}): Promise<Mounted> {
  const host = fakeHost();
  host.state.settings = { ...host.state.settings, keys };
  const page = await mountWithHost(SettingsView, { host });
  await useSettings().load();
  await nextTick();
  return page;
}
const row = ({ page }: Mounted, id: string) => page.get(`[data-action="${id}"]`);
const keysButton = (pane: Mounted, id: string) => row(pane, id).get('.change');
async function record(pane: Mounted, id: string, key: string, held: KeyboardEventInit = {}): Promise<void> {
  await keysButton(pane, id).trigger('click');
  const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : '';
  const event = new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true, ...held });
  event.getModifierState = () => false;
  keysButton(pane, id).element.dispatchEvent(event);
  await flushPromises();
}
const buttons = (pane: Mounted, id: string, text: string) =>
  row(pane, id)
    .findAll('button')
    .filter((button) => button.text() === text || button.attributes('aria-label')?.startsWith(text));

describe('KeySettings', () => {
  it('records a key, marks it as changed, and puts it back', async () => {
    const pane = await mounted();
    expect(keysButton(pane, 'palette').attributes('aria-label')).toContain('Ctrl K');
    await record(pane, 'palette', 'y', { ctrlKey: true });
    expect(pane.host.state.settings.keys).toEqual({ palette: 'mod+y' });
    expect(keysButton(pane, 'palette').attributes('aria-label')).toContain('Ctrl Y');
    expect(row(pane, 'palette').text()).toContain('changed');
    await buttons(pane, 'palette', 'Search or run a command: back')[0]?.trigger('click');
    await flushPromises();
    expect(pane.host.state.settings.keys).toEqual({});
  });

  it('leaves with Escape, and takes a key away with Backspace', async () => {
    const pane = await mounted();
    await record(pane, 'palette', 'Escape');
    expect(pane.host.state.settings.keys).toEqual({});
    expect(row(pane, 'palette').find('.recording').exists()).toBe(false);
    await record(pane, 'palette', 'Backspace');
    expect(pane.host.state.settings.keys).toEqual({ palette: '' });
    expect(keysButton(pane, 'palette').text()).toBe('none');
  });

  it('refuses what is reserved, with the reason, and goes on listening', async () => {
    const pane = await mounted();
    await record(pane, 'palette', 'c', { ctrlKey: true });
    expect(row(pane, 'palette').text()).toContain('can’t be taken. It copies in every text.');
    expect(row(pane, 'palette').find('.recording').exists()).toBe(true);
    expect(pane.host.state.settings.keys).toEqual({});
  });

  it('asks before it takes a key from another action', async () => {
    const pane = await mounted();
    await record(pane, 'palette', 'n', { ctrlKey: true });
    expect(row(pane, 'palette').text()).toContain('is the key of “New chain”');
    expect(document.activeElement?.textContent).toContain('Replace');
    await buttons(pane, 'palette', 'Leave it')[0]?.trigger('click');
    expect(pane.host.state.settings.keys).toEqual({});
    await record(pane, 'palette', 'n', { ctrlKey: true });
    await buttons(pane, 'palette', 'Replace')[0]?.trigger('click');
    await flushPromises();
    expect(pane.host.state.settings.keys).toEqual({ palette: 'mod+n', newChain: '' });
    expect(document.activeElement).toBe(keysButton(pane, 'palette').element);
  });

  it('shows a shared key on both sides', async () => {
    const pane = await mounted({ palette: 'mod+n' });
    expect(row(pane, 'palette').text()).toContain('Also the key of New chain');
    expect(row(pane, 'newChain').text()).toContain('Also the key of Search or run a command');
    expect(pane.page.text()).toContain('2 actions share a key');
  });

  it('finds by action and by key, shows what was changed, and resets all', async () => {
    const pane = await mounted({ palette: 'mod+y', ofLater: 'f9' });
    const shown = (): (string | undefined)[] =>
      pane.page.findAll('[data-action]').map((one) => one.attributes('data-action'));
    const find = pane.page.get('input[aria-label="Find an action or a key"]');
    await find.setValue('ctrl+y');
    expect(shown()).toEqual(['palette']);
    await find.setValue('snapshot');
    expect(shown()).toEqual(['takeSnapshot', 'restoreSnapshot']);
    await find.setValue('');
    await pane.page.get('input[type="checkbox"]').setValue(true);
    expect(shown()).toEqual(['palette']);
    await pane.page
      .findAll('button')
      .find((button) => button.text() === 'Reset all keys')
      ?.trigger('click');
    await flushPromises();
    const confirm = [...document.querySelectorAll('[role="dialog"] button')].find(
      (button) => wordsOf(button) === 'Reset',
    );
    (confirm as HTMLElement).click();
    await flushPromises();
    expect(pane.host.state.settings.keys).toEqual({});
  });
});
