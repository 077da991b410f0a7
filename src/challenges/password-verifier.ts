import { AFTER_PASSWORD } from './after.ts';
import { passwordField } from './fields.ts';
import { supplied } from './inputs.ts';
import { canonicalUser, needed } from './parameters.ts';
import type { ChallengeSpec } from './spec.ts';
import { USER_EXCHANGE } from './srp-exchanges.ts';
import { srpProof, srpProofComputed } from './srp-proof.ts';

export const passwordVerifier: ChallengeSpec = {
  name: 'PASSWORD_VERIFIER',
  title: 'Prove the password',
  help:
    'Cognito answered the SRP start and wants proof of the password without seeing it. After USER_SRP_AUTH no Session ' +
    'comes with it: SECRET_BLOCK links the steps. Answer at once; a late proof is refused.',
  fields: () => [
    {
      ...passwordField,
      help: 'Never sent. The proof is computed from it for USER_ID_FOR_SRP, not for an alias.',
    },
  ],
  freeKeys: false,
  computed: srpProofComputed,
  respond({ asked: { parameters }, inputs }, tools) {
    const password = supplied(inputs, 'PASSWORD');
    if (password === undefined) return srpProof(parameters, undefined, tools);
    const prover = {
      group: () => tools.poolName(),
      identity: () =>
        canonicalUser(parameters) ?? needed(parameters, 'USER_ID_FOR_SRP', 'PASSWORD_CLAIM_SIGNATURE'),
      password,
    };
    return srpProof(parameters, prover, tools);
  },
  next: [...AFTER_PASSWORD, 'CUSTOM_CHALLENGE'],
  stage: 'first',
  counts: { factor: 'password' },
  follows: () => ({ by: 'password' }),
  simulated: 'a SALT and SRP_B made up for them',
  answerable: true,
  helpers: [],
  example: {
    setting: { at: USER_EXCHANGE.at, poolId: USER_EXCHANGE.poolId, a: USER_EXCHANGE.a },
    asked: {
      parameters: {
        SALT: USER_EXCHANGE.salt,
        SECRET_BLOCK: USER_EXCHANGE.secretBlock,
        SRP_B: USER_EXCHANGE.srpB,
        USERNAME: USER_EXCHANGE.identity,
        USER_ID_FOR_SRP: USER_EXCHANGE.identity,
      },
      available: [],
    },
    inputs: { PASSWORD: USER_EXCHANGE.password },
    responses: {
      PASSWORD_CLAIM_SIGNATURE: USER_EXCHANGE.signature,
      PASSWORD_CLAIM_SECRET_BLOCK: USER_EXCHANGE.secretBlock,
      TIMESTAMP: USER_EXCHANGE.timestamp,
    },
  },
};
