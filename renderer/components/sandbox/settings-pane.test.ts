import type { CommandInput, Handlers, SandboxSettings } from '@core/contract.ts';
import { flushPromises, type VueWrapper } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { fakeHost, type FakeHost } from '../../testing/fake-host.ts';
import { mountWithHost, type Mounted } from '../../testing/mount-with-host.ts';
import { axeFindings, control, failure, press, sampleSettings } from '../../testing/sandbox-panes.ts';
import SettingsPane from './SettingsPane.vue';

const start: SandboxSettings = {
  settings: sampleSettings,
  statusProfile: 'wire',
  statusProfiles: [
    { name: 'wire', says: 'What the service sends.' },
    { name: 'documented', says: 'What the page prints.' },
  ],
};
function hostWith(over: Partial<Handlers> = {}): FakeHost {
  let state = start;
  return fakeHost(
    {},
    {
      'sandbox.settings': async () => state,
      'sandbox.changeSettings': async ({ settings = {}, statusProfile }) =>
        (state = {
          ...state,
          statusProfile: statusProfile ?? state.statusProfile,
          settings: state.settings.map((one) => ({ ...one, value: settings[one.name] ?? one.value })),
        }),
      ...over,
    },
  );
}
const mounted = (over?: Partial<Handlers>): Promise<Mounted> =>
  mountWithHost(SettingsPane, { host: hostWith(over) });
const changes = ({ host }: Mounted): unknown[] =>
  host.calls.filter(({ name }) => name === 'sandbox.changeSettings').map(({ input }) => input);
const row = (page: VueWrapper, name: string): ReturnType<VueWrapper['get']> => {
  const found = page.findAll('li').find((item) => item.get('.name').text() === name);
  if (found === undefined) throw new Error(`no row ${name}`);
  return found;
};
const refuse = async (): Promise<never> => {
  throw failure('SANDBOX_SETTINGS', 'sessionMaximum: must be a number from 2048 to 131072.');
};

describe('SettingsPane', () => {
  it('shows every setting with its open point, what it decides, and whether it was changed', async () => {
    const { page } = await mounted();
    expect(row(page, 'sessionMaximum').text()).toContain('13.3');
    expect(row(page, 'sessionMaximum').text()).toContain('Longest Session accepted');
    expect(row(page, 'sessionMaximum').text()).not.toContain('changed');
    expect(row(page, 'verifierSession').text()).toContain('changed');
    expect(row(page, 'verifierSession').text()).toContain('usual: needed');
    expect(page.text()).toContain('4 of 4 settings, 1 changed');
  });

  it('changes each kind by its control', async () => {
    const pane = await mounted();
    await row(pane.page, 'codeLockout').get('input').setValue(false);
    await row(pane.page, 'verifierSession').get('select').setValue('optional');
    await control(pane.page, 'badSrpAMessage').setValue('Bad A');
    await control(pane.page, 'badSrpAMessage').trigger('keydown', { key: 'Enter' });
    await control(pane.page, 'sessionMaximum').setValue('9000');
    await control(pane.page, 'sessionMaximum').trigger('blur');
    await flushPromises();
    expect(changes(pane)).toEqual([
      { settings: { codeLockout: false } },
      { settings: { verifierSession: 'optional' } },
      { settings: { badSrpAMessage: 'Bad A' } },
      { settings: { sessionMaximum: 9_000 } },
    ] satisfies CommandInput<'sandbox.changeSettings'>[]);
    expect(pane.page.text()).toContain('4 changed');
  });

  it.each(['', '12', '2e4', '131073', 'many'])(
    'does not send %j for a number, and says why',
    async (text) => {
      const pane = await mounted();
      const input = control(pane.page, 'sessionMaximum');
      await input.setValue(text);
      await input.trigger('blur');
      await flushPromises();
      expect(changes(pane)).toEqual([]);
      const described = (input.attributes('aria-describedby') ?? '').split(' ').at(-1) ?? '';
      expect(pane.page.get(`[id="${described}"]`).text()).toBe('Write a whole number from 2048 to 131072.');
      expect((input.element as HTMLInputElement).value).toBe(text);
      await input.trigger('keydown', { key: 'Escape' });
      expect((input.element as HTMLInputElement).value).toBe('4096');
      expect(pane.page.text()).not.toContain('Write a whole number');
    },
  );

  it('keeps what was typed when the sandbox refuses it, through news of others and the filter', async () => {
    const pane = await mounted({ 'sandbox.changeSettings': refuse });
    const input = control(pane.page, 'sessionMaximum');
    await input.setValue('5000');
    await input.trigger('blur');
    await flushPromises();
    expect(row(pane.page, 'sessionMaximum').get('[role="alert"]').text()).toContain('must be a number');
    pane.host.tell({ type: 'sandbox.changed' });
    await flushPromises();
    await control(pane.page, 'Filter settings').setValue('lockout');
    expect((row(pane.page, 'sessionMaximum').element as HTMLElement).style.display).toBe('none');
    await control(pane.page, 'Filter settings').setValue('');
    expect((control(pane.page, 'sessionMaximum').element as HTMLInputElement).value).toBe('5000');
    expect(row(pane.page, 'sessionMaximum').text()).toContain('must be a number');
  });

  it('shows a refused tick and a refused profile as the sandbox has them', async () => {
    const pane = await mounted({ 'sandbox.changeSettings': refuse });
    const box = row(pane.page, 'codeLockout').get('input');
    await box.setValue(false);
    await flushPromises();
    expect((box.element as HTMLInputElement).checked).toBe(true);
    await pane.page.get('input[value="documented"]').setValue();
    await flushPromises();
    expect((pane.page.get('input[value="wire"]').element as HTMLInputElement).checked).toBe(true);
    expect(pane.page.get('fieldset').text()).toContain('must be a number');
  });

  it('chooses a profile by what it says, and puts a setting back to the usual', async () => {
    const pane = await mounted();
    expect(pane.page.get('fieldset').text()).toContain('What the page prints.');
    await pane.page.get('input[value="documented"]').setValue();
    await flushPromises();
    await press(pane.page, 'Back to the usual verifierSession');
    expect(changes(pane)).toEqual([
      { statusProfile: 'documented' },
      { settings: { verifierSession: 'needed' } },
    ]);
    expect(row(pane.page, 'verifierSession').text()).not.toContain('changed');
  });

  it('follows what others change', async () => {
    const pane = await mounted();
    await pane.host.handlers['sandbox.changeSettings']({ settings: { sessionMaximum: 7_000 } });
    pane.host.tell({ type: 'sandbox.changed' });
    await flushPromises();
    expect((control(pane.page, 'sessionMaximum').element as HTMLInputElement).value).toBe('7000');
  });

  it('says when nothing matches, and shows all again', async () => {
    const { page } = await mounted();
    await control(page, 'Filter settings').setValue('nothing holds this');
    expect(page.text()).toContain('No setting matches.');
    await press(page, 'Show all settings');
    expect(page.text()).toContain('4 of 4 settings');
  });

  it('has no findings of axe', async () => {
    expect(await axeFindings((await mounted()).page)).toEqual([]);
  });
});
