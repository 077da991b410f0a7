import type { JsonObject } from '../../json.ts';
import { requiredText, structure, text } from '../read-members.ts';
import { missingParameter, refusal } from '../refusal.ts';
import { noDevice } from '../sign-in/device.ts';
import { bytesToInteger, PRIME } from '../srp-server.ts';
import { requireBearer } from '../tokens/access-token.ts';
import type { Operation } from './spec.ts';

/** 384 bytes of a 3,072-bit value with its sign byte take 516 letters; a salt takes 24. */
const LONGEST = 1_024;

/** Takes the salt and verifier of the device that NewDeviceMetadata offered to this very sign-in. */
export const confirmDevice: Operation = {
  name: 'ConfirmDevice',
  run: async (input, context) => {
    const { pool, user, deviceKey } = await requireBearer(context, requiredText(input, 'AccessToken'));
    const key = requiredText(input, 'DeviceKey');
    if (user.devices.has(key)) throw refusal('DeviceKeyExistsException', 'Device key already exists.');
    if (key !== deviceKey || pool.devices === undefined) throw noDevice();
    const secrets = structure(input, 'DeviceSecretVerifierConfig');
    if (secrets === undefined) throw missingParameter('DeviceSecretVerifierConfig');
    const name = text(input, 'DeviceName');
    const now = context.clock.now();
    user.devices.set(key, {
      key,
      ...(name === undefined ? {} : { name }),
      salt: needInteger(secrets, 'Salt'),
      verifier: needVerifier(secrets),
      createdAt: now,
      modifiedAt: now,
      authenticatedAt: now,
      remembered: !pool.devices.onlyOnPrompt,
    });
    return { UserConfirmationNecessary: pool.devices.onlyOnPrompt };
  },
};

/** A verifier of 0 mod N would let a proof hold without the device's password. */
function needVerifier(secrets: JsonObject): bigint {
  const verifier = needInteger(secrets, 'PasswordVerifier');
  if (verifier % PRIME === 0n) throw invalid('PasswordVerifier');
  return verifier;
}

/** Standard Base64 of a positive integer, with or without its sign byte. */
function needInteger(secrets: JsonObject, name: string): bigint {
  const value = text(secrets, name) ?? '';
  if (value === '') throw missingParameter(name);
  const bytes = Buffer.from(value, 'base64');
  if (value.length > LONGEST || bytes.length === 0 || bytes.toString('base64') !== value) throw invalid(name);
  return bytesToInteger(bytes);
}

function invalid(name: string): Error {
  return refusal('InvalidParameterException', `Invalid ${name} of the device.`);
}
