import type { JsonValue } from '../../json.ts';

/** A value written in JavaScript or Python. */
export interface Literal {
  readonly value: JsonValue;
  readonly end: number;
  /** Names that stand where a value should: their values are not in the text. */
  readonly unset: readonly string[];
}

/** What names stand for, where the text said so before. */
export type Known = ReadonlyMap<string, JsonValue>;

const NONE: Known = new Map();
const DEEPEST = 64;
const WORDS: Readonly<Record<string, JsonValue>> = {
  true: true,
  True: true,
  false: false,
  False: false,
  null: null,
  None: null,
  undefined: null,
};
const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * Reads the literal that begins at `start`: texts in any quotes (also Python's bytes), numbers, lists, tuples, maps with
 * bare or quoted keys, and what is wrapped in a call (`JSON.stringify(…)`, `OrderedDict(…)`). Objects Python prints as
 * `<… at 0x…>` count as null. Never throws.
 * @param known what names stand for
 * @returns undefined where none begins there or it does not end
 */
export function readLiteral(text: string, start: number, known: Known = NONE): Literal | undefined {
  const unset: string[] = [];
  let at = start;

  const skip = () => {
    for (;;) {
      const char = text[at];
      if (char !== undefined && /\s/.test(char)) at += 1;
      else if (char === '/' && text[at + 1] === '/') at = after('\n');
      else if (char === '/' && text[at + 1] === '*') at = after('*/');
      else return;
    }
  };
  const after = (end: string): number => {
    const found = text.indexOf(end, at + 2);
    return found < 0 ? text.length : found + end.length;
  };

  function string(): string | undefined {
    const isBytes = /[bB]/.test(text[at] ?? '');
    const isRaw = /[rR]/.test(text[at] ?? '');
    while (/[bBuUrR]/.test(text[at] ?? '')) at += 1;
    const quote = text[at++] ?? '';
    let value = '';
    let bytes: number[] = [];
    const flush = () => {
      if (bytes.length > 0) value += new TextDecoder().decode(new Uint8Array(bytes));
      bytes = [];
    };
    while (at < text.length) {
      const char = text[at] ?? '';
      if (char === quote) {
        flush();
        at += 1;
        return value;
      }
      // Only a template goes over lines.
      if (char === '\n' && quote !== '`') return undefined;
      if (char !== '\\' || isRaw) {
        flush();
        if (quote === '`' && char === '$' && text[at + 1] === '{') {
          const end = text.indexOf('}', at);
          if (end < 0) return undefined;
          const name = text.slice(at + 2, end).trim();
          const held = known.get(name);
          if (typeof held === 'string') {
            value += held;
            at = end + 1;
            continue;
          }
          unset.push(name);
        }
        value += char;
        at += 1;
        continue;
      }
      const code =
        /^\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|U([0-9a-fA-F]{8}))/.exec(
          text.slice(at, at + 12),
        );
      const point = parseInt(code?.[1] ?? code?.[2] ?? code?.[3] ?? code?.[4] ?? '', 16);
      if (code?.[1] !== undefined && isBytes) bytes.push(point);
      else {
        flush();
        if (code && point <= 0x10ffff)
          value += point > 0xffff ? String.fromCodePoint(point) : String.fromCharCode(point);
        else value += escaped(text[at + 1] ?? '');
      }
      at += code && point <= 0x10ffff ? code[0].length : 2;
    }
    return undefined;
  }

  function list(close: string, depth: number): JsonValue[] | undefined {
    const items: JsonValue[] = [];
    at += 1;
    for (;;) {
      skip();
      if (text[at] === close) {
        at += 1;
        return items;
      }
      const item = value(depth);
      if (item === undefined) return undefined;
      items.push(item);
      skip();
      if (text[at] === ',') at += 1;
      else if (text[at] !== close) return undefined;
    }
  }

  function map(depth: number): JsonValue | undefined {
    const entries: [string, JsonValue][] = [];
    at += 1;
    for (;;) {
      skip();
      if (text[at] === '}') {
        at += 1;
        return Object.fromEntries(entries);
      }
      const bare = /^[A-Za-z_$][\w$-]{0,200}/.exec(text.slice(at, at + 201))?.[0];
      const isText = bare === undefined || /^[bBuUrR]{0,2}$/.test(bare);
      const key = isText && /^[bBuUrR]{0,2}["'`]/.test(text.slice(at, at + 3)) ? string() : bare;
      if (key === undefined) return undefined;
      if (key === bare) at += bare.length;
      skip();
      if (text[at] === ':') {
        at += 1;
        const item = value(depth);
        if (item === undefined) return undefined;
        entries.push([key, item]);
      } else if (known.has(key)) entries.push([key, known.get(key) ?? null]);
      else unset.push(key);
      skip();
      if (text[at] === ',') at += 1;
      else if (text[at] !== '}') return undefined;
    }
  }

  function value(depth: number): JsonValue | undefined {
    if (depth > DEEPEST) return undefined;
    skip();
    const char = text[at] ?? '';
    if (/^[bBuUrR]{0,2}["'`]/.test(text.slice(at, at + 3))) return string();
    if (char === '{') return map(depth + 1);
    if (char === '[') return list(']', depth + 1);
    if (char === '(') return list(')', depth + 1);
    if (char === '<') {
      const end = text.indexOf('>', at);
      if (end < 0) return undefined;
      at = end + 1;
      return null;
    }
    const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/.exec(text.slice(at, at + 60))?.[0];
    if (number !== undefined) {
      at += number.length;
      return Number(number);
    }
    const name = /^(?:new\s+)?([A-Za-z_$][\w$.]{0,200})/.exec(text.slice(at, at + 220));
    const word = name?.[1];
    if (!name || word === undefined) return undefined;
    at += name[0].length;
    if (Object.hasOwn(WORDS, word)) return WORDS[word];
    if (known.has(word)) return known.get(word);
    skip();
    if (text[at] !== '(') {
      unset.push(word);
      return `\${${word}}`;
    }
    const given = list(')', depth + 1);
    const [first = null] = given ?? [];
    if (given === undefined) return undefined;
    return word === 'JSON.stringify' ? JSON.stringify(first) : first;
  }

  const read = value(0);
  return read === undefined ? undefined : { value: read, end: at, unset };
}

function escaped(char: string): string {
  if (char === '0') return '\0';
  // A line that goes on.
  if (char === '\n') return '';
  return Object.hasOwn(ESCAPES, char) ? (ESCAPES[char] ?? '') : char;
}
