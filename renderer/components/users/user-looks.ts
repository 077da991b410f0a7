import type { Status } from '../../ui/UiStatus.vue';

interface Look {
  readonly status: Status;
  /** What it means for a sign-in, one sentence. */
  readonly says: string;
}

/** UserStatusType, as `ListUsers` gives it. Source: API Reference, UserType. */
const LOOKS: Readonly<Record<string, Look>> = {
  CONFIRMED: { status: 'ok', says: 'May sign in.' },
  UNCONFIRMED: {
    status: 'idle',
    says: 'Signed up and not confirmed yet: sign-ins end with UserNotConfirmedException.',
  },
  FORCE_CHANGE_PASSWORD: {
    status: 'waiting',
    says: 'Has a temporary password: the next sign-in asks for a new one.',
  },
  RESET_REQUIRED: {
    status: 'guard',
    says: 'Has to reset the password: sign-ins end with PasswordResetRequiredException, or NotAuthorizedException where the client hides who exists.',
  },
  EXTERNAL_PROVIDER: {
    status: 'ok',
    says: 'Signs in through an identity provider, with no password here.',
  },
  ARCHIVED: { status: 'idle', says: 'Not active any more.' },
  COMPROMISED: { status: 'failed', says: 'Disabled because of a possible security threat.' },
};

export function userLook(status: string): Look {
  return LOOKS[status] ?? { status: 'idle', says: 'The service does not say more about this status.' };
}

/** Whether a disabled user's sign-in can succeed at all: it outdoes every status. */
export const DISABLED = 'Disabled: every sign-in is refused, whatever the status.';
