import type { Field } from '../form/form.ts';
import { only } from './inputs.ts';
import { textList } from './parameters.ts';
import type { ChallengeSpec } from './spec.ts';

const email: Field = {
  key: 'EMAIL',
  label: 'Email address',
  kind: 'text',
  required: false,
  pattern: { source: '^\\S+@\\S+$', hint: 'an email address' },
  help:
    'Only to set up codes by email; leave it empty for an authenticator. AWS’s guide prints the key in lower case ' +
    '(email); clients send EMAIL.',
};

export const mfaSetup: ChallengeSpec = {
  name: 'MFA_SETUP',
  title: 'Set up a second factor',
  help:
    'The pool demands a second factor and the user has none. For an authenticator: AssociateSoftwareToken, then ' +
    'VerifySoftwareToken, then answer with the Session that Verify returned; nothing else is needed. SMS can’t be set ' +
    'up here: give the user a phone number and start again.',
  fields({ parameters }) {
    const offered = textList(parameters, 'MFAS_CAN_SETUP');
    return offered === undefined || offered.some((name) => name.startsWith('EMAIL')) ? [email] : [];
  },
  freeKeys: false,
  computed: [],
  respond: ({ inputs }) => only(inputs, 'EMAIL'),
  next: ['TOKENS', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'],
  stage: 'second',
  follows: (sent) => ({
    by: 'protocol',
    names: (sent['EMAIL'] ?? sent['email']) === undefined ? ['TOKENS', 'SOFTWARE_TOKEN_MFA'] : ['EMAIL_OTP'],
    because: 'Clients expect tokens after a set-up; AWS’s guide describes one more code.',
    verdict: 'inferred',
  }),
  changesUser: true,
  answerable: true,
  helpers: ['AssociateSoftwareToken', 'VerifySoftwareToken'],
  example: {
    asked: {
      parameters: { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA","EMAIL_OTP"]', USER_ID_FOR_SRP: 'sample.user' },
      available: [],
    },
    inputs: { EMAIL: 'sample@example.com' },
    responses: { EMAIL: 'sample@example.com' },
  },
};
