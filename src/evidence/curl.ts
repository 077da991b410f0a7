import type { HeaderList } from '../chain/event.ts';
import { commandLine, shellWord } from './shell.ts';

/** Headers curl makes itself from the URL and the body. */
const OWN_HEADERS: ReadonlySet<string> = new Set(['host', 'content-length', 'connection']);

/**
 * The request as a curl command for bash or zsh that sends the same method, headers and body bytes. What is masked in
 * the input stays masked in the command.
 */
export function toCurl(request: {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderList;
  readonly bodyText: string;
}): string {
  // Brackets and braces in a URL (an IPv6 address) are patterns to curl unless it is told otherwise.
  const plain = /[[\]{}]/.test(request.url) ? ['--globoff'] : [];
  const parts = [['curl', ...plain, '--request', shellWord(request.method), shellWord(request.url)]];
  for (const [name, value] of request.headers) {
    if (OWN_HEADERS.has(name.toLowerCase())) continue;
    // curl reads "Name:" as "leave this header out"; a header without a value is written "Name;".
    parts.push(['--header', shellWord(value === '' ? `${name};` : `${name}: ${value}`)]);
  }
  // With a body curl names a content type of its own; "Name:" keeps it from that.
  if (request.bodyText !== '' && !request.headers.some(([name]) => name.toLowerCase() === 'content-type'))
    parts.push(['--header', "'Content-Type:'"]);
  // --data-raw, because --data takes a leading @ for a file name.
  if (request.bodyText !== '') parts.push(['--data-raw', shellWord(request.bodyText)]);
  return commandLine(parts);
}
