import type { Context } from '../context.ts';
import { findUser, simulatedUser, unknownUser } from '../pool/find-user.ts';
import { bytesToInteger } from '../srp-server.ts';
import { noVerifier, userVerifier } from '../srp-verifier.ts';
import type { Pool } from '../state.ts';
import type { Client } from '../pool/client.ts';
import type { Prover } from './srp-exchange.ts';

/** @throws UserNotFoundException where the client tells who exists; else values are made up. */
export function findProver(context: Context, pool: Pool, client: Client, name: string): Prover {
  const user = findUser(pool, name);
  if (user !== undefined)
    return { username: user.username, sub: user.sub, ...userVerifier(context, pool, user) };
  if (!client.hidesUserExistence) throw unknownUser(client);
  const simulated = simulatedUser(pool, name);
  return {
    username: simulated.username,
    salt: bytesToInteger(simulated.salt),
    verifier: noVerifier(context),
  };
}
