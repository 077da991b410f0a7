import { deviceKeyField } from './fields.ts';
import { followedByTokens } from './followed-by-tokens.ts';
import { supplied } from './inputs.ts';
import type { ChallengeSpec } from './spec.ts';
import { DEVICE_EXCHANGE } from './srp-exchanges.ts';
import { srpProof, srpProofComputed } from './srp-proof.ts';

export const devicePasswordVerifier: ChallengeSpec = {
  name: 'DEVICE_PASSWORD_VERIFIER',
  title: 'Prove the device',
  help:
    'The second half of the device’s proof: as PASSWORD_VERIFIER, with the device’s group, key and password in place ' +
    'of pool, user and password. All three come from the sign-in that confirmed the device.',
  fields: () => [
    { ...deviceKeyField, required: true, help: 'The DeviceKey that NewDeviceMetadata brought.' },
    {
      key: 'DEVICE_GROUP_KEY',
      label: 'Device group key',
      kind: 'text',
      required: true,
      remember: 'DEVICE_GROUP_KEY',
      help: 'The DeviceGroupKey that NewDeviceMetadata brought. Not sent.',
    },
    {
      key: 'DEVICE_PASSWORD',
      label: 'Device password',
      kind: 'secret',
      required: true,
      remember: 'DEVICE_PASSWORD',
      help: 'The password made for ConfirmDevice. Not sent: the proof is computed from it.',
    },
  ],
  freeKeys: false,
  computed: srpProofComputed,
  respond({ asked: { parameters }, inputs }, tools) {
    const deviceKey = supplied(inputs, 'DEVICE_KEY') ?? supplied(parameters, 'DEVICE_KEY');
    const group = supplied(inputs, 'DEVICE_GROUP_KEY');
    const password = supplied(inputs, 'DEVICE_PASSWORD');
    const complete = deviceKey !== undefined && group !== undefined && password !== undefined;
    const prover = complete ? { group: () => group, identity: () => deviceKey, password } : undefined;
    return {
      ...srpProof(parameters, prover, tools),
      ...(deviceKey === undefined ? {} : { DEVICE_KEY: deviceKey }),
    };
  },
  next: ['TOKENS'],
  // A device proves a password of its own, and is refused in the words of a wrong password.
  counts: { factor: 'password', perhaps: true },
  follows: followedByTokens,
  answerable: true,
  helpers: [],
  example: {
    setting: { at: DEVICE_EXCHANGE.at, a: DEVICE_EXCHANGE.a },
    asked: {
      parameters: {
        SALT: DEVICE_EXCHANGE.salt,
        SECRET_BLOCK: DEVICE_EXCHANGE.secretBlock,
        SRP_B: DEVICE_EXCHANGE.srpB,
        USERNAME: 'sample.user',
        DEVICE_KEY: DEVICE_EXCHANGE.deviceKey,
      },
      available: [],
    },
    inputs: {
      DEVICE_KEY: DEVICE_EXCHANGE.deviceKey,
      DEVICE_GROUP_KEY: DEVICE_EXCHANGE.deviceGroupKey,
      DEVICE_PASSWORD: DEVICE_EXCHANGE.devicePassword,
    },
    responses: {
      PASSWORD_CLAIM_SIGNATURE: DEVICE_EXCHANGE.signature,
      PASSWORD_CLAIM_SECRET_BLOCK: DEVICE_EXCHANGE.secretBlock,
      TIMESTAMP: DEVICE_EXCHANGE.timestamp,
      DEVICE_KEY: DEVICE_EXCHANGE.deviceKey,
    },
  },
};
