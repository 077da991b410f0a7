/**
 * Big-endian two's complement of a non-negative integer in the fewest bytes that include a sign bit: what
 * Java's BigInteger.toByteArray returns, and what Cognito hashes (protocol 5.2). NOT the RFC 5054 rule of
 * left-padding to the length of N: a value whose top byte is zero gets shorter here.
 *
 * Shape: pad(0) is one zero byte, pad(2) is 02, pad(0x80) is 00 80, pad(N) is 385 bytes.
 * @throws RangeError for a negative integer (a programming mistake: SRP has none)
 */
export function pad(integer: bigint): Uint8Array {
  if (integer < 0n) throw new RangeError('pad takes a non-negative integer.');
  const digits = integer.toString(16);
  const whole = digits.length % 2 === 0 ? digits : `0${digits}`;
  return Buffer.from(/^[89a-f]/.test(whole) ? `00${whole}` : whole, 'hex');
}
