const WINDOW_BITS = 4;
const WINDOW = 1 << WINDOW_BITS;

/** base^exponent mod modulus with a fixed 4-bit window, which saves a quarter of the multiplications. */
export function modularPower(base: bigint, exponent: bigint, modulus: bigint): bigint {
  const powers = [1n % modulus];
  for (let i = 1; i < WINDOW; i++) powers.push(((powers[i - 1] ?? 1n) * base) % modulus);
  let result = 1n % modulus;
  for (const digit of windowDigits(exponent)) {
    result = shiftPower(result, modulus);
    if (digit !== 0) result = (result * (powers[digit] ?? 1n)) % modulus;
  }
  return result;
}

/**
 * Powers of one base by the method of Brickell, Gordon, McCurley and Wilson (EUROCRYPT '92): each base^(16^i) is kept,
 * so nothing is squared. An exponent of 256 bits takes 90 multiplications instead of 330; the longest one so far pays
 * for what is kept.
 */
export function fixedBasePower(base: bigint, modulus: bigint): (exponent: bigint) => bigint {
  const kept = [base % modulus];
  return (exponent) => {
    const digits = windowDigits(exponent).reverse();
    while (kept.length < digits.length) kept.push(shiftPower(kept.at(-1) ?? 1n, modulus));
    let result = 1n % modulus;
    let product = result;
    // What stands at a digit d is in the product for the last d rounds, and so comes into the result d times.
    for (let round = WINDOW - 1; round > 0; round--) {
      for (const [at, power] of kept.entries())
        if (digits[at] === round) product = (product * power) % modulus;
      result = (result * product) % modulus;
    }
    return result;
  };
}

/** value^16: the exponent moves up by one window. */
function shiftPower(value: bigint, modulus: bigint): bigint {
  let result = value;
  for (let i = 0; i < WINDOW_BITS; i++) result = (result * result) % modulus;
  return result;
}

/** Base 16, most significant first. */
function windowDigits(exponent: bigint): number[] {
  return Array.from(exponent.toString(WINDOW), (digit) => Number.parseInt(digit, WINDOW));
}
