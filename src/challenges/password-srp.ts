import { passwordField } from './fields.ts';
import type { ChallengeSpec } from './spec.ts';
import { USER_EXCHANGE } from './srp-exchanges.ts';

export const passwordSrp: ChallengeSpec = {
  name: 'PASSWORD_SRP',
  title: 'Password by SRP',
  help:
    'The password as first factor of USER_AUTH, proved by SRP: SRP_A opens the exchange and PASSWORD_VERIFIER follows. ' +
    'SELECT_CHALLENGE may be answered under this name.',
  fields: () => [
    { ...passwordField, required: false, help: 'Not sent. Kept for the proof in the next step.' },
  ],
  freeKeys: false,
  computed: [{ key: 'SRP_A', from: 'a fresh SRP exchange' }],
  respond: (_answering, tools) => ({ SRP_A: tools.srpA() }),
  next: ['PASSWORD_VERIFIER'],
  stage: 'first',
  userNeeds: 'password',
  follows: () => ({
    by: 'protocol',
    names: ['PASSWORD_VERIFIER'],
    because: 'SRP_A opens an exchange, and the proof of the password follows.',
    verdict: 'known',
  }),
  answerable: true,
  helpers: [],
  example: {
    setting: { a: USER_EXCHANGE.a },
    asked: { parameters: {}, available: ['PASSWORD_SRP'] },
    inputs: { PASSWORD: USER_EXCHANGE.password },
    responses: { SRP_A: USER_EXCHANGE.srpA },
  },
};
