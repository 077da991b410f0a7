import type { Pool } from '../state.ts';
import type { Client } from '../pool/client.ts';
import { refusal } from '../refusal.ts';
import type { Context, Subject } from '../context.ts';
import { signInHolds } from './sign-ins.ts';

/** What a refresh token stands for. */
export interface RefreshGrant {
  /** Fresh per token: rotation tells tokens of one sign-in apart by it. */
  readonly id: string;
  /** origin_jti of the sign-in's tokens. */
  readonly origin: string;
  readonly poolId: string;
  readonly clientId: string;
  readonly sub: string;
  /** Epoch seconds, kept on refresh. */
  readonly authTime: number;
  /** event_id of the sign-in: what revocation goes by. */
  readonly eventId: string;
  /** Where the pool tracks devices: the device signed in with, or the one offered to be confirmed. */
  readonly deviceKey?: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

// The parts of a JWE in compact form. What stands in for the encrypted key is random: ours never leaves this process.
const HEADER = Buffer.from('{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}').toString('base64url');
const KEY_BYTES = 256;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Brings the whole to about 1.7 kB, as measured on real ones (protocol reference 7.1). */
const PAYLOAD_BYTES = 980;

/** Five Base64url parts with dots between. Opaque to clients. */
export function writeRefreshToken(context: Context, grant: RefreshGrant): string {
  const key = Buffer.from(context.random.bytes(KEY_BYTES)).toString('base64url');
  const sealed = context.state.sealer.seal(purpose(key), { ...grant }, PAYLOAD_BYTES);
  const parts = [
    sealed.subarray(0, IV_BYTES),
    sealed.subarray(IV_BYTES, sealed.length - TAG_BYTES),
    sealed.subarray(sealed.length - TAG_BYTES),
  ];
  return [HEADER, key, ...parts.map((part) => Buffer.from(part).toString('base64url'))].join('.');
}

function purpose(key: string): string {
  return `refresh ${key}`;
}

/** What it says, without looking whether it still holds; undefined when we didn't write it. */
export function readRefreshToken(context: Context, token: string): RefreshGrant | undefined {
  const [header, key = '', ...parts] = token.split('.');
  if (header !== HEADER || parts.length !== 3) return undefined;
  const sealed = Buffer.concat(parts.map((part) => Buffer.from(part, 'base64url')));
  // Base64url leaves spare bits in the last letter of a part; only the exact text we wrote counts.
  if (parts.some((part) => Buffer.from(part, 'base64url').toString('base64url') !== part)) return undefined;
  return context.state.sealer.open(purpose(key), sealed) as RefreshGrant | undefined;
}

/**
 * The sign-in that a refresh token continues.
 * @throws NotAuthorizedException with the message of protocol reference 4.3 that applies.
 */
export function requireRefreshGrant(
  context: Context,
  pool: Pool,
  client: Client,
  token: string,
): { subject: Subject; grant: RefreshGrant } {
  const grant = readRefreshToken(context, token);
  const user = grant === undefined ? undefined : pool.users.bySub(grant.sub);
  if (grant?.poolId !== pool.id || grant.clientId !== client.id || user === undefined) {
    throw refusal('NotAuthorizedException', 'Invalid Refresh Token.');
  }
  if (context.clock.now() >= grant.expiresAt) {
    throw refusal('NotAuthorizedException', 'Refresh Token has expired');
  }
  // While rotation is on, reuse has its own rules; switching it off brings no replaced token back.
  const replaced = client.rotation === undefined && context.state.rotatedTokens.at(grant.id) !== undefined;
  if (replaced || !signInHolds(pool, user, grant.eventId) || !user.enabled) {
    throw refusal('NotAuthorizedException', 'Refresh Token has been revoked');
  }
  return { subject: { pool, client, user }, grant };
}
