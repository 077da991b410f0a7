import type { JsonObject } from '../../../json.ts';
import type { Client } from '../../pool/client.ts';
import type { Pool } from '../../state.ts';

const REFRESH_DAYS = 30;

/** `UserPoolClientType` of the API: what was asked for over the service's defaults. Times are epoch seconds. */
export function describeClient(pool: Pool, client: Client): JsonObject {
  const [secret] = client.secrets;
  return {
    RefreshTokenValidity: REFRESH_DAYS,
    TokenValidityUnits: {},
    AllowedOAuthFlowsUserPoolClient: false,
    EnableTokenRevocation: client.tokenRevocation,
    EnablePropagateAdditionalUserContextData: false,
    AuthSessionValidity: client.sessionMinutes,
    // A request is JSON as it came; its type, being the SDK's, doesn't say so.
    ...(JSON.parse(JSON.stringify(client.request)) as JsonObject),
    ...(client.request.RefreshTokenValidity === 0 ? { RefreshTokenValidity: REFRESH_DAYS } : {}),
    UserPoolId: pool.id,
    ClientName: client.name,
    ClientId: client.id,
    ...(secret === undefined ? {} : { ClientSecret: secret }),
    LastModifiedDate: client.modifiedAt / 1_000,
    CreationDate: client.createdAt / 1_000,
  };
}
