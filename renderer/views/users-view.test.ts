import type { UserHead } from '@core/contract/users.ts';
import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { disabled } from '../testing/fake-actions.ts';
import { fakeHost } from '../testing/fake-host.ts';
import type { FakeHost } from '../testing/fake-host.ts';
import { mountWithHost } from '../testing/mount-with-host.ts';
import UsersView from './UsersView.vue';

const many = (count: number): UserHead[] =>
  Array.from({ length: count }, (_, at) => ({
    username: `user-${at}`,
    status: 'CONFIRMED',
    enabled: true,
    attributes: { email: `user-${at}@example.com` },
  }));

async function view(over: Partial<FakeHost['handlers']> = {}, props: Record<string, unknown> = {}) {
  return mountWithHost(UsersView, { host: fakeHost({}, over), props, route: '/users' });
}
const inputsOf = (host: FakeHost, name: string) =>
  host.calls.filter((call) => call.name === name).map(({ input }) => input as Record<string, unknown>);

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());
const pause = async () => {
  await vi.advanceTimersByTimeAsync(300);
  await flushPromises();
};

describe('UsersView', () => {
  it('lists the users of the chosen target with how they stand', async () => {
    const { page } = await view();
    const rows = page.findAll('[role="option"]').map((row) => row.text().replaceAll(/\s+/g, ' '));
    expect(rows).toHaveLength(3);
    expect(rows[0]).toContain('ann');
    expect(rows[1]).toContain('FORCE_CHANGE_PASSWORD');
    expect(rows[2]).toContain('disabled');
    expect(page.text()).toContain('3 users');
  });

  it('asks the service for one comparison, once the typing pauses', async () => {
    const { page, host } = await view();
    await page.get('input[aria-label="Value"]').setValue('bo');
    expect(inputsOf(host, 'users.page')).toHaveLength(1);
    await pause();
    expect(inputsOf(host, 'users.page')[1]).toMatchObject({
      filter: { attribute: 'username', match: '^=', value: 'bo' },
    });
    expect(page.findAll('[role="option"]')).toHaveLength(1);
  });

  it('offers to make somebody where the pool has nobody', async () => {
    const { page, router } = await view({ 'users.page': async () => ({ users: [] }) });
    expect(page.text()).toContain('No users yet');
    expect(page.text()).not.toContain('No user selected');
    const button = (words: string) => page.findAll('button').find((one) => one.text().startsWith(words));
    await button('Create the first')?.trigger('click');
    await flushPromises();
    expect(document.querySelector('[role="dialog"]')?.textContent).toContain('Create a user');
    // The view itself is loaded on demand.
    const headed: unknown[] = [];
    router.beforeEach((to) => void headed.push([to.name, to.params['id']]));
    await button('Plan test users')?.trigger('click');
    await flushPromises();
    expect(headed).toEqual([['testUsers', 'new']]);
  });

  it('does not say that a pool has nobody while more of it is to be read', async () => {
    const { page, host } = await view({
      'users.page': async () => ({ users: [], next: 'on' }),
      'users.all': async () => null,
    });
    expect(page.text()).not.toContain('No users yet');
    expect(page.text()).toContain('Nobody so far');
    await page
      .findAll('button')
      .find((one) => one.text() === 'Read on')
      ?.trigger('click');
    await flushPromises();
    expect(inputsOf(host, 'users.all')).toMatchObject([{ token: 'on' }]);
  });

  it('speaks of no filter where there is none, and somebody is looked at who is not there', async () => {
    const { page } = await view({ 'users.page': async () => ({ users: [] }) }, { username: 'ann' });
    expect(page.text()).toContain('No users yet');
    expect(page.text()).not.toContain('with this value');
    expect(page.text()).not.toContain('Clear the filter');
  });

  it('says a lack of rights in one sentence, and AWS’s own words apart', async () => {
    const own = 'User: arn:aws:sts::123456789012:assumed-role/support/x is not authorized.';
    const { page } = await view({
      'users.page': async () => {
        throw { code: 'AccessDeniedException', detail: `The credentials lack cognito-idp:ListUsers. ${own}` };
      },
    });
    expect(page.findAll('.empty p').map((text) => text.text())).toEqual([
      'The credentials lack cognito-idp:ListUsers. (AccessDeniedException)',
      own,
    ]);
  });

  it('narrows what was read by itself, and says of how many', async () => {
    const { page, host } = await view();
    await page.get('input[aria-label="Narrow what was read"]').setValue('force ann');
    await flushPromises();
    expect(page.text()).toContain('0 of 3 users read');
    await page.get('input[aria-label="Narrow what was read"]').setValue('example bob');
    await flushPromises();
    expect(page.findAll('[role="option"]')).toHaveLength(1);
    expect(inputsOf(host, 'users.page')).toHaveLength(1);
  });

  it('reads a hundred thousand to the end, draws few of them, and reaches the last by key', async () => {
    const all = many(100_000);
    const { page, host, router } = await view({
      'users.page': async () => ({ users: all.slice(0, 60), next: 'on' }),
      'users.all': async () => null,
    });
    expect(page.text()).toContain('60+ users');
    await page
      .findAll('button')
      .find((button) => button.text().startsWith('Read all'))
      ?.trigger('click');
    await flushPromises();
    const [{ listingId } = {}] = inputsOf(host, 'users.all');
    const tell = (from: number, to: number, state: 'reading' | 'done') =>
      host.tell({
        ...{ type: 'users.read', listingId: String(listingId), users: all.slice(from, to) },
        ...{ read: to - 60, state },
      });
    tell(60, 50_000, 'reading');
    await flushPromises();
    expect(page.text()).toContain('50,000 so far');
    tell(50_000, 100_000, 'done');
    await flushPromises();
    expect(page.text()).toContain('100,000 users');
    expect(page.findAll('[role="option"]').length).toBeLessThan(100);
    await page.get('[role="listbox"]').trigger('keydown', { key: 'End' });
    await page.get('[role="listbox"]').trigger('keydown', { key: 'Enter' });
    await flushPromises();
    expect(router.currentRoute.value.params['username']).toBe('user-99999');
  });

  describe('a long list, which is not read anew for one of them', () => {
    const long = { 'users.page': async () => ({ users: many(61) }) };
    const account = (over: object) => ({
      ...{ username: 'user-7', status: 'CONFIRMED', enabled: true, mfa: [] },
      attributes: [
        { name: 'email', value: 'user-7@example.com' },
        { name: 'custom:shoe', value: '42' },
      ],
      ...over,
    });
    const rows = (page: Awaited<ReturnType<typeof view>>['page']) =>
      page.findAll('[role="option"]').map((row) => row.text());

    it('says of somebody who was looked at what their page says', async () => {
      const { page, host } = await view(
        { ...long, 'user.account': async () => account({ enabled: false, status: 'RESET_REQUIRED' }) },
        { username: 'user-7' },
      );
      expect(rows(page)[7]).toMatch(/^user-7.*RESET_REQUIRED.*disabled/s);
      expect(rows(page)[8]).not.toContain('disabled');
      expect(page.text()).toContain('61 users');
      expect(inputsOf(host, 'users.page')).toHaveLength(1);
    });

    it('loses who is not there any more', async () => {
      const { page } = await view(long, { username: 'user-7' });
      expect(rows(page)).not.toContainEqual(expect.stringMatching(/^user-7\b/));
      expect(page.text()).toContain('60 users');
    });

    it('begins with who was made, and keeps what was read', async () => {
      const made = { ...disabled, username: 'user-of-now', changes: [] };
      const { page, host } = await view({
        ...long,
        'user.account': async ({ username }) => account({ username }),
        'action.do': async () => made,
      });
      await page
        .findAll('button')
        .find((button) => button.text().startsWith('Create a user'))
        ?.trigger('click');
      await flushPromises();
      document
        .querySelector('[role="dialog"] form')
        ?.dispatchEvent(new Event('submit', { cancelable: true }));
      await flushPromises();
      expect(rows(page)[0]).toMatch(/^user-of-now/);
      expect(page.text()).toContain('62 users');
      expect(inputsOf(host, 'users.page')).toHaveLength(1);
    });
  });

  it('shows that the service asked to slow down, and lets the reading be stopped', async () => {
    const { page, host } = await view({
      'users.page': async () => ({ users: many(60), next: 'on' }),
      'users.all': async () => null,
    });
    await page
      .findAll('button')
      .find((button) => button.text().startsWith('Read all'))
      ?.trigger('click');
    await flushPromises();
    const listingId = String(inputsOf(host, 'users.all')[0]?.['listingId']);
    const until = Date.now() + 4_000;
    host.tell({ type: 'users.read', listingId, users: [], read: 0, state: 'waiting', until });
    await flushPromises();
    expect(page.text()).toContain('The service asked to slow down: goes on in');
    await page
      .findAll('button')
      .find((button) => button.text() === 'Stop')
      ?.trigger('click');
    expect(inputsOf(host, 'users.stop')).toEqual([{ listingId }]);
    host.tell({ type: 'users.read', listingId, users: [], read: 0, state: 'stopped', next: 'on' });
    await flushPromises();
    expect(page.text()).toContain('Read all');
  });

  it('says of a refused filter what to try, and keeps it in its field', async () => {
    let filter: unknown;
    const { page } = await view({
      'users.page': async (wish) => {
        filter = wish.filter;
        if (filter) throw { code: 'InvalidParameterException', detail: 'Invalid search attribute: name' };
        return { users: many(2) };
      },
    });
    await page.get('input[placeholder="Ask the service"]').setValue('Ann');
    await pause();
    expect(filter).toEqual({ attribute: 'username', match: '^=', value: 'Ann' });
    expect(page.text()).toContain('Invalid search attribute: name (InvalidParameterException)');
    const tries = page.findAll('[aria-label="What to try"] li').map((line) => line.text());
    expect(tries).toEqual([
      expect.stringMatching(/^Try: Filter by username, email,/),
      'Try: Read all users, and narrow down what was read.',
    ]);
    expect(page.get<HTMLInputElement>('input[placeholder="Ask the service"]').element.value).toBe('Ann');
  });

  it('advises nothing of sign-ins where the users can’t be listed', async () => {
    const { page } = await view({
      'users.page': async () => {
        throw { code: 'InvalidParameterException', detail: 'Something nobody has seen yet.' };
      },
    });
    expect(page.text()).toContain('Something nobody has seen yet. (InvalidParameterException)');
    expect(page.find('[aria-label="What to try"]').exists()).toBe(false);
  });

  it('says why users can’t be listed and leads to the target', async () => {
    const { page } = await view({
      'users.page': async () => {
        throw { code: 'AWS_CREDENTIALS', detail: 'No AWS credentials were found.' };
      },
    });
    expect(page.text()).toContain('No AWS credentials were found. (AWS_CREDENTIALS)');
    expect(page.text()).toContain('Open the target');
  });
});

describe('a user’s page', () => {
  it('shows every part that can be read, and of the others why not', async () => {
    const { page } = await view({}, { username: 'ann' });
    await flushPromises();
    const part = (name: string) => page.get(`section[aria-label="${name}"]`).text().replaceAll(/\s+/g, ' ');
    expect(part('Attributes')).toContain('ann@example.com');
    expect(part('Factors')).toContain('SOFTWARE_TOKEN');
    expect(part('Groups')).toContain('admins');
    expect(part('Devices')).toContain('remembered');
    expect(part('Passkeys')).toContain('The vault holds no access token of this user.');
    expect(part('Sessions')).toContain('Not signed in anywhere.');
    expect(part('Sign-ins')).toContain('Password Success');
  });

  it('says in words what keeps a part from being read', async () => {
    const { page } = await view(
      {
        'user.signIns': async () => ({
          events: [],
          fault: { code: 'UserPoolAddOnNotEnabledException', detail: 'Advanced security is not enabled.' },
          ...{ chains: [], moreChains: false },
        }),
        'user.sessions': async () => {
          throw {
            code: 'AccessDeniedException',
            detail: 'The credentials lack cognito-idp:AdminListUserSessions.',
          };
        },
      },
      { username: 'ann' },
    );
    await flushPromises();
    expect(page.text()).toContain('Threat protection is off in this pool');
    expect(page.text()).toContain('The credentials lack cognito-idp:AdminListUserSessions.');
  });

  it('is nobody’s where the pool has none of that name', async () => {
    const { page, host } = await view({}, { username: 'nobody' });
    await flushPromises();
    expect(page.text()).toContain('Nobody of this name');
    expect(inputsOf(host, 'user.groups')).toEqual([]);
  });

  it('begins a sign-in with the name filled in', async () => {
    const { page, router } = await view({}, { username: 'ann' });
    await flushPromises();
    await page
      .findAll('button')
      .find((button) => button.text().startsWith('Sign in as'))
      ?.trigger('click');
    await vi.dynamicImportSettled();
    await flushPromises();
    expect(router.currentRoute.value.name).toBe('new');
  });
});
