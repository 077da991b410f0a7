import type { JsonObject } from '../../json.ts';
import type { Context } from '../context.ts';
import { findUser, simulatedUser, unknownUser } from '../pool/find-user.ts';
import { checkSecretHash } from '../pool/secret-hash.ts';
import { need } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import { writeSecretBlock } from '../secret-block.ts';
import { bytesToInteger, readClientValue, serverValue } from '../srp-server.ts';
import { userVerifier } from '../srp-verifier.ts';
import type { Client, Pool } from '../state.ts';
import type { Flow } from './spec.ts';

const SECRET_BYTES = 32;

/** The reply carries no Session: SECRET_BLOCK holds the exchange together. */
export const userSrpAuth: Flow = {
  names: ['USER_SRP_AUTH'],
  allowedBy: 'ALLOW_USER_SRP_AUTH',
  notAllowed: 'USER_SRP_AUTH is not enabled for the client.',
  start: ({ context, pool, client, parameters }) => {
    const username = need(parameters, 'USERNAME');
    const a = readClientValue(need(parameters, 'SRP_A'));
    if (a === undefined) throw refusal('InvalidParameterException', 'Invalid SRP_A value.');
    checkSecretHash(client, username, parameters.get('SECRET_HASH'));
    const identity = identify(context, pool, client, username);
    const secret = bytesToInteger(context.random.bytes(SECRET_BYTES));
    const serverB = serverValue(identity.verifier, secret);
    const secretBlock = writeSecretBlock(context, {
      id: context.random.uuid(),
      poolId: pool.id,
      clientId: client.id,
      username: identity.username,
      ...(identity.sub === undefined ? {} : { sub: identity.sub }),
      a: a.toString(16),
      secret: secret.toString(16),
      serverB: serverB.toString(16),
      issuedAt: context.clock.now(),
    });
    return challenge(identity, serverB, secretBlock);
  },
};

interface Identity {
  readonly username: string;
  readonly sub?: string;
  readonly salt: bigint;
  readonly verifier: bigint;
}

function identify(context: Context, pool: Pool, client: Client, name: string): Identity {
  const user = findUser(pool, name);
  if (user !== undefined)
    return { username: user.username, sub: user.sub, ...userVerifier(context, pool, user) };
  if (!client.hidesUserExistence) throw unknownUser(client);
  const simulated = simulatedUser(pool, name);
  // With a random verifier no proof can be right; B still looks like any other.
  const verifier = bytesToInteger(context.random.bytes(384));
  return { username: simulated.username, salt: bytesToInteger(simulated.salt), verifier };
}

function challenge(identity: Identity, serverB: bigint, secretBlock: string): JsonObject {
  return {
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeParameters: {
      SALT: identity.salt.toString(16),
      SECRET_BLOCK: secretBlock,
      SRP_B: serverB.toString(16),
      USERNAME: identity.username,
      USER_ID_FOR_SRP: identity.username,
    },
  };
}
