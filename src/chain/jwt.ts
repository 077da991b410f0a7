import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';

/** Header and claims of a JSON Web Token; never its signature. */
export interface DecodedJwt {
  readonly header: JsonObject;
  readonly payload: JsonObject;
}

/**
 * Reads a signed JSON Web Token in compact form (RFC 7519, RFC 7515 section 7.1) without checking it. Undefined for
 * anything else: Cognito's refresh token looks similar but is encrypted, with five parts.
 */
export function decodeJwt(text: string): DecodedJwt | undefined {
  const parts = text.split('.');
  if (parts.length !== 3) return undefined;
  const header = decodePart(parts[0] ?? '');
  const payload = decodePart(parts[1] ?? '');
  return header && payload ? { header, payload } : undefined;
}

function decodePart(part: string): JsonObject | undefined {
  if (!/^[\w-]+$/.test(part)) return undefined;
  try {
    const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as JsonValue;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
