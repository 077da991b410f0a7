/** Where the sandbox's unpredictable values come from; tests hand in a counting one. */
export interface Random {
  bytes(count: number): Uint8Array;
  uuid(): string;
}

/** Decimal digits, each equally likely. */
export function randomDigits(random: Random, count: number): string {
  return randomText(random, '0123456789', count);
}

/** Letters of an alphabet. Bytes beyond its last whole multiple are dropped so that no letter is favoured. */
export function randomText(random: Random, alphabet: string, count: number): string {
  const end = 256 - (256 % alphabet.length);
  let text = '';
  while (text.length < count) {
    for (const byte of random.bytes(count)) {
      if (byte < end && text.length < count) text += alphabet.charAt(byte % alphabet.length);
    }
  }
  return text;
}
