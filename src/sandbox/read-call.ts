import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import type { SandboxRequest } from './http.ts';
import { refusal } from './refusal.ts';

const TARGET_PREFIX = 'AWSCognitoIdentityProviderService.';
/** 1.1 is what clients send; AWS's own samples show 1.0, and the seed page plain JSON. */
const CONTENT_TYPES = new Set([
  'application/x-amz-json-1.1',
  'application/x-amz-json-1.0',
  'application/json',
]);

/**
 * The name of the operation that is called, whether Cognito has it or not.
 * @throws UnknownOperationException
 */
export function readTarget(request: SandboxRequest): string {
  const contentType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!CONTENT_TYPES.has(contentType)) {
    throw refusal('UnknownOperationException', `Content type ${contentType || '(none)'} is not supported.`);
  }
  const target = request.headers['x-amz-target'] ?? '';
  if (!target.startsWith(TARGET_PREFIX)) {
    throw refusal('UnknownOperationException', `Unknown operation ${target || '(no X-Amz-Target)'}.`);
  }
  return target.slice(TARGET_PREFIX.length);
}

/** @throws SerializationException */
export function readBody(body: Uint8Array): JsonObject {
  if (body.length === 0) return {};
  let value: JsonValue;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw refusal('SerializationException', 'Unable to parse the request body as JSON.');
  }
  if (!isJsonObject(value)) throw refusal('SerializationException', 'Start of structure or map expected.');
  return value;
}
