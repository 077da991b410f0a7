import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';

/** Whether a body is a JSON object. */
export function isObject(text: string): boolean {
  try {
    return isJsonObject(JSON.parse(text) as JsonValue);
  } catch {
    return false;
  }
}

/** The members of a body as it travelled; none where it can't be read. */
export function membersOf(text: string): JsonObject {
  try {
    const body = JSON.parse(text) as JsonValue;
    return isJsonObject(body) ? body : {};
  } catch {
    return {};
  }
}

/** AuthParameters or ChallengeResponses of a request as it travelled. */
export function answersIn(requestText: string): JsonObject {
  const body = membersOf(requestText);
  const map = body['AuthParameters'] ?? body['ChallengeResponses'];
  return isJsonObject(map) ? map : {};
}

export function textIn(map: JsonObject, key: string): string | undefined {
  const value = Object.hasOwn(map, key) ? map[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}
