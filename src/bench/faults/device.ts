import { isAnswer } from '../bending.ts';
import type { Fault, Place } from '../fault.ts';
import { ACCEPTED, INCORRECT, INVALID_SESSION, NO_DEVICE } from '../words.ts';

const group = 'Device';
const UNKNOWN = 'eu-west-1_00000000-0000-4000-8000-000000000000';
const proves = ({ name }: Place): boolean => name === 'DEVICE_PASSWORD_VERIFIER';

export const deviceFaults: readonly Fault[] = [
  {
    id: 'device-unknown',
    group,
    title: 'DEVICE_KEY nobody confirmed',
    rule: 'DEVICE_KEY names a device of this user that ConfirmDevice was called for.',
    source: '2.2, 3.5',
    applies: (place) => !place.name.startsWith('DEVICE_') && place.operation !== 'GetTokensFromRefreshToken',
    mutate: () => ({ responses: { DEVICE_KEY: UNKNOWN } }),
    // A first step by SRP may leave it to the proof to refuse.
    expected: (place) => (place.name === 'USER_SRP_AUTH' ? [ACCEPTED, NO_DEVICE] : [NO_DEVICE]),
  },
  {
    id: 'device-other',
    group,
    title: 'Another DEVICE_KEY than the one that was asked',
    rule: 'The device that was named at the start proves itself, no other.',
    source: '2.12',
    applies: ({ name }) => name.startsWith('DEVICE_'),
    mutate: () => ({ responses: { DEVICE_KEY: UNKNOWN } }),
    expected: [NO_DEVICE, INVALID_SESSION],
  },
  {
    id: 'device-without-group',
    group,
    title: 'Device’s proof without its group key',
    rule: 'The proof of a device takes DeviceGroupKey where a user’s takes the pool.',
    source: '5.6',
    applies: proves,
    mutate: () => ({
      tools: (tools) => ({ ...tools, srpClaim: (input) => tools.srpClaim({ ...input, group: '' }) }),
    }),
    expected: [INCORRECT],
    counts: 'password',
  },
  {
    id: 'device-with-pool',
    group,
    title: 'Device’s proof over pool and user',
    rule: 'DeviceGroupKey and DeviceKey stand in the place of pool and user.',
    source: '5.6',
    applies: proves,
    mutate: (given) => ({
      tools: (tools) => ({
        ...tools,
        srpClaim: (input) => tools.srpClaim({ ...input, group: tools.poolName(), identity: given.username }),
      }),
    }),
    expected: [INCORRECT],
    counts: 'password',
  },
  {
    id: 'refresh-without-device',
    group,
    title: 'Refresh without its DEVICE_KEY',
    rule: 'A token of a tracked device is refreshed with that device’s key.',
    source: '3.5',
    applies: (place) => !isAnswer(place) && 'REFRESH_TOKEN' in place.keys && 'DEVICE_KEY' in place.keys,
    mutate: () => ({ responses: { DEVICE_KEY: null } }),
    expected: [{ code: 'NotAuthorizedException', message: 'Invalid Refresh Token\\.?' }],
  },
  {
    id: 'refresh-device-unknown',
    group,
    title: 'DeviceKey nobody confirmed',
    rule: 'DeviceKey names a device of this user that ConfirmDevice was called for.',
    source: '3.5',
    applies: (place) => place.operation === 'GetTokensFromRefreshToken',
    mutate: () => ({ members: { DeviceKey: UNKNOWN } }),
    expected: [NO_DEVICE],
  },
];
