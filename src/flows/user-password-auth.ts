import { AFTER_PASSWORD } from '../challenges/after.ts';
import { passwordField } from '../challenges/fields.ts';
import { only } from '../challenges/inputs.ts';
import { signInDeviceField, usernameField } from './fields.ts';
import type { FlowSpec } from './spec.ts';

export const userPasswordAuth: FlowSpec = {
  name: 'USER_PASSWORD_AUTH',
  operation: 'InitiateAuth',
  side: 'anybody',
  twin: 'ADMIN_USER_PASSWORD_AUTH',
  title: 'Username and password',
  help: 'Sends the password as it is, over the encrypted connection. The only sign-in that can migrate users.',
  fields: [usernameField, { ...passwordField, help: 'Sent as it is.' }, signInDeviceField],
  computed: [],
  parameters: (inputs) => only(inputs, 'USERNAME', 'PASSWORD', 'DEVICE_KEY'),
  next: AFTER_PASSWORD,
  counts: { factor: 'password' },
  follows: () => ({ by: 'password' }),
  allowedBy: 'ALLOW_USER_PASSWORD_AUTH',
  example: {
    inputs: { USERNAME: 'jane@example.com', PASSWORD: 'Correct-Horse-9!' },
    parameters: { USERNAME: 'jane@example.com', PASSWORD: 'Correct-Horse-9!' },
  },
};
