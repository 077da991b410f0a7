import type { ActionGroup, ActionHead } from '@core/contract/actions.ts';
import type { MenuItem } from '../../ui/menu-item.ts';

const HEADINGS: Readonly<Record<ActionGroup, string>> = {
  account: 'Account',
  password: 'Password',
  attributes: 'Attributes',
  factors: 'Second factors',
  devices: 'Devices',
  sessions: 'Sessions',
  groups: 'Groups',
};

/** The actions of a menu, by what they are about. Those that make a user are no action on this one. */
export function actionMenu(actions: readonly ActionHead[]): MenuItem[] {
  const groups = Object.keys(HEADINGS) as ActionGroup[];
  return groups.flatMap((group) =>
    actions
      .filter((action) => action.group === group && !action.creates)
      .map(({ id, title, harms }, at): MenuItem => ({
        id,
        label: title,
        ...(harms ? { danger: true } : {}),
        ...(at === 0 ? { heading: HEADINGS[group] } : {}),
      })),
  );
}

/** What a user in this state most likely needs: a button of its own. */
export function likelyActions(status: string | undefined, enabled: boolean | undefined): readonly string[] {
  if (enabled === false) return ['enable'];
  if (status === 'UNCONFIRMED') return ['confirm'];
  if (status === 'FORCE_CHANGE_PASSWORD') return ['set-password', 'resend-invitation'];
  return ['set-password', 'sign-out'];
}
