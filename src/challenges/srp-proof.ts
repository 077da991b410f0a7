import type { Tools } from '../form/form.ts';
import { supplied } from './inputs.ts';
import type { Texts } from './inputs.ts';
import { needed } from './parameters.ts';
import type { Computed } from './spec.ts';

const SIGNATURE = 'PASSWORD_CLAIM_SIGNATURE';

/** The three values that PASSWORD_VERIFIER and DEVICE_PASSWORD_VERIFIER share. */
export const srpProofComputed: readonly Computed[] = [
  { key: SIGNATURE, from: 'SRP proof over the password, SRP_B, SALT, SECRET_BLOCK and TIMESTAMP' },
  { key: 'PASSWORD_CLAIM_SECRET_BLOCK', from: 'SECRET_BLOCK, unchanged' },
  { key: 'TIMESTAMP', from: 'the clock, in the form Cognito signs' },
];

/** Whose proof: the pool's name and the user, or the device's group and the device. */
export interface Prover {
  group(): string;
  identity(): string;
  readonly password: string;
}

/**
 * The answer to a verifier challenge. Without a prover (no password yet) the signature is left out and the rest stays.
 * @throws CoreFault PARAMETER_MISSING, or what the tools throw, when the signature can't be computed
 */
export function srpProof(
  parameters: Texts,
  prover: Prover | undefined,
  tools: Tools,
): Record<string, string> {
  const timestamp = tools.timestamp();
  const secretBlock = supplied(parameters, 'SECRET_BLOCK');
  const signature = prover && {
    [SIGNATURE]: tools.srpClaim({
      group: prover.group(),
      identity: prover.identity(),
      password: prover.password,
      salt: needed(parameters, 'SALT', SIGNATURE),
      srpB: needed(parameters, 'SRP_B', SIGNATURE),
      secretBlock: needed(parameters, 'SECRET_BLOCK', SIGNATURE),
      timestamp,
    }),
  };
  return {
    ...signature,
    ...(secretBlock === undefined ? {} : { PASSWORD_CLAIM_SECRET_BLOCK: secretBlock }),
    TIMESTAMP: timestamp,
  };
}
