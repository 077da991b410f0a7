import { passwordField } from '../challenges/fields.ts';
import { only, supplied } from '../challenges/inputs.ts';
import { USER_EXCHANGE } from '../challenges/srp-exchanges.ts';
import { signInDeviceField, usernameField } from './fields.ts';
import type { FlowSpec } from './spec.ts';

export const customAuth: FlowSpec = {
  name: 'CUSTOM_AUTH',
  operation: 'InitiateAuth',
  title: 'Custom challenges',
  help:
    'The pool’s Lambda triggers decide what is asked. With SRP_A the password is proved first; without it the triggers ' +
    'begin at once.',
  fields: [
    usernameField,
    {
      key: 'CHALLENGE_NAME',
      label: 'Begin with',
      kind: 'choice',
      required: false,
      choices: [
        { value: 'CUSTOM_CHALLENGE', label: 'The triggers (CUSTOM_CHALLENGE)' },
        { value: 'SRP_A', label: 'The password by SRP (SRP_A)' },
      ],
      help: 'Left empty, the key is not sent and the triggers begin.',
    },
    {
      ...passwordField,
      required: false,
      help: 'Only with SRP_A. Not sent; kept for the proof in the next step.',
    },
    signInDeviceField,
  ],
  computed: [{ key: 'SRP_A', from: 'a fresh SRP exchange, when CHALLENGE_NAME is SRP_A' }],
  parameters: (inputs, tools) => ({
    ...only(inputs, 'USERNAME', 'CHALLENGE_NAME', 'DEVICE_KEY'),
    ...(supplied(inputs, 'CHALLENGE_NAME') === 'SRP_A' ? { SRP_A: tools.srpA() } : {}),
  }),
  next: ['PASSWORD_VERIFIER', 'CUSTOM_CHALLENGE', 'TOKENS'],
  follows: (sent) =>
    sent['CHALLENGE_NAME'] === 'SRP_A'
      ? {
          by: 'protocol',
          names: ['PASSWORD_VERIFIER'],
          because: 'The flow began with SRP_A, and triggers usually take that up.',
          verdict: 'inferred',
        }
      : {
          by: 'protocol',
          names: ['CUSTOM_CHALLENGE'],
          because: 'The flow began without SRP_A, and triggers usually ask at once.',
          verdict: 'inferred',
        },
  allowedBy: 'ALLOW_CUSTOM_AUTH',
  example: {
    setting: { a: USER_EXCHANGE.a },
    inputs: { USERNAME: 'jane@example.com', CHALLENGE_NAME: 'SRP_A', PASSWORD: USER_EXCHANGE.password },
    parameters: { USERNAME: 'jane@example.com', CHALLENGE_NAME: 'SRP_A', SRP_A: USER_EXCHANGE.srpA },
  },
};
