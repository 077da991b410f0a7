/**
 * The vocabulary of forms: what a person fills (`Field`) and what the host computes for an answer (`Tools`). Flows,
 * challenges and the page's one generic form share it.
 */

export type FieldKind =
  /** one line, shown as typed */
  | 'text'
  /** hidden as typed; a secret */
  | 'password'
  /** a short numeric code; a secret */
  | 'code'
  /** one of `choices`, or any other text: testers may answer what was not offered */
  | 'choice'
  /** JSON text */
  | 'json'
  /** a long secret, pasted: TOTP seed, refresh token, device password */
  | 'secret';

/** Inputs the host keeps in its memory for the life of a chain, so that a later step need not ask again. */
export type Remembered =
  | 'PASSWORD'
  | 'TOTP_SECRET'
  | 'PASSKEY'
  | 'DEVICE_KEY'
  | 'DEVICE_GROUP_KEY'
  | 'DEVICE_PASSWORD'
  | 'CUSTOM_ANSWER'
  | 'REFRESH_TOKEN';

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** What has to be at hand for what it leads to: something remembered, or an inbox that a code comes to. */
  readonly needs?: Remembered | 'INBOX';
  /** The challenge it leads to, where that is not `value`; null: straight on, past the choice. */
  readonly leads?: string | null;
}

export interface Field {
  /** The key it fills in the answer where there is one (`SMS_MFA_CODE`), else an input of ours (`TOTP_SECRET`). */
  readonly key: string;
  readonly label: string;
  readonly kind: FieldKind;
  /** A missing required field is a warning, never a block. */
  readonly required: boolean;
  readonly help?: string;
  /** A rule checked as one types; breaking it warns. `hint` says what is expected. */
  readonly pattern?: { readonly source: string; readonly hint: string };
  readonly choices?: readonly Choice[];
  readonly placeholder?: string;
  /** For `code`: how many digits to expect. */
  readonly digits?: number;
  /** The host may hold a value for it from an earlier step; the form then offers to leave it as it is. */
  readonly remember?: Remembered;
  /** Once accepted, the value takes the place of what the host remembers under this name (a new password). */
  readonly replaces?: Remembered;
  /** The value follows from another one that the host may hold: with that, nothing is left to type here. */
  readonly computedFrom?: Remembered;
  /** A code that follows from the TOTP secret the host holds or the person types. */
  readonly totp?: boolean;
  /** A code that a sandbox inbox may hold. */
  readonly inbox?: boolean;
}

/** True for fields whose values are masked everywhere once sent. */
export function isSecretField(field: Field): boolean {
  return field.kind === 'password' || field.kind === 'code' || field.kind === 'secret';
}

/** The five values an SRP answer is proved over. Names as in protocol reference 5.3 and 5.6. */
export interface SrpClaimInput {
  /** The pool name (after the first `_` of the pool id), or the DeviceGroupKey. */
  readonly group: string;
  /** USER_ID_FOR_SRP, or the DeviceKey. */
  readonly identity: string;
  readonly password: string;
  /** SALT, hex. */
  readonly salt: string;
  /** SRP_B, hex. */
  readonly srpB: string;
  /** SECRET_BLOCK, Base64. */
  readonly secretBlock: string;
  readonly timestamp: string;
}

/** What a passkey signs. */
export interface PasskeyUse {
  /** JSON text: id, privateKey, rpId, userHandle. */
  readonly passkey: string;
  /** `CREDENTIAL_REQUEST_OPTIONS`, unchanged. */
  readonly options: string;
  /** What is not to be as an honest authenticator does it: PASSKEY_ORIGIN, PASSKEY_RP_ID, PASSKEY_TYPE … */
  readonly bends?: Readonly<Record<string, string>>;
}

/** What the host lends to flows and challenges: clock, randomness and crypto, so that specs stay pure. */
export interface Tools {
  /** The pool's name, the part of the pool id after the first `_`. @throws CoreFault POOL_ID_NEEDED */
  poolName(): string;
  /** `SRP_A` of a fresh SRP exchange; the same value however often it is asked during one answer. */
  srpA(): string;
  /** `PASSWORD_CLAIM_SIGNATURE` over the exchange that the latest SRP_A on this branch opened. */
  srpClaim(input: SrpClaimInput): string;
  /** `TIMESTAMP`, for example `Tue Sep 8 09:05:07 UTC 2026`; the same value during one answer. */
  timestamp(): string;
  /** The TOTP code of now for a Base32 secret or otpauth URI. */
  totp(secret: string): string;
  /** `CREDENTIAL`, signed by the software authenticator as on the relying party's own page. */
  credential(input: PasskeyUse): string;
  /** `SECRET_HASH` over this username for the target's client; undefined when the target has no client secret. */
  secretHash(username: string): string | undefined;
}

/** A problem with an input, as data: it names the field and the fix. */
export interface Fault {
  readonly code: string;
  readonly detail: string;
  /** The input or request member at fault. */
  readonly field?: string;
}

/** The one error the core throws: an Error that carries a `Fault`. Hosts turn it into `{ code, detail }`. */
export type CoreFault = Error & Fault;

/** Whether something thrown carries a fault: told by its shape, so that it works over every boundary. */
export function isFault(error: unknown): error is CoreFault {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    'detail' in error &&
    typeof error.detail === 'string'
  );
}

export function coreFault(code: string, detail: string, field?: string): CoreFault {
  return Object.assign(new Error(detail), field === undefined ? { code, detail } : { code, detail, field });
}
