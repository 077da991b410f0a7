import { execFile } from 'node:child_process';
import { bareEnvironment } from './aws-tools.ts';
import type { PowerShellRead, PowerShellVersion } from './power-shell-tree.ts';
import { runtimeArguments } from './windows-shells.ts';

/**
 * Does what PowerShell would do with what was read: starts curl, this computer's own, with the arguments that reach it
 * from that version on Windows, and writes to it what is piped.
 * @throws where another program is asked for, or curl fails
 */
export function runAsPowerShell(read: PowerShellRead, version: PowerShellVersion): Promise<string> {
  const [program, ...words] = read.words;
  if (program !== 'curl.exe') throw new Error(`another program: ${String(program)}`);
  const given = version === '5.1' ? runtimeArguments(words.map(quotedBy51).join(' ')) : words;
  const args = [...given, '--silent', '--show-error', '--noproxy', '*'];
  return new Promise((resolve, reject) => {
    const child = execFile('curl', args, { env: bareEnvironment() }, (error, stdout) => {
      if (error) reject(error instanceof Error ? error : new Error('curl failed'));
      else resolve(stdout);
    });
    // A pipe into a program ends its text with a line break.
    if (read.body !== undefined) child.stdin?.write(encoded(`${read.body}\r\n`, read.encoding));
    child.stdin?.end();
  });
}

/**
 * A program on Windows gets one line. 5.1 puts quotes around what has space in it, and escapes none inside; 7.3 escapes
 * them, so that arguments arrive as they are. An empty one is lost in 5.1. Source: `about_Parsing`, "Passing arguments that
 * contain quote characters", and `$PSNativeCommandArgumentPassing` in `about_Preference_Variables` (Microsoft).
 */
function quotedBy51(word: string): string {
  if (!/\s/.test(word) || word.startsWith('"')) return word;
  return `"${word}${word.endsWith('\\') ? '\\' : ''}"`;
}

function encoded(text: string, encoding: PowerShellRead['encoding']): Buffer {
  return encoding === 'utf8'
    ? Buffer.from(text, 'utf8')
    : Buffer.from(text.replace(/[^\u0000-\u007f]/gu, '?'));
}
