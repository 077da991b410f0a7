/** What a `.env` file says, and the lines that say nothing. */
export interface EnvFile {
  readonly values: Readonly<Record<string, string>>;
  /** 1-based lines that are neither empty, a comment nor NAME=VALUE. */
  readonly bad: readonly number[];
}

const LINE = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*=[ \t]*/;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', $: '$' };

/**
 * Reads a `.env` file by the rules of the dotenv package: `export` and comments are left out, values in quotes may go
 * over several lines, `\n` is a new line in double quotes alone, and a later line takes the place of an earlier one.
 * Nothing is replaced inside of values.
 */
export function readEnvFile(text: string): EnvFile {
  const values = new Map<string, string>();
  const bad: number[] = [];
  const plain = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  for (let at = 0, line = 1; at < plain.length;) {
    const end = plain.indexOf('\n', at) < 0 ? plain.length : plain.indexOf('\n', at);
    const [head, name = ''] = LINE.exec(plain.slice(at, end)) ?? [];
    if (head === undefined) {
      if (/^\s*[^#\s]/.test(plain.slice(at, end))) bad.push(line);
      at = end + 1;
      line += 1;
      continue;
    }
    const from = at + head.length;
    const quoted = quotedAt(plain, from);
    values.set(name, quoted?.value ?? bareValue(plain.slice(from, end)));
    const over = plain.indexOf('\n', quoted?.end ?? end);
    const next = over < 0 ? plain.length : over + 1;
    line += plain.slice(at, next).split('\n').length - 1;
    at = next;
  }
  return { values: Object.fromEntries(values), bad };
}

/** A value in quotes; undefined where none begins here, or its end is missing. */
function quotedAt(text: string, at: number): { readonly value: string; readonly end: number } | undefined {
  const quote = text[at] ?? '';
  if (!['"', "'", '`'].includes(quote)) return undefined;
  for (let end = at + 1; end < text.length; end += 1) {
    if (quote === '"' && text[end] === '\\') end += 1;
    else if (text[end] === quote) {
      const value = text.slice(at + 1, end);
      return { value: quote === '"' ? unescaped(value) : value, end };
    }
  }
  return undefined;
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/gs, (whole, sign: string) => ESCAPES[sign] ?? whole);
}

/** Up to a comment, which needs a space before it. */
function bareValue(text: string): string {
  return text.replace(/(^|\s)#.*$/, '').trim();
}
