import { isAdmins, isAnswer } from '../bending.ts';
import type { Fault, Place } from '../fault.ts';
import { constraint, FOREIGN_SESSION, INCORRECT, NO_CLIENT, NO_POOL } from '../words.ts';

const group = 'Administrator';
const pool = (UserPoolId: string | null) => ({ members: { UserPoolId } });
/** As the service writes ids, of the same region. */
const NOWHERE = (place: Place): string => `${place.userPoolId.split('_')[0] ?? ''}_Nowhere00`;
const isNamed = (place: Place): boolean => isAnswer(place) && 'USERNAME' in place.keys;

/** What is an administrator's alone: the pool by its id, and the canonical name (protocol reference 10). */
export const adminFaults: readonly Fault[] = [
  {
    id: 'pool-missing',
    group,
    title: 'No UserPoolId',
    rule: 'UserPoolId is required of an administrator.',
    source: '1.1, 10',
    applies: isAdmins,
    mutate: () => pool(null),
    expected: [constraint('userPoolId')],
  },
  {
    id: 'pool-shape',
    group,
    title: 'UserPoolId without its region',
    rule: 'UserPoolId is REGION_id.',
    source: '0.8',
    applies: isAdmins,
    mutate: (given) => pool(given.userPoolId.split('_').at(-1) ?? ''),
    expected: [constraint('userPoolId')],
  },
  {
    id: 'pool-unknown',
    group,
    title: 'User pool that does not exist',
    rule: 'UserPoolId names a pool of the endpoint’s region.',
    source: '4.3',
    applies: isAdmins,
    mutate: (given) => pool(NOWHERE(given)),
    // Which of the two is looked for first is not published.
    expected: [NO_POOL, NO_CLIENT],
  },
  {
    id: 'alias-as-administrator',
    group,
    title: 'The alias as USERNAME',
    rule: 'An administrator’s answer wants the canonical name: an alias is none.',
    source: '10',
    applies: (place) =>
      isAdmins(place) &&
      isNamed(place) &&
      (place.alias !== undefined || 'Needs a sign-in by an alias: start one with an email address.'),
    mutate: (given) => ({ responses: { USERNAME: given.alias ?? null } }),
    expected: (place) => (place.session === undefined ? [INCORRECT] : [FOREIGN_SESSION]),
    counts: (place) => (place.name === 'PASSWORD_VERIFIER' ? 'password' : undefined),
  },
];
