import { AFTER_SECOND_FACTOR } from './after.ts';
import { sentCodeField } from './fields.ts';
import { only } from './inputs.ts';
import type { ChallengeSpec } from './spec.ts';

export const emailOtp: ChallengeSpec = {
  name: 'EMAIL_OTP',
  title: 'Code by email',
  help:
    'Cognito sent a code by email: as the first factor of USER_AUTH (8 digits), or as the second factor after a ' +
    'password. A wrong code keeps the Session. For a user who does not exist, the challenge may be simulated.',
  fields: ({ parameters }) => [
    sentCodeField('EMAIL_OTP_CODE', parameters, {
      pattern: { source: '^\\d{6,8}$', hint: '8 digits as first factor, 6 to 8 as second' },
    }),
  ],
  freeKeys: false,
  computed: [],
  respond: ({ inputs }) => only(inputs, 'EMAIL_OTP_CODE'),
  next: AFTER_SECOND_FACTOR,
  stage: 'either',
  userNeeds: 'email',
  counts: { factor: 'code' },
  follows: () => ({ by: 'last factor' }),
  simulated: 'a destination made up for them',
  answerable: true,
  helpers: [],
  example: {
    asked: {
      parameters: {
        CODE_DELIVERY_DELIVERY_MEDIUM: 'EMAIL',
        CODE_DELIVERY_DESTINATION: 't***@e***',
        USER_ID_FOR_SRP: 'sample.user',
      },
      available: ['EMAIL_OTP'],
    },
    inputs: { EMAIL_OTP_CODE: '49201735' },
    responses: { EMAIL_OTP_CODE: '49201735' },
  },
};
