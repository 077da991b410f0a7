import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';

const TAG = '$';

/**
 * Plain data with maps, sets, big integers and bytes as JSON, each of those as an object whose first member is `$`.
 * Functions have no place in it and are refused.
 */
export function toTaggedJson(value: unknown): JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return { [TAG]: 'integer', hex: value.toString(16) };
  if (value instanceof Uint8Array) return { [TAG]: 'bytes', base64: Buffer.from(value).toString('base64') };
  if (value instanceof Map) {
    return { [TAG]: 'map', entries: [...value].map(([key, entry]) => [key as string, toTaggedJson(entry)]) };
  }
  if (value instanceof Set) return { [TAG]: 'set', entries: [...value].map(toTaggedJson) };
  if (Array.isArray(value)) return value.map(toTaggedJson);
  if (typeof value !== 'object') throw new TypeError(`A ${typeof value} cannot be kept.`);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, toTaggedJson(member)]));
}

/** @throws TypeError for a tag that is not one of ours. */
export function fromTaggedJson(value: JsonValue): unknown {
  if (Array.isArray(value)) return value.map(fromTaggedJson);
  if (!isJsonObject(value)) return value;
  if (!Object.hasOwn(value, TAG)) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, fromTaggedJson(member)]));
  }
  return untag(value);
}

function untag(value: JsonObject): unknown {
  const entries = Array.isArray(value['entries']) ? value['entries'] : [];
  if (value[TAG] === 'integer') return BigInt(`0x${String(value['hex'])}`);
  if (value[TAG] === 'bytes') return new Uint8Array(Buffer.from(String(value['base64']), 'base64'));
  if (value[TAG] === 'set') return new Set(entries.map(fromTaggedJson));
  if (value[TAG] !== 'map') throw new TypeError(`Unknown tag ${String(value[TAG])}.`);
  return new Map(
    entries.map((entry) => {
      if (!Array.isArray(entry)) throw new TypeError('A map entry is no pair.');
      return [entry[0], fromTaggedJson(entry[1] ?? null)] as const;
    }),
  );
}
