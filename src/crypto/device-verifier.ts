import { cryptoError } from './crypto-error.ts';
import { parseHexInteger } from './hex.ts';
import { pad } from './pad.ts';
import { powerOfG } from './power-of-g.ts';
import { draw } from './random-source.ts';
import type { RandomBytes } from './random-source.ts';
import { srpX } from './srp.ts';

/** Lengths of the random password and salt, as amazon-cognito-identity-js draws them (protocol 5.6). */
const PASSWORD_BYTES = 40;
const SALT_BYTES = 16;

/** NewDeviceMetadata's two names: the group key is `-` and some letters, the device key starts with the region. */
export type DeviceKeys = { readonly deviceGroupKey: string; readonly deviceKey: string };

export type DeviceVerifier = {
  /** Keep it with the device's keys: DEVICE_SRP_AUTH needs it. The Base64 text itself is the password. */
  readonly devicePassword: string;
  /** DeviceSecretVerifierConfig.Salt: Base64 of pad(salt), 24 characters at most. */
  readonly salt: string;
  /** DeviceSecretVerifierConfig.PasswordVerifier: Base64 of pad(verifier), 516 characters at most. */
  readonly passwordVerifier: string;
};

/**
 * A new device password with the salt and verifier for ConfirmDevice (protocol 5.6).
 * @throws CryptoError RANDOM_INVALID for a source that is short or gives only zeros
 */
export function createDeviceVerifier(keys: DeviceKeys, randomBytes: RandomBytes): DeviceVerifier {
  const devicePassword = draw(randomBytes, PASSWORD_BYTES).toString('base64');
  const salt = draw(randomBytes, SALT_BYTES);
  if (salt.every((byte) => byte === 0)) {
    throw cryptoError('RANDOM_INVALID', "randomBytes returned only zeros; check the host's random port.");
  }
  return deviceVerifier({ ...keys, devicePassword, salt: salt.toString('hex') });
}

/**
 * The same for a given password and salt: verifier = g^x mod N.
 * @param input `salt` is a hex integer, as SALT later comes back in DEVICE_PASSWORD_VERIFIER
 * @throws CryptoError SALT_INVALID when the salt is not hex
 */
export function deviceVerifier(
  input: DeviceKeys & { readonly devicePassword: string; readonly salt: string },
): DeviceVerifier {
  const salt = parseHexInteger(input.salt, 'SALT', 'SALT_INVALID');
  const x = srpX(input.deviceGroupKey, input.deviceKey, input.devicePassword, salt);
  return {
    devicePassword: input.devicePassword,
    salt: toBase64(pad(salt)),
    passwordVerifier: toBase64(pad(powerOfG(BigInt(`0x${x}`)))),
  };
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
