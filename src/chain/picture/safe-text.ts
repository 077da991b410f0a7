/** What a text may not hold in a picture: control characters, and the marks that turn the direction of what follows. */

const UNPRINTABLE =
  /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\p{Cs}/gu;

/** First-strong isolate and its end: a right-to-left name does not turn the words around it. */
const ISOLATE = ['\u2068', '\u2069'] as const;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** One line of printable text; what can't be printed becomes a space. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, ' ').replace(/\s+/g, ' ').trim();
}

/** The text as it is, kept apart from the direction of its surroundings where it runs right to left. */
export function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `${ISOLATE[0]}${text}${ISOLATE[1]}` : text;
}

/** At most so many characters, the last an ellipsis. Never cuts a character in two. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, Math.max(1, most - 1)).join('')}…`;
}
