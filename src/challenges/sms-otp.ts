import { sentCodeField } from './fields.ts';
import { followedByTokens } from './followed-by-tokens.ts';
import { only } from './inputs.ts';
import type { ChallengeSpec } from './spec.ts';

export const smsOtp: ChallengeSpec = {
  name: 'SMS_OTP',
  title: 'Sign in with a code by SMS',
  help:
    'Cognito sent a code by SMS as the first factor of USER_AUTH. No second factor follows. As a second factor SMS is ' +
    'called SMS_MFA, never SMS_OTP.',
  fields: ({ parameters }) => [
    sentCodeField('SMS_OTP_CODE', parameters, { pattern: { source: '^\\d{6,8}$', hint: '6 to 8 digits' } }),
  ],
  freeKeys: false,
  computed: [],
  respond: ({ inputs }) => only(inputs, 'SMS_OTP_CODE'),
  next: ['TOKENS'],
  stage: 'first',
  userNeeds: 'phone',
  // A first factor, as EMAIL_OTP may be: six wrong ones in a row were measured to lock nobody there.
  counts: { factor: 'code', perhaps: true },
  follows: followedByTokens,
  simulated: 'a destination made up for them',
  answerable: true,
  helpers: [],
  example: {
    asked: {
      parameters: { CODE_DELIVERY_DELIVERY_MEDIUM: 'SMS', CODE_DELIVERY_DESTINATION: '+*******3210' },
      available: ['SMS_OTP', 'PASSWORD'],
    },
    inputs: { SMS_OTP_CODE: '49201735' },
    responses: { SMS_OTP_CODE: '49201735' },
  },
};
