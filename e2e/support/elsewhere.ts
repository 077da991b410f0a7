import type { Page } from '@playwright/test';
import { valueOf } from './bridge.ts';
import { recordSecret } from './secrets.ts';

/** An app beside the console that signs users of the same sandbox in, and keeps what travelled, as a proxy would. */
export interface Elsewhere {
  readonly clientId: string;
  call(operation: string, body: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** What travelled so far, as `aws … --debug` prints it. @param agoMs how long ago it is to have been */
  asDebugOutput(agoMs?: number): string;
  /** The last call as raw HTTP, both ways. */
  asHttp(): string;
  /** The last request as Chromium copies it for bash, without its answer. */
  asCurl(): string;
}

interface Heard {
  readonly at: number;
  readonly operation: string;
  readonly text: string;
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly answer: string;
}

const TYPE = 'application/x-amz-json-1.1';
const SERVICE = 'AWSCognitoIdentityProviderService';

/** @param username of the seed: its app client is used */
export async function elsewhere(page: Page, username: string): Promise<Elsewhere> {
  const { endpoint, users } = await valueOf<{
    endpoint: string;
    users: { username: string; clientId: string }[];
  }>(page, 'sandbox.start');
  const clientId = users.find((user) => user.username === username)?.clientId ?? '';
  const url = `${endpoint}/`;
  const heard: Heard[] = [];
  const last = (): Heard => {
    const found = heard.at(-1);
    if (!found) throw new Error('nothing travelled yet');
    return found;
  };

  return {
    clientId,
    async call(operation, body) {
      const at = Date.now();
      const text = JSON.stringify({ ClientId: clientId, ...body });
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': TYPE, 'x-amz-target': `${SERVICE}.${operation}` },
        body: text,
      });
      const answer = await response.text();
      heard.push({
        at,
        operation,
        text,
        status: response.status,
        headers: Object.fromEntries(response.headers),
        answer,
      });
      const session = /"Session":"([^"]+)"/.exec(answer)?.[1];
      if (session !== undefined) recordSecret('a Session from elsewhere', session);
      return JSON.parse(answer) as Record<string, unknown>;
    },
    asDebugOutput: (agoMs = 0) => heard.map((each) => debugLines(url, each, agoMs)).join('\n'),
    asHttp() {
      const { operation, text, status, headers, answer } = last();
      return [
        'POST / HTTP/1.1',
        `Host: ${new URL(url).host}`,
        `Content-Type: ${TYPE}`,
        `X-Amz-Target: ${SERVICE}.${operation}`,
        '',
        text,
        '',
        `HTTP/1.1 ${status}`,
        ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
        '',
        answer,
      ].join('\r\n');
    },
    asCurl() {
      const { operation, text } = last();
      return [
        `curl '${url}' \\`,
        `  -H 'content-type: ${TYPE}' \\`,
        `  -H 'x-amz-target: ${SERVICE}.${operation}' \\`,
        `  --data-raw $'${text.replace(/[\\']/g, '\\$&')}'`,
      ].join('\n');
    },
  };
}

function debugLines(
  url: string,
  { at, operation, text, status, headers, answer }: Heard,
  agoMs: number,
): string {
  const clock = (ms: number) =>
    new Date(ms).toISOString().replace('T', ' ').replace('.', ',').replace('Z', '');
  const dated = { ...headers, date: new Date(at - agoMs).toUTCString() };
  const line = (ms: number, logger: string, said: string) =>
    `${clock(ms - agoMs)} - MainThread - ${logger} - DEBUG - ${said}`;
  const params = `{'url_path': '/', 'method': 'POST', 'headers': ${python({ 'X-Amz-Target': `${SERVICE}.${operation}` })}, 'body': b${quoted(text)}, 'url': '${url}'}`;
  return [
    line(
      at,
      'botocore.endpoint',
      `Making request for OperationModel(name=${operation}) with params: ${params}`,
    ),
    line(at + 40, 'urllib3.connectionpool', `${url} "POST / HTTP/1.1" ${status} ${answer.length}`),
    line(at + 41, 'botocore.parsers', `Response headers: ${python(dated)}`),
    line(at + 41, 'botocore.parsers', 'Response body:'),
    `b${quoted(answer)}`,
  ].join('\n');
}

function python(map: Record<string, string>): string {
  return `{${Object.entries(map)
    .map(([key, value]) => `${quoted(key)}: ${quoted(value)}`)
    .join(', ')}}`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
