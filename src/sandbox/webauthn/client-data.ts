import { isJsonObject, type JsonValue } from '../../json.ts';
import { malformed } from './read-credential.ts';

/** What the browser says of the ceremony, WebAuthn Level 3 section 5.8.1. */
export interface ClientData {
  readonly type: string;
  readonly challenge: string;
  readonly origin: string;
}

/** @throws InvalidParameterException when the bytes are not the JSON of a CollectedClientData. */
export function readClientData(encoded: string): ClientData {
  const data = parse(Buffer.from(encoded, 'base64url'));
  if (!isJsonObject(data)) throw malformed('clientDataJSON is not a JSON object');
  const { type, challenge, origin } = data;
  if (typeof type !== 'string' || typeof challenge !== 'string' || typeof origin !== 'string') {
    throw malformed('clientDataJSON lacks type, challenge or origin');
  }
  return { type, challenge, origin };
}

function parse(bytes: Uint8Array): JsonValue {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as JsonValue;
  } catch {
    throw malformed('clientDataJSON is not JSON');
  }
}
