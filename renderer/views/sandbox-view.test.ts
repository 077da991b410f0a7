import { flushPromises } from '@vue/test-utils';
import type { DOMWrapper, VueWrapper } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { fakeHost } from '../testing/fake-host.ts';
import type { FakeHost } from '../testing/fake-host.ts';
import { sandboxInfo } from '../testing/fixtures.ts';
import { mountWithHost } from '../testing/mount-with-host.ts';
import SandboxView from './SandboxView.vue';
import { wordsOf } from '../testing/words-of.ts';

const POOL = sandboxInfo.pools[0]?.userPoolId ?? '';

function button(page: VueWrapper, name: string): DOMWrapper<Element> {
  const found = page.findAll('button').find((one) => (one.attributes('aria-label') ?? one.text()) === name);
  if (found === undefined) throw new Error(`no button ${name}`);
  return found;
}
/** Inside dialogs and menus, which lie outside the page's own tree. */
function over(role: 'dialog' | 'menu'): HTMLElement {
  const found = document.querySelector<HTMLElement>(`[role="${role}"]`);
  if (found === null) throw new Error(`no ${role}`);
  return found;
}
async function press(name: string, role: 'dialog' | 'menu' = 'dialog'): Promise<void> {
  const found = [...over(role).querySelectorAll<HTMLElement>('button, [role="menuitem"]')].find((one) =>
    (one.getAttribute('aria-label') ?? one.textContent)?.trim().startsWith(name),
  );
  if (found === undefined) throw new Error(`no ${name} in the ${role}`);
  found.click();
  await flushPromises();
}
async function open(page: VueWrapper, menu: string): Promise<void> {
  await button(page, menu).trigger('keydown', { key: 'Enter' });
  await flushPromises();
}
function field(label: string): HTMLInputElement {
  const of = [...over('dialog').querySelectorAll<HTMLLabelElement>('label')].find(
    (one) => wordsOf(one) === label,
  );
  const found = of
    ? document.getElementById(of.htmlFor)
    : over('dialog').querySelector(`[aria-label="${label}"]`);
  if (!(found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement))
    throw new Error(`no field ${label}`);
  return found as HTMLInputElement;
}
async function type(label: string, text: string): Promise<void> {
  field(label).value = text;
  field(label).dispatchEvent(new Event('input'));
  await flushPromises();
}
async function submit(): Promise<void> {
  over('dialog')
    .querySelector('form')
    ?.dispatchEvent(new Event('submit', { cancelable: true }));
  await flushPromises();
}
const told = (host: FakeHost, name: string) => host.calls.filter((call) => call.name === name);

describe('tabs', () => {
  it('follow the route, are remembered, and move by arrows', async () => {
    const { page, router } = await mountWithHost(SandboxView, { route: '/sandbox/clients' });
    const selected = () => page.get('[role="tab"][aria-selected="true"]').text();
    expect(selected()).toBe('App clients');
    await page.get('[role="tab"][aria-selected="true"]').trigger('keydown', { key: 'ArrowLeft' });
    await flushPromises();
    expect(selected()).toBe('Users');
    expect(router.currentRoute.value.fullPath).toBe('/sandbox/users');
    await page
      .findAll('[role="tab"]')
      .find((tab) => tab.text() === 'Settings')
      ?.trigger('click');
    await flushPromises();
    page.unmount();
    const again = await mountWithHost(SandboxView, { route: '/sandbox' });
    expect(again.page.get('[role="tab"][aria-selected="true"]').text()).toBe('Settings');
  });
});

describe('users', () => {
  it('are shown with what they show, and follow changes by others', async () => {
    const { page, host } = await mountWithHost(SandboxView);
    expect(page.findAll('tbody tr')).toHaveLength(sandboxInfo.users.length);
    expect(page.text()).toContain('SRP password, then a TOTP code');
    host.sandbox.users.set(POOL, [{ Username: 'zoe', Enabled: false, seeded: false }]);
    host.tell({ type: 'sandbox.changed' });
    await flushPromises();
    expect(page.findAll('tbody tr')).toHaveLength(1);
    expect(page.get('tbody').text()).toContain('disabled');
  });

  it('are filtered', async () => {
    const { page } = await mountWithHost(SandboxView);
    await page.get('[aria-label^="Filter users"]').setValue('CLEO');
    expect(page.findAll('tbody tr')).toHaveLength(1);
    await page.get('[aria-label^="Filter users"]').setValue('nobody at all');
    expect(page.text()).toContain('No user of this pool holds “nobody at all”.');
    await button(page, 'Clear the filter').trigger('click');
    expect(page.findAll('tbody tr')).toHaveLength(sandboxInfo.users.length);
  });

  it('are drawn only in sight where they are many', async () => {
    const host = fakeHost();
    const many = Array.from({ length: 5_000 }, (_, at) => ({ Username: `user-${at}`, seeded: false }));
    host.sandbox.users.set(POOL, many);
    const { page } = await mountWithHost(SandboxView, { host });
    expect(page.get('table').attributes('aria-rowcount')).toBe('5001');
    expect(page.findAll('tbody tr').length).toBeLessThan(100);
  });

  it('are added, and a refusal stands at its field while nothing is lost', async () => {
    const { page, host } = await mountWithHost(SandboxView);
    await button(page, 'Add user').trigger('click');
    await flushPromises();
    await type('User name', 'walt');
    await type('TOTP secret', 'short');
    await submit();
    expect(over('dialog').textContent).toContain('must be Base32, 16 letters or more');
    expect(over('dialog').textContent).not.toContain('TotpSecret: must');
    expect(field('User name').value).toBe('walt');
    await press('New secret');
    expect(field('TOTP secret').value).toMatch(/^[A-Z2-7]{52}$/);
    await submit();
    expect(document.querySelector('[role="dialog"]')).toBeNull();
    expect(page.get('tbody').text()).toContain('walt');
    expect(told(host, 'sandbox.putUser').at(-1)?.input).toMatchObject({
      userPoolId: POOL,
      user: { Username: 'walt', UserStatus: 'CONFIRMED', TotpSecret: expect.any(String) },
    });
  });

  it('do not replace one of the same name by being added', async () => {
    const { page, host } = await mountWithHost(SandboxView);
    await button(page, 'Add user').trigger('click');
    await flushPromises();
    await type('User name', 'ANN@example.com');
    await submit();
    expect(over('dialog').textContent).toContain('the pool has a user of that name');
    expect(told(host, 'sandbox.putUser')).toEqual([]);
  });

  it('are edited: attributes, factors and the rest as JSON, the story untouched', async () => {
    const { page, host } = await mountWithHost(SandboxView);
    await button(page, 'Edit ann@example.com').trigger('click');
    await flushPromises();
    await type('UserAttributes: value of email', 'ann@example.org');
    const sms = field('SMS_MFA');
    sms.checked = true;
    sms.dispatchEvent(new Event('change'));
    await flushPromises();
    [...over('dialog').querySelectorAll<HTMLElement>('[role="tab"]')].at(-1)?.click();
    await flushPromises();
    const rest = JSON.parse(field('All else, JSON').value) as object;
    expect(rest).toMatchObject({ Story: { Shows: 'SRP password, then a TOTP code' } });
    await type('All else, JSON', '{ "Story": ');
    await submit();
    expect(told(host, 'sandbox.putUser')).toEqual([]);
    await type('All else, JSON', JSON.stringify({ ...rest, PasskeyMfa: true }));
    await submit();
    const { user } = told(host, 'sandbox.putUser')[0]?.input as { user: object };
    expect(user).toMatchObject({
      Username: 'ann@example.com',
      UserAttributes: { email: 'ann@example.org', email_verified: 'true' },
      UserMFASettingList: ['SOFTWARE_TOKEN_MFA', 'SMS_MFA'],
      PasskeyMfa: true,
      ...rest,
    });
    expect(user).not.toHaveProperty('seeded');
  });

  it('go back to the seed and are removed only after being asked', async () => {
    const { page, host } = await mountWithHost(SandboxView);
    await open(page, 'More for bob@example.com');
    await press('Back to the seed', 'menu');
    expect(told(host, 'sandbox.resetUser')).toEqual([]);
    await press('Back to the seed');
    expect(told(host, 'sandbox.resetUser')[0]?.input).toEqual({
      userPoolId: POOL,
      username: 'bob@example.com',
    });
    await open(page, 'More for bob@example.com');
    await press('Remove', 'menu');
    await press('Remove user');
    expect(page.get('tbody').text()).not.toContain('bob@example.com');
  });

  it('start from here', async () => {
    const { page, host } = await mountWithHost(SandboxView);
    await button(page, 'Step bob@example.com').trigger('click');
    await flushPromises();
    expect(told(host, 'chain.startSeeded')[0]?.input).toEqual({
      userPoolId: POOL,
      username: 'bob@example.com',
    });
  });
});

describe('app clients', () => {
  it('are added and edited with numbers checked, and removed after being asked', async () => {
    const { page, host } = await mountWithHost(SandboxView, { route: '/sandbox/clients' });
    await button(page, 'Add app client').trigger('click');
    await flushPromises();
    await type('Name', 'Kiosk');
    await type('AccessTokenValidity', 'soon');
    await press('New secret');
    await submit();
    expect(over('dialog').textContent).toContain('must be a whole number');
    await type('AccessTokenValidity', '30');
    await submit();
    expect(told(host, 'sandbox.putClient')[0]?.input).toMatchObject({
      userPoolId: POOL,
      client: {
        ClientName: 'Kiosk',
        ClientId: expect.stringMatching(/^[a-z0-9]{26}$/),
        ClientSecrets: [expect.stringMatching(/^[a-z0-9]{51}$/)],
        AccessTokenValidity: 30,
        TokenValidityUnits: { AccessToken: 'hours' },
      },
    });
    expect(page.get('tbody').text()).toContain('Kiosk');

    await button(page, 'Edit with secret').trigger('click');
    await flushPromises();
    await press('Remove client secret 1');
    await submit();
    const { client } = told(host, 'sandbox.putClient')[1]?.input as { client: object };
    expect(client).not.toHaveProperty('ClientSecrets');
    expect(client).toMatchObject({ AuthSessionValidity: 5, PreventUserExistenceErrors: 'ENABLED' });

    await button(page, 'Remove Kiosk').trigger('click');
    await flushPromises();
    await press('Remove app client');
    expect(page.get('tbody').text()).not.toContain('Kiosk');
  });
});

describe('the whole', () => {
  it('sets and freezes the clock', async () => {
    const { page } = await mountWithHost(SandboxView);
    const clock = page.get('[aria-label="Sandbox clock"]');
    await button(page, 'Set the sandbox clock').trigger('click');
    await flushPromises();
    await type('Day and time, local', '2031-02-03T04:05:06');
    await submit();
    expect(clock.text()).toContain('3 Feb 2031, 04:05:06');
    await button(page, 'Freeze the sandbox clock').trigger('click');
    await flushPromises();
    expect(clock.text()).toContain('stands still');
    await button(page, 'Go on with the sandbox clock').trigger('click');
    await flushPromises();
    expect(clock.text()).not.toContain('stands still');
  });

  it('takes a snapshot, and goes back to it after being asked', async () => {
    const { page, host } = await mountWithHost(SandboxView);
    await open(page, 'Snapshot');
    expect(over('menu').textContent).toContain('none taken yet');
    await press('Take a snapshot', 'menu');
    expect(host.sandbox.snapshotAt).toBeDefined();
    await open(page, 'Snapshot');
    await press('Go back to the snapshot', 'menu');
    expect(told(host, 'sandbox.restoreSnapshot')).toEqual([]);
    await press('Go back');
    expect(told(host, 'sandbox.restoreSnapshot')).toHaveLength(1);
  });

  it('copies the seed, and shows the line of a mistake in another', async () => {
    const { page, host } = await mountWithHost(SandboxView);
    await open(page, 'Seed');
    await press('Copy as seed file', 'menu');
    expect(told(host, 'sandbox.copySeed')).toHaveLength(1);
    expect(told(host, 'sandbox.seed')).toHaveLength(0);
    await open(page, 'Seed');
    await press('Load a seed', 'menu');
    await type('Seed, YAML or JSON', 'version: 3 # mine\npools: []');
    await submit();
    const mistakes = over('dialog').querySelector('[role="alert"]');
    expect(mistakes?.textContent).toMatch(/line 1\s+version must be 1\s+version: 3 # mine/);
    await press('line 1');
    expect(field('Seed, YAML or JSON').selectionEnd).toBe('version: 3 # mine'.length);
    await type('Seed, YAML or JSON', 'version: 1\npools: [] # mine');
    await submit();
    expect(host.sandbox.seed).toContain('# mine');
    expect(document.querySelector('[role="dialog"]')).toBeNull();
  });

  it('tells where the control API is, the token only to the clipboard', async () => {
    const { page, host } = await mountWithHost(SandboxView);
    await button(page, 'Control API').trigger('click');
    await flushPromises();
    expect(over('dialog').textContent).toContain('http://127.0.0.1:41923/_countersign/');
    await press('Copy control token');
    expect(told(host, 'sandbox.copyControlToken')).toHaveLength(1);
  });

  it('empties the inbox', async () => {
    const { page, host } = await mountWithHost(SandboxView);
    host.state.inbox = [
      {
        id: '1',
        at: Date.now(),
        username: 'bob',
        medium: 'SMS',
        destination: '+1',
        code: '492017',
        text: 'x',
      },
    ];
    host.tell({ type: 'inbox.changed' });
    await flushPromises();
    await button(page, 'Clear the inbox').trigger('click');
    await flushPromises();
    expect(page.text()).toContain('Inbox is empty');
  });
});
