/** N in lowercase hex: the 3072-bit MODP prime of RFC 3526 section 4, group 15 (protocol 5.1). */
const N_HEX =
  'ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404dd' +
  'ef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed' +
  'ee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf0598da48361c55d39a69163fa8fd24cf5f' +
  '83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3b' +
  'e39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d2261898fa0510' +
  '15728e5a8aaac42dad33170d04507a33a85521abdf1cba64ecfb850458dbef0a8aea71575d060c7db3970f85a6e1e4c7' +
  'abf5ae8cdb0933d71e8c94e04a25619dcee3d2261ad2ee6bf12ffa06d98a0864d87602733ec86a64521f2b18177b200c' +
  'bbe117577a615d6c770988c0bad946e208e24fa074e5ab3143db5bfce0fd108e4b82d120a93ad2caffffffffffffffff';

/** The modulus, a safe prime of 3072 bits. */
export const N = BigInt(`0x${N_HEX}`);

/** The generator. RFC 5054 lists 5 for this group; Cognito uses RFC 3526's 2 (protocol 5.1). */
export const g = 2n;

/** k = SHA-256(pad(N) ‖ pad(g)), protocol 5.1; group.test.ts derives it again. */
export const k = 0x538282c4354742d7cbbde2359fcf67f9f5b3a6b08791e5011b43b8a5b66d9ee6n;

/** Bits looked at per multiplication: by count within 1 % of the best for exponents of 256 to 1,280 bits. */
const WINDOW = 5;

/**
 * base^exponent mod modulus by sliding window, in [0, modulus). A negative base is taken mod modulus first.
 * Not constant time (BigInt never is): secrets stay in the person's own process here.
 * @throws RangeError for a negative exponent or a modulus below 1 (programming mistakes)
 */
export function modPow(base: bigint, exponent: bigint, modulus: bigint = N): bigint {
  if (exponent < 0n || modulus < 1n) throw new RangeError('modPow takes exponent >= 0 and modulus >= 1.');
  const first = mod(base, modulus);
  const square = (first * first) % modulus;
  const oddPowers = [first];
  for (let last = first; oddPowers.length < 2 ** (WINDOW - 1); oddPowers.push(last)) {
    last = (last * square) % modulus;
  }

  const bits = exponent.toString(2);
  let result = 1n % modulus;
  for (let at = 0; at < bits.length;) {
    // A window starts and ends on a 1, so that only odd powers are needed; a lone 0 is one squaring.
    const size = bits[at] === '0' ? 1 : bits.slice(at, at + WINDOW).replace(/0+$/, '').length;
    for (let n = 0; n < size; n++) result = (result * result) % modulus;
    const power = oddPowers[(Number.parseInt(bits.slice(at, at + size), 2) - 1) / 2];
    if (power !== undefined) result = (result * power) % modulus;
    at += size;
  }
  return result;
}

/** The representative of `value` in [0, modulus); unlike `%`, also for negative values. */
export function mod(value: bigint, modulus: bigint): bigint {
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
}
