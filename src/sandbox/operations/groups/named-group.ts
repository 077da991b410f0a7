import type { JsonObject } from '../../../json.ts';
import { requirePool } from '../../pool/find-pool.ts';
import { requiredText } from '../../read-members.ts';
import { refusal } from '../../refusal.ts';
import type { Group, Pool, State } from '../../state.ts';

/** @throws ResourceNotFoundException for an unknown pool or group. */
export function requireNamedGroup(input: JsonObject, state: State): { pool: Pool; group: Group } {
  const pool = requirePool(state, requiredText(input, 'UserPoolId'));
  return { pool, group: requireGroup(input, pool) };
}

/** @throws ResourceNotFoundException */
export function requireGroup(input: JsonObject, pool: Pool): Group {
  const group = pool.groups.get(requiredText(input, 'GroupName'));
  if (group === undefined) throw refusal('ResourceNotFoundException', 'Group not found.');
  return group;
}
