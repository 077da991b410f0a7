/** Control characters (a terminal takes some of them for commands), and those that turn the direction of text. */
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * A text from elsewhere as a terminal may show it, on one line: names and messages of an imported file must neither move
 * the cursor nor set a title.
 */
export function plain(text: string): string {
  return text.replace(CONTROLS, escaped);
}

/** The same for a text of several lines. */
export function plainLines(text: string): string {
  return text.replace(CONTROLS, (sign) => (sign === '\n' || sign === '\t' ? sign : escaped(sign)));
}

/** JSON in lines, all of it plain: JSON itself escapes only part of what a terminal obeys. */
export function jsonText(value: unknown): string {
  return `${plainLines(JSON.stringify(value, null, 2))}\n`;
}

function escaped(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
