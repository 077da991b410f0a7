import { codeField, sendsCode } from '../../challenges/traits.ts';
import { acceptable, offByOne } from '../bending.ts';
import type { Bend, Expected, Fault, Given, Place } from '../fault.ts';
import { type Common, faultLike } from '../fault-like.ts';
import { ACCEPTED, CODE_USED, codeMismatch } from '../words.ts';

const group = 'Code';
const isCode = ({ name }: Place): boolean => codeField(name) !== undefined;
const isSent = ({ name }: Place): boolean => sendsCode(name);
const isTotp = ({ name }: Place): boolean => codeField(name)?.totp === true;
const keyOf = ({ name }: Place): string => codeField(name)?.key ?? '';
const code = (given: Given): string => given.keys[keyOf(given)] ?? '';
const send = (given: Given, text: string | undefined): Bend => ({
  responses: { [keyOf(given)]: text ?? null },
});
const mismatch = ({ name }: Place): readonly Expected[] => [codeMismatch(name)];
const withSecret = (place: Place): boolean | string =>
  isTotp(place) && (place.complete || 'Needs the user’s TOTP secret.');

const wrongLike = faultLike({
  group,
  source: '2.3, 2.4, 2.5',
  applies: isCode,
  expected: mismatch,
  counts: 'code',
});
const wrong = (
  id: string,
  title: string,
  rule: string,
  change: (given: Given) => string | undefined,
  more: Partial<Common> = {},
): Fault => wrongLike(id, title, rule, (given) => send(given, change(given)), more);

export const codeFaults: readonly Fault[] = [
  wrong('code-off-by-one', 'Code off by one', 'Every digit of the code counts.', (given) =>
    offByOne(code(given)),
  ),
  wrong('code-short', 'Code without its last digit', 'The code goes whole.', (given) =>
    code(given).slice(0, -1),
  ),
  wrong('code-long', 'Code with a digit too many', 'The code goes as it is.', (given) => `${code(given)}0`),
  wrong('code-huge', 'Code of 2,000 digits', 'A long text is no code either.', () => '7'.repeat(2_000)),
  wrong('code-letters', 'Letters in place of a code', 'A code is digits.', () => 'abcdef'),
  wrong(
    'code-before',
    'Code of the message before',
    'Each sign-in sends its own code; earlier ones don’t fit.',
    (given) => given.twin?.keys[keyOf(given)],
    {
      applies: (place) =>
        isSent(place) && (place.complete || 'Needs the codes of two messages, which only the user has.'),
      scene: { twin: true },
    },
  ),
  wrong(
    'totp-three-steps-back',
    'TOTP code of 90 seconds ago',
    'About one step of 30 seconds is tolerated each way, not three.',
    (given) => given.totp(-3),
    { applies: withSecret },
  ),
  wrong(
    'totp-three-steps-ahead',
    'TOTP code of 90 seconds from now',
    'About one step of 30 seconds is tolerated each way, not three.',
    (given) => given.totp(3),
    { applies: withSecret },
  ),
  {
    id: 'totp-used',
    group,
    title: 'TOTP code used before',
    rule: 'An accepted code is refused in every other sign-in.',
    source: '2.5',
    applies: withSecret,
    scene: { twin: true, first: { where: 'twin', bend: (given) => send(given, code(given)) } },
    mutate: (given) => send(given, given.twin?.keys[keyOf(given)]),
    expected: [CODE_USED],
  },
  {
    id: 'totp-next',
    group: 'Tolerated',
    title: 'TOTP code of the next 30 seconds',
    rule: 'About one step of tolerance each way.',
    source: '2.5',
    applies: withSecret,
    scene: { unused: 1 },
    mutate: (given) => send(given, given.totp(1)),
    expected: [ACCEPTED],
  },
  {
    id: 'code-of-another-kind',
    group: 'Tolerated',
    title: 'SOFTWARE_TOKEN_MFA_CODE beside SMS_MFA_CODE',
    rule: 'One shipped client always sends both.',
    source: '2.3',
    applies: (place) => place.name === 'SMS_MFA' && acceptable(place),
    mutate: (given) => ({ responses: { SOFTWARE_TOKEN_MFA_CODE: code(given) } }),
    expected: [ACCEPTED],
  },
];
