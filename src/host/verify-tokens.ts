import { createLocalJWKSet, decodeProtectedHeader, errors, type JSONWebKeySet, jwtVerify } from 'jose';
import { issuersOf, jwksUrl } from '../cognito/endpoints.ts';
import type { Target, TokenVerification } from '../contract.ts';
import type { Ports } from './ports.ts';
import type { StoredTokens } from './token-sets.ts';

type JwtName = 'AccessToken' | 'IdToken';
const JWKS_LIMITS = { timeoutMs: 10_000, maxBytes: 256 * 1024 };

/**
 * Checks both JWTs against the pool's JWKS as AWS's guide "Verifying JSON web tokens" asks: kid, RS256, signature,
 * expiry, issuer, token_use, and the client in `aud` (ID) or `client_id` (access).
 */
export async function verifyTokens(
  ports: Ports,
  target: Target,
  stored: StoredTokens,
  /** Epoch milliseconds by the target's clock. */
  now: number,
): Promise<TokenVerification[]> {
  const names = (['AccessToken', 'IdToken'] as const).filter((name) => stored[name] !== undefined);
  const keys = await fetchKeys(ports, target);
  return Promise.all(
    names.map((name) =>
      typeof keys === 'string'
        ? { token: name, ok: false, detail: keys }
        : check(name, stored[name] ?? '', keys, target, now),
    ),
  );
}

/** The key set, or why there is none. */
async function fetchKeys(ports: Ports, target: Target): Promise<JSONWebKeySet | string> {
  if (target.userPoolId === '')
    return 'The target has no user pool ID, so its key set has no address. Add the ID to the target.';
  const url = jwksUrl(target.endpoint, target.userPoolId);
  const reply = await ports.http.send({
    method: 'GET',
    url,
    headers: [['Accept', 'application/json']],
    ...JWKS_LIMITS,
  });
  if (!reply.ok) return `The key set at ${url} could not be read: ${reply.detail}`;
  if (reply.status !== 200) return `The key set at ${url} answered with status ${reply.status}.`;
  try {
    const set = JSON.parse(new TextDecoder().decode(reply.body)) as JSONWebKeySet;
    return Array.isArray(set.keys) ? set : `What is at ${url} is not a key set.`;
  } catch {
    return `What is at ${url} is not JSON.`;
  }
}

async function check(
  token: JwtName,
  value: string,
  keys: JSONWebKeySet,
  target: Target,
  now: number,
): Promise<TokenVerification> {
  const kid = kidOf(value);
  const named = kid === undefined ? {} : { kid };
  try {
    const { payload } = await jwtVerify(value, createLocalJWKSet(keys), {
      algorithms: ['RS256'],
      issuer: issuersOf(target.endpoint, target.region, target.userPoolId),
      currentDate: new Date(now),
      ...(token === 'IdToken' ? { audience: target.clientId } : {}),
    });
    const use = token === 'IdToken' ? 'id' : 'access';
    if (payload['token_use'] !== use) {
      return {
        token,
        ok: false,
        detail: `token_use is ${JSON.stringify(payload['token_use'] ?? null)}, expected ${use}.`,
        ...named,
      };
    }
    if (token === 'AccessToken' && payload['client_id'] !== target.clientId) {
      return { token, ok: false, detail: 'client_id names another app client.', ...named };
    }
    return { token, ok: true, detail: 'Signature, issuer, client, use and expiry hold.', ...named };
  } catch (error) {
    return { token, ok: false, detail: explain(error, kid), ...named };
  }
}

function kidOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).kid;
  } catch {
    return undefined;
  }
}

function explain(error: unknown, kid: string | undefined): string {
  if (error instanceof errors.JWTExpired) return 'The token has expired. Refresh it.';
  if (error instanceof errors.JWTClaimValidationFailed)
    return `The claim ${error.claim} is not what this target expects.`;
  if (error instanceof errors.JWKSNoMatchingKey) {
    return `No key of the pool has the kid ${kid ?? 'of this token'}: it was signed by another pool, or before its keys changed.`;
  }
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return 'The signature does not match the pool’s key.';
  return 'The token could not be read as a signed JWT.';
}
