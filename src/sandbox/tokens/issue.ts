import type { JsonObject } from '../../json.ts';
import type { Context, Subject } from '../context.ts';
import { ignoresDevices } from '../sign-in/device.ts';
import type { Pool } from '../state.ts';
import { changedClaims, runPreTokenGeneration } from '../triggers/pre-token-generation.ts';
import { accessClaims, idClaims } from './claims.ts';
import { signJwt } from './jwt.ts';
import { writeRefreshToken, type RefreshGrant } from './refresh-token.ts';
import { beginSignIn } from './sign-ins.ts';
import { noteActivity, trackSession } from './tracked-sessions.ts';

/** A new sign-in of the user. Its event id ties all its tokens together for revocation. */
export function beginGrant(context: Context, subject: Subject): RefreshGrant {
  const { pool, client, user, device } = subject;
  const tracked = pool.devices !== undefined && !ignoresDevices(context, subject);
  const grant = {
    id: context.random.uuid(),
    origin: context.random.uuid(),
    poolId: pool.id,
    clientId: client.id,
    sub: user.sub,
    authTime: context.clock.seconds(),
    eventId: beginSignIn(context.random, pool, user),
    ...(tracked ? { deviceKey: device?.key ?? newDeviceKey(context, pool) } : {}),
    expiresAt: context.clock.now() + client.refreshTokenMinutes * 60_000,
  };
  trackSession(context, subject, grant);
  return grant;
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
  noteActivity(context, subject.user, grant.eventId);
  const changes = await runPreTokenGeneration(context, subject);
  const plain = { access: accessClaims(context, subject, grant), id: idClaims(context, subject, grant) };
  const access = changes === undefined ? plain.access : changedClaims(plain.access, changes, 'access');
  const id = changes === undefined ? plain.id : changedClaims(plain.id, changes, 'id');
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
