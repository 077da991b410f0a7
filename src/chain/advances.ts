import type { Step } from './model.ts';

/** Operations that lead a sign-in on; all others stand beside the chain. */
const CHAIN_OPERATIONS: ReadonlySet<string> = new Set([
  'InitiateAuth',
  'RespondToAuthChallenge',
  'AdminInitiateAuth',
  'AdminRespondToAuthChallenge',
  'GetTokensFromRefreshToken',
]);

/** False for operations beside the chain: their failure doesn't end it, their success doesn't advance it. */
export function advances(step: Pick<Step, 'operation'>): boolean {
  return CHAIN_OPERATIONS.has(step.operation);
}
