import { flushPromises } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import App from './App.vue';
import { ownKeys } from './actions/own-keys.ts';
import { keySheetOpen, paletteOpen, sidebarShown } from './components/shell/layers.ts';
import { fakeHost } from './testing/fake-host.ts';
import { productionTarget, sandboxTarget } from './testing/fixtures.ts';
import { mountWithHost } from './testing/mount-with-host.ts';
import { chainStarted, sampleChain } from './testing/sample-chain.ts';

/** Views and files are loaded on demand, and the machine may be busy. */
const PATIENCE = { timeout: 20_000 };

afterEach(() => {
  paletteOpen.value = false;
  keySheetOpen.value = false;
  sidebarShown.value = true;
});

const press = async (key: string, held: KeyboardEventInit = {}): Promise<void> => {
  (document.activeElement ?? document.body).dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held }),
  );
  await flushPromises();
};
const withChains = (): ReturnType<typeof fakeHost> =>
  fakeHost({
    chains: new Map([
      ['one', sampleChain('one', Date.now() - 60_000)],
      ['two', sampleChain('two', Date.now() - 30_000, 2)],
    ]),
  });

describe('App', () => {
  it('shows the start screen alone on first launch, and the sidebar once something ran', async () => {
    const first = await mountWithHost(App);
    expect(first.page.find('aside').exists()).toBe(false);
    first.page.unmount();
    const { page } = await mountWithHost(App, { host: withChains() });
    expect(page.get('aside').text()).toContain('ann@example.com');
    expect(page.get('aside').text()).toContain('waiting');
  });

  it('names the operation of a chain that is no sign-in, and says what the number below counts', async () => {
    const started = (id: string, flow: string) => [chainStarted(id, 'dee', flow, Date.now())];
    const chains = new Map([
      ['one', started('one', 'AdminGetUser')],
      ['two', started('two', 'USER_SRP_AUTH')],
    ]);
    const { page } = await mountWithHost(App, { host: fakeHost({ chains }) });
    expect(page.findAll('aside .operation').map((each) => each.text())).toEqual(['AdminGetUser']);
    expect(page.get('footer [title*="one-fault bench"]').text()).toMatch(/^[\d,]+ chains kept$/);
  });

  it('tells chains of the same user and flow apart by when they began, and only those', async () => {
    const { page } = await mountWithHost(App, { host: withChains() });
    const began = page.findAll('aside time').map((time) => Date.parse(time.attributes('datetime') ?? ''));
    expect(began).toHaveLength(2);
    expect(began[0]).toBeGreaterThan(began[1] ?? 0);
    page.unmount();
    const alone = fakeHost({ chains: new Map([['one', sampleChain('one', Date.now())]]) });
    expect((await mountWithHost(App, { host: alone })).page.find('aside time').exists()).toBe(false);
  });

  it('says for good that the runtime is the evaluation one', async () => {
    const app = { version: '0.1.0', runtime: 'evaluation', platform: 'linux', problems: [] } as const;
    const { page } = await mountWithHost(App, { host: fakeHost({ app }) });
    const banner = page.get('[aria-label="Evaluation runtime."]');
    expect(banner.text()).toContain('unofficial Electron build');
    expect(banner.find('button').exists()).toBe(false);
  });

  it('offers the ways out when there is no keychain', async () => {
    const vault = {
      kind: 'unavailable',
      detail: 'No Secret Service answered.',
      remedy: 'Install one.',
    } as const;
    const { page } = await mountWithHost(App, { host: fakeHost({ vault }) });
    const banner = page.get('[aria-label="No keychain."]');
    expect(banner.text()).toContain('No Secret Service answered.');
    expect(banner.text()).toContain('Install one.');
    await banner.findAll('button')[1]?.trigger('click');
    await flushPromises();
    expect(page.find('[aria-label="No keychain."]').exists()).toBe(false);
    expect(page.get('footer').text()).toContain('secrets in memory');
  });

  it('frames a chain on a production target in red', async () => {
    const chains = new Map([
      [
        'one',
        sampleChain('one', Date.now()).map((event) =>
          event.type === 'chain.started' ? { ...event, target: productionTarget } : event,
        ),
      ],
    ]);
    const { page } = await mountWithHost(App, { host: fakeHost({ chains }), route: '/chains/one' });
    expect(page.get('.app').classes()).toContain('production');
  });

  it('moves between chains and pages by key', async () => {
    const { router } = await mountWithHost(App, { host: withChains(), route: '/settings' });
    await press('ArrowDown', { altKey: true });
    await vi.waitFor(() => expect(router.currentRoute.value.params['id']).toBe('two'), PATIENCE);
    await press('ArrowDown', { altKey: true });
    await vi.waitFor(() => expect(router.currentRoute.value.params['id']).toBe('one'), PATIENCE);
    await press('2', { ctrlKey: true });
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('tokens'), PATIENCE);
    await press('n', { ctrlKey: true });
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('new'), PATIENCE);
  });

  it('opens the key sheet, but not while someone types a question mark', async () => {
    const { page } = await mountWithHost(App, { host: withChains(), route: '/targets/new' });
    page.get<HTMLInputElement>('form input').element.focus();
    await press('?');
    expect(keySheetOpen.value).toBe(false);
    (document.activeElement as HTMLElement).blur();
    await press('?');
    expect(document.querySelector('[role="dialog"]')?.textContent).toContain('Search or run a command');
    await press('2', { ctrlKey: true });
    expect(keySheetOpen.value).toBe(true);
  });

  it('finds keys in the sheet by what they do, by their part and by the key, and says how many', async () => {
    await mountWithHost(App, { host: withChains(), route: '/settings' });
    ownKeys.value = { breakpoints: 'f9' };
    await press('?');
    const dialog = () => document.querySelector('[role="dialog"]') ?? document.body;
    const count = () => dialog().querySelector('[role="status"]')?.textContent;
    const found = () => [...dialog().querySelectorAll('dt')].map(({ textContent }) => textContent);
    const input = dialog().querySelector('input');
    const type = async (text: string): Promise<void> => {
      if (input === null) throw new Error('no filter');
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await flushPromises();
    };
    expect(document.activeElement).toBe(input);
    const all = found().length;
    expect(count()).toBe(`${String(all)} keys`);
    await type('fork here');
    expect(found()).toEqual(['Fork here']);
    expect(count()).toBe(`1 of ${String(all)} keys`);
    await type('ctrl+shift+f9');
    expect(found()).toEqual([]);
    await type('targets connection');
    expect(found()).toEqual(['Check the connection']);
    await type('f9 run');
    expect(found()).toEqual(['Breakpoint here, on or off', 'Breakpoints']);
    await type('no such thing');
    expect(count()).toBe(`0 of ${String(all)} keys`);
    expect(dialog().textContent).toContain('No action, part of the window or key holds “no such thing”.');
    const every = [...dialog().querySelectorAll('button')].find(({ textContent }) =>
      textContent.includes('Show all'),
    );
    every?.click();
    await flushPromises();
    expect(found()).toHaveLength(all);
    const only = (label: string) =>
      [...dialog().querySelectorAll('label')].find((each) => each.textContent.includes(label));
    only('shared only (2)')?.click();
    await flushPromises();
    expect(found()).toEqual(['Breakpoint here, on or off', 'Breakpoints']);
    only('changed only (1)')?.click();
    await flushPromises();
    expect(found()).toEqual(['Breakpoints']);
    ownKeys.value = {};
  });
});

describe('CommandPalette', () => {
  const type = async (text: string): Promise<void> => {
    const input = document.querySelector<HTMLInputElement>('[role="dialog"] input');
    if (input === null) throw new Error('no palette');
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await flushPromises();
  };

  it('starts a seeded user, by keyboard alone', async () => {
    const { host, router } = await mountWithHost(App, { route: '/settings' });
    await press('k', { ctrlKey: true });
    await type('finn');
    await press('Enter');
    await flushPromises();
    expect(host.calls.find(({ name }) => name === 'chain.startSeeded')?.input).toMatchObject({
      username: 'finn@example.com',
    });
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('chain'), PATIENCE);
  });

  it('chooses a target and finds chains', async () => {
    const host = fakeHost({
      targets: [sandboxTarget, productionTarget],
      chains: new Map([['one', sampleChain('one', Date.now())]]),
    });
    const { page, router } = await mountWithHost(App, { host, route: '/settings' });
    await press('k', { ctrlKey: true });
    await type('production');
    await press('Enter');
    expect(page.get('header').text()).toContain('Production EU');
    await press('k', { ctrlKey: true });
    await type('chains user_srp');
    await press('Enter');
    await vi.waitFor(() => expect(router.currentRoute.value.params['id']).toBe('one'), PATIENCE);
  });

  it('shows what is found from its top, however far down the list was', async () => {
    await mountWithHost(App, { route: '/settings' });
    await press('k', { ctrlKey: true });
    const list = document.querySelector('#palette-list');
    if (!list) throw new Error('no list');
    list.scrollTop = 400;
    await type('chain');
    expect(list.scrollTop).toBe(0);
  });

  it('wraps around with the arrows and closes with Escape', async () => {
    await mountWithHost(App, { route: '/settings' });
    await press('k', { ctrlKey: true });
    await press('ArrowUp');
    const options = [...document.querySelectorAll('[role="option"]')];
    expect(options.at(-1)?.getAttribute('aria-selected')).toBe('true');
    await press('Escape');
    expect(paletteOpen.value).toBe(false);
  });
});
