import { MADE, PASSWORD_FROM, passwordFields } from './password-fields.ts';
import { passwordHints } from './password-hints.ts';
import type { ActionSpec, Around } from './spec.ts';
import { mapMember, mapOf, textOf } from './values.ts';
import { wrongState } from './wrong-state.ts';

const LIFE = 'Permanent';
const PERMANENT = 'true';

export const setPassword: ActionSpec = {
  id: 'set-password',
  title: 'Set a password',
  verb: 'Set password',
  group: 'password',
  operation: 'AdminSetUserPassword',
  about: 'Gives the user a password, for good or until they choose another.',
  harms: false,
  creates: false,
  lists: [],
  wants: ['pool'],
  fields: () => [
    {
      key: LIFE,
      label: 'How long it lasts',
      kind: 'choice',
      required: true,
      preset: 'false',
      choices: [
        { value: 'false', label: 'Temporary: the next sign-in asks for another' },
        { value: PERMANENT, label: 'Permanent' },
      ],
    },
    ...passwordFields('Password', false),
  ],
  members: (values) => ({
    Password: textOf(values, 'Password'),
    Permanent: textOf(values, LIFE) === PERMANENT,
  }),
  after: (values, { facts }) => ({
    ...facts,
    UserStatus: textOf(values, LIFE) === PERMANENT ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD',
  }),
  notes: (values, around) => [
    ...passwordHints(values, 'Password', around),
    { kind: 'harms', text: 'The password they have now is good no more. Nobody can bring it back.' },
    ...(textOf(values, LIFE) === PERMANENT
      ? []
      : [{ kind: 'says' as const, text: 'The next sign-in is asked NEW_PASSWORD_REQUIRED.' }]),
    ...(textOf(values, PASSWORD_FROM) === MADE
      ? [{ kind: 'says' as const, text: 'It can be revealed once it is set.' }]
      : []),
    ...(around.facts['UserStatus'] === 'EXTERNAL_PROVIDER'
      ? [
          {
            kind: 'says' as const,
            text: 'A federated user gets a password of their own beside their provider.',
          },
        ]
      : []),
    { kind: 'says', text: 'No message goes out: tell them yourself.' },
  ],
};

export const resetPassword: ActionSpec = {
  id: 'reset-password',
  title: 'Reset the password',
  verb: 'Reset password',
  group: 'password',
  operation: 'AdminResetUserPassword',
  about: 'Makes the password useless and sends the user a code to choose another.',
  harms: true,
  creates: false,
  lists: [],
  wants: [],
  fields: () => [
    {
      key: 'ClientMetadata',
      label: 'For the CustomMessage trigger',
      kind: 'map',
      required: false,
      preset: {},
      rare: true,
    },
  ],
  members: (values) => mapMember('ClientMetadata', mapOf(values, 'ClientMetadata')),
  after: (_values, { facts }) => ({ ...facts, UserStatus: 'RESET_REQUIRED' }),
  notes: (_values, around) => [
    ...wrongState(around.facts['UserStatus'], ['CONFIRMED', 'RESET_REQUIRED']),
    ...(around.facts['Enabled'] === 'false'
      ? [
          {
            kind: 'refuses' as const,
            text: 'Cognito refuses this for a user who is disabled: enable them first.',
          },
        ]
      : []),
    { kind: 'harms', text: 'The password they have now is good no more.' },
    codeGoesTo(around),
    {
      kind: 'says',
      text: 'Until then a sign-in ends in PasswordResetRequiredException, or in NotAuthorizedException where the client hides who exists. Tokens stay good.',
    },
  ],
};

function codeGoesTo({ facts }: Around) {
  const email = facts['email_verified'] === 'true' ? facts['email'] : undefined;
  const phone = facts['phone_number_verified'] === 'true' ? facts['phone_number'] : undefined;
  const ways = [phone, email].filter((way) => way !== undefined);
  if (ways.length > 0)
    return {
      kind: 'sends' as const,
      text: `A code goes out, to ${ways.join(' or ')}, by the pool’s account recovery.`,
    };
  return {
    kind: 'says' as const,
    text: 'Neither an email nor a phone number of theirs is verified: Cognito refuses where it can’t send a code.',
  };
}
