import { flushPromises } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import type { Handlers } from '@core/contract.ts';
import type { ActionField, ActionPlan } from '@core/contract/actions.ts';
import { actionHeads, disabled, disablePlan } from '../../testing/fake-actions.ts';
import { fakeHost } from '../../testing/fake-host.ts';
import { sandboxTarget } from '../../testing/fixtures.ts';
import { mountWithHost } from '../../testing/mount-with-host.ts';
import { runOf } from '../../actions/use-actions.ts';
import { actionMenu, likelyActions } from './action-menu.ts';
import CreateUser from './CreateUser.vue';
import { matching } from '../shell/palette-match.ts';
import { alsoCalled, offeredUserActions } from './offered-actions.ts';
import UserActions from './UserActions.vue';
import { wordsOf } from '../../testing/words-of.ts';

const page = () => document.body;
const button = (name: string) =>
  [...page().querySelectorAll('button')].find(
    (one) => (one.getAttribute('aria-label') ?? wordsOf(one)) === name,
  );
async function press(name: string): Promise<void> {
  button(name)?.click();
  await flushPromises();
}
const dialog = () => page().querySelector('[role="dialog"]');
const input = (label: string) => {
  const id = [...page().querySelectorAll('label')].find((one) => wordsOf(one) === label)?.htmlFor;
  return id === undefined ? null : page().querySelector<HTMLInputElement>(`[id="${id}"]`);
};
async function type(label: string, text: string): Promise<void> {
  const control = input(label);
  if (control === null) throw new Error(`no control is called ${label}`);
  control.value = text;
  control.dispatchEvent(new Event(control.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
  await flushPromises();
}

async function open(over: Partial<Handlers> = {}, props: Record<string, unknown> = {}) {
  const host = fakeHost({}, over);
  const mounted = await mountWithHost(UserActions, {
    host,
    props: { target: sandboxTarget, username: 'ann', status: 'CONFIRMED', enabled: true, ...props },
  });
  return { ...mounted, sent: () => host.calls.filter(({ name }) => name === 'action.do') };
}
const plan = (changes: Partial<ActionPlan>): Partial<Handlers> => ({
  'action.plan': async () => ({ ...disablePlan, ...changes }),
});

describe('what can be done to a user', () => {
  it('stands in a menu by what it is about; what makes a user is not among it', () => {
    const items = actionMenu(actionHeads);
    expect(items.map(({ id }) => id)).not.toContain('create');
    expect(items.filter(({ heading }) => heading).map(({ heading }) => heading)).toEqual([
      ...['Account', 'Password', 'Sessions', 'Groups'],
    ]);
    expect(items.find(({ id }) => id === 'disable')?.danger).toBe(true);
  });

  it.each([
    ['CONFIRMED', true, ['set-password', 'sign-out']],
    ['UNCONFIRMED', true, ['confirm']],
    ['FORCE_CHANGE_PASSWORD', true, ['set-password', 'resend-invitation']],
    ['CONFIRMED', false, ['enable']],
  ])('what a user who is %s, enabled %s, most likely needs has a button', (status, enabled, ids) => {
    expect(likelyActions(status, enabled)).toEqual(ids);
  });

  it('is found in the palette by its title and by what people call it, while the user is open', async () => {
    const { page: mounted } = await open();
    const found = (typed: string) => {
      const { actions = [] } = offeredUserActions() ?? {};
      const entries = actions.map((action) => ({
        ...{ id: action.id, title: action.title, group: 'Act on ann', also: alsoCalled(action) },
      }));
      return matching(entries, typed).map(({ id }) => id);
    };
    expect(found('set a password')).toEqual(['set-password']);
    expect(found('log out')).toEqual(['sign-out']);
    expect(found('block user')).toContain('disable');
    expect(found('create')).toEqual([]);
    offeredUserActions()?.choose('disable');
    await flushPromises();
    expect(dialog()?.textContent).toContain('Disable: ann');
    mounted.unmount();
    expect(offeredUserActions()).toBeUndefined();
  });

  it('finds the authenticator app by all its names', () => {
    const [head] = actionHeads;
    const called = (id: string) => head && alsoCalled({ ...head, id });
    for (const word of ['mfa', 'totp', 'disable']) {
      expect(called('reset-totp')).toContain(word);
      expect(called('mfa-preference')).toContain(word);
    }
  });

  it('opens by its key', async () => {
    await open();
    runOf('actOnUser')?.();
    const lines = () =>
      [...page().querySelectorAll('[role="menuitem"] .label')].map((line) => line.textContent);
    await expect.poll(lines).toContain('Add to a group');
  });
});

describe('an action', () => {
  it('shows what changes, what comes of it and the AWS CLI line before anything is sent', async () => {
    const { sent } = await open();
    await press('Sign out everywhere');
    const text = dialog()?.textContent ?? '';
    for (const said of [
      'Enabled',
      'true',
      'false',
      'All their tokens are revoked',
      'aws cognito-idp admin-disable-user',
    ])
      expect(text).toContain(said);
    expect(sent()).toEqual([]);
  });

  it('is done once, and then says what is other and where its steps are', async () => {
    const { page: mounted, sent, router } = await open();
    await press('Sign out everywhere');
    dialog()
      ?.querySelector('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    dialog()
      ?.querySelector('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    await flushPromises();
    expect(sent()).toHaveLength(1);
    expect(mounted.emitted('acted')).toEqual([['sign-out']]);
    expect(dialog()?.textContent).toContain('Done');
    // The view itself is loaded on demand.
    const headed: unknown[] = [];
    router.beforeEach((to) => void headed.push([to.name, to.params['id']]));
    await press('Open the steps');
    expect(headed).toEqual([['chain', 'chain-1']]);
  });

  it('is sent to a production target only once the name is typed', async () => {
    const { sent } = await open(plan({ typed: 'ann' }), { target: { ...sandboxTarget, production: true } });
    await press('Sign out everywhere');
    expect(dialog()?.textContent).toContain('is a production target.');
    const act = () => dialog()?.querySelector<HTMLButtonElement>('button[type="submit"]');
    expect(act()?.disabled).toBe(true);
    await type('Type ann to go on', 'an');
    expect(act()?.disabled).toBe(true);
    await type('Type ann to go on', 'ann');
    expect(act()?.disabled).toBe(false);
    act()?.click();
    await flushPromises();
    expect(sent()[0]?.input).toMatchObject({ confirmed: 'ann', username: 'ann' });
  });

  it('says which target is marked production where it is another of the same pool', async () => {
    await open(plan({ typed: 'ann', production: 'Live shop' }));
    await press('Sign out everywhere');
    expect(dialog()?.textContent).toContain('This pool is that of Live shop, a production target.');
  });

  const group: ActionField = {
    ...{ key: 'GroupName', label: 'Group', kind: 'text', required: true, preset: '' },
  };
  it('that is not filled is not sent, and says what is missing', async () => {
    const missing = { code: 'ACTION_UNFILLED', detail: 'Group is missing.', field: 'GroupName' };
    const { sent } = await open(plan({ fields: [group], faults: [missing] }));
    await press('Sign out everywhere');
    expect(dialog()?.textContent).not.toContain('Group is missing.');
    await press('Sign out everywhere');
    dialog()
      ?.querySelector('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    await flushPromises();
    expect(dialog()?.textContent).toContain('Group is missing.');
    expect(sent()).toEqual([]);
  });

  it('is planned anew with what is typed', async () => {
    const { host } = await open(plan({ fields: [group] }));
    await press('Sign out everywhere');
    await type('Group', 'testers');
    const plans = host.calls.filter(({ name }) => name === 'action.plan').map(({ input }) => input);
    expect(plans.at(-1)).toMatchObject({ values: { GroupName: 'testers' } });
    expect(new Set(plans.map((asked) => (asked as { actId: string }).actId)).size).toBe(1);
  });

  it('shows a field only while it is wanted', async () => {
    const from: ActionField = {
      ...{ key: 'PasswordFrom', label: 'From', kind: 'choice', required: true, preset: 'made' },
      choices: [
        { value: 'made', label: 'Make one' },
        { value: 'typed', label: 'Type it' },
      ],
    };
    const password: ActionField = {
      ...{ key: 'Password', label: 'Password to set', kind: 'password', required: true, preset: '' },
      when: { key: 'PasswordFrom', is: ['typed'] },
    };
    const rules = [{ text: '8 characters or more', kept: false }];
    await open(plan({ fields: [from, password], passwordRules: rules }));
    await press('Set a password');
    expect(input('Password to set')).toBeNull();
    await type('From', 'typed');
    expect(input('Password to set')?.type).toBe('password');
    expect(dialog()?.textContent).toContain('8 characters or more');
  });

  it('that Cognito refuses says what happened and what to try', async () => {
    const refused = {
      ...{ code: 'InvalidPasswordException', operation: 'AdminSetUserPassword' },
      detail: 'Password not long enough',
    };
    const { page: mounted } = await open({
      'action.do': async () => ({ ...disabled, refused, changes: [] }),
    });
    await press('Sign out everywhere');
    dialog()
      ?.querySelector('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    await flushPromises();
    const alert = dialog()?.querySelector('[role="alert"]')?.textContent;
    expect(alert).toContain('InvalidPasswordException');
    // Of the operation that was refused: nobody answers a challenge here.
    expect(alert).toContain('DescribeUserPool shows Policies.PasswordPolicy');
    expect(alert).not.toContain('answer again');
    expect(mounted.emitted('acted')).toBeUndefined();
  });

  it('that will be refused can be sent, but nothing leads there', async () => {
    const { sent } = await open(
      plan({ notes: [{ kind: 'refuses', text: 'Cognito refuses this password.' }], changes: [] }),
    );
    await press('Sign out everywhere');
    const act = dialog()?.querySelector<HTMLButtonElement>('button[type="submit"]');
    expect(dialog()?.textContent).toContain('Nothing will change: it will be refused.');
    expect(dialog()?.querySelector('button.primary, button.danger')).toBeNull();
    expect(act?.hasAttribute('data-submits')).toBe(true);
    act?.click();
    await flushPromises();
    expect(sent()).toHaveLength(1);
  });

  it('that was refused names the unmet rules, and Send’s key leads back to the form', async () => {
    const refused = {
      ...{ code: 'InvalidPasswordException', operation: 'AdminSetUserPassword', detail: 'no' },
    };
    const unmet = ['8 characters or more', 'a number'];
    await open({ 'action.do': async () => ({ ...disabled, refused, unmet, changes: [] }) });
    await press('Sign out everywhere');
    dialog()?.querySelector<HTMLButtonElement>('button[type="submit"]')?.click();
    await flushPromises();
    const alert = dialog()?.querySelector('[role="alert"]')?.textContent;
    expect(alert).toContain('Not kept of the pool’s policy: 8 characters or more, a number.');
    expect(alert).not.toContain('DescribeUserPool');
    const submits = [...(dialog()?.querySelectorAll('[data-submits]') ?? [])];
    expect(submits.map(wordsOf)).toEqual(['Change it']);
    expect(button('Change it')?.classList).toContain('primary');
  });

  it('that was refused can be changed and sent again, with what was filled in', async () => {
    const answers = [
      {
        ...disabled,
        refused: { code: 'GroupExistsException', detail: 'no', operation: 'CreateGroup' },
        changes: [],
      },
      disabled,
    ];
    const { sent } = await open({
      ...plan({ fields: [group] }),
      'action.do': async () => answers.shift() ?? disabled,
    });
    await press('Sign out everywhere');
    await type('Group', 'testers');
    dialog()
      ?.querySelector('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    await flushPromises();
    await press('Change it');
    expect(input('Group')?.value).toBe('testers');
    dialog()
      ?.querySelector('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    await flushPromises();
    expect(dialog()?.textContent).toContain('Done');
    const [first, second] = sent().map((asked) => asked.input as { actId: string; values: object });
    expect(second?.values).toEqual(first?.values);
    expect(second?.actId).not.toBe(first?.actId);
  });

  it('puts the focus where something is to be filled, once the form is there', async () => {
    await open(plan({ fields: [group] }));
    await press('Sign out everywhere');
    await expect.poll(() => document.activeElement).toBe(input('Group'));
  });

  it('with nothing to fill in begins at the way out', async () => {
    await open();
    await press('Sign out everywhere');
    await expect.poll(() => document.activeElement).toBe(button('Cancel'));
  });

  it('that is not filled does not say that nothing changes', async () => {
    const missing = { code: 'ACTION_UNFILLED', detail: 'Group is missing.', field: 'GroupName' };
    await open(plan({ fields: [group], faults: [missing], changes: [] }));
    await press('Sign out everywhere');
    expect(dialog()?.textContent).toContain('What will change stands here once it is filled in.');
    expect(dialog()?.textContent).not.toContain('Nothing that can be read');
  });

  it('with nothing there to pick from says so', async () => {
    await open(plan({ fields: [{ ...group, kind: 'pick', choices: [] }] }));
    await press('Sign out everywhere');
    expect(dialog()?.textContent).toContain('None was found. Any can be typed.');
  });

  it('tells what stays of a list from what goes, and cuts a value that is very long', async () => {
    const address = 'street '.repeat(300);
    await open(
      plan({
        changes: [
          { name: 'Groups', before: 'admins\nsupport', after: 'support' },
          { name: 'UserMFASettingList', before: 'SMS_MFA, SOFTWARE_TOKEN_MFA', after: 'SMS_MFA' },
          { name: 'address', before: address },
        ],
      }),
    );
    await press('Sign out everywhere');
    const lines = [...(dialog()?.querySelectorAll('td code') ?? [])];
    expect(lines.map((line) => [line.textContent?.trim(), line.classList.contains('stays')])).toEqual([
      ['admins', false],
      ['support', true],
      ['support', true],
      ['SMS_MFA', true],
      ['SOFTWARE_TOKEN_MFA', false],
      ['SMS_MFA', true],
      [expect.stringMatching(/^street .{100,130}…\s*all 2,100 characters$/), false],
    ]);
    button('all 2,100 characters')?.click();
    await flushPromises();
    expect(lines.at(-1)?.textContent).toContain(address);
  });

  it('that could not be planned is planned again on request', async () => {
    let refusals = 1;
    await open({
      'action.plan': async () => {
        if (refusals-- > 0) throw { code: 'TooManyRequestsException', detail: 'Rate exceeded' };
        return disablePlan;
      },
    });
    await press('Sign out everywhere');
    await press('Try again');
    expect(dialog()?.querySelector('[role="alert"]')).toBeNull();
    expect(dialog()?.textContent).toContain('All their tokens are revoked');
    expect(button('Try again')).toBeUndefined();
  });

  it('that could not be planned says why', async () => {
    await open({
      'action.plan': async () => {
        throw { code: 'UserNotFoundException', detail: 'User does not exist.' };
      },
    });
    await press('Sign out everywhere');
    expect(dialog()?.querySelector('[role="alert"]')?.textContent).toContain('UserNotFoundException');
    expect(dialog()?.querySelector<HTMLButtonElement>('button[type="submit"]')?.disabled).toBe(true);
  });

  it('says where nobody could look at the user, and promises no states that were not read', async () => {
    const unread = 'The credentials lack cognito-idp:AdminGetUser.';
    await open({ 'action.do': async () => ({ ...disabled, changes: [], unread }) });
    await press('Sign out everywhere');
    dialog()
      ?.querySelector('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    await flushPromises();
    expect(dialog()?.textContent).toContain(`What is other now is not known. ${unread}`);
    expect(dialog()?.textContent).not.toContain('How the user was');
    expect(dialog()?.textContent).toContain('What was sent and what came back stay in the history');
  });

  it('keeps a made password masked until it is revealed', async () => {
    const madePassword = { stepId: 'step-2', pointer: '/Password' };
    const { host } = await open({ 'action.do': async () => ({ ...disabled, madePassword }) });
    await press('Set a password');
    dialog()
      ?.querySelector('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    await flushPromises();
    expect(dialog()?.textContent).not.toContain('value of /Password');
    button('Reveal the password')?.dispatchEvent(new Event('pointerdown'));
    await flushPromises();
    expect(dialog()?.textContent).toContain('value of /Password');
    expect(host.calls.find(({ name }) => name === 'secret.reveal')?.input).toEqual({
      ...{ chainId: 'chain-1', stepId: 'step-2', side: 'request', pointer: '/Password' },
    });
  });

  it('shows that it waits, and is stopped as its dialog closes', async () => {
    const { host } = await open({ 'action.do': () => new Promise(() => undefined) });
    await press('Sign out everywhere');
    dialog()
      ?.querySelector('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    await flushPromises();
    const { actId } = host.calls.find(({ name }) => name === 'action.do')?.input as { actId: string };
    host.tell({ type: 'action.waiting', actId, until: Date.now() + 60_000 });
    await flushPromises();
    expect(dialog()?.textContent).toContain('The service asks to slow down');
    await press('Stop');
    expect(host.calls.at(-1)).toEqual({ name: 'action.stop', input: { actId } });
    expect(dialog()).toBeNull();
  });
});

describe('making a user', () => {
  it('tells who was made, as the service calls them', async () => {
    const { page: mounted, host } = await mountWithHost(CreateUser, {
      host: fakeHost(
        {},
        {
          // Nobody may look at who was made: there are no changes to tell.
          'action.do': async () => ({ ...disabled, username: 'b7c1-of-the-service', changes: [] }),
        },
      ),
      props: { target: sandboxTarget },
    });
    await press('Create a user');
    dialog()
      ?.querySelector('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    await flushPromises();
    expect(mounted.emitted('created')).toEqual([['b7c1-of-the-service']]);
    expect(host.calls.find(({ name }) => name === 'action.do')?.input).toMatchObject({
      ...{ action: 'create', username: '' },
    });
  });
});
