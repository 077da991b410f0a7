import type { JsonObject } from '../../json.ts';
import { requiredText } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import type { Pool, State } from '../state.ts';
import type { Client } from './client.ts';

/** @throws ResourceNotFoundException for a pool id that doesn't exist. */
export function requirePool(state: State, poolId: string): Pool {
  const pool = state.pools.get(poolId);
  if (pool === undefined) throw refusal('ResourceNotFoundException', `User pool ${poolId} does not exist.`);
  return pool;
}

/**
 * The app client that UserPoolId and ClientId name: the one must own the other.
 * @throws ResourceNotFoundException
 */
export function requireClient(
  { state }: { readonly state: State },
  input: JsonObject,
): { pool: Pool; client: Client } {
  const pool = requirePool(state, requiredText(input, 'UserPoolId'));
  const id = requiredText(input, 'ClientId');
  const client = pool.clients.find((candidate) => candidate.id === id);
  if (client === undefined) {
    throw refusal('ResourceNotFoundException', `User pool client ${id} does not exist.`);
  }
  return { pool, client };
}
