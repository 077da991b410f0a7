import { actionList } from '../actions/action-list.ts';
import { runOf } from '../actions/use-actions.ts';
import { keyCaps, spokenKeys } from '../ui/keys.ts';
import type { Batch, BulkFrom, BulkPlan, BulkRemoval, PlannedRecipe } from '@core/contract/bulk.ts';
import { FACTORS, STATES } from '@core/admin/test-users/kinds.ts';
import { flushPromises } from '@vue/test-utils';
import { beforeEach, afterEach, describe, expect, it, vi } from 'vitest';
import { fakeHost } from '../testing/fake-host.ts';
import { FIXED_NOW, sandboxTarget } from '../testing/fixtures.ts';
import { mountWithHost } from '../testing/mount-with-host.ts';
import TestUsersView from './TestUsersView.vue';
import { wordsOf } from '../testing/words-of.ts';

const recipes: PlannedRecipe[] = STATES.flatMap((state) =>
  FACTORS.map((factor) => ({
    ...{ state, factor, usernames: [`qa-${state}-${factor}`], outcome: 'TOKENS', filledIn: [] },
    ...(factor === 'WEB_AUTHN' ? { impossible: 'Passkeys are not set up in this pool.' } : {}),
    calls:
      factor === 'WEB_AUTHN'
        ? []
        : [
            {
              operation: 'AdminCreateUser',
              says: 'create the user',
              cli: 'aws cognito-idp admin-create-user',
            },
          ],
  })),
);
const plan: BulkPlan = {
  target: { name: 'staging', userPoolId: 'eu-west-1_Fixture1', production: false },
  ...{ recipes, users: 20, notPossible: 5, calls: 20, messages: 0, unread: [] },
};
const counts = {
  ...{ waiting: 0, making: 0, made: 0, failed: 0 },
  ...{ removed: 0, 'not removed': 0, 'left alone': 0, 'already gone': 0, 'never made': 0 },
};
const batch: Batch = {
  ...{ batchId: 'batch-1', name: 'Release 12', userPoolId: 'eu-west-1_Fixture1', createdAt: FIXED_NOW },
  // Another target of its pool is marked: that one's name is asked for.
  target: { id: 't', name: 'staging', production: true, guard: 'live' },
  ...{ doing: 'nothing', counts: { ...counts, made: 1, failed: 1, making: 1 }, notPossible: [] },
  users: [
    { username: 'qa-1', state: 'CONFIRMED', factor: 'none', status: 'made', outcome: 'TOKENS' },
    {
      ...{ username: 'qa-2', state: 'CONFIRMED', factor: 'none', status: 'failed', outcome: 'TOKENS' },
      fault: { code: 'TEST_USER_THERE', detail: 'There is a user qa-2 already.', operation: 'AdminGetUser' },
    },
    {
      username: 'qa-3',
      state: 'disabled',
      factor: 'SMS_MFA',
      status: 'making',
      outcome: 'NotAuthorizedException',
    },
  ],
};

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

async function view(id: string | undefined, over = {}) {
  const host = fakeHost({ targets: [sandboxTarget] }, over);
  const mounted = await mountWithHost(TestUsersView, { host, props: id === undefined ? {} : { id } });
  await flushPromises();
  return mounted;
}
function named(words: string): HTMLElement {
  const found = [...document.querySelectorAll<HTMLElement>('button')].findLast(
    (each) => each.getAttribute('aria-label') === words || each.textContent?.trim().startsWith(words),
  );
  if (found === undefined) throw new Error(`no button ${words}`);
  return found;
}
const begun = (calls: readonly { name: string; input: unknown }[], name: string) =>
  calls.filter((each) => each.name === name).map(({ input }) => input);

describe('TestUsersView', () => {
  it('says what will be here, and offers the way', async () => {
    const { page, router } = await view(undefined);
    expect(page.text()).toContain('No test users yet');
    expect(page.findAll('button').filter((each) => each.text().startsWith('Plan a batch'))).toHaveLength(1);
    const keys = actionList.planTestUsers.keys;
    expect(named('Plan a batch').getAttribute('aria-keyshortcuts')).toBe(spokenKeys(keys));
    expect(named('Plan a batch').querySelector('.keys')?.textContent).toBe(keyCaps(keys).join(' '));
    runOf('planTestUsers')?.();
    await flushPromises();
    expect(router.currentRoute.value.params['id']).toBe('new');
  });

  it('lists batches with how they stand', async () => {
    const { page } = await view(undefined, { 'bulk.list': async () => [batch] });
    expect(page.text()).toContain('Release 12');
    expect(page.text()).toContain('1 made · 1 to go');
  });

  it('plans what is chosen in the table, and makes it only when told', async () => {
    const { host } = await view('new', { 'bulk.plan': async () => plan });
    for (const words of [
      'CONFIRMED with SMS_MFA',
      'disabled with WEB_AUTHN: not here. Passkeys are not set up in this pool.',
      'RESET_REQUIRED',
    ]) {
      named(words).click();
      await flushPromises();
    }
    vi.advanceTimersByTime(300);
    await flushPromises();
    expect(begun(host.calls, 'bulk.begin')).toEqual([]);
    named('Make 20 users').click();
    await flushPromises();
    const [input] = begun(host.calls, 'bulk.begin') as { from: { template: { exclude: unknown[] } } }[];
    // Of the last line all but the passkey.
    const chosen = 1 + 1 + (FACTORS.length - 1);
    expect(input?.from.template.exclude).toHaveLength(STATES.length * FACTORS.length - chosen);
    expect(input?.from.template.exclude).toContainEqual({ state: 'disabled', factor: 'WEB_AUTHN' });
    expect(input?.from.template.exclude).not.toContainEqual({ state: 'CONFIRMED', factor: 'SMS_MFA' });
  });

  it('tells every slip of what asks for users, and makes nothing of it', async () => {
    const { page } = await view('new', {
      'bulk.plan': async () => {
        throw { code: 'TEST_USERS_INPUT', detail: 'Line 2: one.\nLine 3: two.' };
      },
    });
    expect(page.findAll('.slips p').map((line) => line.text())).toEqual(['Line 2: one.', 'Line 3: two.']);
    expect(named('Make users').hasAttribute('disabled')).toBe(true);
  });

  it('tells at its field of an attribute that the pool does not have, and keeps what is typed and chosen', async () => {
    const detail = 'The pool has no attribute shoe. It has email.';
    const { page } = await view('new', {
      'bulk.plan': async ({ from }: { from: BulkFrom }) => {
        const typed = from.kind === 'template' ? from.template.attributes : undefined;
        if (typed?.['shoe'] === undefined) return plan;
        throw { code: 'TEST_USERS_INPUT', detail, field: 'attributes.shoe' };
      },
    });
    const field = page.get('textarea');
    await field.setValue('shoe=42');
    vi.advanceTimersByTime(300);
    await flushPromises();
    const described = (field.attributes('aria-describedby') ?? '').split(' ');
    expect(described.map((id) => page.get(`#${id}`).text())).toContain(detail);
    expect((field.element as HTMLTextAreaElement).value).toBe('shoe=42');
    expect(named('CONFIRMED with SMS_MFA')).toBeDefined();
    expect(named('Make users').hasAttribute('disabled')).toBe(true);
  });

  it('says nothing of a sign-in as a user who is gone', async () => {
    const users = batch.users.map((user, place) => ({
      ...{ ...user, fault: undefined },
      ...(place === 0 ? { status: 'removed' as const } : {}),
    }));
    const { page } = await view('batch-1', { 'bulk.get': async () => ({ ...batch, users }) });
    const rows = page.findAll('.row').map((row) => row.text());
    expect(rows[0]).toContain('removed');
    expect(rows.map((row) => row.includes('signs in to'))).toEqual([false, true, true]);
  });

  it('says who was gone already and who was never made, and is over then', async () => {
    const over = ['removed', 'already gone', 'never made'] as const;
    const users = batch.users.map((user, place) => ({
      ...{ ...user, fault: undefined, status: over[place] ?? 'removed' },
    }));
    const gone = { ...counts, removed: 1, 'already gone': 1, 'never made': 1 };
    const { page } = await view('batch-1', { 'bulk.get': async () => ({ ...batch, users, counts: gone }) });
    expect(page.text()).toContain('1 removed, 1 gone already, 1 never made');
    expect(page.findAll('.row').map((row) => row.text().includes('signs in to'))).toEqual([
      ...[false, false, false],
    ]);
    expect(page.text()).toContain('cleaned up');
    expect(named('Forget')).toBeDefined();
    expect(page.get('[role="progressbar"]').attributes('aria-valuenow')).toBe('100');
  });

  it('says who can’t be made, each reason once, as long as there is anybody', async () => {
    const passkey = { state: 'CONFIRMED', factor: 'WEB_AUTHN', why: 'No passkeys here.' } as const;
    const notPossible = Array.from({ length: 7 }, (_, n) => ({ ...passkey, username: `qa-p${n}` }));
    const some = [...notPossible, { ...passkey, username: 'qa-x', why: 'Nor this.' }];
    const { page } = await view('batch-1', { 'bulk.get': async () => ({ ...batch, notPossible: some }) });
    const banner = page.get('[aria-label="8 users can’t be made in this pool."]').text();
    expect(banner.match(/No passkeys here\./g)).toHaveLength(1);
    expect(banner).toContain('qa-p0, qa-p1, qa-p2, qa-p3, qa-p4 and 2 more');
    expect(banner).toContain('Nor this. qa-x');
    expect(page.text()).toContain('8 not possible');
  });

  it('asks nothing of the service for a CSV file that names nobody yet, and says what comes', async () => {
    const { page, host } = await view('new', { 'bulk.plan': async () => plan });
    await page.get('input[value="csv"]').setValue(true);
    vi.advanceTimersByTime(300);
    await flushPromises();
    expect(page.text()).toContain('Nobody asked for yet');
    expect(page.find('[role="alert"]').exists()).toBe(false);
    const asked = () =>
      begun(host.calls, 'bulk.plan').filter(
        (input) => (input as { from: { kind: string } }).from.kind === 'csv',
      );
    expect(asked()).toEqual([]);
    await page.get('textarea').setValue('username,state,factor\nzed,CONFIRMED,none\n');
    vi.advanceTimersByTime(300);
    await flushPromises();
    expect(asked()).toHaveLength(1);
  });

  it('asks for a production target’s name before anything is made or removed', async () => {
    const { host, page } = await view('batch-1', { 'bulk.get': async () => batch });
    expect(page.text()).toContain('It was cut off in the middle.');
    for (const [press, action, name] of [
      ['Go on', 'Go on', 'bulk.resume'],
      ['Clean up', 'Remove them', 'bulk.cleanUp'],
    ] as const) {
      named(press).click();
      await flushPromises();
      const dialog = document.querySelector<HTMLElement>('[role="dialog"]');
      const input = dialog?.querySelector('input');
      if (!dialog || !input) throw new Error('no dialog asks');
      input.value = 'live';
      input.dispatchEvent(new Event('input'));
      await flushPromises();
      [...dialog.querySelectorAll('button')].find((each) => wordsOf(each) === action)?.click();
      await flushPromises();
      expect(begun(host.calls, name)).toEqual([{ batchId: 'batch-1', confirmed: 'live' }]);
    }
  });

  it('asks for the name of a production target whose pool another target names', async () => {
    const { host, page } = await view('new', {
      'bulk.plan': async () => ({ ...plan, target: { ...plan.target, name: 'live', production: true } }),
    });
    expect(page.text()).toContain('production: live');
    named('Make 20 users').click();
    await flushPromises();
    const dialog = document.querySelector<HTMLElement>('[role="dialog"]');
    const input = dialog?.querySelector('input');
    if (!dialog || !input) throw new Error('no dialog asks');
    input.value = 'live';
    input.dispatchEvent(new Event('input'));
    await flushPromises();
    [...dialog.querySelectorAll('button')].find((each) => wordsOf(each) === 'Make them')?.click();
    await flushPromises();
    expect(begun(host.calls, 'bulk.begin')).toMatchObject([{ confirmed: 'live' }]);
  });

  describe('with removals that failed', () => {
    const fault = { code: 'InternalErrorException', detail: 'No.', operation: 'AdminDeleteUser' };
    const kept = ['qa-1', 'qa-2'].map((username) => ({
      ...{ username, state: 'CONFIRMED' as const, factor: 'none' as const, outcome: 'TOKENS' },
      ...{ status: 'not removed' as const, fault },
    }));
    const half: Batch = {
      ...{ ...batch, target: { id: 't', name: 'staging', production: false } },
      counts: { ...counts, removed: 1, 'not removed': 2 },
      users: [...kept, { ...kept[0], username: 'qa-3', status: 'removed', fault: undefined } as never],
    };

    it('says of each why, and retries one alone once it is said whom', async () => {
      const { host, page } = await view('batch-1', { 'bulk.get': async () => half });
      expect(page.text()).toContain('1 removed · 2 not removed');
      expect(page.text()).toContain('AdminDeleteUser: No. (InternalErrorException)');
      named('Retry alone: removing qa-2').click();
      await flushPromises();
      expect(begun(host.calls, 'bulk.removal')).toEqual([{ batchId: 'batch-1', usernames: ['qa-2'] }]);
      expect(begun(host.calls, 'bulk.cleanUp')).toEqual([]);
      named('Remove them').click();
      await flushPromises();
      expect(begun(host.calls, 'bulk.cleanUp')).toEqual([{ batchId: 'batch-1', usernames: ['qa-2'] }]);
      expect(begun(host.calls, 'bulk.retry')).toEqual([]);
    });

    it('retries all of them together, and nobody else', async () => {
      const { host } = await view('batch-1', { 'bulk.get': async () => half });
      named('Retry 2 removals').click();
      await flushPromises();
      named('Remove them').click();
      await flushPromises();
      const usernames = ['qa-1', 'qa-2'];
      expect(begun(host.calls, 'bulk.cleanUp')).toEqual([{ batchId: 'batch-1', usernames }]);
    });
  });

  it('asks for a production target’s name before one is retried alone', async () => {
    const { host } = await view('batch-1', { 'bulk.get': async () => batch });
    named('Retry alone: making qa-2').click();
    await flushPromises();
    expect(begun(host.calls, 'bulk.retry')).toEqual([]);
    const dialog = document.querySelector<HTMLElement>('[role="dialog"]');
    const input = dialog?.querySelector('input');
    if (!dialog || !input) throw new Error('no dialog asks');
    input.value = 'live';
    input.dispatchEvent(new Event('input'));
    await flushPromises();
    [...dialog.querySelectorAll('button')].find((each) => wordsOf(each) === 'Go on')?.click();
    await flushPromises();
    expect(begun(host.calls, 'bulk.retry')).toEqual([
      { batchId: 'batch-1', usernames: ['qa-2'], confirmed: 'live' },
    ]);
  });

  it('removes nobody before it is said whom', async () => {
    let tell = (_removal: BulkRemoval): void => undefined;
    const { host } = await view('batch-1', {
      'bulk.get': async () => ({ ...batch, target: { id: 't', name: 'staging', production: false } }),
      'bulk.removal': () => new Promise((resolve) => (tell = resolve)),
    });
    named('Clean up').click();
    await flushPromises();
    expect(named('Remove them').hasAttribute('disabled')).toBe(true);
    tell({ target: plan.target, usernames: ['qa-1'], cli: '' });
    await flushPromises();
    named('Remove them').click();
    await flushPromises();
    expect(begun(host.calls, 'bulk.cleanUp')).toEqual([{ batchId: 'batch-1' }]);
  });

  it('offers to forget a batch of which nobody is there, where there would be nobody to remove', async () => {
    const { host, router } = await view('batch-1', {
      'bulk.get': async () => batch,
      'bulk.removal': async () => ({ target: plan.target, usernames: [], cli: '' }),
    });
    await router.push({ name: 'testUsers', params: { id: 'batch-1' } });
    named('Clean up').click();
    await flushPromises();
    expect(document.querySelector('[role="dialog"]')?.textContent).toContain('nothing is left to remove');
    named('Forget it').click();
    await flushPromises();
    expect(begun(host.calls, 'bulk.cleanUp')).toEqual([]);
    expect(begun(host.calls, 'bulk.forget')).toEqual([{ batchId: 'batch-1' }]);
    expect(router.currentRoute.value.params['id']).not.toBe('batch-1');
  });

  it('lists who failed and why, and shows a password only when asked', async () => {
    const { host, page } = await view('batch-1', { 'bulk.get': async () => batch });
    expect(page.text()).toContain('AdminGetUser: There is a user qa-2 already. (TEST_USER_THERE)');
    expect(page.text()).toContain('half made');
    expect(begun(host.calls, 'bulk.reveal')).toEqual([]);
    named('Reveal Password of qa-1').dispatchEvent(new Event('pointerdown'));
    await flushPromises();
    expect(begun(host.calls, 'bulk.reveal')).toEqual([{ batchId: 'batch-1', username: 'qa-1' }]);
    expect(page.text()).toContain('fixture-password');
  });

  it('shows how long the service wants it to wait, and follows what is told', async () => {
    let now: Batch = { ...batch, doing: 'making', waitingUntil: Date.now() + 20_000 };
    const { host, page } = await view('batch-1', { 'bulk.get': async () => now });
    expect(page.text()).toContain('The service asks to slow down.');
    now = { ...batch, counts: { ...counts, made: 3 }, users: batch.users.slice(0, 1) };
    host.tell({ type: 'bulk.changed', batchId: 'batch-1' });
    await flushPromises();
    expect(page.text()).toContain('3 made');
    expect(page.text()).not.toContain('slow down');
  });
});
