import { challenges } from '@core/challenges/index.ts';
import { catalogue } from '@core/errors/catalogue.ts';
import { flows } from '@core/flows/flows.ts';
import { flushPromises } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { fakeHost } from '../testing/fake-host.ts';
import { inboxMessage, sandboxInfo, sandboxTarget, stagingTarget, tokenSet } from '../testing/fixtures.ts';
import { mountWithHost } from '../testing/mount-with-host.ts';
import ReferenceView from './ReferenceView.vue';
import SandboxView from './SandboxView.vue';
import SettingsView from './SettingsView.vue';
import StartView from './StartView.vue';
import TargetsView from './TargetsView.vue';
import TokensView from './TokensView.vue';
import { wordsOf } from '../testing/words-of.ts';

describe('StartView', () => {
  it('lists every seeded user with what it shows, and starts one with a click', async () => {
    const { page, host, router } = await mountWithHost(StartView);
    const cards = page.findAll('[data-roving]');
    expect(cards).toHaveLength(sandboxInfo.users.length);
    expect(cards[0]?.text()).toContain('PASSWORD_VERIFIER, SOFTWARE_TOKEN_MFA, TOKENS');
    await cards[1]?.trigger('click');
    await flushPromises();
    expect(host.calls.find(({ name }) => name === 'chain.startSeeded')?.input).toEqual({
      userPoolId: sandboxInfo.users[1]?.userPoolId,
      username: 'bob@example.com',
    });
    // The view is loaded on demand, and is large.
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('chain'), { timeout: 20_000 });
  });

  it('has the first user under the keyboard at once, and the users behind one tab stop', async () => {
    const { page } = await mountWithHost(StartView);
    expect(document.activeElement?.getAttribute('data-username')).toBe('ann@example.com');
    await page.get('[data-roving]').trigger('keydown', { key: 'End' });
    expect(document.activeElement?.getAttribute('data-username')).toBe('hal@example.com');
    expect(page.findAll('[data-roving][tabindex="0"]')).toHaveLength(1);
  });

  it('says why the sandbox did not start and starts it again', async () => {
    let tries = 0;
    const host = fakeHost(
      {},
      {
        'sandbox.start': async () => {
          tries += 1;
          if (tries > 1) return sandboxInfo;
          throw Object.assign(new Error(), { code: 'SANDBOX_FAILED', detail: 'The port is taken.' });
        },
      },
    );
    const { page } = await mountWithHost(StartView, { host });
    expect(page.text()).toContain('The port is taken. (SANDBOX_FAILED)');
    await page
      .findAll('button')
      .find((button) => button.text() === 'Start it again')
      ?.trigger('click');
    await flushPromises();
    expect(page.findAll('[data-roving]')).toHaveLength(sandboxInfo.users.length);
  });
});

describe('TokensView', () => {
  it('says what will be here while there is nothing', async () => {
    const { page } = await mountWithHost(TokensView);
    expect(page.text()).toContain('No tokens yet');
  });

  it('shows sets as they come and go', async () => {
    const { page, host } = await mountWithHost(TokensView);
    host.state.tokens = [tokenSet(Date.now())];
    host.tell({ type: 'tokens.changed' });
    await flushPromises();
    expect(page.findAll('article')).toHaveLength(1);
    host.state.tokens = [];
    host.tell({ type: 'tokens.changed' });
    await flushPromises();
    expect(page.findAll('article')).toHaveLength(0);
  });
});

describe('SandboxView', () => {
  it('shows a code as soon as it is sent', async () => {
    const { page, host } = await mountWithHost(SandboxView);
    expect(page.text()).toContain('Inbox is empty');
    host.state.inbox = [inboxMessage(Date.now())];
    host.tell({ type: 'inbox.changed' });
    await flushPromises();
    expect(page.get('[aria-label="Inbox"]').text()).toContain('492017');
  });

  it('moves the clock and resets after being asked', async () => {
    const { page, host } = await mountWithHost(SandboxView);
    await page.get('[aria-label="Move the sandbox clock by 3 min"]').trigger('click');
    await flushPromises();
    expect(page.text()).toContain('3 min ahead');
    await page
      .findAll('button')
      .find((button) => button.text() === 'Reset')
      ?.trigger('click');
    await flushPromises();
    expect(host.calls.some(({ name }) => name === 'sandbox.reset')).toBe(false);
    [...document.querySelectorAll<HTMLElement>('[role="dialog"] button')]
      .find((button) => wordsOf(button) === 'Reset')
      ?.click();
    await flushPromises();
    expect(page.text()).toContain('as this computer’s');
  });
});

describe('TargetsView', () => {
  const host = (): ReturnType<typeof fakeHost> => fakeHost({ targets: [sandboxTarget, stagingTarget] });

  it('removes a target after being asked', async () => {
    const { page, host: asked } = await mountWithHost(TargetsView, {
      host: host(),
      props: { id: 'staging' },
    });
    await page
      .findAll('button')
      .find((button) => button.text() === 'Remove' && button.classes('danger'))
      ?.trigger('click');
    await flushPromises();
    expect(asked.state.targets).toHaveLength(2);
    [...document.querySelectorAll<HTMLElement>('[role="dialog"] button')]
      .find((button) => wordsOf(button) === 'Remove target')
      ?.click();
    await flushPromises();
    expect(asked.state.targets.map(({ id }) => id)).toEqual([sandboxTarget.id]);
  });

  it('shows the sandbox’s own as facts, not as a form', async () => {
    const { page } = await mountWithHost(TargetsView, { host: host(), props: { id: sandboxTarget.id } });
    expect(page.find('form').exists()).toBe(false);
    expect(page.text()).toContain(sandboxTarget.clientId);
  });
});

describe('ReferenceView', () => {
  it.each([
    ['challenges', challenges.map(({ name }) => name)],
    ['flows', flows.map(({ name }) => name)],
    ['errors', catalogue.map(({ code }) => code)],
  ])('lists all %s of the core', async (section, names) => {
    const { page } = await mountWithHost(ReferenceView, { props: { section } });
    expect(page.findAll('[aria-label="Topics"] code').map((element) => element.text())).toEqual(names);
  });

  it.each(challenges.map(({ name }) => name))('renders %s', async (name) => {
    const { page } = await mountWithHost(ReferenceView, {
      route: `/reference/challenges/${name}`,
      props: { section: 'challenges', name },
    });
    expect(page.get('h2').text()).toBe(name);
    expect(page.text()).toContain('What may follow');
  });

  it('finds an error by a message it comes with', async () => {
    const { page } = await mountWithHost(ReferenceView, { props: { section: 'errors' } });
    await page.get('input').setValue('session can only be used once');
    expect(page.findAll('[aria-label="Topics"] code').map((element) => element.text())).toContain(
      'NotAuthorizedException',
    );
    await page.get('input').setValue('a page that says this');
    expect(page.text()).toContain('None match');
  });
});

describe('SettingsView', () => {
  it('sets the theme at once and keeps it in the host', async () => {
    const { page, host } = await mountWithHost(SettingsView);
    await page.get('input[value="light"]').setValue();
    await flushPromises();
    expect(document.documentElement.dataset['theme']).toBe('light');
    expect(host.state.settings.theme).toBe('light');
  });

  it('goes back when the host could not keep it', async () => {
    const refuse = async (): Promise<never> => {
      throw Object.assign(new Error(), { code: 'STORED_FILE_NEWER', detail: 'Written by a newer version.' });
    };
    const { page } = await mountWithHost(SettingsView, { host: fakeHost({}, { 'settings.set': refuse }) });
    await page.get('input[value="dark"]').setValue();
    await flushPromises();
    expect(document.documentElement.dataset['theme']).toBe('system');
  });
});
