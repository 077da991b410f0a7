import { followedByTokens } from '../challenges/followed-by-tokens.ts';
import { only } from '../challenges/inputs.ts';
import { hashUsernameField, refreshTokenField, signInDeviceField } from './fields.ts';
import type { FlowSpec } from './spec.ts';

export const refreshTokenAuth: FlowSpec = {
  name: 'REFRESH_TOKEN_AUTH',
  operation: 'InitiateAuth',
  title: 'Refresh tokens',
  help:
    'New ID and access tokens for a refresh token, and no new refresh token. Not allowed on app clients that rotate ' +
    'refresh tokens: there GetTokensFromRefreshToken takes its place.',
  fields: [
    refreshTokenField,
    {
      ...signInDeviceField,
      help: 'Needed when the token came with a tracked device: the access token’s device_key claim.',
    },
    hashUsernameField,
  ],
  computed: [],
  parameters: (inputs) => only(inputs, 'REFRESH_TOKEN', 'DEVICE_KEY'),
  next: ['TOKENS'],
  follows: followedByTokens,
  allowedBy: 'ALLOW_REFRESH_TOKEN_AUTH',
  example: {
    inputs: { REFRESH_TOKEN: 'eyJjdHkiOiJKV1Qi.example', USERNAME: 'sample.user' },
    parameters: { REFRESH_TOKEN: 'eyJjdHkiOiJKV1Qi.example' },
  },
};
