import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { fixedBasePower, modularPower } from './modular-power.ts';

/** The 3072-bit MODP prime, RFC 3526 group 15. */
export const PRIME = BigInt(
  '0xFFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD' +
    'EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED' +
    'EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F' +
    '83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B' +
    'E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510' +
    '15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7' +
    'ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C' +
    'BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF',
);
/** The MODP generator; RFC 5054's 3072-bit group would say 5. */
export const GENERATOR = 2n;
const powerOfGenerator = fixedBasePower(GENERATOR, PRIME);
const INFO = 'Caldera Derived Key';

/** Digits of the prime plus a margin: a longer SRP_A would only cost time. */
const LONGEST_A = 800;

export function bytesToInteger(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

/** Two's complement with the fewest bytes, sign bit included: Java's BigInteger.toByteArray. Protocol reference 5.2. */
export function integerBytes(value: bigint): Buffer {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex');
}

function digest(...parts: (Uint8Array | string)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** k */
export const MULTIPLIER = bytesToInteger(digest(integerBytes(PRIME), integerBytes(GENERATOR)));

/** SRP_A as an integer, or undefined when it is no hex, longer than the group allows or 0 mod N. */
export function readClientValue(hex: string): bigint | undefined {
  if (hex.length > LONGEST_A || !/^[0-9a-f]+$/i.test(hex)) return undefined;
  const value = BigInt(`0x${hex}`);
  return value % PRIME === 0n ? undefined : value;
}

/** v = g^x for a stored password. `group` is the pool's name, `identity` the canonical user name. */
export function passwordVerifier(group: string, identity: string, password: string, salt: bigint): bigint {
  const inner = digest(group, identity, ':', password);
  return powerOfGenerator(bytesToInteger(digest(integerBytes(salt), inner)));
}

/** B = k·v + g^b. `b` is the server's secret. */
export function serverValue(verifier: bigint, b: bigint): bigint {
  return (MULTIPLIER * verifier + powerOfGenerator(b)) % PRIME;
}

/** One exchange as the server knows it: the client's A, and the server's v, b and B. */
export interface ServerExchange {
  readonly a: bigint;
  readonly verifier: bigint;
  readonly secret: bigint;
  readonly serverB: bigint;
}

/** The 16-byte key both sides share. */
export function sharedKey({ a, verifier, secret, serverB }: ServerExchange): Buffer {
  const scrambler = bytesToInteger(digest(integerBytes(a), integerBytes(serverB)));
  const shared = modularPower((a * modularPower(verifier, scrambler, PRIME)) % PRIME, secret, PRIME);
  return Buffer.from(hkdfSync('sha256', integerBytes(shared), integerBytes(scrambler), INFO, 16));
}

/** The PASSWORD_CLAIM_SIGNATURE that a client with the right password makes, as bytes. */
export function expectedClaim(
  key: Uint8Array,
  group: string,
  identity: string,
  block: Uint8Array,
  timestamp: string,
): Buffer {
  return createHmac('sha256', key).update(group).update(identity).update(block).update(timestamp).digest();
}
