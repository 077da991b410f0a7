import type { SrpClaimInput, Tools } from '../../form/form.ts';
import { acceptable, flipped, moved, paddedDay, withTimestamp, wrongWeekday } from '../bending.ts';
import type { Bend, Fault, Given, Place } from '../fault.ts';
import { faultLike } from '../fault-like.ts';
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
const claim = faultLike({
  group,
  source: '5.4',
  applies: isClaim,
  expected: [INCORRECT],
  counts: 'password',
});

const BLOCK = 'PASSWORD_CLAIM_SECRET_BLOCK';
const SIGNATURE = 'PASSWORD_CLAIM_SIGNATURE';

const claims: readonly Fault[] = [
  claim(
    'claim-wrong-password',
    'Proof of a wrong password',
    'The proof is made from the password.',
    () => ({
      tools: sign((input) => ({ ...input, password: `${input.password}x` })),
    }),
    { source: '5.3' },
  ),
  claim(
    'claim-user',
    'USER_ID_FOR_SRP altered in the proof',
    'The proof is made for USER_ID_FOR_SRP as it came.',
    () => ({
      tools: sign((input) => ({ ...input, identity: `${input.identity}x` })),
    }),
  ),
  claim(
    'claim-alias',
    'The alias in the proof',
    'The proof is made for USER_ID_FOR_SRP, never for the alias that was typed.',
    (given) => ({ tools: sign((input) => ({ ...input, identity: given.alias ?? '' })) }),
    {
      source: '5.4, 5.9',
      applies: (place) =>
        place.name === 'PASSWORD_VERIFIER' &&
        (place.alias !== undefined || 'Needs a sign-in by an alias: start one with an email address.'),
    },
  ),
  claim(
    'claim-pool',
    'The whole pool id in the proof',
    'The proof takes the part of the pool id after the first underscore.',
    (given) => ({ tools: sign((input) => ({ ...input, group: given.userPoolId })) }),
    {
      source: '5.3, 5.9',
      applies: ({ name, userPoolId }) => name === 'PASSWORD_VERIFIER' && userPoolId !== '',
    },
  ),
  claim(
    'signature-altered',
    'One character of the signature changed',
    'The signature fits bit for bit.',
    respond(SIGNATURE, flipped),
  ),
  claim(
    'signature-lowercase',
    'Signature in lower case',
    'The signature is Base64, where case counts.',
    respond(SIGNATURE, (text) => text.toLowerCase()),
  ),
  claim(
    'signature-short',
    'Signature of three bytes',
    'The signature has 32 bytes.',
    respond(SIGNATURE, () => 'AAAA'),
  ),
  claim(
    'block-altered',
    'SECRET_BLOCK altered',
    'SECRET_BLOCK goes back byte for byte.',
    respond(BLOCK, flipped),
    { source: '2.2' },
  ),
  claim(
    'block-of-another',
    'SECRET_BLOCK of another exchange',
    'SECRET_BLOCK belongs to the SRP_A of its own sign-in.',
    (given) => ({ responses: { [BLOCK]: given.twin?.asked.parameters['SECRET_BLOCK'] ?? null } }),
    { source: '5.7', scene: { twin: true } },
  ),
  claim('claim-again', 'The same proof a second time', 'SECRET_BLOCK is good for one proof.', () => ({}), {
    source: '5.7',
    applies: (place) => isClaim(place) && place.session === undefined,
    scene: { first: { where: 'here', bend: () => ({}) } },
  }),
  claim(
    'timestamp-padded',
    'TIMESTAMP with a zero before the day',
    'The day has no leading zero, even where the signature is made over one.',
    () => ({
      tools: withTimestamp(paddedDay),
    }),
    { source: '5.5' },
  ),
  claim(
    'timestamp-weekday',
    'TIMESTAMP with the wrong weekday',
    'The weekday belongs to the date.',
    () => ({
      tools: withTimestamp(wrongWeekday),
    }),
    { source: '5.5' },
  ),
  claim(
    'timestamp-hour',
    'TIMESTAMP an hour off',
    'The clock may be off by minutes, not by an hour.',
    () => ({
      tools: withTimestamp((text) => moved(text, -HOUR)),
    }),
    { source: '5.5' },
  ),
  claim(
    'timestamp-iso',
    'TIMESTAMP as ISO 8601',
    'TIMESTAMP has the Java pattern EEE MMM d HH:mm:ss z yyyy.',
    () => ({
      tools: withTimestamp((text) => new Date(Date.parse(moved(text, 0).replace(' UTC', ''))).toISOString()),
    }),
    { source: '5.5' },
  ),
  claim(
    'timestamp-unsigned',
    'TIMESTAMP changed after signing',
    'What was signed is what is sent.',
    respond('TIMESTAMP', (text) => moved(text, -1_000)),
  ),
];

const openingLike = faultLike({
  group,
  source: '5.3, 5.7',
  applies: sendsA,
  expected: [INVALID_PARAMETER],
});
const badA = (id: string, title: string, rule: string, value: (given: Given) => string): Fault =>
  openingLike(id, title, rule, (given) => ({ responses: { SRP_A: value(given) } }));

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
    respond('PASSWORD', (text) => `${text}x`),
    { source: '2.10, 4.3', applies: sendsPassword },
  ),
  claim(
    'password-case',
    'Password with upper and lower case exchanged',
    'Case counts in passwords.',
    respond('PASSWORD', swapped),
    { source: '4.3', applies: sendsPassword },
  ),
];

export const proofFaults: readonly Fault[] = [...claims, ...openings, ...typed];
