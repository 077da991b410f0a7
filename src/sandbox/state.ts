import type { Inbox } from './inbox.ts';
import type { Lockout } from './lockout.ts';
import type { Sealer } from './sealed.ts';
import type { Spent } from './spent.ts';

export type MfaMethod = 'SMS_MFA' | 'EMAIL_OTP' | 'SOFTWARE_TOKEN_MFA';

/** First factors of USER_AUTH. A password counts for both of its names. */
export type FirstFactor = 'PASSWORD_SRP' | 'PASSWORD' | 'EMAIL_OTP' | 'SMS_OTP';

export interface PasswordPolicy {
  readonly minimumLength: number;
  readonly uppercase: boolean;
  readonly lowercase: boolean;
  readonly numbers: boolean;
  readonly symbols: boolean;
}

export interface Pool {
  readonly id: string;
  readonly name: string;
  readonly mfa: 'OFF' | 'OPTIONAL' | 'ON';
  readonly mfaMethods: readonly MfaMethod[];
  /** SignInPolicy.AllowedFirstAuthFactors, in the order AvailableChallenges lists them. */
  readonly firstFactors: readonly FirstFactor[];
  /** `email`: people sign in with their address and the canonical name is a UUID. */
  readonly usernames: 'chosen' | 'email';
  /** Verified attributes that work as a second sign-in name in a `chosen` pool. */
  readonly aliases: readonly ('email' | 'phone_number')[];
  readonly requiredAttributes: readonly string[];
  readonly passwordPolicy: PasswordPolicy;
  readonly temporaryPasswordDays: number;
  /** DeviceConfiguration; without one the pool tracks no devices. */
  readonly devices?: DeviceConfiguration;
  /** DeviceGroupKey of every device of the pool. */
  readonly deviceGroupKey: string;
  readonly clients: readonly Client[];
  /** By lower-cased canonical name: user names are not case sensitive in pools made since 2020. */
  readonly users: Map<string, User>;
  readonly usersBySub: Map<string, User>;
  /** Key of the simulated salts and names of users that don't exist. */
  readonly existenceKey: Uint8Array;
}

export interface DeviceConfiguration {
  /** ChallengeRequiredOnNewDevice: a remembered device proves itself in place of MFA. */
  readonly challengeRequired: boolean;
  /** DeviceOnlyRememberedOnUserPrompt: a confirmed device is remembered only after UpdateDeviceStatus. */
  readonly onlyOnPrompt: boolean;
}

export interface Client {
  readonly id: string;
  readonly name: string;
  /** All of them are good: two may be live during a rotation. */
  readonly secrets: readonly string[];
  readonly explicitAuthFlows: readonly string[];
  /** AuthSessionValidity, minutes. */
  readonly sessionMinutes: number;
  readonly hidesUserExistence: boolean;
  readonly accessTokenMinutes: number;
  readonly idTokenMinutes: number;
  readonly refreshTokenDays: number;
  readonly tokenRevocation: boolean;
  readonly rotation?: { readonly graceSeconds: number };
}

export type UserStatus = 'UNCONFIRMED' | 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD' | 'RESET_REQUIRED';

export interface User {
  /** Canonical name: USER_ID_FOR_SRP, `cognito:username`. */
  readonly username: string;
  readonly sub: string;
  /** The name that was typed, of a user who doesn't exist and whom nobody may tell from one who does. */
  readonly simulated?: string;
  readonly attributes: Map<string, string>;
  readonly groups: readonly string[];
  readonly enabled: boolean;
  status: UserStatus;
  /** Absent for a user who signs in with codes alone. */
  password?: string;
  /** Epoch milliseconds; counts for temporary passwords. */
  passwordSetAt: number;
  /** SRP salt and verifier, made when first needed and dropped when the password changes. */
  srp?: { readonly salt: bigint; readonly verifier: bigint };
  totp?: TotpDevice;
  /** A TOTP secret from AssociateSoftwareToken with an access token, not verified yet. */
  pendingTotpSecret?: string;
  readonly mfaEnabled: Set<MfaMethod>;
  mfaPreferred?: MfaMethod;
  /** Confirmed devices by DeviceKey, oldest first. */
  readonly devices: Map<string, Device>;
  /** event_id of every sign-in that was not revoked, with the expiry of its refresh token in epoch milliseconds. */
  readonly signIns: Map<string, number>;
}

/** A device after ConfirmDevice. Times are epoch milliseconds. */
export interface Device {
  readonly key: string;
  readonly name?: string;
  readonly salt: bigint;
  readonly verifier: bigint;
  readonly createdAt: number;
  remembered: boolean;
  modifiedAt: number;
  authenticatedAt: number;
}

export interface TotpDevice {
  /** Base32. */
  readonly secret: string;
  readonly friendlyName?: string;
  /** The newest time step whose code was accepted; it and older ones are refused. */
  lastStep: number;
}

/** Everything that a reset throws away. */
export interface State {
  readonly pools: ReadonlyMap<string, Pool>;
  readonly sealer: Sealer;
  readonly spentSessions: Spent;
  readonly spentBlocks: Spent;
  readonly rotatedTokens: Spent;
  readonly passwordLockout: Lockout;
  readonly codeLockout: Lockout;
  readonly inbox: Inbox;
}
