import { AFTER_SECOND_FACTOR } from './after.ts';
import { sentCodeField } from './fields.ts';
import { only } from './inputs.ts';
import type { ChallengeSpec } from './spec.ts';

export const smsMfa: ChallengeSpec = {
  name: 'SMS_MFA',
  title: 'Code by SMS',
  help:
    'The first factor passed, and Cognito sent a code by SMS as the second. A wrong code keeps the Session. There is ' +
    'no call to send it again: start the sign-in anew.',
  fields: ({ parameters }) => [
    sentCodeField('SMS_MFA_CODE', parameters, {
      digits: 6,
      pattern: { source: '^\\d{6}$', hint: '6 digits' },
    }),
  ],
  freeKeys: false,
  computed: [],
  respond: ({ inputs }) => only(inputs, 'SMS_MFA_CODE'),
  next: AFTER_SECOND_FACTOR,
  stage: 'second',
  userNeeds: 'phone',
  counts: { factor: 'code' },
  follows: () => ({ by: 'last factor' }),
  answerable: true,
  helpers: [],
  example: {
    asked: {
      parameters: {
        CODE_DELIVERY_DELIVERY_MEDIUM: 'SMS',
        CODE_DELIVERY_DESTINATION: '+*******3210',
        USER_ID_FOR_SRP: 'sample.user',
      },
      available: [],
    },
    inputs: { SMS_MFA_CODE: '492017' },
    responses: { SMS_MFA_CODE: '492017' },
  },
};
