import { copyFormats } from '../../contract/report.ts';
import { asciiJson } from './curl-cmd.ts';
import { curlParts } from './curl-bash.ts';
import type { SnippetLanguage } from './language.ts';
import { commandLine, credentialLines, tokenLine, wanted } from './shell.ts';
import { isVariable, type SnippetStep, type Text } from './step.ts';

/**
 * curl for PowerShell (5.1 and 7). The body goes through a pipe: how quotes inside an argument reach a program differs
 * between versions. `curl.exe`, because `curl` alone is Invoke-WebRequest in 5.1; the pipe adds a line break, which
 * JSON has room for.
 */
export const curlPowerShell = {
  id: 'curl-powershell',
  title: copyFormats['curl-powershell'],
  write(step) {
    const parts = curlParts(step, 'curl.exe', { plain: literal, word: concatenated }, 'stdin');
    const command = commandLine(
      parts.map((words) => words.map(apart)),
      '`',
    );
    const hasBody = step.body.some((piece) => piece !== '');
    const set = step.variables.flatMap(({ name, value }) =>
      value === undefined ? [] : [`$env:${name} = ${quoted(value)}`],
    );
    const credentials = credentialLines(
      step,
      '#',
      (command) => `${command} powershell | Out-String | Invoke-Expression`,
    );
    const head = [
      ...quoteLine(step),
      ...credentials,
      ...tokenLine(step, '#', '$env:AWS_SESSION_TOKEN'),
      ...wanted(step.variables, '#'),
      ...set,
    ];
    if (!hasBody) return [...head, command].join('\n');
    // What goes through a pipe is ASCII in 5.1 unless it is told otherwise.
    const encoding = '$OutputEncoding = [Text.UTF8Encoding]::new()';
    return [...head, encoding, `$body = ${bodyOf(step)}`, `$body | ${command}`].join('\n');
  },
} as const satisfies SnippetLanguage;

function bodyOf({ body, json }: SnippetStep): string {
  const parts = body.flatMap((piece) => {
    if (!isVariable(piece)) return piece === '' ? [] : [quoted(json ? asciiJson(piece) : piece)];
    return [json && !piece.raw ? `(ConvertTo-Json $env:${piece.name})` : `$env:${piece.name}`];
  });
  return parts.join(' + ');
}

function concatenated(text: Text): string {
  if (!text.some(isVariable)) return literal(text.join(''));
  const parts = text.map((piece) => (isVariable(piece) ? `$env:${piece.name}` : quoted(piece)));
  return `(${parts.join(' + ')})`;
}

function literal(text: string): string {
  return /^[\w:./-]+$/.test(text) ? text : quoted(text);
}

/** A digit at the end of an option is read as a stream's number by editors, which then show an error. */
function apart(word: string): string {
  return /^-.*\d$/.test(word) ? quoted(word) : word;
}

/** Until 7.3 quotes in an argument are lost on the way to the program; escaped ones arrive as two signs since. */
function quoteLine({ headers }: SnippetStep): string[] {
  const names = headers.flatMap(([name, value]) =>
    value.some((piece) => !isVariable(piece) && piece.includes('"')) ? [name] : [],
  );
  return names.length === 0 ? [] : [`# Before PowerShell 7.3 the quotes are lost from: ${names.join(', ')}`];
}

/** PowerShell takes typographic quotes for plain ones. */
function quoted(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}
