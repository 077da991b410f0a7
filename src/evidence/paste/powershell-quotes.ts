import { asText, type PsScan, type PsValue } from './powershell-scan.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
/** Typographic quotes are quotes there, too. Source: about_Quoting_Rules. */
export const SINGLE = /['‘’‚‛]/;
export const DOUBLE = /["“”„]/;

/** What a backtick makes of the sign behind it. */
export function escaped(sign: string): string {
  return ESCAPES[sign] ?? sign;
}

/** At a `$`: a variable's value, a character by its number, else the sign itself. */
export function expand(scan: PsScan): PsValue {
  const { text, at, variables } = scan;
  const char = /^\$\(\[char\]\s*(0x[0-9a-fA-F]{1,4}|\d{1,5})\)/i.exec(text.slice(at, at + 30));
  if (char) {
    scan.at += char[0].length;
    return String.fromCharCode(Number(char[1]));
  }
  const named = /^\$(?:\{([^}\n]{1,100})\}|((?:env:)?[A-Za-z_]\w{0,99}))/.exec(text.slice(at, at + 120));
  if (!named) {
    scan.at += 1;
    return '$';
  }
  scan.at += named[0].length;
  const name = (named[1] ?? named[2] ?? '').replace(/^env:/i, '');
  const value = variables.get(name.toLowerCase());
  if (value === undefined) scan.unset.push(name);
  return value ?? `$${name}`;
}

/** At the opening quote. */
export function doubleQuoted(scan: PsScan): string {
  const { text } = scan;
  let inside = '';
  scan.at += 1;
  while (scan.at < text.length) {
    if (DOUBLE.test(text[scan.at] ?? '')) {
      scan.at += 1;
      if (!DOUBLE.test(text[scan.at] ?? '')) return inside;
      inside += text[scan.at++];
    } else inside += put(scan);
  }
  return inside;
}

/** One sign of a text that is expanded, or what stands in its place. */
function put(scan: PsScan): string {
  const { text, at } = scan;
  if (text[at] === '$') return asText(expand(scan));
  if (text[at] !== '`') {
    scan.at += 1;
    return text[at] ?? '';
  }
  const point = /^`u\{([0-9a-fA-F]{1,6})\}/.exec(text.slice(at, at + 11));
  const code = point === null ? Infinity : parseInt(point[1] ?? '', 16);
  const isPoint = code <= 0x10ffff && point !== null;
  scan.at += isPoint ? point[0].length : 2;
  return isPoint ? String.fromCodePoint(code) : escaped(text[at + 1] ?? '');
}

/** At the opening quote. */
export function singleQuoted(scan: PsScan): string {
  const { text } = scan;
  let inside = '';
  scan.at += 1;
  while (scan.at < text.length) {
    const char = text[scan.at++] ?? '';
    if (SINGLE.test(char) && !SINGLE.test(text[scan.at] ?? '')) return inside;
    if (SINGLE.test(char)) scan.at += 1;
    inside += char;
  }
  return inside;
}

/** At `@'` or `@"`: the lines up to the one that begins with the quote. In double quotes they are expanded. */
export function hereString(scan: PsScan): string {
  const { text, at } = scan;
  const quote = text[at + 1] ?? '';
  const begin = text.indexOf('\n', at) + 1;
  const end = begin === 0 ? -1 : text.indexOf(`\n${quote}@`, begin - 1);
  const last = end < 0 ? text.length : Math.max(begin, end);
  const inside = text.slice(begin === 0 ? text.length : begin, last).replace(/\r$/, '');
  scan.at = end < 0 ? text.length : end + 3;
  if (quote === "'") return inside;
  const within: PsScan = { ...scan, text: inside, at: 0 };
  let expanded = '';
  while (within.at < inside.length) expanded += put(within);
  return expanded;
}
