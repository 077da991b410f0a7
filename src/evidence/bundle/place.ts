/** Where a byte stands in a file, for people: the way to it in JSON, else line and column counted from 1. */
export function placeIn(file: Uint8Array, offset: number): string {
  const first = file.find((byte) => byte > 0x20);
  return first === OPEN_OBJECT || first === OPEN_ARRAY ? wayTo(file, offset) : lineOf(file, offset);
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

function wayTo(file: Uint8Array, offset: number): string {
  const way: (string | number)[] = [];
  let text = '';
  for (let at = 0; at < file.length && at <= offset; at += 1) {
    const byte = file[at];
    const last = way.length - 1;
    if (byte === QUOTE) {
      const end = endOfText(file, at);
      if (end >= offset) break;
      text = new TextDecoder().decode(file.subarray(at + 1, end));
      at = end;
    } else if (byte === COLON) way[last] = text;
    else if (byte === COMMA && typeof way[last] === 'number') way[last] += 1;
    else if (byte === OPEN_OBJECT) way.push('');
    else if (byte === OPEN_ARRAY) way.push(0);
    else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) way.pop();
  }
  return way.filter((name) => name !== '').join('/') || 'its beginning';
}

function endOfText(file: Uint8Array, open: number): number {
  let at = open + 1;
  while (at < file.length && file[at] !== QUOTE) at += file[at] === BACKSLASH ? 2 : 1;
  return at;
}

function lineOf(file: Uint8Array, offset: number): string {
  let line = 1;
  let begins = 0;
  for (let at = 0; at < offset; at += 1) {
    if (file[at] !== 0x0a) continue;
    line += 1;
    begins = at + 1;
  }
  return `line ${String(line)}, column ${String(offset - begins + 1)}`;
}
