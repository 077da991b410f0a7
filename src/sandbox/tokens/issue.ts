import type { JsonObject } from '../../json.ts';
import type { Context, Subject } from '../context.ts';
import type { Pool } from '../state.ts';
import { accessClaims, idClaims } from './claims.ts';
import { signJwt } from './jwt.ts';
import { writeRefreshToken, type RefreshGrant } from './refresh-token.ts';

/** Records a new sign-in of the user. Its event id ties all its tokens together for revocation. */
export function beginGrant(context: Context, { pool, client, user, device }: Subject): RefreshGrant {
  const now = context.clock.now();
  const expiresAt = now + client.refreshTokenMinutes * 60_000;
  const eventId = context.random.uuid();
  for (const [old, until] of user.signIns) {
    if (until > now) break;
    user.signIns.delete(old);
  }
  user.signIns.set(eventId, expiresAt);
  return {
    id: context.random.uuid(),
    origin: context.random.uuid(),
    poolId: pool.id,
    clientId: client.id,
    sub: user.sub,
    authTime: context.clock.seconds(),
    eventId,
    ...(pool.devices === undefined ? {} : { deviceKey: device?.key ?? newDeviceKey(context, pool) }),
    expiresAt,
  };
}

/** REGION_uuid. The region is the part of the pool id before the first `_`. */
function newDeviceKey(context: Context, pool: Pool): string {
  return `${pool.id.slice(0, pool.id.indexOf('_'))}_${context.random.uuid()}`;
}

/**
 * `AuthenticationResult`. The state is settled before the first await, so nothing can slip in between while the pool's
 * keys are still being made.
 * @param withRefreshToken false for REFRESH_TOKEN_AUTH, whose answer carries none.
 */
export async function authenticationResult(
  context: Context,
  subject: Subject,
  grant: RefreshGrant,
  withRefreshToken: boolean,
): Promise<JsonObject> {
  const access = accessClaims(context, subject, grant);
  const id = idClaims(context, subject, grant);
  const refresh = withRefreshToken ? { RefreshToken: writeRefreshToken(context, grant) } : {};
  const keys = await context.keys.of(subject.pool.id);
  const [AccessToken, IdToken] = await Promise.all([signJwt(keys.access, access), signJwt(keys.id, id)]);
  return {
    AccessToken,
    ExpiresIn: subject.client.accessTokenMinutes * 60,
    IdToken,
    ...refresh,
    TokenType: 'Bearer',
  };
}
