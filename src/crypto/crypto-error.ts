/**
 * Every way this folder refuses its input. The texts a person reads for them live in the error catalogue;
 * the messages here say which field is wrong and what to do about it, and never repeat a secret's value.
 */
export type CryptoErrorCode =
  | 'SRP_A_INVALID'
  | 'SRP_B_INVALID'
  | 'SRP_U_ZERO'
  | 'SRP_KEY_INVALID'
  | 'SALT_INVALID'
  | 'SECRET_BLOCK_INVALID'
  | 'TIMESTAMP_INVALID'
  | 'TOTP_SECRET_INVALID'
  | 'TOTP_TIME_INVALID'
  | 'RANDOM_INVALID'
  | 'PASSKEY_KEY_INVALID';

/** A plain Error that carries its code, so that it crosses a boundary as `{ code, detail }` without instanceof. */
export type CryptoError = Error & { readonly code: CryptoErrorCode };

/**
 * Makes (does not throw) the error for `code`.
 * @param message names the field and the fix; no secret values
 */
export function cryptoError(code: CryptoErrorCode, message: string): CryptoError {
  return Object.assign(new Error(message), { code });
}
