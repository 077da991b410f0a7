import { passwordField } from '../challenges/fields.ts';
import { only } from '../challenges/inputs.ts';
import { USER_EXCHANGE } from '../challenges/srp-exchanges.ts';
import { signInDeviceField, usernameField } from './fields.ts';
import type { FlowSpec } from './spec.ts';

export const userSrpAuth: FlowSpec = {
  name: 'USER_SRP_AUTH',
  operation: 'InitiateAuth',
  title: 'Username and password by SRP',
  help: 'The password never travels: SRP_A opens an exchange, and PASSWORD_VERIFIER asks for the proof.',
  fields: [
    usernameField,
    { ...passwordField, required: false, help: 'Not sent. Kept for the proof in the next step.' },
    signInDeviceField,
  ],
  computed: [{ key: 'SRP_A', from: 'a fresh SRP exchange' }],
  parameters: (inputs, tools) => ({ ...only(inputs, 'USERNAME', 'DEVICE_KEY'), SRP_A: tools.srpA() }),
  next: ['PASSWORD_VERIFIER'],
  follows: () => ({
    by: 'protocol',
    names: ['PASSWORD_VERIFIER'],
    because: 'SRP_A opens an exchange, and the proof of the password follows.',
    verdict: 'known',
  }),
  allowedBy: 'ALLOW_USER_SRP_AUTH',
  example: {
    setting: { a: USER_EXCHANGE.a },
    inputs: { USERNAME: 'jane@example.com', PASSWORD: USER_EXCHANGE.password },
    parameters: { USERNAME: 'jane@example.com', SRP_A: USER_EXCHANGE.srpA },
  },
};
