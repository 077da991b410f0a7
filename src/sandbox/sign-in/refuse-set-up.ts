import type { User } from '../pool/user.ts';
import { invalidSession } from '../refusal.ts';
import type { Pool } from '../state.ts';
import { usableMethods } from './usable-methods.ts';

/**
 * The password alone may set MFA up only while there is none: a set-up that was begun before another one ended must
 * neither replace nor pass by it.
 * @throws NotAuthorizedException
 */
export function refuseSetUp(pool: Pool, user: User): void {
  if (usableMethods(pool, user).length > 0) throw invalidSession();
}
