/** The part of CBOR (RFC 8949) that a credential is written in. Byte strings are Uint8Array, maps keep their order. */
export type Cbor = number | string | Uint8Array | ReadonlyMap<number | string, Cbor>;

/** Major types of RFC 8949 section 3.1. */
const UNSIGNED = 0;
const NEGATIVE = 1;
const BYTES = 2;
const TEXT = 3;
const MAP = 5;

/**
 * Encodes with the shortest lengths. The caller gives map keys in the order of CTAP2's canonical form (WebAuthn Level 3
 * section 2.3), which is what authenticators write.
 */
export function encodeCbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(NEGATIVE, -1 - value) : head(UNSIGNED, value);
  if (typeof value === 'string') {
    const text = Buffer.from(value);
    return Buffer.concat([head(TEXT, text.length), text]);
  }
  if (value instanceof Uint8Array) return Buffer.concat([head(BYTES, value.length), value]);
  const entries = [...value].flatMap(([key, entry]) => [encodeCbor(key), encodeCbor(entry)]);
  return Buffer.concat([head(MAP, value.size), ...entries]);
}

/** The initial byte and what follows it, for arguments below 65,536: a credential holds nothing longer. */
function head(major: number, argument: number): Buffer {
  const type = major << 5;
  if (argument < 24) return Buffer.of(type | argument);
  if (argument < 0x100) return Buffer.of(type | 24, argument);
  return Buffer.of(type | 25, argument >> 8, argument & 0xff);
}
