import { without } from './lines.ts';
import { type ActionSpec, NO_FIELDS, NO_MEMBERS } from './spec.ts';
import { mapMember, mapOf } from './values.ts';
import { wrongState } from './wrong-state.ts';

export const confirmSignUp: ActionSpec = {
  id: 'confirm',
  title: 'Confirm the sign-up',
  verb: 'Confirm sign-up',
  group: 'account',
  operation: 'AdminConfirmSignUp',
  about: 'Confirms a user who signed up, without the code that was sent to them.',
  harms: false,
  creates: false,
  lists: [],
  wants: [],
  fields: () => [
    {
      key: 'ClientMetadata',
      label: 'For the PostConfirmation trigger',
      kind: 'map',
      required: false,
      preset: {},
      rare: true,
    },
  ],
  members: (values) => mapMember('ClientMetadata', mapOf(values, 'ClientMetadata')),
  after: (_values, { facts }) => ({ ...facts, UserStatus: 'CONFIRMED' }),
  notes: (_values, { facts }) => [
    { kind: 'says', text: 'What the code would have verified stays unverified.' },
    ...wrongState(facts['UserStatus'], ['UNCONFIRMED']),
  ],
};

export const enableUser: ActionSpec = {
  id: 'enable',
  title: 'Enable',
  verb: 'Enable user',
  group: 'account',
  operation: 'AdminEnableUser',
  about: 'Lets the user sign in again.',
  harms: false,
  creates: false,
  lists: [],
  wants: [],
  fields: NO_FIELDS,
  members: NO_MEMBERS,
  after: (_values, { facts }) => ({ ...facts, Enabled: 'true' }),
  notes: () => [{ kind: 'says', text: 'Tokens that were revoked stay revoked.' }],
};

export const disableUser: ActionSpec = {
  id: 'disable',
  title: 'Disable',
  verb: 'Disable user',
  group: 'account',
  operation: 'AdminDisableUser',
  about: 'Keeps the user from signing in; everything of theirs stays.',
  harms: true,
  creates: false,
  lists: [],
  mayList: ['AdminListUserSessions'],
  wants: [],
  fields: NO_FIELDS,
  members: NO_MEMBERS,
  after: (_values, { facts }) => ({ ...without(facts, 'Sessions', () => true), Enabled: 'false' }),
  notes: () => [
    { kind: 'ends', text: 'All their tokens are revoked: they are signed out everywhere.' },
    { kind: 'says', text: 'Every sign-in says “User is disabled.”' },
  ],
};

export const deleteUser: ActionSpec = {
  id: 'delete',
  title: 'Delete',
  verb: 'Delete user',
  group: 'account',
  operation: 'AdminDeleteUser',
  about: 'Removes the user from the pool.',
  harms: true,
  creates: false,
  lists: ['AdminListGroupsForUser', 'AdminListDevices'],
  mayList: ['AdminListUserSessions'],
  wants: [],
  removes: true,
  fields: NO_FIELDS,
  members: NO_MEMBERS,
  after: () => ({}),
  notes: () => [
    { kind: 'harms', text: 'It can’t be taken back. A new user of the same name has another sub.' },
    { kind: 'ends', text: 'Their tokens, factors, devices and passkeys go with them.' },
    { kind: 'says', text: 'What is known of them now stays in the history, as the steps that read it.' },
  ],
};
