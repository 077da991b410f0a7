import type { ActionHead } from '@core/contract/actions.ts';
import { onScopeDispose, shallowReactive, toValue } from 'vue';
import type { MaybeRefOrGetter } from 'vue';

/** What can be done to the user whose page is open, for the palette. */
export interface OfferedActions {
  readonly username: string;
  readonly actions: readonly ActionHead[];
  choose(id: string): void;
}

const offers = shallowReactive<MaybeRefOrGetter<OfferedActions>[]>([]);

/** Offers actions while the calling component is mounted. Must be called in a setup. */
export function offerUserActions(offered: MaybeRefOrGetter<OfferedActions>): void {
  offers.unshift(offered);
  onScopeDispose(() => offers.splice(offers.indexOf(offered), 1));
}

/** Undefined while no user is open. */
export function offeredUserActions(): OfferedActions | undefined {
  return toValue(offers[0]);
}

/** What people call an action, where its title says it otherwise, by its id. */
const ALSO: Readonly<Record<string, string>> = {
  enable: 'enable user unblock activate',
  disable: 'disable user block deactivate lock',
  confirm: 'verify sign up',
  delete: 'remove user',
  'set-password': 'change temporary permanent password',
  'reset-password': 'forgot password',
  'resend-invitation': 'resend invite welcome',
  'mfa-preference': 'mfa 2fa totp sms email otp authenticator app enable disable preferred',
  'reset-totp': 'mfa 2fa totp software token remove disable lost',
  'sign-out': 'log out revoke tokens sessions',
};

/** Words beside its title by which an action is found: what people say, and AWS's name of the operation. */
export function alsoCalled({ id, operation }: ActionHead): string {
  return `${ALSO[id] ?? ''} ${operation}`.trim();
}
