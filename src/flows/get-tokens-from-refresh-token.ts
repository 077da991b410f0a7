import { followedByTokens } from '../challenges/followed-by-tokens.ts';
import { only } from '../challenges/inputs.ts';
import { refreshTokenField, signInDeviceField } from './fields.ts';
import type { FlowSpec } from './spec.ts';

export const getTokensFromRefreshToken: FlowSpec = {
  name: 'GetTokensFromRefreshToken',
  operation: 'GetTokensFromRefreshToken',
  side: 'anybody',
  twin: 'REFRESH_TOKEN_AUTH',
  title: 'Refresh tokens, with rotation',
  help:
    'New tokens for a refresh token; with rotation on, a new refresh token too, and the old one dies after its grace ' +
    'period. The app client’s secret goes along in clear, not as a hash.',
  fields: [
    { ...refreshTokenField, key: 'RefreshToken' },
    {
      ...signInDeviceField,
      key: 'DeviceKey',
      help: 'Needed when the token came with a tracked device: the access token’s device_key claim.',
    },
  ],
  computed: [],
  parameters: (inputs) => only(inputs, 'RefreshToken', 'DeviceKey'),
  next: ['TOKENS'],
  follows: followedByTokens,
  // Where refresh tokens rotate the old one is used up.
  changesUser: true,
  example: {
    inputs: {
      RefreshToken: 'eyJjdHkiOiJKV1Qi.example',
      DeviceKey: 'us-east-1_0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9',
    },
    parameters: {
      RefreshToken: 'eyJjdHkiOiJKV1Qi.example',
      DeviceKey: 'us-east-1_0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9',
    },
  },
};
