import type { Choice } from '../form/form.ts';
import { only } from './inputs.ts';
import { textList } from './parameters.ts';
import type { ChallengeSpec } from './spec.ts';

const labels: Readonly<Record<string, string>> = {
  SMS_MFA: 'Code by SMS',
  SOFTWARE_TOKEN_MFA: 'Authenticator code',
  EMAIL_OTP: 'Code by email',
};

const needs: Readonly<Record<string, NonNullable<Choice['needs']>>> = {
  SMS_MFA: 'INBOX',
  SOFTWARE_TOKEN_MFA: 'TOTP_SECRET',
  EMAIL_OTP: 'INBOX',
};

function choice(value: string): Choice {
  if (!Object.hasOwn(labels, value)) return { value, label: value };
  const need = needs[value];
  return { value, label: `${labels[value] ?? value} (${value})`, ...(need ? { needs: need } : {}) };
}

export const selectMfaType: ChallengeSpec = {
  name: 'SELECT_MFA_TYPE',
  title: 'Choose the second factor',
  help: 'The user has two or more second factors and prefers none. Cognito asks which to use and then asks for it.',
  fields({ parameters }) {
    // Clients read MFAS_CAN_CHOOSE; AWS's guide prints MFAS_CAN_SELECT.
    const offered = textList(parameters, 'MFAS_CAN_CHOOSE') ?? textList(parameters, 'MFAS_CAN_SELECT');
    return [
      {
        key: 'ANSWER',
        label: 'Second factor',
        kind: 'choice',
        required: true,
        choices: (offered ?? Object.keys(labels)).map(choice),
        help:
          (offered === undefined
            ? 'MFAS_CAN_CHOOSE could not be read, so all known factors are listed. '
            : '') +
          'Email is answered EMAIL_OTP; where that is refused, try EMAIL_MFA, as AWS’s guide prints it.',
      },
    ];
  },
  freeKeys: false,
  computed: [],
  respond: ({ inputs }) => only(inputs, 'ANSWER'),
  next: ['SMS_MFA', 'EMAIL_OTP', 'SOFTWARE_TOKEN_MFA'],
  stage: 'second',
  follows({ ANSWER: answer }) {
    if (answer === undefined) return { by: 'nobody', because: 'No ANSWER was sent.' };
    return {
      by: 'protocol',
      names: [answer === 'EMAIL_MFA' ? 'EMAIL_OTP' : answer],
      because: 'The factor that was chosen is asked for.',
      verdict: 'known',
    };
  },
  answerable: true,
  helpers: [],
  example: {
    asked: {
      parameters: { MFAS_CAN_CHOOSE: '["SMS_MFA","SOFTWARE_TOKEN_MFA"]', USER_ID_FOR_SRP: 'sample.user' },
      available: [],
    },
    inputs: { ANSWER: 'SOFTWARE_TOKEN_MFA' },
    responses: { ANSWER: 'SOFTWARE_TOKEN_MFA' },
  },
};
