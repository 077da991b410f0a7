import { deviceKeyField } from './fields.ts';
import { supplied } from './inputs.ts';
import type { ChallengeSpec } from './spec.ts';
import { DEVICE_EXCHANGE } from './srp-exchanges.ts';

export const deviceSrpAuth: ChallengeSpec = {
  name: 'DEVICE_SRP_AUTH',
  title: 'Begin the device’s proof',
  help:
    'The sign-in named a remembered device, so the device proves itself in place of a second factor. SRP_A opens the ' +
    'exchange and DEVICE_PASSWORD_VERIFIER follows.',
  fields: () => [
    {
      ...deviceKeyField,
      required: true,
      help: 'The DeviceKey that NewDeviceMetadata brought at an earlier sign-in.',
    },
  ],
  freeKeys: false,
  computed: [{ key: 'SRP_A', from: 'a fresh SRP exchange for the device' }],
  respond({ asked: { parameters }, inputs }, tools) {
    const deviceKey = supplied(inputs, 'DEVICE_KEY') ?? supplied(parameters, 'DEVICE_KEY');
    return { ...(deviceKey === undefined ? {} : { DEVICE_KEY: deviceKey }), SRP_A: tools.srpA() };
  },
  next: ['DEVICE_PASSWORD_VERIFIER'],
  follows: () => ({
    by: 'protocol',
    names: ['DEVICE_PASSWORD_VERIFIER'],
    because: 'The device’s SRP_A opens an exchange, and its proof follows.',
    verdict: 'known',
  }),
  answerable: true,
  helpers: [],
  example: {
    setting: { a: DEVICE_EXCHANGE.a },
    asked: { parameters: {}, available: [] },
    inputs: { DEVICE_KEY: DEVICE_EXCHANGE.deviceKey },
    responses: { DEVICE_KEY: DEVICE_EXCHANGE.deviceKey, SRP_A: DEVICE_EXCHANGE.srpA },
  },
};
