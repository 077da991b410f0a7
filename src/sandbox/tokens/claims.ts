import type { JsonObject } from '../../json.ts';
import { issuer, type Context, type Subject } from '../context.ts';
import type { RefreshGrant } from './refresh-token.ts';

const BOOLEANS = new Set(['email_verified', 'phone_number_verified']);

/** What both tokens carry. Source: protocol reference 7.2; times are epoch seconds. */
function shared(context: Context, subject: Subject, grant: RefreshGrant, minutes: number): JsonObject {
  const iat = context.clock.seconds();
  const { groups } = subject.user;
  return {
    sub: subject.user.sub,
    ...(groups.size > 0 ? { 'cognito:groups': [...groups] } : {}),
    iss: issuer(context, subject.pool),
    // Without token revocation the service leaves origin_jti out.
    ...(subject.client.tokenRevocation ? { origin_jti: grant.origin } : {}),
    event_id: grant.eventId,
    auth_time: grant.authTime,
    iat,
    exp: iat + minutes * 60,
    jti: context.random.uuid(),
  };
}

export function idClaims(context: Context, subject: Subject, grant: RefreshGrant): JsonObject {
  const attributes: JsonObject = {};
  for (const [name, value] of subject.user.attributes) {
    attributes[name] = BOOLEANS.has(name) ? value === 'true' : value;
  }
  return {
    ...attributes,
    ...shared(context, subject, grant, subject.client.idTokenMinutes),
    token_use: 'id',
    aud: subject.client.id,
    'cognito:username': subject.user.username,
  };
}

export function accessClaims(context: Context, subject: Subject, grant: RefreshGrant): JsonObject {
  return {
    ...shared(context, subject, grant, subject.client.accessTokenMinutes),
    token_use: 'access',
    client_id: subject.client.id,
    username: subject.user.username,
    ...(grant.deviceKey === undefined ? {} : { device_key: grant.deviceKey }),
    scope: 'aws.cognito.signin.user.admin',
  };
}
