import { createHash } from 'node:crypto';
import { g, N } from '../group.ts';
import { type LensInput, type Ways } from './compute.ts';

/** What a client may have taken in place of the right thing, as far as it is known. */
export interface Around {
  /** The whole pool id. */
  readonly poolId?: string;
  /** Other names of the user: what was typed, email, phone. */
  readonly aliases?: readonly string[];
}

export interface Mistake {
  readonly id: string;
  readonly says: string;
  readonly input: LensInput;
  readonly ways: Partial<Ways>;
}

const fixed = (bytes: number) => (value: bigint) =>
  Buffer.from(value.toString(16).padStart(bytes * 2, '0'), 'hex');
const shortest = (value: bigint) => fixed(Math.ceil(value.toString(16).length / 2))(value);

/** The mistakes that clients were seen to make (protocol reference 5.9), each as it bears on this exchange. */
export function knownMistakes(input: LensInput, { poolId, aliases = [] }: Around): Mistake[] {
  const padded = input.timestamp?.replace(/^(\w{3} \w{3}) (\d) /, '$1 0$2 ');
  const mistakes: (Mistake | false)[] = [
    ...aliases
      .filter((alias) => alias !== input.identity && alias !== '')
      .map((alias) => ({
        id: `alias:${alias}`,
        says: `“${alias}” in place of USER_ID_FOR_SRP`,
        input: { ...input, identity: alias },
        ways: {},
      })),
    poolId !== undefined && {
      id: 'whole-pool-id',
      says: 'the whole pool id in place of the pool’s name',
      input: { ...input, group: poolId },
      ways: {},
    },
    poolId !== undefined && {
      id: 'whole-pool-id-signed',
      says: 'the whole pool id in the signed message only',
      input,
      ways: { signedGroup: poolId },
    },
    bent('salt-without-sign', 'SALT hashed without the zero byte in front', {
      saltBytes: (salt) => shortest(BigInt(`0x${salt}`)),
    }),
    bent('salt-as-text', 'SALT hashed as its hex text', { saltBytes: (salt) => Buffer.from(salt) }),
    bent('k-of-rfc-5054', 'k as RFC 5054 makes it: g padded to 384 bytes', {
      k: BigInt(`0x${createHash('sha256').update(fixed(384)(N)).update(fixed(384)(g)).digest('hex')}`),
    }),
    bent('u-without-sign', 'A and B hashed without the zero byte in front', { padForU: shortest }),
    bent('u-of-fixed-length', 'A and B padded to 384 bytes for u', { padForU: fixed(384) }),
    bent('hkdf-salt-empty', 'no HKDF salt in place of pad(u)', { hkdfSalt: () => new Uint8Array(32) }),
    bent('hkdf-salt-of-32', 'u kept at 32 bytes for the HKDF salt', { hkdfSalt: fixed(32) }),
    bent('S-of-384', 'S padded to 384 bytes', { hkdfInput: fixed(384) }),
    bent('S-without-sign', 'S without the zero byte in front', { hkdfInput: shortest }),
    bent('info-without-01', 'the HKDF info without its last byte 01', { info: 'Caldera Derived Key' }),
    bent('key-not-cut', 'the key not cut to 16 bytes', { keyBytes: 32 }),
    bent('block-as-text', 'SECRET_BLOCK signed as text, not decoded', {
      blockBytes: (block) => Buffer.from(block),
    }),
    padded !== undefined &&
      padded !== input.timestamp && {
        id: 'day-padded',
        says: 'the day of TIMESTAMP with a zero in front',
        input: { ...input, timestamp: padded },
        ways: {},
      },
  ];
  return mistakes.filter((mistake) => mistake !== false);

  function bent(id: string, says: string, ways: Partial<Ways>): Mistake {
    return { id, says, input, ways };
  }
}
