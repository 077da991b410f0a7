import type { Context } from './context.ts';
import { bytesToInteger, passwordVerifier } from './srp-server.ts';
import type { Pool } from './state.ts';
import type { User } from './pool/user.ts';

const SALT_BYTES = 16;

/** The part of the pool id after the first `_`, which SRP hashes in place of the pool id. */
export function poolName(pool: Pool): string {
  return pool.id.slice(pool.id.indexOf('_') + 1);
}

/** With a random verifier no proof can be right; B still looks like any other. */
export function noVerifier(context: Context): bigint {
  return bytesToInteger(context.random.bytes(384));
}

/** Salt and verifier of a user, computed when first needed: a power of 3,072 bits costs milliseconds. */
export function userVerifier(context: Context, pool: Pool, user: User): { salt: bigint; verifier: bigint } {
  if (user.srp === undefined) {
    const salt = bytesToInteger(context.random.bytes(SALT_BYTES));
    const verifier =
      user.password === undefined
        ? noVerifier(context)
        : passwordVerifier(poolName(pool), user.username, user.password, salt);
    user.srp = { salt, verifier };
  }
  return user.srp;
}
