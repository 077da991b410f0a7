import type { SrpClaimInput, Tools } from '../../form/form.ts';
import { acceptable, flipped, moved, paddedDay, withTimestamp, wrongWeekday } from '../bending.ts';
import type { Bend, Fault, Given, Place } from '../fault.ts';
import { ACCEPTED, INCORRECT, INVALID_PARAMETER } from '../words.ts';

const group = 'Password proof';
const HOUR = 3_600_000;
const isClaim = (place: Place): boolean => 'PASSWORD_CLAIM_SIGNATURE' in place.keys;
const sendsA = (place: Place): boolean => 'SRP_A' in place.keys;
const sendsPassword = (place: Place): boolean => 'PASSWORD' in place.keys;
const sign =
  (change: (input: SrpClaimInput) => SrpClaimInput) =>
  (tools: Tools): Tools => ({ ...tools, srpClaim: (input) => tools.srpClaim(change(input)) });
const respond =
  (key: string, change: (value: string) => string) =>
  (given: Given): Bend => ({
    responses: { [key]: change(given.keys[key] ?? '') },
  });

/** Everything that is wrong with a proof looks the same from outside, and counts as a wrong password. */
function claim(
  id: string,
  title: string,
  rule: string,
  source: string,
  mutate: Fault['mutate'],
  more: Partial<Fault> = {},
): Fault {
  return {
    id,
    group,
    title,
    rule,
    source,
    applies: isClaim,
    mutate,
    expected: [INCORRECT],
    counts: 'password',
    ...more,
  };
}

const BLOCK = 'PASSWORD_CLAIM_SECRET_BLOCK';
const SIGNATURE = 'PASSWORD_CLAIM_SIGNATURE';

const claims: readonly Fault[] = [
  claim(
    'claim-wrong-password',
    'Proof of a wrong password',
    'The proof is made from the password.',
    '5.3',
    () => ({
      tools: sign((input) => ({ ...input, password: `${input.password}x` })),
    }),
  ),
  claim(
    'claim-user',
    'USER_ID_FOR_SRP altered in the proof',
    'The proof is made for USER_ID_FOR_SRP as it came.',
    '5.4',
    () => ({
      tools: sign((input) => ({ ...input, identity: `${input.identity}x` })),
    }),
  ),
  claim(
    'claim-alias',
    'The alias in the proof',
    'The proof is made for USER_ID_FOR_SRP, never for the alias that was typed.',
    '5.4, 5.9',
    (given) => ({ tools: sign((input) => ({ ...input, identity: given.alias ?? '' })) }),
    {
      applies: (place) =>
        place.name === 'PASSWORD_VERIFIER' &&
        (place.alias !== undefined || 'Needs a sign-in by an alias: start one with an email address.'),
    },
  ),
  claim(
    'claim-pool',
    'The whole pool id in the proof',
    'The proof takes the part of the pool id after the first underscore.',
    '5.3, 5.9',
    (given) => ({ tools: sign((input) => ({ ...input, group: given.userPoolId })) }),
    { applies: ({ name, userPoolId }) => name === 'PASSWORD_VERIFIER' && userPoolId !== '' },
  ),
  claim(
    'signature-altered',
    'One character of the signature changed',
    'The signature fits bit for bit.',
    '5.4',
    respond(SIGNATURE, flipped),
  ),
  claim(
    'signature-lowercase',
    'Signature in lower case',
    'The signature is Base64, where case counts.',
    '5.4',
    respond(SIGNATURE, (text) => text.toLowerCase()),
  ),
  claim(
    'signature-short',
    'Signature of three bytes',
    'The signature has 32 bytes.',
    '5.4',
    respond(SIGNATURE, () => 'AAAA'),
  ),
  claim(
    'block-altered',
    'SECRET_BLOCK altered',
    'SECRET_BLOCK goes back byte for byte.',
    '2.2',
    respond(BLOCK, flipped),
  ),
  claim(
    'block-of-another',
    'SECRET_BLOCK of another exchange',
    'SECRET_BLOCK belongs to the SRP_A of its own sign-in.',
    '5.7',
    (given) => ({ responses: { [BLOCK]: given.twin?.asked.parameters['SECRET_BLOCK'] ?? null } }),
    { scene: { twin: true } },
  ),
  claim(
    'claim-again',
    'The same proof a second time',
    'SECRET_BLOCK is good for one proof.',
    '5.7',
    () => ({}),
    {
      applies: (place) => isClaim(place) && place.session === undefined,
      scene: { first: { where: 'here', bend: () => ({}) } },
    },
  ),
  claim(
    'timestamp-padded',
    'TIMESTAMP with a zero before the day',
    'The day has no leading zero, even where the signature is made over one.',
    '5.5',
    () => ({
      tools: withTimestamp(paddedDay),
    }),
  ),
  claim(
    'timestamp-weekday',
    'TIMESTAMP with the wrong weekday',
    'The weekday belongs to the date.',
    '5.5',
    () => ({
      tools: withTimestamp(wrongWeekday),
    }),
  ),
  claim(
    'timestamp-hour',
    'TIMESTAMP an hour off',
    'The clock may be off by minutes, not by an hour.',
    '5.5',
    () => ({
      tools: withTimestamp((text) => moved(text, -HOUR)),
    }),
  ),
  claim(
    'timestamp-iso',
    'TIMESTAMP as ISO 8601',
    'TIMESTAMP has the Java pattern EEE MMM d HH:mm:ss z yyyy.',
    '5.5',
    () => ({
      tools: withTimestamp((text) => new Date(Date.parse(moved(text, 0).replace(' UTC', ''))).toISOString()),
    }),
  ),
  claim(
    'timestamp-unsigned',
    'TIMESTAMP changed after signing',
    'What was signed is what is sent.',
    '5.4',
    respond('TIMESTAMP', (text) => moved(text, -1_000)),
  ),
];

function badA(id: string, title: string, rule: string, value: (given: Given) => string): Fault {
  return {
    id,
    group,
    title,
    rule,
    source: '5.3, 5.7',
    applies: sendsA,
    mutate: (given) => ({ responses: { SRP_A: value(given) } }),
    expected: [INVALID_PARAMETER],
  };
}

const openings: readonly Fault[] = [
  badA('srp-a-zero', 'SRP_A is 0', 'A mod N = 0 would make the shared secret known.', () => '0'),
  badA('srp-a-n', 'SRP_A is N', 'A mod N = 0 would make the shared secret known.', ({ prime }) => prime),
  badA('srp-a-2n', 'SRP_A is 2 N', 'A mod N = 0 would make the shared secret known.', ({ prime }) =>
    (BigInt(`0x${prime}`) * 2n).toString(16),
  ),
  badA('srp-a-text', 'SRP_A is no hex', 'SRP_A is a hexadecimal number.', () => 'no hex at all'),
  badA('srp-a-long', 'SRP_A of 4,000 digits', 'SRP_A has no more digits than N.', () => 'f'.repeat(4_000)),
  {
    id: 'srp-a-uppercase',
    group: 'Tolerated',
    title: 'SRP_A in upper case',
    rule: 'SRP_A is a number: the case of its digits is of no matter.',
    source: '5.1',
    applies: (place) => sendsA(place) && acceptable(place),
    mutate: (given) => ({ responses: { SRP_A: (given.keys['SRP_A'] ?? '').toUpperCase() } }),
    expected: [ACCEPTED],
  },
];

const swapped = (text: string): string =>
  [...text]
    .map((letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()))
    .join('');

const typed: readonly Fault[] = [
  claim(
    'password-wrong',
    'A wrong password',
    'The password is the user’s.',
    '2.10, 4.3',
    respond('PASSWORD', (text) => `${text}x`),
    {
      applies: sendsPassword,
    },
  ),
  claim(
    'password-case',
    'Password with upper and lower case exchanged',
    'Case counts in passwords.',
    '4.3',
    respond('PASSWORD', swapped),
    {
      applies: sendsPassword,
    },
  ),
];

export const proofFaults: readonly Fault[] = [...claims, ...openings, ...typed];
