import { copyFormats } from '../../contract/report.ts';
import { coreFault } from '../../form/form.ts';
import { curlParts } from './curl-bash.ts';
import type { SnippetLanguage } from './language.ts';
import { commandLine, credentialLines, quotedRuns, tokenLine, wanted } from './shell.ts';
import { isVariable, type SnippetStep, type Text, type Variable } from './step.ts';

/**
 * curl for the Windows command prompt. Everything stands in double quotes, a quote in it is doubled: cmd.exe, which only
 * counts quotes, never leaves them, and the C runtime that curl reads its arguments by makes one of two.
 * Sources: "Parsing C++ command-line arguments" (Microsoft C++), `help cmd`.
 */
export const curlCmd = {
  id: 'curl-cmd',
  title: copyFormats['curl-cmd'],
  write(step) {
    const own = escapedNames(step);
    const parts = curlParts(fitting(step), 'curl', {
      plain: cmdWord,
      word: (text, json) => textWord(text, own, json),
    });
    const set = step.variables.flatMap((variable) => assigned(variable, step));
    const credentials = credentialLines(step, 'rem', (command) => `run what ${command} windows-cmd prints`);
    const command = commandLine(parts, '^');
    fits(command, set);
    return [
      ...credentials,
      ...tokenLine(step, 'rem', '%AWS_SESSION_TOKEN%'),
      ...wanted(step.variables, 'rem'),
      ...set,
      ...[...own].flatMap(([variable, escapedName]) => escaping(variable, escapedName)),
      command,
    ].join('\n');
  },
} as const satisfies SnippetLanguage;

/** Source: "Command prompt (Cmd.exe) command-line string limitation" (Microsoft Support). */
const LONGEST = 8_191;

/** Counts what is set with the command, in whose line it comes to stand. What a person sets is not known here. */
function fits(command: string, set: readonly string[]): void {
  const joined = command.replaceAll('^\n', '').length;
  const held = set.reduce((sum, line) => sum + line.length, 0);
  if (joined + held <= LONGEST) return;
  throw coreFault(
    'COPY_UNSUITED',
    `The command prompt takes ${String(LONGEST)} characters at most, and this is longer. Copy it for bash or PowerShell.`,
  );
}

/** JSON may be spelled in other ways: what the prompt would read as its own is written as an escape. */
function fitting(step: SnippetStep): SnippetStep {
  if (!step.json) return step;
  return { ...step, body: step.body.map((piece) => (isVariable(piece) ? piece : promptJson(piece))) };
}

/** One line of ASCII without percent signs. Outside strings JSON has neither, but line breaks, which are space there. */
function promptJson(json: string): string {
  return asciiJson(json.replace(/[\r\n\t]+/g, ' ')).replaceAll('%', '\\u0025');
}

/** The same JSON in ASCII alone: programs on Windows read their arguments by the code page of the computer. */
export function asciiJson(json: string): string {
  return json.replace(
    /[^\u0000-\u007e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * What holds, as it stands inside the quotes, a secret that may have quotes in it, by the variable that a person sets to
 * the secret itself. One that is set in front is escaped there.
 */
function escapedNames({ json, body, variables }: SnippetStep): ReadonlyMap<Variable, string> {
  const taken = new Set(variables.map(({ name }) => name));
  const quoting = body
    .filter(isVariable)
    .filter(({ value, free, raw }) => json && (free || raw) && value === undefined);
  return new Map(
    quoting.map((variable) => {
      let name = `${variable.name}_JSON`;
      while (taken.has(name)) name += '_';
      taken.add(name);
      return [variable, name];
    }),
  );
}

/**
 * Quotes are doubled first: what stands between two of them is then no sign to the prompt on the next line, nor where it
 * is used, where JSON's escape takes their place. Of a variable that is not set the prompt leaves the `%NAME:"=""%`, whose
 * quotes would free all that comes after: hence the condition. Source: `help set`.
 */
function escaping({ name, raw }: Variable, escapedName: string): string[] {
  return [
    `set "${escapedName}=${raw ? 'null' : `${name} is not set`}"`,
    `if defined ${name} set "${escapedName}=%${name}:"=""%"`,
    ...(raw ? [] : [`set "${escapedName}=%${escapedName}:\\=\\u005c%"`]),
  ];
}

function textWord(text: Text, own: ReadonlyMap<Variable, string>, json = false): string {
  const inside = quotedRuns(text, json).map((piece) => {
    if (!isVariable(piece)) return escaped(piece);
    const escapedName = own.get(piece);
    if (!json || escapedName === undefined) return `%${piece.name}%`;
    return piece.raw ? `%${escapedName}%` : `%${escapedName}:""=\\u0022%`;
  });
  return `"${inside.join('')}"`;
}

function cmdWord(text: string): string {
  return /^[\w@+=:./-]+$/.test(text) ? text : `"${escaped(text)}"`;
}

/** A variable is put in before the line is read: it holds its value as it stands inside the quotes. */
function assigned(variable: Variable, { json, body }: SnippetStep): string[] {
  const { name, value, raw } = variable;
  if (value === undefined) return [];
  if (!json || !body.includes(variable)) return [`set "${name}=${escaped(value)}"`];
  return [`set "${name}=${escaped(promptJson(raw ? value : JSON.stringify(value).slice(1, -1)))}"`];
}

function escaped(text: string): string {
  // Nothing can be quoted against these two: a line ends, and %NAME% is replaced wherever it stands.
  if (/[\r\n%]/.test(text))
    throw coreFault(
      'COPY_UNSUITED',
      'The command prompt can’t take a line break or a percent sign here. Copy it for bash or PowerShell.',
    );
  return text.replace(/(\\*)"/g, '$1$1""').replace(/(\\+)$/, '$1$1');
}
