import type { JsonObject } from '../../json.ts';
import {
  DOUBLE,
  doubleQuoted,
  escaped,
  expand,
  hereString,
  SINGLE,
  singleQuoted,
} from './powershell-quotes.ts';
import {
  asText,
  continuation,
  DEEPEST,
  type PsScan,
  type PsTable,
  type PsValue,
  skipBlank,
} from './powershell-scan.ts';

/** One word, or a table; undefined where none stands. @param stops characters that end a bare one beside the usual */
export function psValue(scan: PsScan, stops: string): PsValue | undefined {
  const { text } = scan;
  let word: string | undefined;
  while (scan.at < text.length) {
    const char = text[scan.at] ?? '';
    const next = text[scan.at + 1] ?? '';
    if (continuation(scan) !== undefined || /[\s;|})]/.test(char) || stops.includes(char)) break;
    if (char === '@' && next === '{' && word === undefined && scan.depth < DEEPEST)
      return deeper(scan, () => table(scan));
    if (char === '@' && (next === "'" || next === '"') && word === undefined) return hereString(scan);
    if (char === '(') word = (word ?? '') + parenthesised(scan);
    else if (DOUBLE.test(char)) word = (word ?? '') + doubleQuoted(scan);
    else if (SINGLE.test(char)) word = (word ?? '') + singleQuoted(scan);
    else if (char === '$') {
      const expanded = expand(scan);
      if (word === undefined && typeof expanded !== 'string') return expanded;
      word = (word ?? '') + asText(expanded);
    } else if (char === '`') {
      word = (word ?? '') + escaped(next);
      scan.at += 2;
    } else {
      word = (word ?? '') + char;
      scan.at += 1;
    }
  }
  return word;
}

/** What a variable is set to: a table, or a sum of texts. */
export function psAssigned(scan: PsScan): PsValue {
  let whole = psValue(scan, '');
  for (;;) {
    skipBlank(scan, false);
    if (scan.text[scan.at] !== '+' || typeof whole === 'object') return converted(scan, whole ?? '');
    scan.at += 1;
    skipBlank(scan, true);
    whole = (whole ?? '') + asText(psValue(scan, '') ?? '');
  }
}

function deeper<T>(scan: PsScan, read: () => T): T {
  scan.depth += 1;
  const value = read();
  scan.depth -= 1;
  return value;
}

function table(scan: PsScan): PsTable {
  const { text } = scan;
  const entries = new Map<string, PsValue>();
  scan.at += 2;
  while (scan.at < text.length) {
    skipBlank(scan, true);
    while (text[scan.at] === ';' || text[scan.at] === ',') {
      scan.at += 1;
      skipBlank(scan, true);
    }
    if (scan.at >= text.length || text[scan.at] === '}') break;
    const before = scan.at;
    const key = asText(psValue(scan, '=') ?? '');
    skipBlank(scan, true);
    if (text[scan.at] === '=') {
      scan.at += 1;
      skipBlank(scan, true);
      entries.set(key, psValue(scan, '') ?? '');
    }
    if (scan.at === before) scan.at += 1;
  }
  scan.at += 1;
  return entries;
}

/** Behind a value: what a table is once it went through ConvertTo-Json; else the value. */
function converted(scan: PsScan, whole: PsValue): PsValue {
  const behind = scan.text.slice(scan.at, scan.at + 200);
  const pipe = /^\s*\|\s*ConvertTo-Json(?![\w-])[^\n;|)]*/i.exec(behind)?.[0];
  if (pipe === undefined || typeof whole === 'string') return whole;
  scan.at += pipe.length;
  return JSON.stringify(plain(whole));
}

/** At an opening parenthesis: texts put together with `+`, as JSON after ConvertTo-Json; else the first text inside. */
function parenthesised(scan: PsScan): string {
  const { text, at } = scan;
  const read = tableAsJson(scan) ?? sum(scan);
  if (read !== undefined) return read;
  scan.at = at;
  let first: string | undefined;
  let open = 0;
  while (scan.at < text.length) {
    const char = text[scan.at] ?? '';
    if (DOUBLE.test(char) || SINGLE.test(char)) {
      const inside = DOUBLE.test(char) ? doubleQuoted(scan) : singleQuoted(scan);
      first ??= inside;
    } else {
      scan.at += 1;
      if (char === '(') open += 1;
      if (char === ')' && --open === 0) break;
    }
  }
  return first ?? '';
}

/** At an opening parenthesis: a table as JSON, or undefined. */
function tableAsJson(scan: PsScan): string | undefined {
  const { text, at: start } = scan;
  const asked = /^\(\s*(ConvertTo-Json\s+)?(?=[@$])/i.exec(text.slice(start, start + 60));
  if (asked && scan.depth < DEEPEST) {
    scan.at += asked[0].length;
    const whole = text[scan.at] === '@' && text[scan.at + 1] !== '{' ? '' : (psValue(scan, '') ?? '');
    const json = asked[1] !== undefined && typeof whole !== 'string' ? plain(whole) : undefined;
    const read = json === undefined ? converted(scan, whole) : JSON.stringify(json);
    const behind = /^[^\n;|)]*\)/.exec(text.slice(scan.at, scan.at + 60))?.[0];
    if (typeof read === 'string' && typeof whole !== 'string' && behind !== undefined) {
      scan.at += behind.length;
      return read;
    }
  }
  scan.at = start;
  return undefined;
}

/** At an opening parenthesis; undefined where something else than a sum stands inside. */
function sum(scan: PsScan): string | undefined {
  if (scan.depth >= DEEPEST) return undefined;
  scan.at += 1;
  skipBlank(scan, true);
  const json = /^ConvertTo-Json\s+/i.exec(scan.text.slice(scan.at, scan.at + 60))?.[0];
  scan.at += json?.length ?? 0;
  const read = deeper(scan, () => summands(scan));
  skipBlank(scan, true);
  if (read === undefined || scan.text[scan.at] !== ')') return undefined;
  scan.at += 1;
  return json === undefined ? read : JSON.stringify(read);
}

function summands(scan: PsScan): string | undefined {
  let all: string | undefined;
  for (;;) {
    skipBlank(scan, true);
    const { text, at } = scan;
    const char = text[at] ?? '';
    if (DOUBLE.test(char)) all = (all ?? '') + doubleQuoted(scan);
    else if (SINGLE.test(char)) all = (all ?? '') + singleQuoted(scan);
    else if (/^\$(?:env:)?[A-Za-z_{]/i.test(text.slice(at, at + 6))) all = (all ?? '') + asText(expand(scan));
    else if (char === '(') {
      const inner = sum(scan);
      if (inner === undefined) return undefined;
      all = (all ?? '') + inner;
    } else return undefined;
    skipBlank(scan, true);
    if (text[scan.at] !== '+') return all;
    scan.at += 1;
  }
}

/** As JSON has it. Numbers and switches are texts here, which Cognito's members are, too. */
function plain(whole: PsTable): JsonObject {
  return Object.fromEntries(
    [...whole].map(([key, value]) => [key, typeof value === 'string' ? value : plain(value)]),
  );
}
