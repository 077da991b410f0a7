import { acceptable } from '../bending.ts';
import { textList } from '../../challenges/parameters.ts';
import type { Fault, Place } from '../fault.ts';
import { ACCEPTED, INVALID_PARAMETER } from '../words.ts';

const group = 'Choice';
const SECOND = ['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'];
const FIRST = ['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'];
const chooses = ({ name, keys }: Place): boolean =>
  name === 'SELECT_MFA_TYPE' || (name === 'SELECT_CHALLENGE' && 'ANSWER' in keys);

function offered({ name, asked }: Place): readonly string[] {
  if (name === 'SELECT_CHALLENGE') return asked.available;
  return textList(asked.parameters, 'MFAS_CAN_CHOOSE') ?? textList(asked.parameters, 'MFAS_CAN_SELECT') ?? [];
}

function unoffered(place: Place): string | undefined {
  const known = place.name === 'SELECT_CHALLENGE' ? FIRST : SECOND;
  return known.find((choice) => !offered(place).includes(choice));
}

export const choiceFaults: readonly Fault[] = [
  {
    id: 'answer-unknown',
    group,
    title: 'ANSWER that does not exist',
    rule: 'ANSWER is one of the choices.',
    source: '2.6, 2.10',
    applies: chooses,
    mutate: () => ({ responses: { ANSWER: 'CARRIER_PIGEON' } }),
    expected: [INVALID_PARAMETER],
  },
  {
    id: 'answer-unoffered',
    group,
    title: 'ANSWER that was not offered',
    rule: 'Only what this user can use may be chosen.',
    source: '2.6, 2.10',
    applies: (place) =>
      chooses(place) && (unoffered(place) !== undefined || 'Everything there is was offered.'),
    mutate: (given) => ({ responses: { ANSWER: unoffered(given) ?? null } }),
    expected: [
      INVALID_PARAMETER,
      { code: 'MFAMethodNotFoundException' },
      { code: 'SoftwareTokenMFANotFoundException' },
    ],
  },
  {
    id: 'answer-lowercase',
    group,
    title: 'ANSWER in lower case',
    rule: 'Choices are written as they were offered.',
    source: '2.6, 2.10',
    applies: chooses,
    mutate: (given) => ({ responses: { ANSWER: (given.keys['ANSWER'] ?? '').toLowerCase() } }),
    expected: [INVALID_PARAMETER],
  },
  {
    id: 'answer-email-mfa',
    group: 'Tolerated',
    title: 'Email chosen as EMAIL_MFA',
    rule: 'AWS’s prose says EMAIL_MFA, its clients send EMAIL_OTP.',
    source: '2.6',
    applies: (place) =>
      place.name === 'SELECT_MFA_TYPE' && offered(place).includes('EMAIL_OTP') && acceptable(place),
    mutate: () => ({ responses: { ANSWER: 'EMAIL_MFA' } }),
    expected: [ACCEPTED],
  },
];
