import type { PasteView } from '@core/contract/adopt.ts';
import { challenge, story } from '@core/chain/testing/story.ts';
import { flushPromises } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { fakeHost } from '../../testing/fake-host.ts';
import { mountWithHost } from '../../testing/mount-with-host.ts';
import PastePane from './PastePane.vue';

const events = story([{ id: 'a', parent: null, answers: 'USER_SRP_AUTH', outcome: challenge('SMS_MFA') }]);

async function pasted(view: PasteView, text = 'curl') {
  const mounted = await mountWithHost(PastePane, {
    host: fakeHost({}, { 'paste.read': async () => view }),
    route: '/import/paste',
  });
  await mounted.page.get('textarea').setValue(text);
  await new Promise((done) => setTimeout(done, 5));
  await flushPromises();
  return mounted;
}

describe('a pasted text', () => {
  it('that is a request can be kept, and then the page forgets it', async () => {
    const { page, router, host } = await pasted({
      kind: 'exchanges',
      form: 'fetch',
      chains: [events],
      here: [null],
    });
    expect(page.get('[aria-label="What it is"]').text()).toContain('SMS_MFA');
    const keep = page.findAll('button').find((button) => button.text().startsWith('Keep as chain'));
    await keep?.trigger('click');
    await flushPromises();
    expect(host.calls).toContainEqual({ name: 'paste.keep', input: { text: 'curl' } });
    // The chain's view is loaded first.
    await expect.poll(() => router.currentRoute.value.params['id'], { timeout: 25_000 }).toBe('chain-1');
    expect(page.get('textarea').element.value).toBe('');
  });

  it('that was pasted before is opened where it is, and kept once more only where that is asked for', async () => {
    const here = [{ chainId: 'chain-1', at: Date.UTC(2026, 8, 8) }];
    const view: PasteView = { kind: 'exchanges', form: 'fetch', chains: [events], here };
    const { page, host } = await pasted(view);
    const reading = page.get('[aria-label="What it is"]');
    expect(reading.text()).toContain('Already here');
    expect(reading.get('a').attributes('href')).toContain('chain-1');
    const named = (text: string) => page.findAll('button').find((button) => button.text().startsWith(text));
    expect(named('Keep as chain')).toBeUndefined();
    const kept = () => host.calls.filter(({ name }) => name === 'paste.keep').map(({ input }) => input);
    await named('Open chain')?.trigger('click');
    await flushPromises();
    expect(kept()).toEqual([{ text: 'curl' }]);
    const other = await pasted(view);
    await other.page
      .findAll('button')
      .find((button) => button.text().startsWith('Keep again'))
      ?.trigger('click');
    await flushPromises();
    expect(other.host.calls).toContainEqual({ name: 'paste.keep', input: { text: 'curl', again: true } });
  });

  it('is cleared by a key, and its error’s page opened by another', async () => {
    const { page, router } = await pasted({
      kind: 'error',
      form: 'error of an SDK',
      code: 'CodeMismatchException',
      message: '',
    });
    const press = async (letter: string) => {
      const code = `Key${letter.toUpperCase()}`;
      const event = new KeyboardEvent('keydown', { key: letter, code, altKey: true, cancelable: true });
      // The test DOM takes Alt for AltGr.
      event.getModifierState = () => false;
      window.dispatchEvent(event);
      await flushPromises();
    };
    await press('x');
    expect(page.get('textarea').element.value).toBe('');
    expect(document.activeElement).toBe(page.get('textarea').element);
    await page.get('textarea').setValue('curl');
    await expect.poll(() => page.find('[aria-label^="Explanation"]').exists()).toBe(true);
    const heading: unknown[] = [];
    router.beforeEach(({ params }) => void heading.push(params['name']));
    await press('g');
    expect(heading).toEqual(['CodeMismatchException']);
  });

  it('that words an error is explained from the catalogue', async () => {
    const { page } = await pasted({
      kind: 'error',
      form: 'error of an SDK',
      code: 'CodeMismatchException',
      message: 'Invalid code or auth state for the user.',
      requestId: 'r-1',
    });
    const article = page.get('[aria-label="Explanation of CodeMismatchException"]');
    expect(article.text()).toContain('Usual causes');
    expect(article.text()).toContain('r-1');
  });

  it('that is neither says why, and one too long is not even asked about', async () => {
    const { page } = await pasted({ kind: 'unknown', why: 'It is a poem.' });
    expect(page.text()).toContain('It is a poem.');
    const long = await pasted({ kind: 'unknown', why: '' }, 'x'.repeat(200_001));
    expect(long.page.text()).toContain('200,001 characters');
    expect(long.host.calls.filter(({ name }) => name === 'paste.read')).toEqual([]);
  });
});
