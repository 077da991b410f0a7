const PLAIN: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * A string in ANSI-C quotes (`$'…'`), from after the opening quote. Escapes by number are bytes of UTF-8 in bash; those
 * by code point may be halves of a pair, as Chromium writes them.
 */
export function ansiString(text: string, start: number): { readonly value: string; readonly end: number } {
  let value = '';
  let bytes: number[] = [];
  let at = start;
  const flush = () => {
    if (bytes.length > 0) value += new TextDecoder().decode(new Uint8Array(bytes));
    bytes = [];
  };
  while (at < text.length && text[at] !== "'") {
    if (text[at] !== '\\' || at + 1 >= text.length) {
      flush();
      value += text[at++];
      continue;
    }
    const rest = text.slice(at + 1, at + 10);
    const byte = /^x([0-9a-fA-F]{1,2})|^([0-7]{1,3})/.exec(rest);
    if (byte) {
      bytes.push(byte[1] === undefined ? parseInt(byte[2] ?? '0', 8) & 0xff : parseInt(byte[1], 16));
      at += 1 + byte[0].length;
      continue;
    }
    flush();
    const code = /^u([0-9a-fA-F]{1,4})|^U([0-9a-fA-F]{1,8})/.exec(rest);
    const point = code && parseInt(code[1] ?? code[2] ?? '', 16);
    if (code && point !== null && point <= 0x10ffff) {
      value += point > 0xffff ? String.fromCodePoint(point) : String.fromCharCode(point);
      at += 1 + code[0].length;
      continue;
    }
    const char = rest[0] ?? '';
    value += Object.hasOwn(PLAIN, char) ? PLAIN[char] : /['"\\?]/.test(char) ? char : `\\${char}`;
    at += 2;
  }
  flush();
  return { value, end: Math.min(at + 1, text.length) };
}
