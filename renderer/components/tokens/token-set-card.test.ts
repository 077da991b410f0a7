import { flushPromises } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { fakeHost } from '../../testing/fake-host.ts';
import { productionTarget, sandboxTarget, tokenSet } from '../../testing/fixtures.ts';
import { mountWithHost } from '../../testing/mount-with-host.ts';
import type { Mounted } from '../../testing/mount-with-host.ts';
import { toasts } from '../../ui/toasts.ts';
import TokenSetCard from './TokenSetCard.vue';
import { wordsOf } from '../../testing/words-of.ts';

const NOW = Date.now();

async function card(set = tokenSet(NOW), over: Parameters<typeof fakeHost>[1] = {}): Promise<Mounted> {
  const host = fakeHost({ tokens: [set], targets: [sandboxTarget, productionTarget] }, over);
  return mountWithHost(TokenSetCard, { host, props: { set } });
}
const button = (words: string): HTMLButtonElement => {
  const all = [...document.querySelectorAll('button')];
  const found = all.findLast((each) => wordsOf(each) === words || each.getAttribute('aria-label') === words);
  if (found === undefined) throw new Error(`no button ${words}`);
  return found;
};
const click = async (words: string): Promise<void> => {
  button(words).click();
  await flushPromises();
};

describe('TokenSetCard', () => {
  it('shows claims with meanings and the time left', async () => {
    const { page } = await card();
    expect(page.text()).toContain('custom:tenant');
    expect(page.text()).toContain('the user, by an id that never changes');
    expect(page.text()).toMatch(/expires in (59:5\d|1:00:00)/);
    expect(page.text()).toContain('us-east-1_0e1f2a3b');
  });

  it('reveals one token by asking the host, and never holds the others', async () => {
    const { page, host } = await card();
    await page.get('[aria-label="Reveal IdToken"]').trigger('keydown', { key: 'Enter' });
    await flushPromises();
    expect(page.text()).toContain('IdToken in full');
    expect(page.html()).not.toContain('AccessToken in full');
    expect(host.calls.at(-1)).toEqual({
      name: 'tokens.reveal',
      input: { id: 'sandbox/ann@example.com', token: 'IdToken' },
    });
  });

  it('shows a signature that does not hold, beside its token', async () => {
    const { page } = await card(tokenSet(NOW), {
      'tokens.verify': async () => [
        { token: 'IdToken', ok: true, detail: 'RS256 signature and issuer hold' },
        { token: 'AccessToken', ok: false, detail: 'No key of the pool has this kid' },
      ],
    });
    await click('Check signatures');
    expect(page.text()).toContain('signature holds');
    await click('AccessToken');
    expect(page.text()).toContain('signature does not hold');
    expect(page.text()).toContain('No key of the pool has this kid');
  });

  it('goes to the chain a refresh started', async () => {
    const { router } = await card();
    await click('Refresh');
    // The view is loaded on demand.
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('chain'), { timeout: 20_000 });
  });

  it('signs out only after being asked, and forgets', async () => {
    const { host } = await card();
    await click('Sign out');
    expect(host.state.tokens).toHaveLength(1);
    await click('Sign out');
    expect(host.state.tokens).toHaveLength(0);
  });

  it('wants the name of a production target typed', async () => {
    const { host } = await card(tokenSet(NOW, { targetId: 'production', targetName: 'Production EU' }));
    await click('Sign out');
    expect(button('Sign out').disabled).toBe(true);
    await click('Sign out');
    expect(host.calls.some(({ name }) => name === 'tokens.signOut')).toBe(false);
  });

  it('says what went wrong and stays', async () => {
    const { router } = await card(tokenSet(NOW), {
      'tokens.refresh': async () => {
        throw Object.assign(new Error(), {
          code: 'TARGET_UNKNOWN',
          detail: 'This target is not there any more.',
        });
      },
    });
    await click('Refresh');
    expect(toasts.value.at(-1)).toMatchObject({ tone: 'failed', code: 'TARGET_UNKNOWN' });
    expect(router.currentRoute.value.name).toBe('start');
  });
});
