import { flushPromises } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { actionIds } from '../actions/own-keys.ts';
import { runOf } from '../actions/use-actions.ts';
import { fakeHost } from '../testing/fake-host.ts';
import { mountWithHost } from '../testing/mount-with-host.ts';
import { sampleDevice, samplePasskey, sampleSeed } from '../testing/sample-things.ts';
import { toasts } from '../ui/toasts.ts';
import ThingsView from './ThingsView.vue';
import { wordsOf } from '../testing/words-of.ts';

async function view(things = [sampleSeed, sampleDevice, samplePasskey], over = {}) {
  return mountWithHost(ThingsView, { host: fakeHost({ things: [...things] }, over) });
}
function button(words: string): HTMLButtonElement {
  const found = [...document.querySelectorAll<HTMLButtonElement>('button, [role="menuitem"]')].findLast(
    (each) => wordsOf(each) === words || each.getAttribute('aria-label') === words,
  );
  if (found === undefined) throw new Error(`no button ${words}`);
  return found;
}
async function type(label: string, text: string): Promise<void> {
  const id = [...document.querySelectorAll('label')].findLast((each) => wordsOf(each) === label)?.htmlFor;
  const input = document.getElementById(id ?? '') as HTMLInputElement;
  input.value = text;
  input.dispatchEvent(new Event('input'));
  await flushPromises();
}

describe('ThingsView', () => {
  it('lists a user’s things by kind, without their secrets', async () => {
    const { page, host } = await view();
    expect(page.findAll('h3').map((title) => title.text())).toEqual(['TOTP secrets', 'Passkeys', 'Devices']);
    expect(page.text()).toContain('ACME Co');
    expect(page.text()).toContain('us-east-1_0a1b2c3d');
    expect(host.calls.some(({ name }) => name === 'things.reveal')).toBe(false);
  });

  it('says what will be here, and offers the way', async () => {
    const { page } = await view([]);
    expect(page.text()).toContain('Nothing kept yet');
    await page.get('.empty button').trigger('click');
    await flushPromises();
    expect(document.querySelector('[role="dialog"]')?.textContent).toContain('Add a TOTP secret');
  });

  it('says that the vault can’t be read', async () => {
    const { page } = await view([], {
      'things.list': async () => {
        throw { code: 'VAULT_UNAVAILABLE', detail: 'The keychain is locked.' };
      },
    });
    expect(page.text()).toContain('The keychain is locked. (VAULT_UNAVAILABLE)');
  });

  it('has an action for everything, of the one that has or had the focus', async () => {
    const { page, host } = await view();
    const runnable = () => actionIds.filter((id) => runOf(id) !== undefined);
    expect(runnable()).toEqual(
      expect.arrayContaining(['addTotp', 'addPasskey', 'addDevice', 'totpCodes', 'seedQr', 'copyThing']),
    );
    expect(runnable()).not.toContain('forgetThing');
    await page.get('[aria-label^="More for"]').trigger('focusin');
    const device = page.get(`li[aria-label^="${sampleDevice.name} of "]`);
    await device.get('button').trigger('focusin');
    expect(runnable()).toEqual(
      expect.arrayContaining(['copyThing', 'renameThing', 'removeThing', 'forgetThing']),
    );
    expect(runnable()).not.toContain('seedQr');
    runOf('removeThing')?.();
    await flushPromises();
    expect(host.calls.filter(({ name }) => name === 'things.remove').map(({ input }) => input)).toEqual([
      { id: sampleDevice.id },
    ]);
    runOf('addPasskey')?.();
    await flushPromises();
    expect(document.querySelector('[role="dialog"]')?.textContent).toMatch(/passkey/i);
  });

  it('asks for codes only when they are wanted, and says which is which', async () => {
    const { page, host } = await view([sampleSeed]);
    expect(host.calls.some(({ name }) => name === 'things.totp')).toBe(false);
    button('Codes').click();
    await flushPromises();
    const codes = page.findAll('.codes button').map((each) => each.text().replaceAll(/\s+/g, ' '));
    expect(codes).toEqual([
      expect.stringMatching(/T−1.*118 302.*just over/),
      expect.stringMatching(/T0.*492 017.*18 s left/),
      expect.stringMatching(/T\+1.*730 556.*in 18 s/),
    ]);
    button('Codes').click();
    await flushPromises();
    expect(page.find('.codes').exists()).toBe(false);
  });

  it('adds what was typed, and says at the field what is wrong with it', async () => {
    vi.useFakeTimers();
    const { page, host } = await view([]);
    await page.get('.empty button').trigger('click');
    await vi.advanceTimersByTimeAsync(1);
    await type('TOTP secret', '0189');
    await vi.advanceTimersByTimeAsync(300);
    expect(document.querySelector('[role="dialog"]')?.textContent).toContain('is not Base32');
    expect(button('Keep it').disabled).toBe(true);
    await type('TOTP secret', 'JBSWY3DPEHPK3PXP');
    await vi.advanceTimersByTimeAsync(300);
    await type('User', 'ann');
    document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await vi.advanceTimersByTimeAsync(1);
    vi.useRealTimers();
    await flushPromises();
    expect(host.calls.find(({ name }) => name === 'things.addTotp')?.input).toEqual({
      seed: 'JBSWY3DPEHPK3PXP',
      username: 'ann',
      name: '',
    });
    expect(page.text()).toContain('Authenticator');
  });

  it('removes at once, and brings back', async () => {
    const { page, host } = await view([sampleSeed]);
    const trigger = page.get('[aria-label="More for Phone"]');
    await trigger.trigger('keydown', { key: 'Enter' });
    await flushPromises();
    button('Remove from the vault').dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }),
    );
    await flushPromises();
    expect(host.state.things).toEqual([]);
    expect(page.text()).toContain('Nothing kept yet');
    toasts.value.at(-1)?.action?.run();
    await flushPromises();
    expect(page.text()).toContain('Phone');
  });
});
