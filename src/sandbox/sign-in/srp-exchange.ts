import type { Context } from '../context.ts';
import { need, type TextMap } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import { writeSecretBlock, type SrpExchange } from '../secret-block.ts';
import { bytesToInteger, readClientValue, serverValue } from '../srp-server.ts';
import type { Pool } from '../state.ts';
import type { Client } from '../pool/client.ts';

const SECRET_BYTES = 32;

/** @throws InvalidParameterException for an SRP_A that is absent, no hex, too long or 0 mod N. */
export function needSrpA({ settings }: Context, parameters: TextMap): bigint {
  const a = readClientValue(need(parameters, 'SRP_A'));
  if (a === undefined) throw refusal('InvalidParameterException', settings.badSrpAMessage);
  return a;
}

/** Whose proof is asked for. */
export interface Prover {
  /** Canonical user name, or the simulated one. */
  readonly username: string;
  readonly sub?: string;
  readonly salt: bigint;
  readonly verifier: bigint;
}

export interface Opened {
  readonly id: string;
  readonly parameters: { readonly SALT: string; readonly SECRET_BLOCK: string; readonly SRP_B: string };
}

/** The server's half of the first SRP round: salt, B and the block that holds the exchange together. */
export function openExchange(
  context: Context,
  { pool, client }: { readonly pool: Pool; readonly client: Client },
  prover: Prover,
  a: bigint,
  more: Pick<SrpExchange, 'deviceKey' | 'bound'> = {},
): Opened {
  const secret = bytesToInteger(context.random.bytes(SECRET_BYTES));
  const serverB = serverValue(prover.verifier, secret);
  const id = context.random.uuid();
  const secretBlock = writeSecretBlock(context, {
    id,
    poolId: pool.id,
    clientId: client.id,
    username: prover.username,
    ...(prover.sub === undefined ? {} : { sub: prover.sub }),
    a: a.toString(16),
    secret: secret.toString(16),
    serverB: serverB.toString(16),
    issuedAt: context.clock.now(),
    ...more,
  });
  const parameters = {
    SALT: prover.salt.toString(16),
    SECRET_BLOCK: secretBlock,
    SRP_B: serverB.toString(16),
  };
  return { id, parameters };
}
