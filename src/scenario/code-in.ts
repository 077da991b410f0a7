/**
 * Four to ten digits that stand alone: no part of a word, a longer number, a phone number, a colour of a web page, an
 * address, a date, a time or an amount.
 */
const DIGITS = /(?<![\p{L}\p{N}_#@+/=-]|\p{N}[.,:])\p{Nd}{4,10}(?![\p{L}\p{N}_@/-]|[.,:]\p{N})/u;
/** Longer texts hold no code that anyone would type off them. */
const LONGEST = 200_000;

/**
 * The code in a message.
 * @param match a regular expression: its first group, or all of it, is the code. Without one: the first 4 to 10 digits
 *   that stand alone
 * @returns undefined where there is none
 * @throws SyntaxError where `match` is no regular expression
 */
export function codeIn(text: string, match?: string): string | undefined {
  // Raw mails break lines softly (RFC 2045, 6.7), in the middle of a code if need be.
  const whole = text.slice(0, LONGEST).replace(/=\r?\n/g, '');
  if (match === undefined) return DIGITS.exec(whole)?.[0];
  const found = new RegExp(match, 'u').exec(whole);
  const code = found?.[1] ?? found?.[0];
  return code === '' ? undefined : code;
}
