import type { UserFacts } from '../../chain/user-facts.ts';
import type { ActionNote, ActionValues } from '../../contract/actions.ts';
import { ACCOUNT_FACTS } from './account-facts.ts';
import { schemaHints } from './schema-hints.ts';
import type { ActionSpec, Around } from './spec.ts';
import { attributeList, mapMember, mapOf, namesOf, textOf } from './values.ts';

const CONTACTS = ['email', 'phone_number'] as const;
const KEEP = 'keep';

const verified = (contact: string, words: string) => ({
  key: `${contact}_verified`,
  label: words,
  kind: 'choice' as const,
  required: true,
  preset: KEEP,
  choices: [
    { value: KEEP, label: 'Say nothing of it' },
    { value: 'true', label: 'Verified' },
    { value: 'false', label: 'Not verified' },
  ],
});

export const setAttributes: ActionSpec = {
  id: 'set-attributes',
  title: 'Set attributes',
  verb: 'Set attributes',
  group: 'attributes',
  operation: 'AdminUpdateUserAttributes',
  about: 'Gives attributes other values, and says whether email and phone number count as verified.',
  harms: false,
  creates: false,
  lists: [],
  wants: ['pool'],
  fields: () => [
    { key: 'UserAttributes', label: 'Attributes to set', kind: 'map', required: false, preset: {} },
    verified('email', 'Their email is'),
    verified('phone_number', 'Their phone number is'),
    {
      key: 'ClientMetadata',
      label: 'For the CustomMessage trigger',
      kind: 'map',
      required: false,
      preset: {},
      rare: true,
    },
  ],
  members: (values) => ({
    UserAttributes: attributeList(givenAttributes(values)),
    ...mapMember('ClientMetadata', mapOf(values, 'ClientMetadata')),
  }),
  after(values, { facts }) {
    const given = givenAttributes(values);
    const changed = { ...facts, ...unverified(facts, given), ...given };
    return Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== ''));
  },
  notes: (values, around) => [
    ...schemaHints(givenAttributes(values), around),
    ...changeNotes(givenAttributes(values), around),
  ],
  faults: (values) =>
    Object.keys(givenAttributes(values)).length > 0
      ? []
      : [{ code: 'ACTION_UNFILLED', detail: 'Name an attribute to set.', field: 'UserAttributes' }],
};

export const deleteAttributes: ActionSpec = {
  id: 'delete-attributes',
  title: 'Delete attributes',
  verb: 'Delete attributes',
  group: 'attributes',
  operation: 'AdminDeleteUserAttributes',
  about: 'Takes attributes away. Required ones, and those a user is called by, stay.',
  harms: true,
  creates: false,
  lists: [],
  wants: ['pool'],
  fields: ({ facts }) => [
    {
      key: 'UserAttributeNames',
      label: 'Attributes to delete',
      kind: 'names',
      required: true,
      preset: [],
      choices: attributesIn(facts).map(([name, value]) => ({
        value: name,
        label: `${name} (${inShort(value)})`,
      })),
    },
  ],
  members: (values) => ({ UserAttributeNames: [...namesOf(values, 'UserAttributeNames')] }),
  after(values, { facts }) {
    const names = namesOf(values, 'UserAttributeNames');
    const flags = names.map((name) => `${name}_verified`);
    return Object.fromEntries(
      Object.entries(facts).filter(([name]) => !names.includes(name) && !flags.includes(name)),
    );
  },
  notes(values, around) {
    const names = namesOf(values, 'UserAttributeNames');
    return [
      ...schemaHints(Object.fromEntries(names.map((name) => [name, ''])), around),
      ...CONTACTS.filter((contact) => names.includes(contact)).map((contact) => ({
        kind: 'harms' as const,
        text: `No code reaches them by ${contact} any more, nor can they sign in by it.`,
      })),
    ];
  },
};

/** Long enough to be recognised. */
function inShort(value: string): string {
  return value.length > 60 ? `${value.slice(0, 60)}…` : value;
}

/** What is a person's own to set; the rest is the account's. */
function attributesIn(facts: UserFacts): (readonly [string, string])[] {
  return Object.entries(facts).filter(([name]) => !ACCOUNT_FACTS.has(name) && name !== 'sub');
}

function givenAttributes(values: ActionValues): Record<string, string> {
  const flags = CONTACTS.map((contact) => `${contact}_verified`).filter((name) => {
    const said = textOf(values, name);
    return said !== '' && said !== KEEP;
  });
  return {
    ...mapOf(values, 'UserAttributes'),
    ...Object.fromEntries(flags.map((name) => [name, textOf(values, name)])),
  };
}

/** A new address counts as unverified unless the same call says otherwise. */
function unverified(facts: UserFacts, given: UserFacts): UserFacts {
  const lost = CONTACTS.filter((contact) => {
    const value = given[contact];
    return value !== undefined && value !== facts[contact] && facts[`${contact}_verified`] !== undefined;
  });
  return Object.fromEntries(
    lost.map((contact) => [`${contact}_verified`, given[contact] === '' ? '' : 'false']),
  );
}

function changeNotes(given: UserFacts, { facts, pool }: Around): ActionNote[] {
  const auto = pool?.['AutoVerifiedAttributes'];
  return CONTACTS.flatMap((contact): ActionNote[] => {
    const value = given[contact];
    if (value === undefined || value === '' || value === facts[contact]) return [];
    if (given[`${contact}_verified`] === 'true')
      return [
        {
          kind: 'says' as const,
          text: `Nobody proves that ${value} is theirs: it counts as verified at once.`,
        },
      ];
    const sends = Array.isArray(auto) && auto.includes(contact);
    return sends
      ? [
          {
            kind: 'sends' as const,
            text: `The pool verifies ${contact} by itself: a code may go to ${value}.`,
          },
        ]
      : [
          {
            kind: 'says' as const,
            text: `${value} is not verified: codes for a lost password may not go there.`,
          },
        ];
  });
}
