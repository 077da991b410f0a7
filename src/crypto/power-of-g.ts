import { g, modPow, N } from './group.ts';

/**
 * One fixed-base comb (Lim and Lee, CRYPTO '94): an exponent's bits are written in TEETH rows, and each
 * column of them costs one squaring and one multiplication. `entries[m]` is the product of
 * g^(2^(columns·t)) over the set bits t of m, so that one entry serves a whole column.
 */
type Comb = { readonly columns: number; readonly entries: readonly bigint[] };

/** 128 stored powers (48 kB) per comb; building one costs about as much as one plain power of its length. */
const TEETH = 7;
/** The lengths that occur: x is a SHA-256 value, the client secret a has 128 bytes (protocol 5.1, 5.3). */
const LENGTHS = [256, 1024] as const;

const combs = new Map<number, Comb>();

/**
 * g^exponent mod N. The base never changes, so exponents up to 1,024 bits go through a comb that is built at
 * its first use and kept, four times faster than modPow; longer ones go through modPow.
 * @throws RangeError for a negative exponent (a programming mistake)
 */
export function powerOfG(exponent: bigint): bigint {
  if (exponent < 0n) throw new RangeError('powerOfG takes a non-negative exponent.');
  const bits = exponent.toString(2);
  const length = LENGTHS.find((limit) => bits.length <= limit);
  return length === undefined ? modPow(g, exponent) : applyComb(bits, combFor(length));
}

function combFor(length: number): Comb {
  const known = combs.get(length);
  if (known !== undefined) return known;
  const comb = buildComb(Math.ceil(length / TEETH));
  combs.set(length, comb);
  return comb;
}

function buildComb(columns: number): Comb {
  const entries = [1n];
  let tooth = g;
  for (let t = 0; t < TEETH; t++) {
    if (t > 0) for (let n = 0; n < columns; n++) tooth = (tooth * tooth) % N;
    entries.push(...entries.map((entry) => (entry * tooth) % N));
  }
  return { columns, entries };
}

function applyComb(bits: string, { columns, entries }: Comb): bigint {
  const digits = bits.padStart(TEETH * columns, '0');
  let result = 1n;
  for (let column = 0; column < columns; column++) {
    let index = 0;
    for (let at = column; at < digits.length; at += columns) index = index * 2 + Number(digits[at]);
    result = (result * result) % N;
    const entry = entries[index];
    if (index > 0 && entry !== undefined) result = (result * entry) % N;
  }
  return result;
}
