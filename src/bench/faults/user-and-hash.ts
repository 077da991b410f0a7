import { acceptable, flipped, isAdmins, isAnswer } from '../bending.ts';
import type { Fault, Place } from '../fault.ts';
import {
  ACCEPTED,
  FOREIGN_SESSION,
  HASH_MISSING,
  HASH_WRONG,
  INCORRECT,
  missing,
  NO_USER,
} from '../words.ts';

const group = 'User and hash';
const named = (place: Place): boolean => 'USERNAME' in place.keys;
const hashed = (place: Place): boolean => 'SECRET_HASH' in place.keys;
const proves = (place: Place): boolean =>
  'PASSWORD' in place.keys || (place.name === 'PASSWORD_VERIFIER' && place.session === undefined);
const NEEDS_ALIAS = 'Needs a sign-in by an alias: start one with an email address.';
const NOBODY = 'nobody-of-that-name';

export const userAndHashFaults: readonly Fault[] = [
  {
    id: 'username-missing',
    group,
    title: 'No USERNAME',
    rule: 'USERNAME goes with every answer.',
    source: '1.2, 2.1',
    applies: named,
    mutate: () => ({ responses: { USERNAME: null } }),
    expected: [missing('USERNAME')],
  },
  {
    id: 'username-unknown',
    group,
    title: 'A USERNAME nobody has',
    rule: 'PreventUserExistenceErrors decides whether a missing user is told or simulated.',
    source: '4.5',
    applies: named,
    mutate: () => ({ responses: { USERNAME: NOBODY } }),
    expected: (place) => {
      if (isAnswer(place))
        return place.session === undefined ? [INCORRECT, NO_USER] : [FOREIGN_SESSION, NO_USER];
      return place.name === 'USER_PASSWORD_AUTH' || 'PASSWORD' in place.keys
        ? [INCORRECT, NO_USER]
        : [ACCEPTED, NO_USER];
    },
  },
  {
    id: 'username-other',
    group,
    title: 'Another user’s name',
    rule: 'The answer is for the user who was asked.',
    source: '4.1 Binding',
    applies: (place) =>
      isAnswer(place) &&
      named(place) &&
      (place.others.username || 'Needs the name of another user: sign one in on this target.'),
    scene: { needs: 'username' },
    mutate: (given) => ({ responses: { USERNAME: given.other.username ?? null } }),
    expected: (place) => (place.session === undefined ? [INCORRECT] : [FOREIGN_SESSION]),
    counts: (place) => (proves(place) ? 'password' : undefined),
  },
  {
    id: 'hash-missing',
    group,
    title: 'No SECRET_HASH',
    rule: 'An app client with a secret wants SECRET_HASH with every request.',
    source: '5.8',
    applies: hashed,
    mutate: () => ({ responses: { SECRET_HASH: null } }),
    expected: [HASH_MISSING],
  },
  {
    id: 'hash-wrong',
    group,
    title: 'SECRET_HASH with one character changed',
    rule: 'SECRET_HASH is the HMAC of USERNAME and ClientId under the client secret.',
    source: '5.8',
    applies: hashed,
    mutate: (given) => ({ responses: { SECRET_HASH: flipped(given.keys['SECRET_HASH'] ?? '') } }),
    expected: [HASH_WRONG],
  },
  {
    id: 'hash-lowercase',
    group,
    title: 'SECRET_HASH in lower case',
    rule: 'SECRET_HASH is Base64, where case counts.',
    source: '5.8',
    applies: hashed,
    mutate: (given) => ({ responses: { SECRET_HASH: (given.keys['SECRET_HASH'] ?? '').toLowerCase() } }),
    expected: [HASH_WRONG],
  },
  {
    id: 'hash-over-alias',
    group,
    title: 'SECRET_HASH over the alias',
    rule: 'SECRET_HASH is made over the USERNAME of that very answer: the canonical name.',
    source: '5.8',
    applies: (place) => hashed(place) && isAnswer(place) && (place.alias !== undefined || NEEDS_ALIAS),
    mutate: (given) => ({
      tools: (tools) => ({ ...tools, secretHash: () => tools.secretHash(given.alias ?? '') }),
    }),
    expected: [HASH_WRONG],
  },
  {
    id: 'hash-over-other-name',
    group,
    title: 'SECRET_HASH over another name',
    rule: 'SECRET_HASH is made over the USERNAME of that very request.',
    source: '5.8',
    applies: hashed,
    mutate: () => ({ tools: (tools) => ({ ...tools, secretHash: () => tools.secretHash(NOBODY) }) }),
    expected: [HASH_WRONG],
  },
  {
    id: 'hash-surplus',
    group,
    title: 'SECRET_HASH for an app client without a secret',
    rule: 'Where there is no secret, no hash can be right.',
    source: '5.8',
    applies: (place) => !place.hasClientSecret && place.operation !== 'GetTokensFromRefreshToken',
    mutate: () => ({ responses: { SECRET_HASH: `${'A'.repeat(43)}=` } }),
    expected: [HASH_WRONG],
  },
  {
    id: 'username-alias',
    group: 'Tolerated',
    title: 'The alias as USERNAME',
    rule: 'The canonical name is recommended; an alias of the same user is taken.',
    source: '2.1, 10',
    applies: (place) => {
      if (!isAnswer(place) || isAdmins(place) || !named(place)) return false;
      return place.alias === undefined ? NEEDS_ALIAS : acceptable(place);
    },
    mutate: (given) => ({ responses: { USERNAME: given.alias ?? null } }),
    expected: [ACCEPTED],
  },
];
