/** Where the sandbox's unpredictable values come from; tests hand in a counting one. */
export interface Random {
  bytes(count: number): Uint8Array;
  uuid(): string;
}

/** Decimal digits, each equally likely. Bytes of 250 and above are dropped so that no digit is favoured. */
export function randomDigits(random: Random, count: number): string {
  let digits = '';
  while (digits.length < count) {
    for (const byte of random.bytes(count)) {
      if (byte < 250 && digits.length < count) digits += String(byte % 10);
    }
  }
  return digits;
}
