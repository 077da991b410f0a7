import type { ActionDone, ActionHead, ActionPlan, actionCommands } from '@core/contract/actions.ts';
import type { Handlers } from '@core/contract.ts';

const head = (id: string, title: string, more: Partial<ActionHead> = {}): ActionHead => ({
  ...{ id, title, verb: title, group: 'account', operation: 'AdminDisableUser', about: `${title}.` },
  ...{ harms: false, creates: false },
  ...more,
});

export const actionHeads: readonly ActionHead[] = [
  head('create', 'Create a user', { operation: 'AdminCreateUser', creates: true }),
  head('set-password', 'Set a password', { group: 'password', operation: 'AdminSetUserPassword' }),
  head('resend-invitation', 'Send the invitation again', { group: 'password' }),
  head('confirm', 'Confirm the sign-up'),
  head('enable', 'Enable'),
  head('disable', 'Disable', { verb: 'Disable user', harms: true }),
  head('sign-out', 'Sign out everywhere', { group: 'sessions', harms: true }),
  head('add-to-group', 'Add to a group', { group: 'groups' }),
];

export const disablePlan: ActionPlan = {
  fields: [],
  changes: [{ name: 'Enabled', before: 'true', after: 'false' }],
  notes: [{ kind: 'ends', text: 'All their tokens are revoked: they are signed out everywhere.' }],
  ...{ passwordRules: [], faults: [], unread: [] },
  cliLine: 'aws cognito-idp admin-disable-user',
};

export const disabled: ActionDone = {
  chainId: 'chain-1',
  stepId: 'step-2',
  username: 'ann',
  changes: [{ name: 'Enabled', before: 'true', after: 'false' }],
};

/** The fake host's side of `contract/actions.ts`. */
export function fakeActions(): Pick<Handlers, keyof typeof actionCommands> {
  return {
    'action.list': async () => [...actionHeads],
    'action.plan': async () => disablePlan,
    'action.do': async () => disabled,
    'action.stop': async () => null,
  };
}
