/** The last place up to `end` where a text can be cut without parting the two halves of one character. */
export function endOfCharacter(text: string, end: number): number {
  return /[\uD800-\uDBFF]/.test(text.charAt(end - 1)) ? end - 1 : end;
}
