import type { ActionField, ActionNote, ActionValues } from '../../contract/actions.ts';
import { asText, isJsonObject, type JsonObject } from '../../json.ts';
import { MADE, PASSWORD_FROM, passwordFields } from './password-fields.ts';
import { passwordHints } from './password-hints.ts';
import { askedLater, schemaHints } from './schema-hints.ts';
import type { ActionSpec, Around } from './spec.ts';
import { attributeList, flagOf, mapMember, mapOf, textOf } from './values.ts';
import { wrongState } from './wrong-state.ts';

const DELIVERY = 'Delivery';
const SUPPRESS = 'SUPPRESS';
const USUAL = 'usual';
const MEDIA: Readonly<Record<string, readonly string[]>> = {
  EMAIL: ['EMAIL'],
  SMS: ['SMS'],
  both: ['EMAIL', 'SMS'],
};

const delivery = (more: readonly { value: string; label: string }[]): ActionField => ({
  key: DELIVERY,
  label: 'Invitation',
  kind: 'choice',
  required: true,
  preset: more[0]?.value ?? USUAL,
  choices: [
    ...more,
    { value: USUAL, label: 'By text message, or email without a phone' },
    { value: 'EMAIL', label: 'Email' },
    { value: 'SMS', label: 'Text message' },
    { value: 'both', label: 'Email and text message' },
  ],
});

const TRIGGER_MAPS: readonly ActionField[] = [
  { key: 'ClientMetadata', label: 'For triggers', kind: 'map', required: false, preset: {}, rare: true },
  {
    key: 'ValidationData',
    label: 'For the PreSignUp trigger',
    kind: 'map',
    required: false,
    preset: {},
    rare: true,
  },
];

export const createUser: ActionSpec = {
  id: 'create',
  title: 'Create a user',
  verb: 'Create user',
  group: 'account',
  operation: 'AdminCreateUser',
  about: 'Makes a user who chooses a password of their own at the first sign-in.',
  harms: false,
  creates: true,
  lists: [],
  wants: ['pool'],
  fields: ({ pool }) => [
    {
      key: 'Username',
      label: 'User name',
      kind: 'text',
      required: true,
      preset: '',
      ...(signInNames(pool).length === 0
        ? {}
        : { hint: `This pool’s users are called by their ${signInNames(pool).join(' or ')}.` }),
    },
    { key: 'UserAttributes', label: 'Attributes', kind: 'map', required: false, preset: {} },
    { key: 'email_verified', label: 'Their email is verified', kind: 'flag', required: false, preset: false },
    {
      key: 'phone_number_verified',
      label: 'Their phone number is verified',
      kind: 'flag',
      required: false,
      preset: false,
    },
    ...passwordFields('TemporaryPassword', true),
    delivery([{ value: SUPPRESS, label: 'None' }]),
    {
      key: 'ForceAliasCreation',
      label: 'Take a verified email or phone number over from who has it now',
      kind: 'flag',
      required: false,
      preset: false,
      rare: true,
    },
    ...TRIGGER_MAPS,
  ],
  members: (values) => ({
    UserAttributes: attributeList(givenAttributes(values)),
    ...temporaryPassword(values),
    ...deliveryMembers(values),
    ...(flagOf(values, 'ForceAliasCreation') ? { ForceAliasCreation: true } : {}),
    ...triggerMembers(values),
  }),
  after(values, around) {
    const isNamed = signInNames(around.pool).length === 0;
    return {
      ...namedAttributes(values, around),
      ...(isNamed ? { Username: textOf(values, 'Username') } : {}),
      UserStatus: withoutPassword(values, around) ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD',
      Enabled: 'true',
    };
  },
  notes: (values, around) => [
    ...schemaHints(givenAttributes(values), around),
    ...passwordHints(values, 'TemporaryPassword', around),
    ...(withoutPassword(values, around) ? [] : askedLater(namedAttributes(values, around), around)),
    ...deliveryNotes(values, givenAttributes(values)),
    ...(textOf(values, PASSWORD_FROM) === MADE
      ? [{ kind: 'says' as const, text: 'The password can be revealed once it is set.' }]
      : []),
    ...(flagOf(values, 'ForceAliasCreation')
      ? [
          {
            kind: 'harms' as const,
            text: 'Who signs in by that email or phone number now can do so no more.',
          },
        ]
      : []),
  ],
};

export const resendInvitation: ActionSpec = {
  id: 'resend-invitation',
  title: 'Send the invitation again',
  verb: 'Send invitation',
  group: 'password',
  operation: 'AdminCreateUser',
  about: 'Sends a user who never signed in another temporary password.',
  harms: false,
  creates: false,
  lists: [],
  wants: ['pool'],
  fields: () => [...passwordFields('TemporaryPassword', true), delivery([]), ...TRIGGER_MAPS],
  members: (values) => ({
    MessageAction: 'RESEND',
    ...temporaryPassword(values),
    ...deliveryMembers(values),
    ...triggerMembers(values),
  }),
  after: (_values, { facts }) => facts,
  notes: (values, around) => [
    ...passwordHints(values, 'TemporaryPassword', around),
    {
      kind: 'harms',
      text: 'The temporary password they have now is good no more; the days of the new one begin.',
    },
    ...deliveryNotes(values, around.facts),
    ...wrongState(around.facts['UserStatus'], ['FORCE_CHANGE_PASSWORD']),
  ],
};

function givenAttributes(values: ActionValues): Record<string, string> {
  const flags = ['email_verified', 'phone_number_verified'].filter((name) => flagOf(values, name));
  return { ...mapOf(values, 'UserAttributes'), ...Object.fromEntries(flags.map((name) => [name, 'true'])) };
}

/** With what they are called by: who is called by their email gets a name of Cognito's making. */
function namedAttributes(values: ActionValues, { pool }: Around): Record<string, string> {
  const username = textOf(values, 'Username');
  const [handle] = signInNames(pool);
  return {
    ...givenAttributes(values),
    ...(handle === undefined ? {} : { [username.includes('@') ? 'email' : handle]: username }),
  };
}

function withoutPassword(values: ActionValues, { pool }: Around): boolean {
  return textOf(values, PASSWORD_FROM) === 'cognito' && codesSignIn(pool);
}

function temporaryPassword(values: ActionValues): JsonObject {
  const password = textOf(values, 'TemporaryPassword');
  return textOf(values, PASSWORD_FROM) === 'cognito' || password === ''
    ? {}
    : { TemporaryPassword: password };
}

function deliveryMembers(values: ActionValues): JsonObject {
  const wanted = textOf(values, DELIVERY);
  if (wanted === SUPPRESS) return { MessageAction: SUPPRESS };
  const media = MEDIA[wanted];
  return media === undefined ? {} : { DesiredDeliveryMediums: [...media] };
}

function triggerMembers(values: ActionValues): JsonObject {
  const validation = mapOf(values, 'ValidationData');
  return {
    ...mapMember('ClientMetadata', mapOf(values, 'ClientMetadata')),
    ...(Object.keys(validation).length === 0 ? {} : { ValidationData: attributeList(validation) }),
  };
}

function deliveryNotes(values: ActionValues, attributes: Readonly<Record<string, string>>): ActionNote[] {
  const wanted = textOf(values, DELIVERY);
  const username = textOf(values, 'Username');
  const email = attributes['email'] ?? (username.includes('@') ? username : undefined);
  const phone = attributes['phone_number'] ?? (username.startsWith('+') ? username : undefined);
  if (wanted === SUPPRESS) return [{ kind: 'says', text: 'No message goes out: tell them yourself.' }];
  const media = MEDIA[wanted] ?? (phone === undefined ? ['EMAIL'] : ['SMS']);
  return media.map((medium): ActionNote => {
    const [address, what] = medium === 'SMS' ? [phone, 'phone number'] : [email, 'email'];
    if (address === undefined) return { kind: 'says', text: `They have no ${what} that it could go to.` };
    const how = medium === 'SMS' ? 'A text message, which costs,' : 'An email';
    return { kind: 'sends', text: `${how} with the temporary password goes to ${address}.` };
  });
}

/** Attributes that users are called by, instead of names of their choice. */
function signInNames(pool: JsonObject | undefined): readonly string[] {
  const names = pool?.['UsernameAttributes'];
  return Array.isArray(names) ? names.map(asText) : [];
}

/** Where a code can be a first factor, a user needs no password. */
function codesSignIn(pool: Around['pool']): boolean {
  const policies = pool?.['Policies'];
  const policy = isJsonObject(policies) ? policies['SignInPolicy'] : undefined;
  const factors = isJsonObject(policy) ? policy['AllowedFirstAuthFactors'] : undefined;
  return Array.isArray(factors) && factors.some((factor) => factor === 'EMAIL_OTP' || factor === 'SMS_OTP');
}
