import type { Choice, Field } from '../form/form.ts';
import { AFTER_PASSWORD } from './after.ts';
import { credentialField, passwordField } from './fields.ts';
import { only, supplied } from './inputs.ts';
import type { ChallengeSpec } from './spec.ts';
import { USER_EXCHANGE } from './srp-exchanges.ts';

/** The first factors of USER_AUTH, in the words of the form. */
export const firstFactors: readonly Choice[] = [
  { value: 'PASSWORD', label: 'Password (PASSWORD)', needs: 'PASSWORD', leads: null },
  {
    value: 'PASSWORD_SRP',
    label: 'Password by SRP (PASSWORD_SRP)',
    needs: 'PASSWORD',
    leads: 'PASSWORD_VERIFIER',
  },
  { value: 'EMAIL_OTP', label: 'Code by email (EMAIL_OTP)', needs: 'INBOX' },
  { value: 'SMS_OTP', label: 'Code by SMS (SMS_OTP)', needs: 'INBOX' },
  { value: 'WEB_AUTHN', label: 'Passkey (WEB_AUTHN)', needs: 'PASSKEY' },
];

function choice(value: string): Choice {
  return firstFactors.find((factor) => factor.value === value) ?? { value, label: value };
}

export const selectChallenge: ChallengeSpec = {
  name: 'SELECT_CHALLENGE',
  title: 'Choose how to sign in',
  help:
    'USER_AUTH was started without a preference that could be used. AvailableChallenges lists what this user may ' +
    'choose. A password is sent with the choice; the other factors are asked for in the next step.',
  fields({ available }): readonly Field[] {
    const none = available.length === 0;
    const offers = (...names: readonly string[]) => none || names.some((name) => available.includes(name));
    return [
      {
        key: 'ANSWER',
        label: 'First factor',
        kind: 'choice',
        required: true,
        choices: none ? firstFactors : [...new Set(available)].map(choice),
        ...(none ? { help: 'No AvailableChallenges came, so all known factors are listed.' } : {}),
      },
      ...(offers('PASSWORD', 'PASSWORD_SRP')
        ? [
            {
              ...passwordField,
              required: false,
              help: 'Sent with PASSWORD. With PASSWORD_SRP it is kept for the proof and not sent.',
            },
          ]
        : []),
      ...(offers('WEB_AUTHN')
        ? [
            {
              ...credentialField,
              required: false,
              help: 'Only with WEB_AUTHN, and only if you have one already.',
            },
          ]
        : []),
    ];
  },
  freeKeys: false,
  computed: [{ key: 'SRP_A', from: 'a fresh SRP exchange, when PASSWORD_SRP is chosen' }],
  respond({ inputs }, tools) {
    switch (supplied(inputs, 'ANSWER')) {
      case 'PASSWORD':
        return only(inputs, 'ANSWER', 'PASSWORD');
      case 'PASSWORD_SRP':
        return { ...only(inputs, 'ANSWER'), SRP_A: tools.srpA() };
      case 'WEB_AUTHN':
        return only(inputs, 'ANSWER', 'CREDENTIAL');
      default:
        return only(inputs, 'ANSWER');
    }
  },
  next: [
    'EMAIL_OTP',
    'SMS_OTP',
    'WEB_AUTHN',
    'PASSWORD_VERIFIER',
    ...AFTER_PASSWORD.filter((n) => n !== 'EMAIL_OTP'),
  ],
  stage: 'first',
  counts: { factor: 'password', carriedBy: 'PASSWORD' },
  follows: (sent) => ({ by: 'choice', chosen: sent['ANSWER'] }),
  simulated: 'an offer made up for them',
  answerable: true,
  alternatives: ['PASSWORD', 'PASSWORD_SRP', 'WEB_AUTHN'],
  helpers: [],
  example: {
    setting: { a: USER_EXCHANGE.a },
    asked: { parameters: {}, available: ['PASSWORD_SRP', 'PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] },
    inputs: { ANSWER: 'PASSWORD_SRP', PASSWORD: USER_EXCHANGE.password },
    responses: { ANSWER: 'PASSWORD_SRP', SRP_A: USER_EXCHANGE.srpA },
  },
};
