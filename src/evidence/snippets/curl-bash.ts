import { copyFormats } from '../../contract/report.ts';
import type { SnippetLanguage } from './language.ts';
import { bashHead, bashWord, commandLine, credentialLines, CREDENTIALS, shellWord } from './shell.ts';
import type { SnippetStep, Text } from './step.ts';

/** curl for bash and zsh: the same method, headers and body bytes. */
export const curlBash = {
  id: 'curl',
  title: copyFormats.curl,
  write: (step) =>
    credentialLines(step, '#', (command) => `eval "$(${command} env)"`)
      .map((line) => `${line}\n`)
      .join('') +
    bashHead(step) +
    commandLine(
      curlParts(step, 'curl', {
        plain: shellWord,
        word: (text, json = false) => bashWord(text, json),
        tokenHeader: TOKEN_HEADER,
      }),
    ),
} as const satisfies SnippetLanguage;

/** How a shell writes one word. */
export interface Words {
  readonly plain: (text: string) => string;
  /** `json`: a variable in it stands for a JSON string. */
  readonly word: (text: Text, json?: boolean) => string;
  /** Temporary credentials' token, where the shell can leave it out for others: curl would sign an empty one. */
  readonly tokenHeader?: string;
}

/** One word, or none at all where there is no token: for bash and zsh alike. */
const TOKEN_HEADER = `\${${CREDENTIALS.token.name}:+-H"X-Amz-Security-Token: $${CREDENTIALS.token.name}"}`;

/** The words of a curl command, one option with its value each. @param body how it is handed over */
export function curlParts(
  { method, url, headers, body, json, signed, place }: SnippetStep,
  program: string,
  { plain, word, tokenHeader }: Words,
  handed: 'argument' | 'stdin' = 'argument',
): string[][] {
  // Brackets and braces in a URL (an IPv6 address) are patterns to curl unless it is told otherwise.
  const literally = /[[\]{}]/.test(url) ? ['--globoff'] : [];
  const parts = [[program, ...literally, '--request', plain(method), plain(url)]];
  for (const [name, value] of headers) {
    // curl reads "Name:" as "leave this header out"; a header without a value is written "Name;".
    const empty = value.join('') === '';
    parts.push(['--header', empty ? plain(`${name};`) : word([`${name}: `, ...value])]);
  }
  if (signed) {
    parts.push(['--aws-sigv4', plain(`aws:amz:${place.region}:cognito-idp`)]);
    parts.push(['--user', word([CREDENTIALS.key, ':', CREDENTIALS.secret])]);
    if (tokenHeader !== undefined) parts.push([tokenHeader]);
  }
  const hasBody = body.some((piece) => piece !== '');
  // With a body curl names a content type of its own; "Name:" keeps it from that.
  if (hasBody && !headers.some(([name]) => name.toLowerCase() === 'content-type'))
    parts.push(['--header', word(['Content-Type:'])]);
  if (hasBody && handed === 'stdin') parts.push(['--data-binary', "'@-'"]);
  // --data-raw, because --data takes a leading @ for a file name.
  else if (hasBody) parts.push(['--data-raw', word(body, json)]);
  return parts;
}
