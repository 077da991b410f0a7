import { objectIn, textList } from '../../challenges/parameters.ts';
import { flipped } from '../bending.ts';
import type { Expected, Fault, Place } from '../fault.ts';
import { faultLike } from '../fault-like.ts';
import {
  ASKED_AGAIN,
  BAD_REFRESH_TOKEN,
  constraint,
  INCORRECT,
  INVALID_PARAMETER,
  INVALID_SESSION,
  NOT_AUTHORIZED,
  SESSION_USED,
} from '../words.ts';

// Rules of one challenge or flow alone.

const PREFIX = 'userAttributes.';
const isNew = ({ name }: Place): boolean => name === 'NEW_PASSWORD_REQUIRED';
const has = (place: Place, attribute: string): boolean =>
  Object.hasOwn(objectIn(place.asked.parameters, 'userAttributes') ?? {}, attribute);

const passwordLike = faultLike({ group: 'New password', source: '2.8', applies: isNew, expected: [] });
const newPassword = (
  id: string,
  title: string,
  rule: string,
  responses: Readonly<Record<string, string | null>>,
  expected: readonly Expected[],
  applies: Fault['applies'] = isNew,
): Fault => passwordLike(id, title, rule, () => ({ responses }), { expected, applies });

const passwordFaults: readonly Fault[] = [
  newPassword(
    'new-password-short',
    'NEW_PASSWORD of four characters',
    'The pool’s policy asks for six characters or more.',
    { NEW_PASSWORD: 'Aa-1' },
    [{ code: 'InvalidPasswordException', message: 'Password (does|did) not conform with policy: .+' }],
  ),
  newPassword(
    'attribute-given',
    'An attribute that has a value',
    'What is already provided can’t be sent again.',
    { [`${PREFIX}email`]: 'other@example.com' },
    [{ code: 'NotAuthorizedException', message: 'Cannot modify an already provided email' }],
    (place) => isNew(place) && has(place, 'email'),
  ),
  newPassword(
    'attribute-unknown',
    'An attribute that does not exist',
    'Attributes are those of the pool’s schema.',
    { [`${PREFIX}no_such_attribute`]: 'x' },
    [INVALID_PARAMETER],
  ),
  newPassword(
    'attribute-read-only',
    'An attribute users may not write',
    'Whether an address is verified is not the user’s to say.',
    { [`${PREFIX}phone_number_verified`]: 'true' },
    [INVALID_PARAMETER, NOT_AUTHORIZED],
  ),
  newPassword(
    'attribute-invalid',
    'A phone number that is none',
    'Values have the form of their attribute.',
    { [`${PREFIX}phone_number`]: 'no number' },
    [INVALID_PARAMETER],
    (place) => isNew(place) && !has(place, 'phone_number'),
  ),
];

/** Each required attribute left out. */
export function attributeFaults(place: Place): Fault[] {
  if (!isNew(place)) return [];
  return (textList(place.asked.parameters, 'requiredAttributes') ?? []).map((key) =>
    newPassword(
      `missing-${key}`,
      `No ${key}`,
      'Attributes the pool requires and the user lacks go with the new password.',
      { [key]: null },
      [INVALID_PARAMETER],
    ),
  );
}

const isSetUp = ({ name }: Place): boolean => name === 'MFA_SETUP';
const setUpHere = (place: Place): boolean | string =>
  isSetUp(place) && (place.sandbox || 'Would begin to set TOTP up for the user. Run it on the sandbox.');
const offersTotp = (place: Place): boolean =>
  textList(place.asked.parameters, 'MFAS_CAN_SETUP')?.includes('SOFTWARE_TOKEN_MFA') ?? true;

function setUp(
  id: string,
  title: string,
  rule: string,
  more: Pick<Fault, 'expected'> & Partial<Fault>,
): Fault {
  return {
    id,
    group: 'Set-up of a second factor',
    title,
    rule,
    source: '2.7',
    applies: isSetUp,
    mutate: () => ({}),
    ...more,
  };
}

const setUpFaults: readonly Fault[] = [
  setUp('setup-nothing', 'Answered with nothing set up', 'The answer comes after VerifySoftwareToken.', {
    expected: [INVALID_SESSION],
  }),
  setUp(
    'setup-unverified',
    'Answered before VerifySoftwareToken',
    'A secret counts once a code of it was verified.',
    {
      applies: (place) => offersTotp(place) && setUpHere(place),
      scene: { helpers: ['AssociateSoftwareToken'] },
      expected: [INVALID_SESSION],
    },
  ),
  setUp(
    'setup-session-before',
    'Answered with the Session before the set-up',
    'AssociateSoftwareToken uses the Session up and gives the next one.',
    {
      applies: (place) => offersTotp(place) && setUpHere(place),
      scene: { helpers: ['AssociateSoftwareToken'] },
      mutate: (given) => ({ members: { Session: given.session ?? null } }),
      expected: [SESSION_USED, INVALID_SESSION],
    },
  ),
  setUp(
    'setup-code-wrong',
    'VerifySoftwareToken with a wrong code',
    'The code is of the secret that AssociateSoftwareToken gave.',
    {
      applies: (place) => offersTotp(place) && setUpHere(place),
      scene: { helpers: ['AssociateSoftwareToken'] },
      mutate: () => ({ operation: { name: 'VerifySoftwareToken', inputs: { UserCode: '000000' } } }),
      expected: [{ code: 'EnableSoftwareTokenMFAException', message: 'Code mismatch' }],
    },
  ),
  setUp('setup-code-short', 'VerifySoftwareToken with five digits', 'UserCode has exactly six digits.', {
    applies: (place) => offersTotp(place) && setUpHere(place),
    scene: { helpers: ['AssociateSoftwareToken'] },
    mutate: () => ({ operation: { name: 'VerifySoftwareToken', inputs: { UserCode: '12345' } } }),
    expected: [constraint('userCode')],
  }),
  setUp(
    'setup-verify-early',
    'VerifySoftwareToken before AssociateSoftwareToken',
    'There is a secret to verify only after AssociateSoftwareToken.',
    {
      applies: (place) => offersTotp(place) && setUpHere(place),
      mutate: () => ({ operation: { name: 'VerifySoftwareToken', inputs: { UserCode: '123456' } } }),
      expected: [INVALID_SESSION, { code: 'SoftwareTokenMFANotFoundException' }],
    },
  ),
  setUp('setup-email', 'An email address that is none', 'EMAIL is an address, and email is offered.', {
    mutate: () => ({ responses: { EMAIL: 'no address' } }),
    expected: [INVALID_PARAMETER],
  }),
];

const customFaults: readonly Fault[] = [
  {
    id: 'custom-wrong',
    group: 'Custom challenge',
    title: 'A wrong ANSWER',
    rule: 'A wrong answer is no error: the triggers ask again or end the sign-in.',
    source: '2.9',
    applies: ({ name }) => name === 'CUSTOM_CHALLENGE',
    mutate: () => ({ responses: { ANSWER: 'not the answer to anything' } }),
    expected: [ASKED_AGAIN, INCORRECT],
  },
  {
    id: 'custom-session-replaced',
    group: 'Custom challenge',
    title: 'The right ANSWER with the Session of the round before',
    rule: 'Right or wrong, an answer uses its Session up; the next round has a new one.',
    source: '4.1 Wrong custom answer',
    applies: ({ name }) => name === 'CUSTOM_CHALLENGE',
    scene: {
      first: { where: 'here', bend: () => ({ responses: { ANSWER: 'not the answer to anything' } }) },
    },
    mutate: () => ({}),
    expected: [SESSION_USED, INVALID_SESSION],
  },
];

const refreshes = (place: Place): boolean => 'REFRESH_TOKEN' in place.keys || 'RefreshToken' in place.keys;
const tokenKey = (place: Place): string => ('RefreshToken' in place.keys ? 'RefreshToken' : 'REFRESH_TOKEN');

const refreshFaults: readonly Fault[] = [
  {
    id: 'refresh-altered',
    group: 'Refresh',
    title: 'Refresh token with one character changed',
    rule: 'A refresh token goes back unchanged.',
    source: '4.3',
    applies: refreshes,
    mutate: (given) => ({ responses: { [tokenKey(given)]: flipped(given.keys[tokenKey(given)] ?? '') } }),
    expected: [BAD_REFRESH_TOKEN],
  },
  {
    id: 'refresh-made-up',
    group: 'Refresh',
    title: 'Refresh token made up',
    rule: 'Only a token the service gave out holds.',
    source: '4.3',
    applies: refreshes,
    mutate: (given) => ({ responses: { [tokenKey(given)]: 'made-up' } }),
    expected: [BAD_REFRESH_TOKEN],
  },
];

export const answerFaults: readonly Fault[] = [
  ...passwordFaults,
  ...setUpFaults,
  ...customFaults,
  ...refreshFaults,
];
