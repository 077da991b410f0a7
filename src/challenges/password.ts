import { AFTER_PASSWORD } from './after.ts';
import { passwordField } from './fields.ts';
import { only } from './inputs.ts';
import type { ChallengeSpec } from './spec.ts';

export const password: ChallengeSpec = {
  name: 'PASSWORD',
  title: 'Password',
  help: 'The password as first factor of USER_AUTH, sent as it is. SELECT_CHALLENGE may be answered under this name.',
  fields: () => [{ ...passwordField, help: 'Sent as it is, over the encrypted connection.' }],
  freeKeys: false,
  computed: [],
  respond: ({ inputs }) => only(inputs, 'PASSWORD'),
  next: AFTER_PASSWORD,
  stage: 'first',
  userNeeds: 'password',
  counts: { factor: 'password' },
  follows: () => ({ by: 'password' }),
  answerable: true,
  helpers: [],
  example: {
    asked: { parameters: {}, available: ['PASSWORD', 'EMAIL_OTP'] },
    inputs: { PASSWORD: 'Correct-Horse-9!' },
    responses: { PASSWORD: 'Correct-Horse-9!' },
  },
};
