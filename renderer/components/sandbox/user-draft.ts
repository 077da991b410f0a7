import type { SandboxUserRecord } from '@core/contract.ts';
import type { JsonObject, JsonValue } from '@core/json.ts';

export type UserStatus = NonNullable<SandboxUserRecord['UserStatus']>;

export const USER_STATUSES = [
  'CONFIRMED',
  'UNCONFIRMED',
  'FORCE_CHANGE_PASSWORD',
  'RESET_REQUIRED',
] as const satisfies readonly UserStatus[];

export const SECOND_FACTORS = ['SOFTWARE_TOKEN_MFA', 'SMS_MFA', 'EMAIL_OTP'] as const;

/** Members with a field of their own; all others are edited as JSON. */
export const USER_MEMBERS = [
  'Username',
  'Password',
  'UserStatus',
  'Enabled',
  'UserAttributes',
  'UserMFASettingList',
  'PreferredMfaSetting',
  'TotpSecret',
  'Groups',
] as const;

/** A user as the form has them: absent members are empty. */
export interface UserDraft {
  Username: string;
  Password: string;
  UserStatus: UserStatus;
  Enabled: boolean;
  UserAttributes: Readonly<Record<string, string>>;
  factors: readonly string[];
  PreferredMfaSetting: string;
  TotpSecret: string;
  /** Separated by commas. */
  groups: string;
  rest: JsonObject;
}

export function userDraft(user?: SandboxUserRecord): UserDraft {
  const { seeded: _ours, ...members } = user ?? { seeded: false };
  const own = new Set<string>(USER_MEMBERS);
  return {
    Username: user?.Username ?? '',
    Password: user?.Password ?? (user === undefined ? 'Correct-horse-1' : ''),
    UserStatus: user?.UserStatus ?? 'CONFIRMED',
    Enabled: user?.Enabled ?? true,
    UserAttributes: { ...user?.UserAttributes },
    factors: [...(user?.UserMFASettingList ?? [])],
    PreferredMfaSetting: user?.PreferredMfaSetting ?? '',
    TotpSecret: user?.TotpSecret ?? '',
    groups: (user?.Groups ?? []).join(', '),
    rest: Object.fromEntries(Object.entries(members).filter(([name]) => !own.has(name))) as JsonObject,
  };
}

/** The draft as a seed file writes a user. */
export function userOf(draft: UserDraft): Record<string, JsonValue> {
  const groups = draft.groups.split(',').map((group) => group.trim());
  const named = groups.filter((group) => group !== '');
  return {
    ...draft.rest,
    Username: draft.Username,
    UserStatus: draft.UserStatus,
    UserAttributes: { ...draft.UserAttributes },
    ...(draft.Enabled ? {} : { Enabled: false }),
    ...(draft.Password === '' ? {} : { Password: draft.Password }),
    ...(draft.factors.length === 0 ? {} : { UserMFASettingList: [...draft.factors] }),
    ...(draft.PreferredMfaSetting === '' ? {} : { PreferredMfaSetting: draft.PreferredMfaSetting }),
    ...(draft.TotpSecret === '' ? {} : { TotpSecret: draft.TotpSecret }),
    ...(named.length === 0 ? {} : { Groups: named }),
  };
}
