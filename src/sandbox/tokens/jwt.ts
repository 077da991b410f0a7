import { sign, verify } from 'node:crypto';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { SigningKey } from './keys.ts';

const encode = (value: JsonObject): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * A compact JWS, RS256, header `kid` then `alg` as Cognito writes it. Signing is most of what a sign-in costs, so it
 * runs beside the main thread: both tokens of a sign-in at once, and other requests meanwhile.
 */
export function signJwt(key: SigningKey, claims: JsonObject): Promise<string> {
  const signed = `${encode({ kid: key.kid, alg: 'RS256' })}.${encode(claims)}`;
  return new Promise((resolve, reject) => {
    sign('sha256', Buffer.from(signed), key.privateKey, (error, signature) => {
      if (error === null) resolve(`${signed}.${signature.toString('base64url')}`);
      else reject(error);
    });
  });
}

/** The claims as they stand, unchecked: only good for finding the key. */
export function peekClaims(token: string): JsonObject | undefined {
  const [, payload = ''] = token.split('.');
  return readObject(payload);
}

/** The claims, when header, key id and signature hold. */
export function verifyJwt(key: SigningKey, token: string): JsonObject | undefined {
  const [header = '', payload = '', signature = '', ...rest] = token.split('.');
  const head = readObject(header);
  if (rest.length > 0 || head?.['alg'] !== 'RS256' || head['kid'] !== key.kid) return undefined;
  const signed = Buffer.from(`${header}.${payload}`);
  const good = verify('sha256', signed, key.publicKey, Buffer.from(signature, 'base64url'));
  return good ? readObject(payload) : undefined;
}

function readObject(base64url: string): JsonObject | undefined {
  try {
    const value: JsonValue = JSON.parse(Buffer.from(base64url, 'base64url').toString('utf8'));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
