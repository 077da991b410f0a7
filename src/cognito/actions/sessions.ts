import { linesOf, nameOf, without, withLines } from './lines.ts';
import { type ActionSpec, NO_FIELDS, NO_MEMBERS } from './spec.ts';
import { textOf } from './values.ts';

const WITH = 'RevokeAssociatedSessions';

export const signOut: ActionSpec = {
  id: 'sign-out',
  title: 'Sign out everywhere',
  verb: 'Sign out everywhere',
  group: 'sessions',
  operation: 'AdminUserGlobalSignOut',
  about: 'Revokes every token of the user, in every app.',
  harms: true,
  creates: false,
  lists: [],
  mayList: ['AdminListUserSessions'],
  wants: [],
  fields: NO_FIELDS,
  members: NO_MEMBERS,
  after: (_values, { facts }) => without(facts, 'Sessions', () => true),
  notes: () => [
    {
      kind: 'ends',
      text: 'No refresh token of theirs works any more, and Cognito refuses their access tokens.',
    },
    { kind: 'says', text: 'Who checks a JWT by its signature alone takes it until it expires.' },
    {
      kind: 'says',
      text: 'A cookie of managed login stays: that browser may sign in again without a password.',
    },
  ],
};

export const revokeSession: ActionSpec = {
  id: 'revoke-session',
  title: 'Revoke one session',
  verb: 'Revoke session',
  group: 'sessions',
  operation: 'AdminRevokeUserSession',
  about: 'Ends one sign-in with its tokens; the others stay.',
  harms: true,
  creates: false,
  lists: ['AdminListUserSessions'],
  wants: [],
  fields: ({ facts }) => [
    {
      key: 'SessionId',
      label: 'Session',
      kind: 'pick',
      required: true,
      preset: nameOf(linesOf(facts, 'Sessions')[0] ?? ''),
      choices: linesOf(facts, 'Sessions').map((line) => ({
        value: nameOf(line),
        label: line.slice(nameOf(line).length + 1),
      })),
    },
    {
      key: WITH,
      label: 'Sessions that hang together with it',
      kind: 'choice',
      required: true,
      preset: 'NONE',
      choices: [
        { value: 'NONE', label: 'stay' },
        { value: 'LINKED', label: 'are revoked, too' },
      ],
    },
  ],
  members: (values) => ({
    SessionId: textOf(values, 'SessionId'),
    ...(textOf(values, WITH) === 'LINKED' ? { [WITH]: 'LINKED' } : {}),
  }),
  after: (values, { facts }) =>
    withLines(
      facts,
      'Sessions',
      linesOf(facts, 'Sessions').filter((line) => nameOf(line) !== textOf(values, 'SessionId')),
    ),
  notes: (values) => [
    { kind: 'ends', text: 'The refresh and access tokens of that sign-in are revoked.' },
    ...(textOf(values, WITH) === 'LINKED'
      ? [
          {
            kind: 'ends' as const,
            text: 'Sessions of the same single sign-on end with it. Nothing tells before which: the list read after it does.',
          },
        ]
      : []),
  ],
};
