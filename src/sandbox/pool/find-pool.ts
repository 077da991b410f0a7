import { refusal } from '../refusal.ts';
import type { Pool, State } from '../state.ts';

/** @throws ResourceNotFoundException for a pool id that doesn't exist. */
export function requirePool(state: State, poolId: string): Pool {
  const pool = state.pools.get(poolId);
  if (pool === undefined) throw refusal('ResourceNotFoundException', `User pool ${poolId} does not exist.`);
  return pool;
}
