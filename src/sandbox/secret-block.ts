import type { Context } from './context.ts';
import type { Pool } from './state.ts';
import type { Client } from './pool/client.ts';

/** The server's side of one SRP exchange; it travels in SECRET_BLOCK because no Session comes with the challenge. */
export interface SrpExchange {
  readonly id: string;
  readonly poolId: string;
  readonly clientId: string;
  /** Canonical name, or the simulated one. */
  readonly username: string;
  /** Absent when the user doesn't exist: no proof can be right then. */
  readonly sub?: string;
  /** Came with SRP_A; the proof may name one, too. */
  readonly deviceKey?: string;
  /** A Session goes with it, and the answer needs both. */
  readonly bound?: true;
  /** SRP_A, the server's secret and SRP_B, hex. */
  readonly a: string;
  readonly secret: string;
  readonly serverB: string;
  /** Epoch milliseconds. */
  readonly issuedAt: number;
}

const PURPOSE = 'srp';
/** 1.9 kB decoded: real ones measure 1-2 kB (protocol reference 2.1). */
const PAYLOAD_BYTES = 1_900;

/** Standard Base64. */
export function writeSecretBlock(context: Context, exchange: SrpExchange): string {
  const sealed = context.state.sealer.seal(PURPOSE, { ...exchange }, PAYLOAD_BYTES);
  return Buffer.from(sealed).toString('base64');
}

/**
 * The exchange a SECRET_BLOCK opened; undefined when a character differs, another client asks, it was used before or
 * its time is over. Reading uses it up: a failed proof starts again with a new SRP_A.
 * @param id the exchange that the answer's Session names; without a Session only an unbound one will do.
 */
export function takeExchange(
  context: Context,
  pool: Pool,
  client: Client,
  block: string,
  id?: string,
): SrpExchange | undefined {
  const bytes = Buffer.from(block, 'base64');
  if (bytes.toString('base64') !== block) return undefined;
  const exchange = context.state.sealer.open(PURPOSE, bytes) as SrpExchange | undefined;
  if (exchange?.poolId !== pool.id || exchange.clientId !== client.id) return undefined;
  if (id === undefined ? exchange.bound === true : exchange.id !== id) return undefined;
  const now = context.clock.now();
  const seconds = context.settings.verifierWindowSeconds || client.sessionMinutes * 60;
  const until = exchange.issuedAt + seconds * 1_000;
  if (now >= until || context.state.spentBlocks.at(exchange.id) !== undefined) return undefined;
  context.state.spentBlocks.add(exchange.id, now, until);
  return exchange;
}
