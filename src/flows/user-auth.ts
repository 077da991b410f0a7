import { AFTER_PASSWORD } from '../challenges/after.ts';
import { passwordField } from '../challenges/fields.ts';
import { only, supplied } from '../challenges/inputs.ts';
import { firstFactors } from '../challenges/select-challenge.ts';
import { USER_EXCHANGE } from '../challenges/srp-exchanges.ts';
import { signInDeviceField, usernameField } from './fields.ts';
import type { FlowSpec } from './spec.ts';

/** What travels with a preference in the same request; the others bring their challenge first. */
const companions: Readonly<Record<string, 'PASSWORD' | 'SRP_A'>> = {
  PASSWORD: 'PASSWORD',
  PASSWORD_SRP: 'SRP_A',
};

export const userAuth: FlowSpec = {
  name: 'USER_AUTH',
  operation: 'InitiateAuth',
  title: 'Choose the first factor',
  help:
    'Choice-based sign-in: password, code or passkey. A preference the user can’t use ends in SELECT_CHALLENGE, as does ' +
    'none. Codes and passkeys need the Essentials or Plus plan.',
  fields: [
    usernameField,
    {
      key: 'PREFERRED_CHALLENGE',
      label: 'Preferred first factor',
      kind: 'choice',
      required: false,
      choices: firstFactors,
      help: 'Left empty, Cognito lists what the user may choose.',
    },
    {
      ...passwordField,
      required: false,
      help: 'Sent with PASSWORD. Otherwise not sent; with PASSWORD_SRP kept for the proof.',
    },
    signInDeviceField,
  ],
  computed: [{ key: 'SRP_A', from: 'a fresh SRP exchange, when PASSWORD_SRP is preferred' }],
  parameters(inputs, tools) {
    const preferred = supplied(inputs, 'PREFERRED_CHALLENGE') ?? '';
    const companion = Object.hasOwn(companions, preferred) ? companions[preferred] : undefined;
    return {
      ...only(inputs, 'USERNAME', 'PREFERRED_CHALLENGE', 'DEVICE_KEY'),
      ...(companion === 'PASSWORD' ? only(inputs, 'PASSWORD') : {}),
      ...(companion === 'SRP_A' ? { SRP_A: tools.srpA() } : {}),
    };
  },
  next: [
    'SELECT_CHALLENGE',
    'PASSWORD_VERIFIER',
    'SMS_OTP',
    'WEB_AUTHN',
    // EMAIL_OTP among them, here also as the first factor.
    ...AFTER_PASSWORD,
  ],
  counts: { factor: 'password', carriedBy: 'PASSWORD' },
  follows: (sent) => ({ by: 'choice', chosen: sent['PREFERRED_CHALLENGE'] }),
  allowedBy: 'ALLOW_USER_AUTH',
  example: {
    setting: { a: USER_EXCHANGE.a },
    inputs: {
      USERNAME: 'jane@example.com',
      PREFERRED_CHALLENGE: 'PASSWORD_SRP',
      PASSWORD: USER_EXCHANGE.password,
    },
    parameters: {
      USERNAME: 'jane@example.com',
      PREFERRED_CHALLENGE: 'PASSWORD_SRP',
      SRP_A: USER_EXCHANGE.srpA,
    },
  },
};
