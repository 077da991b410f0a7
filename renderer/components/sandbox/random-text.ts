const SMALL_AND_DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

// Fixtures of the sandbox: they guard nothing, so that some letters come a little more often does no harm.

/** As AWS makes app client ids. */
export const newClientId = (): string => randomText(SMALL_AND_DIGITS, 26);
/** As AWS makes client secrets. */
export const newClientSecret = (): string => randomText(SMALL_AND_DIGITS, 51);
/** As AssociateSoftwareToken gives them. */
export const newTotpSecret = (): string => randomText(BASE32, 52);

function randomText(alphabet: string, length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join('');
}
