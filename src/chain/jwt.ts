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

/** One for all: making one costs more than a token takes to read. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

function decodePart(part: string): JsonObject | undefined {
  if (!/^[\w-]+$/.test(part)) return undefined;
  try {
    const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
    const value = JSON.parse(NOT_ASCII.test(binary) ? utf8.decode(bytesOf(binary)) : binary) as JsonValue;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Every sign that UTF-8 does not write as itself. */
const NOT_ASCII = /[^\x00-\x7f]/;

function bytesOf(binary: string): Uint8Array {
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
