import type { Context } from './context.ts';
import { bytesToInteger, passwordVerifier } from './srp-server.ts';
import type { Pool, User } from './state.ts';

const SALT_BYTES = 16;

/** The part of the pool id after the first `_`, which SRP hashes in place of the pool id. */
export function poolName(pool: Pool): string {
  return pool.id.slice(pool.id.indexOf('_') + 1);
}

/** Salt and verifier of a user, computed when first needed: a power of 3,072 bits costs milliseconds. */
export function userVerifier(context: Context, pool: Pool, user: User): { salt: bigint; verifier: bigint } {
  if (user.srp === undefined) {
    const salt = bytesToInteger(context.random.bytes(SALT_BYTES));
    user.srp = { salt, verifier: passwordVerifier(poolName(pool), user.username, user.password, salt) };
  }
  return user.srp;
}
