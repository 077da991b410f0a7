import type { HeaderList } from '../../chain/event.ts';
import { headerOf } from '../../cognito/http.ts';
import type { Exchange } from '../exchange.ts';
import type { ToldRequest } from './cognito-request.ts';

const REQUEST_LINE = /^(GET|POST|PUT|DELETE|OPTIONS|HEAD|PATCH) (\S{1,4000})(?: HTTP\/[\d.]{1,4})?$/;
const STATUS_LINE = /^HTTP\/[\d.]{1,4} (\d{3})(?: (.*))?$/;
const HEADER = /^(:?[!#$%&'*+\-.^_`|~\dA-Za-z]{1,200}):[ \t]*(.*)$/;

export interface RawHttp {
  readonly request?: ToldRequest;
  readonly response?: NonNullable<Exchange['response']>;
}

/** Whether a text has a request line, a status line or the pseudo headers of HTTP/2. */
export function isRawHttp(text: string): boolean {
  return plainLines(text).some(
    (line) =>
      (REQUEST_LINE.test(line) && / HTTP\/| https?:\/\//.test(line)) ||
      STATUS_LINE.test(line) ||
      line === ':method: POST',
  );
}

/**
 * One HTTP exchange as it stands in a proxy's or `curl -v`'s text: request line or pseudo headers, headers, an empty
 * line, the body; then the answer. Either half may be missing.
 * Source: RFC 9112 sections 2 and 3, RFC 9113 section 8.3.
 */
export function readRawHttp(text: string): RawHttp {
  const lines = plainLines(text);
  const begins = lines.findIndex((line) => REQUEST_LINE.test(line) || line.startsWith(':'));
  const replies = lines.findIndex((line, at) => at >= Math.max(0, begins) && STATUS_LINE.test(line));
  const asked = begins < 0 ? undefined : lines.slice(begins, replies < 0 ? undefined : replies);
  const answered = replies < 0 ? undefined : lines.slice(replies);
  const request = asked && requestOf(asked);
  return { ...(request ? { request } : {}), ...(answered ? { response: responseOf(answered) } : {}) };
}

function requestOf(lines: readonly string[]): ToldRequest {
  const line = REQUEST_LINE.exec(lines[0] ?? '');
  const { headers: all, text } = messageOf(line ? lines.slice(1) : lines);
  const headers = all.filter(([name]) => !name.startsWith(':'));
  const pseudo = (name: string) => all.find(([known]) => known === name)?.[1];
  const path = line?.[2] ?? pseudo(':path') ?? '/';
  const host = headerOf(headers, 'host') ?? pseudo(':authority');
  const isLoopback = /^(localhost|127\.|\[::1\])/.test(host ?? '');
  const scheme = pseudo(':scheme') ?? (isLoopback ? 'http' : 'https');
  return {
    method: line?.[1] ?? pseudo(':method') ?? 'POST',
    url: /^https?:\/\//.test(path) || host === undefined ? path : `${scheme}://${host}${path}`,
    headers,
    ...(text === '' ? {} : { text }),
    unset: [],
  };
}

function responseOf(lines: readonly string[]): NonNullable<Exchange['response']> {
  const status = STATUS_LINE.exec(lines[0] ?? '');
  const { headers, text } = messageOf(lines.slice(1));
  return {
    status: Number(status?.[1] ?? 0),
    statusText: status?.[2] ?? '',
    headers,
    ...(text === '' ? {} : { text }),
  };
}

function messageOf(lines: readonly string[]): { headers: HeaderList; text: string } {
  const headers: [string, string][] = [];
  let at = 0;
  for (; at < lines.length; at += 1) {
    const header = HEADER.exec(lines[at] ?? '');
    if (!header) break;
    headers.push([header[1] ?? '', (header[2] ?? '').trim()]);
  }
  // Files of requests, as editors keep them, part one from the next by three number signs.
  const ends = lines.findIndex((line, index) => index >= at && /^###/.test(line));
  const body = lines
    .slice(at, ends < 0 ? undefined : ends)
    .join('\n')
    .trim();
  const isChunked = /chunked/i.test(headerOf(headers, 'transfer-encoding') ?? '');
  return { headers, text: isChunked ? unchunked(body) : body };
}

/** Sizes count bytes; one that does not fit means that the text was taken after they were removed. */
function unchunked(body: string): string {
  const bytes = new TextEncoder().encode(body);
  const parts: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const line = new TextDecoder().decode(bytes.slice(at, at + 20));
    const size = /^([0-9a-fA-F]{1,8})\r?\n?/.exec(line);
    const length = parseInt(size?.[1] ?? '', 16);
    if (!size || Number.isNaN(length) || at + size[0].length + length > bytes.length) return body;
    if (length === 0) break;
    parts.push(bytes.slice(at + size[0].length, at + size[0].length + length));
    at += size[0].length + length;
    while (bytes[at] === 10 || bytes[at] === 13) at += 1;
  }
  return parts.map((part) => new TextDecoder().decode(part)).join('');
}

/** Without what `curl -v` puts in front: `> ` for what went out, `< ` for what came, `* ` for what it says itself. */
function plainLines(text: string): string[] {
  const lines = text.split(/\r\n|\n/);
  if (!lines.some((line) => /^> [A-Z]+ \S+ HTTP\//.test(line)))
    return lines.map((line) => line.replace(/\r$/, ''));
  return lines
    .filter((line) => !/^[*{}] ?/.test(line) || /^\{.*[":]/.test(line))
    .map((line) => line.replace(/^[<>] ?/, '').replace(/\r$/, ''));
}
