import { acceptable, flipped, isAnswer } from '../bending.ts';
import type { Expected, Fault, Place } from '../fault.ts';
import {
  ACCEPTED,
  constraint,
  FOREIGN_SESSION,
  INCORRECT,
  INVALID_PARAMETER,
  INVALID_SESSION,
  missing,
  SESSION_EXPIRED,
  SESSION_USED,
} from '../words.ts';

const carried = (place: Place): boolean => isAnswer(place) && place.session !== undefined;
const group = 'Session';
const session = (text: string | number | null) => ({ members: { Session: text } });
const isDevice = (place: Place): boolean => place.name.startsWith('DEVICE_');
/** Set up by helper operations, which consume the Session by themselves. */
const isSetUp = (place: Place): boolean => place.name === 'MFA_SETUP';

/** Where no source settles whether the Session may be left out (13, no. 2 and 10). */
function withoutSession(place: Place): readonly Expected[] {
  if (place.name === 'PASSWORD_VERIFIER') return [missing('Session'), INCORRECT];
  return isDevice(place) ? [missing('Session'), ACCEPTED] : [missing('Session')];
}

export const sessionFaults: readonly Fault[] = [
  {
    id: 'session-missing',
    group,
    title: 'No Session',
    rule: 'The Session that came with a challenge goes back with its answer.',
    source: '4.1 Missing',
    applies: carried,
    mutate: () => session(null),
    expected: withoutSession,
    counts: ({ name }) => (name === 'PASSWORD_VERIFIER' ? 'password' : undefined),
  },
  {
    id: 'session-short',
    group,
    title: 'Session of 5 characters',
    rule: 'A Session has 20 characters or more.',
    source: '4.1 Too short',
    applies: carried,
    mutate: () => session('short'),
    expected: [constraint('session')],
  },
  {
    id: 'session-number',
    group,
    title: 'Session as a number',
    rule: 'Members have the types of the model.',
    source: '0.1',
    applies: carried,
    mutate: () => session(42),
    expected: [{ code: 'SerializationException' }],
  },
  {
    id: 'session-made-up',
    group,
    title: 'Session made up',
    rule: 'A Session is the service’s own text: only one it gave out holds.',
    source: '4.3',
    applies: carried,
    mutate: () => session(`AYABe${'x'.repeat(1_540)}`),
    expected: [INVALID_SESSION],
  },
  {
    id: 'session-altered',
    group,
    title: 'One character of the Session changed',
    rule: 'A Session goes back unchanged.',
    source: '4.1 Content',
    applies: carried,
    mutate: (given) => session(flipped(given.session ?? '')),
    expected: [INVALID_SESSION],
  },
  {
    id: 'session-cut',
    group,
    title: 'Session cut off at the end',
    rule: 'A Session goes back whole, however long it is.',
    source: '4.1 Length',
    applies: carried,
    mutate: (given) => session((given.session ?? '').slice(0, -24)),
    expected: [INVALID_SESSION],
  },
  {
    id: 'session-used',
    group,
    title: 'Session used before',
    rule: 'An accepted answer uses the Session up.',
    source: '4.1 Single use',
    applies: (place) => carried(place) && !isSetUp(place) && acceptable(place),
    scene: { first: { where: 'here', bend: () => ({}) } },
    mutate: () => ({}),
    expected: [SESSION_USED],
  },
  {
    id: 'session-before',
    group,
    title: 'Session of the challenge before',
    rule: 'Every step gives out a new Session, and the old one is used up.',
    source: '4.1 Renewal',
    applies: (place) => carried(place) && place.earlierSession !== undefined,
    mutate: (given) => session(given.earlierSession ?? null),
    expected: [SESSION_USED, INVALID_SESSION],
  },
  {
    id: 'session-expired',
    group,
    title: 'Session older than its validity',
    rule: 'A Session lives as long as AuthSessionValidity of the app client says.',
    source: '4.1 Lifetime',
    applies: (place) =>
      carried(place) &&
      (place.sandbox || 'Needs the sandbox’s clock. On a real pool, wait and send the right answer by hand.'),
    scene: { late: true },
    mutate: () => ({}),
    expected: [SESSION_EXPIRED],
  },
  {
    id: 'session-of-another-user',
    group,
    title: 'Another user’s Session',
    rule: 'A Session is bound to its user.',
    source: '4.1 Binding',
    applies: (place) =>
      carried(place) &&
      (place.others.session ||
        'Needs a sign-in of another user on this target that waits at a challenge with a Session.'),
    scene: { needs: 'session' },
    mutate: (given) => session(given.other.session ?? null),
    expected: [FOREIGN_SESSION],
  },
  {
    id: 'session-unasked',
    group,
    title: 'A Session where none came',
    rule: 'PASSWORD_VERIFIER after USER_SRP_AUTH comes without a Session and is answered without one.',
    source: '2.2; what a surplus one does is open',
    applies: (place) =>
      place.name === 'PASSWORD_VERIFIER' && place.session === undefined && acceptable(place),
    mutate: () => session(`AYABe${'x'.repeat(1_540)}`),
    expected: [INVALID_SESSION, INVALID_PARAMETER, ACCEPTED],
  },
];
