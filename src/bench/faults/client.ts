import { isAnswer } from '../bending.ts';
import type { Fault } from '../fault.ts';
import {
  BAD_REFRESH_TOKEN,
  constraint,
  FOREIGN_SESSION,
  HASH_MISSING,
  INCORRECT,
  NO_CLIENT,
  NOT_AUTHORIZED,
} from '../words.ts';

const group = 'App client';

export const clientFaults: readonly Fault[] = [
  {
    id: 'client-unknown',
    group,
    title: 'App client that does not exist',
    rule: 'ClientId names an app client of the endpoint’s region.',
    source: '4.3',
    applies: () => true,
    mutate: () => ({ members: { ClientId: 'nosuchclient0123456789abcd' } }),
    expected: [NO_CLIENT],
  },
  {
    id: 'client-missing',
    group,
    title: 'No ClientId',
    rule: 'ClientId is required.',
    source: '0.6',
    applies: () => true,
    mutate: () => ({ members: { ClientId: null } }),
    expected: [constraint('clientId')],
  },
  {
    id: 'client-shape',
    group,
    title: 'ClientId with a character it can’t have',
    rule: 'ClientId holds letters, digits, _ and + only.',
    source: '0.8',
    applies: () => true,
    mutate: (given) => ({ members: { ClientId: `${given.clientId} ` } }),
    expected: [constraint('clientId')],
  },
  {
    id: 'client-other',
    group,
    title: 'Another app client of the pool',
    rule: 'What was begun with one app client can’t go on with another.',
    source: '4.1 Binding, 4.3',
    applies: (place) =>
      (isAnswer(place) || place.name.includes('REFRESH') || place.name.includes('Refresh')) &&
      (place.others.client ||
        'Needs a second app client of the same pool without a secret, as another target.'),
    scene: { needs: 'client' },
    mutate: (given) => ({
      members: {
        ClientId: given.other.clientId ?? null,
        ...(given.operation === 'GetTokensFromRefreshToken' ? { ClientSecret: null } : {}),
      },
      ...('SECRET_HASH' in given.keys ? { responses: { SECRET_HASH: null } } : {}),
    }),
    expected: (place) => {
      if (!isAnswer(place)) return [BAD_REFRESH_TOKEN, { code: 'InvalidParameterException' }];
      return place.session === undefined ? [INCORRECT] : [FOREIGN_SESSION];
    },
    counts: (place) => (place.name === 'PASSWORD_VERIFIER' ? 'password' : undefined),
  },
  {
    id: 'client-secret-missing',
    group,
    title: 'No ClientSecret',
    rule: 'GetTokensFromRefreshToken takes the secret in clear.',
    source: '5.8',
    applies: (place) => place.operation === 'GetTokensFromRefreshToken' && place.hasClientSecret,
    mutate: () => ({ members: { ClientSecret: null } }),
    expected: [NOT_AUTHORIZED, HASH_MISSING],
  },
  {
    id: 'client-secret-surplus',
    group,
    title: 'A ClientSecret that is wrong',
    rule: 'The secret has to be the app client’s own; one without a secret has none.',
    source: '5.8',
    applies: (place) => place.operation === 'GetTokensFromRefreshToken',
    mutate: () => ({ members: { ClientSecret: 'x'.repeat(52) } }),
    expected: [NOT_AUTHORIZED],
  },
];
