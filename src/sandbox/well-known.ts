import type { JsonObject } from '../json.ts';
import { issuer, type Ground } from './context.ts';
import { refusal } from './refusal.ts';

const DOCUMENT = /^\/([\w-]+_[0-9a-zA-Z]+)\/\.well-known\/(jwks\.json|openid-configuration)$/;

export function isWellKnown(path: string): boolean {
  return DOCUMENT.test(path);
}

/**
 * A pool's public documents. The discovery document names only what the sandbox serves: it has no OAuth endpoints.
 * @throws ResourceNotFoundException for a pool that doesn't exist.
 */
export async function wellKnownDocument(context: Ground, path: string): Promise<JsonObject> {
  const [, poolId = '', document] = DOCUMENT.exec(path) ?? [];
  const pool = context.state.pools.get(poolId);
  if (pool === undefined) throw refusal('ResourceNotFoundException', `User pool ${poolId} does not exist.`);
  if (document === 'jwks.json') {
    const keys = await context.keys.of(pool.id);
    return { keys: [keys.id.jwk, keys.access.jwk] };
  }
  return {
    issuer: issuer(context, pool),
    jwks_uri: `${issuer(context, pool)}/.well-known/jwks.json`,
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'token'],
    scopes_supported: ['openid', 'email', 'phone', 'profile'],
    subject_types_supported: ['public'],
  };
}
