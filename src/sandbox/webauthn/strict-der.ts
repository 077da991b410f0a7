const SEQUENCE = 0x30;
const INTEGER = 0x02;

/**
 * Whether an ES256 signature is written in DER, as WebAuthn Level 3 section 6.5.5 demands. The library's parser also
 * takes other encodings of the same two numbers, so that a changed byte could pass.
 */
export function isStrictDer(signature: Uint8Array): boolean {
  if (signature[0] !== SEQUENCE || signature[1] !== signature.length - 2) return false;
  const second = endOfInteger(signature, 2);
  return second !== undefined && endOfInteger(signature, second) === signature.length;
}

/** A positive integer in the fewest bytes, ITU-T X.690 section 8.3. */
function endOfInteger(bytes: Uint8Array, start: number): number | undefined {
  const [tag, length = 0, first = 0x80, second = 0] = bytes.subarray(start);
  const shortest = first !== 0 || length === 1 || second >= 0x80;
  return tag === INTEGER && length > 0 && first < 0x80 && shortest ? start + 2 + length : undefined;
}
