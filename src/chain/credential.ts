import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import { parseJsonText } from './json-text.ts';

/** WebAuthn Level 3 section 6.1, lowest bit first. Bits 1 and 5 have no use yet. */
const FLAGS = [
  ['UP', 0x01],
  ['RFU1', 0x02],
  ['UV', 0x04],
  ['BE', 0x08],
  ['BS', 0x10],
  ['RFU2', 0x20],
  ['AT', 0x40],
  ['ED', 0x80],
] as const;

/**
 * What a passkey's credential says, as RegistrationResponseJSON or AuthenticationResponseJSON has it: clientDataJSON and
 * authenticatorData decoded, everything else but the signature and the attestation as it stands.
 * @returns undefined for what is neither
 */
export function readCredential(text: string): JsonObject | undefined {
  const parsed = parseJsonText(text);
  if (!parsed.ok || !isJsonObject(parsed.value)) return undefined;
  const { response, id, authenticatorAttachment } = parsed.value;
  if (!isJsonObject(response)) return undefined;
  const clientData = bytesOf(response['clientDataJSON']);
  const data = bytesOf(response['authenticatorData']);
  return {
    ...(typeof id === 'string' ? { id } : {}),
    ...(clientData === undefined ? {} : { clientDataJSON: jsonIn(clientData) }),
    ...(data === undefined ? {} : { authenticatorData: authenticatorDataOf(data) }),
    ...(typeof response['userHandle'] === 'string' ? { userHandle: response['userHandle'] } : {}),
    ...(typeof response['publicKeyAlgorithm'] === 'number'
      ? { publicKeyAlgorithm: response['publicKeyAlgorithm'] }
      : {}),
    ...(typeof authenticatorAttachment === 'string' ? { authenticatorAttachment } : {}),
  };
}

/** The names of the flags that are on. */
export function flagNames(byte: number): string[] {
  return FLAGS.filter(([, bit]) => (byte & bit) !== 0).map(([name]) => name);
}

function authenticatorDataOf(data: Uint8Array): JsonValue {
  if (data.length < 37) return `${String(data.length)} bytes, where 37 are the least`;
  const view = new DataView(data.buffer, data.byteOffset);
  const flags = view.getUint8(32);
  return {
    rpIdHash: hex(data.subarray(0, 32)),
    flags: flagNames(flags).join(' '),
    signCount: view.getUint32(33),
    ...(data.length > 55 && (flags & 0x40) !== 0 ? { aaguid: hex(data.subarray(37, 53)) } : {}),
  };
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function bytesOf(text: JsonValue | undefined): Uint8Array | undefined {
  if (typeof text !== 'string' || !/^[\w-]+$/.test(text)) return undefined;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function jsonIn(bytes: Uint8Array): JsonValue {
  const text = new TextDecoder().decode(bytes);
  const parsed = parseJsonText(text);
  return parsed.ok ? parsed.value : text;
}
