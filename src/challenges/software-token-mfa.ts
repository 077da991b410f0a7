import { AFTER_SECOND_FACTOR } from './after.ts';
import { only, supplied } from './inputs.ts';
import type { ChallengeSpec } from './spec.ts';

export const softwareTokenMfa: ChallengeSpec = {
  name: 'SOFTWARE_TOKEN_MFA',
  title: 'Authenticator code',
  help:
    'The first factor passed, and Cognito wants the TOTP code of now: 6 digits, new every 30 seconds. A wrong code ' +
    'keeps the Session. A code that was accepted once is refused a second time.',
  fields({ parameters }) {
    const device = supplied(parameters, 'FRIENDLY_DEVICE_NAME');
    return [
      {
        key: 'SOFTWARE_TOKEN_MFA_CODE',
        label: 'Code',
        kind: 'code',
        required: true,
        digits: 6,
        totp: true,
        pattern: { source: '^\\d{6}$', hint: '6 digits' },
        help: `${device === undefined ? '' : `From ${device}. `}Leave it empty to have it computed from the secret.`,
      },
      {
        key: 'TOTP_SECRET',
        label: 'TOTP secret',
        kind: 'secret',
        required: false,
        remember: 'TOTP_SECRET',
        thing: 'totp',
        help: 'Base32 or an otpauth URI. Never sent: the code is computed from it.',
      },
    ];
  },
  freeKeys: false,
  computed: [
    { key: 'SOFTWARE_TOKEN_MFA_CODE', from: 'the TOTP secret and the clock, when no code is typed' },
  ],
  respond({ inputs }, tools) {
    const secret = supplied(inputs, 'TOTP_SECRET');
    if (supplied(inputs, 'SOFTWARE_TOKEN_MFA_CODE') !== undefined || secret === undefined) {
      return only(inputs, 'SOFTWARE_TOKEN_MFA_CODE');
    }
    return { SOFTWARE_TOKEN_MFA_CODE: tools.totp(secret) };
  },
  next: AFTER_SECOND_FACTOR,
  stage: 'second',
  userNeeds: 'authenticator',
  counts: { factor: 'code' },
  follows: () => ({ by: 'last factor' }),
  mismatch: 'Invalid code received for user',
  answerable: true,
  helpers: [],
  example: {
    // RFC 6238 appendix B: the ASCII secret 12345678901234567890 at 59 s gives 94287082, of which Cognito takes six.
    setting: { at: 59_000 },
    asked: {
      parameters: { FRIENDLY_DEVICE_NAME: 'phone', USER_ID_FOR_SRP: 'sample.user' },
      available: [],
    },
    inputs: { TOTP_SECRET: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' },
    responses: { SOFTWARE_TOKEN_MFA_CODE: '287082' },
  },
};
