import type { JsonObject } from '../../json.ts';

/** A value of PowerShell as far as pasted requests hold one: a text, or a table (`@{ … }`) of them. */
export type PsValue = string | PsTable;
export type PsTable = ReadonlyMap<string, PsValue>;

/** One command; a table is a word of its own. */
export interface PsCommand {
  readonly words: readonly PsValue[];
  readonly end: number;
  readonly unset: readonly string[];
  /** What is piped into it, where that is a text. */
  readonly stdin?: string;
}

export interface PsText {
  readonly commands: readonly PsCommand[];
  /** What the text sets, by name in lower case without `$`. */
  readonly variables: ReadonlyMap<string, PsValue>;
}

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
/** Tables in tables; no request nests them deeper. */
const DEEPEST = 16;
/** Variables that PowerShell sets itself, as texts. Source: about_Automatic_Variables. */
const AUTOMATIC = { true: 'True', false: 'False', null: '' };
const SINGLE = /['‘’‚‛]/;
const DOUBLE = /["“”„]/;

/**
 * The commands of a text for PowerShell: its quotes, here-strings, tables, continued lines and variables the text sets.
 * Expressions are not run: of one in parentheses the first text counts. Never throws.
 * Source: about_Quoting_Rules, about_Special_Characters, about_Parsing.
 */
export function powershellText(text: string): PsText {
  const variables = new Map<string, PsValue>(Object.entries(AUTOMATIC));
  const commands: PsCommand[] = [];
  let unset: string[] = [];
  let depth = 0;
  let at = 0;

  const isContinued = () => /^`[ \t]*\r?\n/.exec(text.slice(at, at + 40))?.[0].length;
  const skipBlank = (lines: boolean) => {
    for (;;) {
      const continued = isContinued();
      if (continued !== undefined) at += continued;
      else if (text[at] === '#' && lines) at = endOfLine(text, at);
      else if (/[ \t\r]/.test(text[at] ?? '') || (lines && text[at] === '\n')) at += 1;
      else return;
    }
  };
  /** At a `$`. */
  const expand = (): PsValue => {
    const char = /^\$\(\[char\]\s*(0x[0-9a-fA-F]{1,4}|\d{1,5})\)/i.exec(text.slice(at, at + 30));
    if (char) {
      at += char[0].length;
      return String.fromCharCode(Number(char[1]));
    }
    const named = /^\$(?:\{([^}\n]{1,100})\}|((?:env:)?[A-Za-z_]\w{0,99}))/.exec(text.slice(at, at + 120));
    if (!named) {
      at += 1;
      return '$';
    }
    at += named[0].length;
    const name = (named[1] ?? named[2] ?? '').replace(/^env:/i, '');
    const value = variables.get(name.toLowerCase());
    if (value === undefined) unset.push(name);
    return value ?? `$${name}`;
  };
  const doubleQuoted = (): string => {
    let inside = '';
    at += 1;
    while (at < text.length) {
      const char = text[at] ?? '';
      if (char === '`') {
        const next = text[at + 1] ?? '';
        const point = /^`u\{([0-9a-fA-F]{1,6})\}/.exec(text.slice(at, at + 11));
        const code = point === null ? Infinity : parseInt(point[1] ?? '', 16);
        inside += code <= 0x10ffff ? String.fromCodePoint(code) : (ESCAPES[next] ?? next);
        at += code <= 0x10ffff && point !== null ? point[0].length : 2;
      } else if (DOUBLE.test(char)) {
        at += 1;
        if (!DOUBLE.test(text[at] ?? '')) return inside;
        inside += text[at++];
      } else if (char === '$') inside += asText(expand());
      else inside += text[at++];
    }
    return inside;
  };
  const singleQuoted = (): string => {
    let inside = '';
    at += 1;
    while (at < text.length) {
      const char = text[at++] ?? '';
      if (SINGLE.test(char) && !SINGLE.test(text[at] ?? '')) return inside;
      if (SINGLE.test(char)) at += 1;
      inside += char;
    }
    return inside;
  };
  const hereString = (quote: string): string => {
    const begin = text.indexOf('\n', at) + 1;
    const end = begin === 0 ? -1 : text.indexOf(`\n${quote}@`, begin - 1);
    const inside = text.slice(begin === 0 ? text.length : begin, end < 0 ? undefined : Math.max(begin, end));
    at = end < 0 ? text.length : end + 3;
    return inside.replace(/\r$/, '');
  };
  const table = (): PsTable => {
    const entries = new Map<string, PsValue>();
    at += 2;
    while (at < text.length) {
      skipBlank(true);
      while (text[at] === ';' || text[at] === ',') {
        at += 1;
        skipBlank(true);
      }
      if (at >= text.length || text[at] === '}') break;
      const before = at;
      const key = asText(value('=') ?? '');
      skipBlank(true);
      if (text[at] === '=') {
        at += 1;
        skipBlank(true);
        entries.set(key, value('') ?? '');
      }
      if (at === before) at += 1;
    }
    at += 1;
    return entries;
  };
  /** Behind a value: what a table is once it went through ConvertTo-Json; else the value. */
  const converted = (whole: PsValue): PsValue => {
    const pipe = /^\s*\|\s*ConvertTo-Json(?![\w-])[^\n;|)]*/i.exec(text.slice(at, at + 200))?.[0];
    if (pipe === undefined || typeof whole === 'string') return whole;
    at += pipe.length;
    return JSON.stringify(plain(whole));
  };
  /** At an opening parenthesis: a table as JSON, or undefined. */
  const tableAsJson = (): string | undefined => {
    const start = at;
    const asked = /^\(\s*(ConvertTo-Json\s+)?(?=[@$])/i.exec(text.slice(at, at + 60));
    if (asked && depth < DEEPEST) {
      at += asked[0].length;
      const whole = text[at] === '@' && text[at + 1] !== '{' ? '' : (value('') ?? '');
      const json = asked[1] !== undefined && typeof whole !== 'string' ? plain(whole) : undefined;
      const read = json === undefined ? converted(whole) : JSON.stringify(json);
      const behind = /^[^\n;|)]*\)/.exec(text.slice(at, at + 60))?.[0];
      if (typeof read === 'string' && typeof whole !== 'string' && behind !== undefined) {
        at += behind.length;
        return read;
      }
    }
    at = start;
    return undefined;
  };
  /** Texts and variables put together with `+`, as JSON after ConvertTo-Json; else the first text inside. */
  const parenthesised = (): string => {
    const start = at;
    const table = tableAsJson();
    if (table !== undefined) return table;
    const read = sum();
    if (read !== undefined) return read;
    at = start;
    let first: string | undefined;
    let open = 0;
    while (at < text.length) {
      const char = text[at] ?? '';
      if (DOUBLE.test(char) || SINGLE.test(char)) {
        const read = DOUBLE.test(char) ? doubleQuoted() : singleQuoted();
        first ??= read;
      } else {
        at += 1;
        if (char === '(') open += 1;
        if (char === ')' && --open === 0) break;
      }
    }
    return first ?? '';
  };
  /** At an opening parenthesis; undefined where something else than a sum stands inside. */
  const sum = (): string | undefined => {
    if (depth >= DEEPEST) return undefined;
    at += 1;
    skipBlank(true);
    const json = /^ConvertTo-Json\s+/i.exec(text.slice(at, at + 60))?.[0];
    at += json?.length ?? 0;
    depth += 1;
    const read = summands();
    depth -= 1;
    skipBlank(true);
    if (read === undefined || text[at] !== ')') return undefined;
    at += 1;
    return json === undefined ? read : JSON.stringify(read);
  };
  const summands = (): string | undefined => {
    let all: string | undefined;
    for (;;) {
      skipBlank(true);
      const char = text[at] ?? '';
      if (DOUBLE.test(char)) all = (all ?? '') + doubleQuoted();
      else if (SINGLE.test(char)) all = (all ?? '') + singleQuoted();
      else if (/^\$(?:env:)?[A-Za-z_{]/i.test(text.slice(at, at + 6))) all = (all ?? '') + asText(expand());
      else if (char === '(') {
        const inner = sum();
        if (inner === undefined) return undefined;
        all = (all ?? '') + inner;
      } else return undefined;
      skipBlank(true);
      if (text[at] !== '+') return all;
      at += 1;
    }
  };
  /** What a variable is set to: a table, or a sum of texts. */
  const assigned = (): PsValue => {
    let whole = value('');
    for (;;) {
      skipBlank(false);
      if (text[at] !== '+' || typeof whole === 'object') return converted(whole ?? '');
      at += 1;
      skipBlank(true);
      whole = (whole ?? '') + asText(value('') ?? '');
    }
  };
  /** One word. @param stops characters that end a bare one beside the usual */
  function value(stops: string): PsValue | undefined {
    let word: string | undefined;
    while (at < text.length) {
      const char = text[at] ?? '';
      const next = text[at + 1] ?? '';
      if (isContinued() !== undefined || /[\s;|})]/.test(char) || stops.includes(char)) break;
      if (char === '@' && next === '{' && word === undefined && depth < DEEPEST) {
        depth += 1;
        const read = table();
        depth -= 1;
        return read;
      }
      if (char === '@' && (next === "'" || next === '"') && word === undefined) return hereString(next);
      if (char === '(') word = (word ?? '') + parenthesised();
      else if (DOUBLE.test(char)) word = (word ?? '') + doubleQuoted();
      else if (SINGLE.test(char)) word = (word ?? '') + singleQuoted();
      else if (char === '$') {
        const expanded = expand();
        if (word === undefined && typeof expanded !== 'string') return expanded;
        word = (word ?? '') + asText(expanded);
      } else if (char === '`') {
        word = (word ?? '') + (ESCAPES[next] ?? next);
        at += 2;
      } else {
        word = (word ?? '') + char;
        at += 1;
      }
    }
    return word;
  }

  let piped: string | undefined;
  while (at < text.length) {
    skipBlank(true);
    const set = /^\$((?:env:)?[A-Za-z_][\w.]{0,99})[ \t]*=(?!=)/i.exec(text.slice(at, at + 140));
    if (set) {
      at += set[0].length;
      skipBlank(false);
      variables.set((set[1] ?? '').replace(/^env:/i, '').toLowerCase(), assigned());
      at = Math.max(at, endOfCommand(text, at));
      continue;
    }
    const words: PsValue[] = [];
    for (;;) {
      skipBlank(false);
      if (at >= text.length || /[\n;|]/.test(text[at] ?? '')) break;
      const before = at;
      const splat = /^@([A-Za-z_]\w{0,99})/.exec(text.slice(at, at + 101));
      const splatted = splat && variables.get((splat[1] ?? '').toLowerCase());
      if (splat && splatted !== null && typeof splatted === 'object') {
        at += splat[0].length;
        for (const [key, option] of splatted) words.push(`-${key}`, option);
        continue;
      }
      const word = value('');
      if (word !== undefined) words.push(word);
      if (at === before) at += 1;
    }
    const [only] = words;
    const isText = words.length === 1 && text[at] === '|' && typeof only === 'string';
    if (isText) piped = only;
    else if (words.length > 0) {
      commands.push({ words, end: at, unset, ...(piped === undefined ? {} : { stdin: piped }) });
      piped = undefined;
    }
    // What a text leaves unset is so for what it is piped into.
    if (!isText) unset = [];
    at += 1;
  }
  return { commands, variables };
}

/** As JSON has it. Numbers and switches are texts here, which Cognito's members are, too. */
function plain(table: PsTable): JsonObject {
  return Object.fromEntries(
    [...table].map(([key, value]) => [key, typeof value === 'string' ? value : plain(value)]),
  );
}

function asText(value: PsValue): string {
  return typeof value === 'string' ? value : '';
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function endOfCommand(text: string, at: number): number {
  const end = /[\n;]/.exec(text.slice(at))?.index;
  return end === undefined ? text.length : at + end;
}
