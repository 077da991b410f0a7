import { catalogue } from '@core/errors/catalogue.ts';
import { flushPromises } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { fakeHost } from '../../testing/fake-host.ts';
import { mountWithHost } from '../../testing/mount-with-host.ts';
import ReferenceView from '../../views/ReferenceView.vue';
import { marked } from './marks.ts';
import { search } from './topics.ts';

describe('search', () => {
  it('finds by field keys, with a space for an underscore', () => {
    const names = search('errors', 'secret hash').map(({ topic }) => topic.name);
    expect(names).toContain('NotAuthorizedException');
    expect(search('challenges', 'new password')[0]?.topic.name).toBe('NEW_PASSWORD_REQUIRED');
    expect(search('flows', 'CHALLENGE_NAME').map(({ topic }) => topic.name)).toContain('CUSTOM_AUTH');
  });

  it('shows the sentence that holds the words, where name and title don’t', () => {
    const hit = search('errors', 'session can only be used once').find(
      ({ topic }) => topic.name === 'NotAuthorizedException',
    );
    expect(hit?.sentence).toContain('session can only be used once');
    expect(search('errors', 'CodeMismatch')[0]).not.toHaveProperty('sentence');
  });

  it('lists all when nothing is typed', () => {
    expect(search('errors', ' ')).toHaveLength(catalogue.length);
  });
});

describe('marked', () => {
  it('marks every word and joins to the same text', () => {
    const pieces = marked('SECRET_HASH over (x+y)', 'hash secret (x+');
    expect(pieces.map(({ text }) => text).join('')).toBe('SECRET_HASH over (x+y)');
    expect(pieces.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['SECRET', 'HASH', '(x+']);
  });
});

describe('ReferenceView', () => {
  it.each(['secret hash', 'SECRET_HASH', ' Secret  HASH '])(
    'finds the page of a value by “%s”',
    async (typed) => {
      const { page, router } = await mountWithHost(ReferenceView, {
        route: '/reference/errors',
        props: { section: 'errors' },
      });
      await page.get('input').setValue(typed);
      const link = page.get('[aria-label="Named so in other parts"] a');
      expect(link.text()).toContain('SECRET_HASH');
      await page.get('input').trigger('keydown', { key: 'Enter' });
      await flushPromises();
      expect(router.currentRoute.value.params).toEqual({ section: 'values', name: 'SECRET_HASH' });
    },
  );

  it('tells how a value is made, by whose word, and leads to the tool that makes it', async () => {
    const { page, router } = await open('values', 'SECRET_HASH');
    expect(page.text()).toContain('HMAC-SHA-256( key: client secret, data: USERNAME ‖ client id )');
    expect(page.text()).toContain('Computing secret hash values');
    const links = page.findAll('.names a').map((one) => one.text());
    expect(links).toEqual(
      expect.arrayContaining(['USER_SRP_AUTH', 'PASSWORD_VERIFIER', 'NotAuthorizedException']),
    );
    await page
      .findAll('button')
      .find((one) => one.text() === 'Open the secret-hash bench')
      ?.trigger('click');
    await vi.waitFor(() => expect(router.currentRoute.value.params).toEqual({ tool: 'secret-hash' }), {
      timeout: 20_000,
    });
  });

  const open = (section: string, name: string, host = fakeHost()) =>
    mountWithHost(ReferenceView, { host, route: `/reference/${section}/${name}`, props: { section, name } });

  it('starts a chain on the sandbox, and says when it was forced', async () => {
    const { page, router, host } = await open('errors', 'InternalErrorException');
    expect(page.text()).toContain('by a fault rule');
    await page
      .findAll('button')
      .find((button) => button.text().includes('Try it on the sandbox'))
      ?.trigger('click');
    await flushPromises();
    expect(host.calls.find(({ name }) => name === 'reference.try')?.input).toEqual({
      kind: 'error',
      name: 'InternalErrorException',
    });
    // The view is loaded on demand.
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('chain'), { timeout: 20_000 });
  });

  it('says what a try is at, on its page and on others, and stops it', async () => {
    const host = fakeHost({}, { 'reference.try': () => new Promise(() => undefined) });
    const { page, router } = await open('challenges', 'SMS_MFA', host);
    const button = () => page.findAll('button').find((one) => one.text().includes('Try it on the sandbox'));
    await button()?.trigger('click');
    const trying = { kind: 'challenge', name: 'SMS_MFA', chainId: 'chain-1' } as const;
    host.tell({ type: 'reference.changed', trying });
    host.tell({
      type: 'run.changed',
      state: { chainId: 'chain-1', doing: { kind: 'sending', name: 'PASSWORD_VERIFIER' } },
    });
    const run = () => page.find('[role="group"][aria-label="Run"]');
    await vi.waitFor(() => expect(run().text()).toContain('Sending PASSWORD_VERIFIER'));
    await page.setProps({ section: 'challenges', name: 'MFA_SETUP' });
    await vi.waitFor(() => expect(page.text()).toContain('SMS_MFA is being tried: one page at a time.'));
    expect(button()?.attributes('disabled')).toBeDefined();
    await run().get('button').trigger('click');
    expect(host.calls.some(({ name }) => name === 'reference.stop')).toBe(true);
    host.tell({ type: 'reference.changed' });
    await flushPromises();
    expect(run().exists()).toBe(false);
    expect(button()?.attributes('disabled')).toBeUndefined();
    expect(router.currentRoute.value.name).toBe('reference');
  });

  it('leads to what was sent before a try was stopped', async () => {
    const host = fakeHost(
      {},
      { 'reference.try': async () => ({ how: 'natural', stopped: true, chainId: 'chain-9' }) },
    );
    const { page, router } = await open('challenges', 'SMS_MFA', host);
    await page
      .findAll('button')
      .find((one) => one.text().includes('Try it on the sandbox'))
      ?.trigger('click');
    await flushPromises();
    const note = page.get('[role="note"]');
    expect(note.text()).toContain('Stopped. What was sent is in the chain.');
    expect(router.currentRoute.value.name).toBe('reference');
    await note.get('button').trigger('click');
    await vi.waitFor(() => expect(router.currentRoute.value.params).toEqual({ id: 'chain-9' }), {
      timeout: 20_000,
    });
  });

  it('has every cause that Explain looks for, with its check', async () => {
    const { page } = await open('errors', 'WebAuthnClientMismatchException');
    expect(page.get('.checks').text()).toContain('The access tokens are of two app clients');
    expect(page.get('.checks').text()).toContain('client_id of both access tokens is compared');
  });

  it('folds them by message where that tells', async () => {
    const { page } = await open('errors', 'NotAuthorizedException');
    const folds = page.findAll('.checks button');
    expect(page.find('.checks dl').exists()).toBe(false);
    const passkey = folds.find((button) => button.text().includes('Invalid passkey assertion.'));
    expect(passkey?.text()).toMatch(/^1[01] checks/);
    await passkey?.trigger('click');
    expect(page.get('.checks dl').text()).toContain('The counter went back');
    await passkey?.trigger('click');
    expect(page.find('.checks dl').exists()).toBe(false);
  });

  it('finds an error by what is looked for', () => {
    expect(search('errors', 'counter went back').map(({ topic }) => topic.name)).toEqual([
      'NotAuthorizedException',
    ]);
  });

  it('says why something can’t be tried', async () => {
    const { page } = await open('errors', 'REFUSED');
    expect(page.text()).toContain('Not to be tried here');
    expect(page.findAll('button').some((button) => button.text().includes('Try it'))).toBe(false);
  });

  it('goes from the search into the list, and to the part that has hits', async () => {
    const { page, router } = await open('challenges', 'SMS_MFA');
    const input = page.get('input');
    await input.setValue('RefreshTokenReuse');
    await flushPromises();
    expect(router.currentRoute.value.params).toMatchObject({ section: 'errors' });
    await input.setValue('code');
    await input.trigger('keydown', { key: 'ArrowDown' });
    expect(document.activeElement?.matches('a.topic')).toBe(true);
  });

  it('leads on to the next page and back', async () => {
    const { page } = await open('challenges', 'SMS_MFA');
    const links = page.findAll('.turn a').map((link) => link.attributes('href'));
    expect(links).toEqual(['/reference/challenges/MFA_SETUP', '/reference/challenges/SOFTWARE_TOKEN_MFA']);
  });
});
