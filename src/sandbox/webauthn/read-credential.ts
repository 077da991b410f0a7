import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { refusal } from '../refusal.ts';

const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;
const ATTACHMENTS = ['platform', 'cross-platform'] as const;

/** @throws InvalidParameterException naming the member that a RegistrationResponseJSON lacks or has wrong. */
export function readRegistration(document: JsonValue): RegistrationResponseJSON {
  const { head, response } = readShell(document);
  const transports = Array.isArray(response['transports']) ? response['transports'] : [];
  return {
    ...head,
    response: {
      clientDataJSON: readBytes(response, 'clientDataJSON'),
      attestationObject: readBytes(response, 'attestationObject'),
      transports: TRANSPORTS.filter((known) => transports.includes(known)),
    },
  };
}

/** @throws InvalidParameterException for text that is not the JSON of an AuthenticationResponseJSON. */
export function readAssertion(text: string): AuthenticationResponseJSON {
  const { head, response } = readShell(parseText(text));
  const handle = response['userHandle'];
  return {
    ...head,
    response: {
      clientDataJSON: readBytes(response, 'clientDataJSON'),
      authenticatorData: readBytes(response, 'authenticatorData'),
      signature: readBytes(response, 'signature'),
      ...(typeof handle === 'string' && handle !== '' ? { userHandle: handle } : {}),
    },
  };
}

function parseText(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw malformed('it is not JSON');
  }
}

function readShell(credential: JsonValue) {
  if (!isJsonObject(credential)) throw malformed('it is not a JSON object');
  const id = readBytes(credential, 'id');
  if (credential['rawId'] !== id) throw malformed('rawId differs from id');
  if (credential['type'] !== 'public-key') throw malformed('type is not public-key');
  const { response } = credential;
  if (!isJsonObject(response)) throw malformed('response is not a JSON object');
  const attachment = ATTACHMENTS.find((known) => known === credential['authenticatorAttachment']);
  const head = {
    id,
    rawId: id,
    type: 'public-key' as const,
    clientExtensionResults: {},
    ...(attachment === undefined ? {} : { authenticatorAttachment: attachment }),
  };
  return { head, response };
}

function readBytes(object: JsonObject, name: string): string {
  const text = object[name];
  if (typeof text !== 'string' || text === '') throw malformed(`${name} is missing`);
  if (Buffer.from(text, 'base64url').toString('base64url') !== text) {
    throw malformed(`${name} is not base64url without padding`);
  }
  return text;
}

/** The wording is ours: no capture shows the service's. */
export function malformed(problem: string): Error {
  return refusal('InvalidParameterException', `Invalid credential: ${problem}.`);
}
