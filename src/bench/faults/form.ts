import { isStart } from '../../chain/sign-in-operations.ts';
import { acceptable, isAnswer } from '../bending.ts';
import type { Fault, Place } from '../fault.ts';
import { ACCEPTED, INVALID_PARAMETER, missing } from '../words.ts';

const group = 'Form of the answer';
/** Have faults of their own, or may be left out. */
const ASIDE: ReadonlySet<string> = new Set([
  'USERNAME',
  'SECRET_HASH',
  'PREFERRED_CHALLENGE',
  'CHALLENGE_NAME',
  'ClientId',
  'ClientSecret',
  'DeviceKey',
  'EMAIL',
]);

function required(place: Place): string[] {
  const device = place.name.startsWith('DEVICE_');
  return Object.keys(place.keys).filter(
    (key) => !ASIDE.has(key) && !key.startsWith('userAttributes.') && (key !== 'DEVICE_KEY' || device),
  );
}

/** A member of the request itself breaks a constraint of the model instead. */
function refusal(place: Place, key: string) {
  return place.operation === 'GetTokensFromRefreshToken' ? [INVALID_PARAMETER] : [missing(key)];
}

/** Every key of the answer left out, and left empty: made from what the right answer holds. */
export function keyFaults(place: Place): Fault[] {
  return required(place).flatMap((key): Fault[] => [
    {
      id: `missing-${key}`,
      group,
      title: `No ${key}`,
      rule: `${key} is required.`,
      source: '1.2, 2.1',
      applies: () => true,
      mutate: () => ({ responses: { [key]: null } }),
      expected: refusal(place, key),
    },
    {
      id: `empty-${key}`,
      group,
      title: `${key} left empty`,
      rule: `An empty ${key} counts as none.`,
      source: '1.2, 4.3',
      applies: () => true,
      mutate: () => ({ responses: { [key]: '' } }),
      expected: refusal(place, key),
    },
  ]);
}

export const formFaults: readonly Fault[] = [
  {
    id: 'answers-missing',
    group,
    title: 'No answers at all',
    rule: 'The map of answers is optional in the model and required in practice.',
    source: '1.1, 4.3',
    applies: (place) => place.operation !== 'GetTokensFromRefreshToken',
    mutate: (given) => ({
      members: { [isStart(given.operation) ? 'AuthParameters' : 'ChallengeResponses']: null },
    }),
    expected: (place) => [
      missing('USERNAME' in place.keys ? 'USERNAME' : (required(place)[0] ?? 'USERNAME')),
    ],
  },
  {
    id: 'value-number',
    group,
    title: 'A number in place of text',
    rule: 'The map of answers holds texts only; a code is a text of digits.',
    source: '0.1',
    applies: (place) => required(place).length > 0,
    mutate: (given) => ({ responses: { [required(given)[0] ?? '']: 123456 } }),
    expected: [{ code: 'SerializationException' }],
  },
  {
    id: 'key-unknown',
    group: 'Tolerated',
    title: 'A key nobody asked for',
    rule: 'Surplus keys are ignored: shipped clients send some.',
    source: '2.3',
    applies: (place) => isAnswer(place) && place.name !== 'MFA_SETUP' && acceptable(place),
    mutate: () => ({ responses: { NO_SUCH_KEY: 'surplus' } }),
    expected: [ACCEPTED],
  },
];
