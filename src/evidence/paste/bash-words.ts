import { type Announced, announcedAt, documentAt, written } from './bash-input.ts';
import { ansiString } from './ansi-string.ts';
import { ESCAPE } from '../snippets/shell.ts';
import type { ShellCommand } from './shell-command.ts';

const ENDS = ';|&()`\n';
const NAME = /^[A-Za-z_]\w*/;
const ESCAPED = new RegExp(`^\\$\\(${ESCAPE} "\\$([A-Za-z_]\\w{0,99})"\\)`);

/**
 * The commands of a text for bash, zsh or sh: quotes of every kind, continued lines, comments, and variables the text
 * itself sets. Never throws: what is not closed ends with the text. Nothing is run.
 * Source: POSIX Shell Command Language 2.2 and 2.3, Bash Reference Manual 3.1.2.4.
 */
export function bashCommands(text: string): ShellCommand[] {
  const commands: ShellCommand[] = [];
  const variables = new Map<string, string>();
  let words: string[] = [];
  let word: string | undefined;
  let unset: string[] = [];
  let skipsNext = false;
  /** What is handed to the command that is being read. */
  let stdin: string | undefined;
  let takesNext = false;
  let isPiped = false;
  /** Here-documents of this line, with the command that gets each. */
  let announced: { document: Announced; command: number }[] = [];
  const piped = new Set<number>();
  let at = 0;

  const endWord = () => {
    if (word === undefined) return;
    const assigned = /^([A-Za-z_]\w*)=/.exec(word);
    if (takesNext) {
      stdin = word;
      takesNext = false;
    } else if (skipsNext) skipsNext = false;
    else if (assigned && (words.length === 0 || words[0] === 'export'))
      variables.set(assigned[1] ?? '', word.slice(assigned[0].length));
    else words.push(word);
    word = undefined;
  };
  const endCommand = () => {
    endWord();
    if (words.some((known) => known !== 'export')) {
      if (isPiped) piped.add(commands.length);
      commands.push({ words, end: at, unset, ...(stdin === undefined ? {} : { stdin }) });
    }
    words = [];
    unset = [];
    skipsNext = false;
    takesNext = false;
    isPiped = false;
    stdin = undefined;
  };
  /** At the end of the line that announced them. */
  const documents = () => {
    for (const { document, command } of announced) {
      const { body, end } = documentAt(text, at + 1, document);
      const known = commands[command];
      at = end;
      if (known === undefined) continue;
      const missing: string[] = [];
      const value = document.literal ? body : putIn(body, variables, missing);
      commands[command] = { ...known, stdin: value, end, unset: [...known.unset, ...missing] };
    }
    announced = [];
  };
  const expand = (): string => {
    // What the console itself copies: a text as JSON writes it.
    const escaped = ESCAPED.exec(text.slice(at, at + 140));
    if (escaped) {
      const name = escaped[1] ?? '';
      at += escaped[0].length;
      const value = variables.get(name);
      if (value === undefined) unset.push(name);
      return JSON.stringify(value ?? `$${name}`).slice(1, -1);
    }
    const braced = text[at + 1] === '{';
    const name = NAME.exec(text.slice(at + (braced ? 2 : 1), at + 102))?.[0];
    if (name === undefined || (braced && text[at + 2 + name.length] !== '}')) {
      at += 1;
      return '$';
    }
    at += name.length + (braced ? 3 : 1);
    const value = variables.get(name);
    if (value === undefined) unset.push(name);
    return value ?? `$${name}`;
  };
  const quoted = (): string => {
    let inside = '';
    at += 1;
    while (at < text.length && text[at] !== '"') {
      const next = text[at + 1];
      if (text[at] === '\\' && next !== undefined && '$`"\\\n'.includes(next)) {
        inside += next === '\n' ? '' : next;
        at += 2;
      } else if (text[at] === '$') inside += expand();
      else inside += text[at++];
    }
    at += 1;
    return inside;
  };

  while (at < text.length) {
    const char = text[at] ?? '';
    const next = text[at + 1];
    if (char === "'") {
      const end = text.indexOf("'", at + 1);
      word = (word ?? '') + text.slice(at + 1, end < 0 ? undefined : end);
      at = end < 0 ? text.length : end + 1;
    } else if (char === '"') word = (word ?? '') + quoted();
    else if (char === '$' && next === "'") {
      const read = ansiString(text, at + 2);
      word = (word ?? '') + read.value;
      at = read.end;
    } else if (char === '$' && next === '"') at += 1;
    else if (char === '$') word = (word ?? '') + expand();
    else if (char === '\\') {
      const isContinued = next === '\n' || (next === '\r' && text[at + 2] === '\n');
      if (!isContinued) word = (word ?? '') + (next ?? '\\');
      at += isContinued && next === '\r' ? 3 : 2;
    } else if (char === '#' && word === undefined) {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (char === '<' || char === '>') {
      // A redirection's own number is no word of the command.
      if (word !== undefined && /^\d+$/.test(word)) word = undefined;
      endWord();
      const document = announcedAt(text, at);
      if (document !== undefined && !text.startsWith('<<<', at)) {
        announced.push({ document, command: commands.length });
        at = document.end;
        continue;
      }
      if (text.startsWith('<<<', at)) {
        takesNext = true;
        at += 3;
        continue;
      }
      at += 1;
      while (at < text.length && '<>&'.includes(text[at] ?? '')) at += 1;
      skipsNext = true;
    } else if (ENDS.includes(char)) {
      endCommand();
      isPiped = char === '|' && next !== '|' && text[at - 1] !== '|';
      if (char === '\n' && announced.length > 0) documents();
      at += 1;
    } else if (char === ' ' || char === '\t' || char === '\r') {
      endWord();
      at += 1;
    } else {
      word = (word ?? '') + char;
      at += 1;
    }
  }
  at = text.length;
  endCommand();
  for (const index of piped) {
    const [from, to] = [commands[index - 1], commands[index]];
    if (from === undefined || to === undefined || to.stdin !== undefined) continue;
    const input = written(from.words, from.stdin);
    if (input !== undefined)
      commands[index] = {
        ...to,
        stdin: input,
        // What stands behind a document stands behind the command that gets it.
        end: Math.max(to.end, from.end),
        unset: [...to.unset, ...from.unset],
      };
  }
  return commands;
}

/** Variables in a here-document, by their values or, where none is set, by name. */
function putIn(body: string, variables: ReadonlyMap<string, string>, unset: string[]): string {
  return body.replace(
    /\\([$`\\])|\$(?:\{([A-Za-z_]\w{0,99})\}|([A-Za-z_]\w{0,99}))/g,
    (_, sign: string | undefined, braced: string | undefined, bare: string | undefined) => {
      if (sign !== undefined) return sign;
      const name = braced ?? bare ?? '';
      const value = variables.get(name);
      if (value === undefined) unset.push(name);
      return value ?? `$${name}`;
    },
  );
}
