import { readCredential } from '../../chain/credential.ts';
import type { PasskeyFacts } from '../../chain/explain/passkey-facts.ts';
import { parseJsonText } from '../../chain/json-text.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { answersIn, membersOf, textIn } from '../bodies.ts';
import type { StepRecord } from '../live-chain.ts';

export interface SentCredential {
  readonly ceremony: PasskeyFacts['ceremony'];
  readonly text: string;
}

/** The credential of a step, as JSON text; undefined for a step that carried none. */
export function credentialIn({ requestText }: StepRecord): SentCredential | undefined {
  const signed = textIn(answersIn(requestText), 'CREDENTIAL');
  if (signed !== undefined) return { ceremony: 'get', text: signed };
  const made = membersOf(requestText)['Credential'];
  if (made === undefined) return undefined;
  return { ceremony: 'create', text: typeof made === 'string' ? made : JSON.stringify(made) };
}

/** What a relying party can't read (WebAuthn Level 3 section 5.1, as JSON); undefined: it can read all. */
export function whyUnreadable({ text, ceremony }: SentCredential): string | undefined {
  const credential = valueOf(text);
  if (credential === undefined) return 'it is not JSON';
  if (!isJsonObject(credential)) return 'it is not a JSON object';
  if (credential['type'] !== 'public-key') return 'type is not public-key';
  if (credential['rawId'] !== credential['id']) return 'rawId differs from id';
  const response = objectIn(credential, 'response');
  const parts = ceremony === 'get' ? ['authenticatorData', 'signature'] : ['attestationObject'];
  for (const part of ['clientDataJSON', ...parts]) {
    const value = textIn(response, part) ?? '';
    if (value === '') return `${part} is missing`;
    if (!/^[\w-]+$/.test(value)) return `${part} is not base64url without padding`;
  }
  return isJsonObject(readCredential(text)?.['clientDataJSON'])
    ? undefined
    : 'clientDataJSON is not a JSON object';
}

/** What a text holds as a JSON object; empty where it holds none. */
export function objectOf(text: string): JsonObject {
  const value = valueOf(text);
  return isJsonObject(value) ? value : {};
}

/** A member that is an object; empty where it is none. */
export function objectIn(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isJsonObject(value) ? value : {};
}

function valueOf(text: string): JsonValue | undefined {
  const parsed = parseJsonText(text);
  return parsed.ok ? parsed.value : undefined;
}
