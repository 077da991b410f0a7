import { isJsonObject, type JsonValue } from '../../json.ts';

/** 1 to 2: a removal that failed was told by its fault alone; now it is a status of its own. */
export function withRemovalsThatFailed(data: JsonValue): JsonValue {
  if (!isJsonObject(data) || !Array.isArray(data['users'])) return data;
  return { ...data, users: data['users'].map(lifted) };
}

/** 2 to 3: who can't be made is kept beside those who can, and who was gone already is told from who was removed. */
export function withWhoIsNotPossible(data: JsonValue): JsonValue {
  return isJsonObject(data) ? { ...data, notPossible: data['notPossible'] ?? [] } : data;
}

function lifted(user: JsonValue): JsonValue {
  if (!isJsonObject(user)) return user;
  const { status, begunAt, fault } = user;
  const wasRemoved = isJsonObject(fault) && fault['operation'] === 'AdminDeleteUser';
  // One that is `failed` failed at removing what an earlier try left: that is made anew, as before.
  const isOne = wasRemoved && begunAt !== undefined && (status === 'made' || status === 'making');
  return isOne ? { ...user, status: 'not removed' } : user;
}
