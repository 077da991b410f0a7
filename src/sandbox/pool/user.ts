import type { SignIns } from '../tokens/sign-ins.ts';

export type MfaMethod = 'SMS_MFA' | 'EMAIL_OTP' | 'SOFTWARE_TOKEN_MFA';

export type UserStatus = 'UNCONFIRMED' | 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD' | 'RESET_REQUIRED';

/** What a code that was sent is good for. */
export type CodePurpose = 'sign-up' | 'password' | 'verify email' | 'verify phone_number';

/** Times are epoch milliseconds. */
export interface User {
  /** Canonical name: USER_ID_FOR_SRP, `cognito:username`. */
  readonly username: string;
  readonly sub: string;
  /** The name that was typed, of a user who doesn't exist and whom nobody may tell from one who does. */
  readonly simulated?: string;
  /** Changed through the pool's directory alone, which finds people by address and phone number. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Names of groups. */
  readonly groups: Set<string>;
  enabled: boolean;
  status: UserStatus;
  /** Absent for a user who signs in with codes or passkeys alone. */
  password?: string;
  passwordSetAt: number;
  /** Earlier passwords, newest first, as many as the pool's policy looks at. */
  passwordHistory: readonly string[];
  /** SRP salt and verifier, made when first needed and dropped when the password changes. */
  srp?: { readonly salt: bigint; readonly verifier: bigint };
  totp?: TotpDevice;
  /** A TOTP secret from AssociateSoftwareToken with an access token, not verified yet. */
  pendingTotpSecret?: string;
  readonly mfaEnabled: Set<MfaMethod>;
  mfaPreferred?: MfaMethod;
  /** Codes that wait for their answer; a new one replaces the old. */
  readonly codes: Map<CodePurpose, SentCode>;
  /** New values of attributes that count only when their code was confirmed. */
  readonly pendingAttributes: Map<string, string>;
  /** Confirmed devices by DeviceKey, oldest first. */
  readonly devices: Map<string, Device>;
  /** Passkeys by credential id (Base64url), oldest first. */
  readonly passkeys: Map<string, Passkey>;
  /** The WebAuthn registration under way; starting another one replaces it. */
  passkeyRegistration?: PasskeyRegistration;
  /** WebAuthnMfaSettings: a passkey counts as both factors, where the pool lets it. */
  passkeyMfa: boolean;
  readonly signIns: SignIns;
  /** Sign-ins that were tracked, the newest first; absent where the pool tracks none. */
  sessions?: readonly TrackedSession[];
  /** What AdminListUserAuthEvents tells, newest first, bounded. */
  authEvents: readonly AuthEvent[];
  readonly createdAt: number;
  modifiedAt: number;
}

export interface SentCode {
  readonly code: string;
  /** Where it went: the right answer proves this value of this attribute, and no other. */
  readonly attribute: 'email' | 'phone_number';
  readonly destination: string;
  readonly expiresAt: number;
}

/** A device after ConfirmDevice. */
export interface Device {
  readonly key: string;
  readonly name?: string;
  readonly salt: bigint;
  readonly verifier: bigint;
  readonly createdAt: number;
  remembered: boolean;
  modifiedAt: number;
  authenticatedAt: number;
  /** The Session of its step under way, where clients may leave that out (settings, deviceStepSession). */
  openSession?: string;
}

export interface Passkey {
  /** Base64url. */
  readonly credentialId: string;
  /** COSE_Key, Base64url. */
  readonly publicKey: string;
  readonly relyingPartyId: string;
  /** PKCS #8, Base64url: only of a seeded passkey, whose holder is the console itself. */
  readonly privateKey?: string;
  readonly transports: readonly string[];
  readonly attachment?: string;
  readonly friendlyName: string;
  readonly createdAt: number;
  counter: number;
}

export interface PasskeyRegistration {
  /** Base64url. */
  readonly challenge: string;
  /** The app client it was started with. */
  readonly clientId: string;
  readonly expiresAt: number;
}

export interface TotpDevice {
  /** Base32. */
  readonly secret: string;
  readonly friendlyName?: string;
  /** The newest time step whose code was accepted; it and older ones are refused. */
  lastStep: number;
}

export interface TrackedSession {
  /** `tkn…`. */
  readonly id: string;
  readonly clientId: string;
  /** event_id of its sign-in: what ends with it. */
  readonly eventId: string;
  readonly createdAt: number;
  /** Of the last refresh or rotation of its tokens. */
  readonly lastActiveAt: number;
  /** Of its refresh token. */
  readonly expiresAt: number;
}

export interface AuthEvent {
  readonly id: string;
  readonly at: number;
  readonly type: 'SignIn' | 'SignUp' | 'ForgotPassword' | 'PasswordChange' | 'ResendCode';
  readonly response: 'Pass' | 'Fail' | 'InProgress';
  readonly challenges: readonly { readonly name: string; readonly response: 'Success' | 'Failure' }[];
}

/** What a user needs at least; the rest begins empty. */
export type NewUser = Pick<User, 'username' | 'sub' | 'status' | 'createdAt'> & Partial<User>;

export function newUser(given: NewUser): User {
  return {
    attributes: new Map(),
    groups: new Set(),
    enabled: true,
    passwordSetAt: given.createdAt,
    passwordHistory: [],
    mfaEnabled: new Set(),
    codes: new Map(),
    pendingAttributes: new Map(),
    devices: new Map(),
    passkeys: new Map(),
    passkeyMfa: false,
    signIns: { round: 0, ended: new Map() },
    authEvents: [],
    modifiedAt: given.createdAt,
    ...given,
  };
}
