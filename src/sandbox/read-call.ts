import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import type { SandboxRequest } from './http.ts';
import { operations } from './operations/table.ts';
import type { Operation } from './operations/spec.ts';
import { refusal } from './refusal.ts';

const TARGET_PREFIX = 'AWSCognitoIdentityProviderService.';
/** 1.1 is what clients send; AWS's own samples show 1.0, and the seed page plain JSON. */
const CONTENT_TYPES = new Set([
  'application/x-amz-json-1.1',
  'application/x-amz-json-1.0',
  'application/json',
]);

export interface Call {
  readonly operation: Operation;
  readonly input: JsonObject;
}

/**
 * Reads which operation is called with what, before any rule of the operation itself.
 * @throws UnknownOperationException, SerializationException
 */
export function readCall(request: SandboxRequest): Call {
  const contentType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!CONTENT_TYPES.has(contentType)) {
    throw refusal('UnknownOperationException', `Content type ${contentType || '(none)'} is not supported.`);
  }
  const target = request.headers['x-amz-target'] ?? '';
  const name = target.startsWith(TARGET_PREFIX) ? target.slice(TARGET_PREFIX.length) : '';
  const operation = operations.get(name);
  if (operation === undefined) {
    throw refusal('UnknownOperationException', `Unknown operation ${target || '(no X-Amz-Target)'}.`);
  }
  return { operation, input: readBody(request.body) };
}

function readBody(body: Uint8Array): JsonObject {
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
