import type { ShellCommand } from './shell-command.ts';

/** `set "NAME=value"`, or without quotes; also where another is set, as in what the console copies. */
const SET = /^\s*(?:if\s+defined\s+\w{1,100}\s+)?set\s+"?([A-Za-z_]\w{0,99})=([^]*?)"?\s*$/i;
/** `%NAME%`, or `%NAME:sought=instead%`. */
const NAMED = /^%(\w{1,100})(?::([^=%\r\n]{1,100})=([^%\r\n]{0,100}))?%/;
/** Variables that hold each other's names could be put in for ever. */
const MOST_PUT_IN = 1_000;

/**
 * The commands of a text for Windows' cmd.exe, as a program built with Microsoft's C runtime gets their words. Two
 * readers follow each other there: cmd takes carets outside its quotes away, the runtime reads quotes and the
 * backslashes before them. Never throws.
 * @param doubled Chromium doubles every backslash, also where the runtime takes none away: they are halved again
 */
export function cmdCommands(text: string, doubled = false): ShellCommand[] {
  return cmdLines(text).map(({ line, ...command }) => ({
    ...command,
    words: runtimeWords(line).map((word) => (doubled ? halved(word) : word)),
  }));
}

function cmdLines(given: string): { line: string; end: number; unset: readonly string[] }[] {
  const lines: { line: string; end: number; unset: readonly string[] }[] = [];
  const variables = new Map<string, string>();
  let text = given;
  let line = '';
  let unset: string[] = [];
  let isQuoted = false;
  let putIn = 0;
  let at = 0;
  const end = () => {
    const set = SET.exec(line);
    if (set) variables.set((set[1] ?? '').toLowerCase(), set[2] ?? '');
    // What was put into the text makes it longer than the one given.
    else if (line.trim() !== '') lines.push({ line, end: at - (text.length - given.length), unset });
    line = '';
    unset = [];
    isQuoted = false;
  };
  while (at < text.length) {
    const char = text[at] ?? '';
    if (char === '^' && !isQuoted) {
      // A caret before a line's end takes it away, and what comes next is taken as it is: also another line's end.
      const gone = /^\r?\n/.exec(text.slice(at + 1, at + 3))?.[0].length ?? 0;
      at += 1 + gone;
      const kept = /^\r?\n|^[^]/.exec(text.slice(at, at + 2))?.[0] ?? '';
      line += kept === '\r\n' ? '\n' : kept;
      at += kept.length;
      continue;
    }
    // In quotes, too; a caret inside the name keeps it from being one. What it holds is read as if it stood there.
    const named = char === '%' ? NAMED.exec(text.slice(at, at + 302)) : null;
    const [whole = '', name, sought, instead = ''] = named ?? [];
    const value = name === undefined ? undefined : variables.get(name.toLowerCase());
    if (name !== undefined && (value !== undefined || sought !== undefined) && putIn < MOST_PUT_IN) {
      putIn += 1;
      // Nothing is known of one that isn't set: it stays by its name.
      const held = value ?? `%${name}%`;
      const put = sought === undefined ? held : held.replace(anyCase(sought), () => instead);
      text = text.slice(0, at) + put + text.slice(at + whole.length);
      continue;
    }
    if (name !== undefined) unset.push(name);
    if (char === '\n' || (!isQuoted && (char === '&' || char === '|'))) end();
    else if (char !== '\r' || text[at + 1] !== '\n') line += char;
    if (char === '"') isQuoted = !isQuoted;
    at += 1;
  }
  end();
  return lines;
}

function anyCase(text: string): RegExp {
  return new RegExp(text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'gi');
}

/** Source: Microsoft, “Parsing C command-line arguments”. */
function runtimeWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let isQuoted = false;
  let at = 0;
  while (at < line.length) {
    const char = line[at] ?? '';
    if (char === '\\') {
      const run = /^\\+/.exec(line.slice(at))?.[0].length ?? 1;
      at += run;
      const meetsQuote = line[at] === '"';
      word = (word ?? '') + '\\'.repeat(meetsQuote ? Math.floor(run / 2) : run);
      if (meetsQuote && run % 2 === 1) {
        word += '"';
        at += 1;
      }
    } else if (char === '"') {
      const isDoubled = isQuoted && line[at + 1] === '"';
      word = (word ?? '') + (isDoubled ? '"' : '');
      if (!isDoubled) isQuoted = !isQuoted;
      at += isDoubled ? 2 : 1;
    } else if (!isQuoted && (char === ' ' || char === '\t')) {
      if (word !== undefined) words.push(word);
      word = undefined;
      at += 1;
    } else {
      word = (word ?? '') + char;
      at += 1;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}

/** Before a quote, also the one that ends the word, the runtime halved them already. */
function halved(word: string): string {
  const runs = word.match(/\\+(?!["\\]|$)/g) ?? [];
  if (runs.some((run) => run.length % 2 === 1)) return word;
  return word.replace(/\\+(?!["\\]|$)/g, (run) => run.slice(run.length / 2));
}
