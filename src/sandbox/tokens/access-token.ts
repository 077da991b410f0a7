import type { CoreFault } from '../../form/form.ts';
import type { Context, Subject } from '../context.ts';
import { refusal } from '../refusal.ts';
import { peekClaims, verifyJwt } from './jwt.ts';
import { signInHolds } from './sign-ins.ts';

const ISSUED_BY_POOL = /\/([\w-]+_[0-9a-zA-Z]+)$/;

/** Who an access token speaks for. */
export interface Bearer extends Subject {
  /** device_key of the token: the device signed in with, or the one offered to be confirmed. */
  readonly deviceKey?: string;
}

/**
 * Checks an access token as the token operations do: signature, use, expiry, revocation.
 * @throws NotAuthorizedException "Invalid Access Token", "Access Token has expired", "Access Token has been revoked"
 */
export async function requireBearer(context: Context, token: string): Promise<Bearer> {
  const [, poolId = ''] = ISSUED_BY_POOL.exec(String(peekClaims(token)?.['iss'])) ?? [];
  const pool = context.state.pools.get(poolId);
  if (pool === undefined) throw invalidToken();
  const keys = await context.keys.of(pool.id);
  const claims = verifyJwt(keys.access, token);
  const client = pool.clients.find((candidate) => candidate.id === claims?.['client_id']);
  const user = pool.users.bySub(String(claims?.['sub']));
  if (claims?.['token_use'] !== 'access' || client === undefined || user === undefined) throw invalidToken();
  context.notes.username = user.username;
  context.notes.clientId = client.id;
  if (context.clock.seconds() >= Number(claims['exp'])) {
    throw refusal('NotAuthorizedException', 'Access Token has expired');
  }
  if (!signInHolds(pool, user, String(claims['event_id']))) {
    throw refusal('NotAuthorizedException', 'Access Token has been revoked');
  }
  if (!user.enabled) throw refusal('NotAuthorizedException', 'User is disabled.');
  const deviceKey = claims['device_key'];
  return { pool, client, user, ...(typeof deviceKey === 'string' ? { deviceKey } : {}) };
}

function invalidToken(): CoreFault {
  return refusal('NotAuthorizedException', 'Invalid Access Token');
}
