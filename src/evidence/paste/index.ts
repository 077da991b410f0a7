import type { Hole } from '../../chain/event.ts';
import { parseJsonText } from '../../chain/json-text.ts';
import { headerOf } from '../../cognito/http.ts';
import { isJsonObject } from '../../json.ts';
import type { Exchange } from '../exchange.ts';
import { awsDebugExchanges, isAwsDebug } from './aws-debug.ts';
import { awsLineRequest } from './aws-line.ts';
import { bashCommands } from './bash-words.ts';
import { cmdCommands } from './cmd-words.ts';
import { cognitoExchange, notCognito, type ToldRequest } from './cognito-request.ts';
import { curlRequest } from './curl.ts';
import { fetchRequests } from './fetch.ts';
import { httpieRequest, isHttpie } from './httpie.ts';
import { powershellRequests } from './powershell-request.ts';
import { powershellText } from './powershell-words.ts';
import { isRawHttp, readRawHttp } from './raw-http.ts';
import { LONGEST_PASTE, type PasteForm, type PasteReading, type SdkError } from './reading.ts';
import { readSdkError } from './sdk-error.ts';
import type { ShellCommand } from './shell-command.ts';

/**
 * What a pasted text is: requests (with their answers where the text holds them), an error to explain, or neither and
 * why. Never throws, runs nothing, opens nothing.
 * @param now epoch milliseconds, for texts that say no time
 */
export function readPaste(text: string, now: number): PasteReading {
  if (text.length > LONGEST_PASTE)
    return {
      kind: 'unknown',
      why: `The text has ${text.length.toLocaleString('en-US')} characters; ${LONGEST_PASTE.toLocaleString('en-US')} are read. Save it as a file and import that.`,
    };
  const clean = cleaned(text);
  if (clean === '') return { kind: 'unknown', why: 'There is nothing to read yet.' };
  if (FILE.test(clean))
    return {
      kind: 'unknown',
      why: 'This is what a HAR file, a bundle or a report holds. Save it as a file and import that.',
    };
  return (
    readDebug(clean, now) ??
    readFetch(clean, now) ??
    readPowershell(clean, now) ??
    readLine(clean, now) ??
    readHttp(clean, now) ??
    readError(clean) ?? {
      kind: 'unknown',
      why: 'This is neither a request (cURL, fetch, PowerShell, HTTPie, an AWS CLI line or its --debug output, HTTP) nor an error that Cognito or an SDK words.',
    }
  );
}

/** How our own files and HAR files begin: an exception that one of their answers names is not what they are. */
const FILE = /^\{\s*"(?:log"\s*:\s*\{|countersign"\s*:)/;

/** Without marks that copying leaves, and the prompt in front. */
function cleaned(text: string): string {
  return text
    .replace(/[\u200b\u200e\u200f\u2060\ufeff]/g, '')
    .replace(/\u00a0/g, ' ')
    .trim()
    .replace(/^(?:[$%] |PS [A-Z]:[^>\n]{0,300}> ?|[A-Z]:\\[^>\n]{0,300}> ?)(?=\S)/, '');
}

function readDebug(text: string, now: number): PasteReading | undefined {
  if (!isAwsDebug(text)) return undefined;
  const exchanges = awsDebugExchanges(text, now);
  const form = 'AWS CLI debug output';
  if (exchanges.length > 0) return { kind: 'exchanges', form, exchanges };
  return { kind: 'unknown', form, why: notCognito('debug output', '') };
}

function readFetch(text: string, now: number): PasteReading | undefined {
  if (!/\bfetch\s*\(/.test(text)) return undefined;
  return told(
    fetchRequests(text).map((request) => ({ request, form: 'fetch' })),
    now,
  );
}

function readPowershell(text: string, now: number): PasteReading | undefined {
  if (!/\b(invoke-webrequest|invoke-restmethod|iwr|irm)\b/i.test(text)) return undefined;
  return told(
    powershellRequests(powershellText(text)).map((request) => ({ request, form: 'PowerShell request' })),
    now,
  );
}

/** What a terminal shows before a line that was copied with it: `ann@host:~$`, `[ann@host ~]#`, `PS C:\Users\ann>`. */
const PROMPT = /^[ \t]*[^\n'"=]{0,100}?[$#%>❯][ \t]*(?=(?:curl|aws|https?|xhs?)(?:\.exe)?\s)/gim;
/** Where the next command of a terminal's text begins. */
const NEXT = /\n(?=\s*(?:curl|aws|https?|xhs?)(?:\.exe)?\s)/i;

/** Curl, HTTPie or AWS CLI lines for any shell. What stands behind each is what it printed. */
function readLine(given: string, now: number): PasteReading | undefined {
  if (!/\b(curl|aws)\b|(?:^|[\s|;&])(?:https?|xhs?)\s/i.test(given)) return undefined;
  const text = given.replace(PROMPT, '');
  const { shell, commands } = commandsIn(text);
  return told(
    commands.flatMap((command): Told[] => {
      const [rest = ''] = text.slice(command.end).split(NEXT, 1);
      const [request, form] = lineIn(command, shell) ?? [];
      return request === undefined || form === undefined ? [] : [{ request, form, response: printed(rest) }];
    }),
    now,
  );
}

function lineIn(command: ShellCommand, shell: Shell): readonly [ToldRequest, PasteForm] | undefined {
  const { words, unset } = command;
  const program = (words[0] ?? '').toLowerCase();
  if (/(^|[\\/])curl(\.exe)?$/.test(program)) {
    const request = curlRequest(command);
    return request && [shell === 'PowerShell' ? unescapedBody(request) : request, `cURL for ${shell}`];
  }
  const httpie = isHttpie(program) ? httpieRequest(command) : undefined;
  if (httpie !== undefined) return [httpie, 'HTTPie line'];
  const line = awsLineRequest(words, unset);
  return line && [line, 'AWS CLI line'];
}

type Shell = 'bash' | 'cmd' | 'PowerShell';

function commandsIn(text: string): {
  shell: Shell;
  commands: readonly ShellCommand[];
} {
  if (/`[ \t]*\r?\n|^\s*\$(?:env:)?\w+\s*=|\$env:\w/m.test(text)) {
    const commands = powershellText(text).commands.map(({ words, ...command }) => ({
      ...command,
      words: words.filter((word) => typeof word === 'string'),
    }));
    return { shell: 'PowerShell', commands };
  }
  // Doubled quotes around the first name are how JSON is written there; to bash they are no quotes at all.
  if (/\^[ \t]*\r?\n|\^"|"\{\s*""\w/.test(text)) {
    // Chromium's own way begins with the URL; what a person or another tool writes does not double backslashes.
    const isChromium = /^\s*curl(?:\.exe)? \^"/.test(text);
    return { shell: 'cmd', commands: cmdCommands(text, isChromium) };
  }
  return { shell: 'bash', commands: bashCommands(text) };
}

/** Before PowerShell 7.3 quotes inside a word had to be escaped for the program. */
function unescapedBody(request: ToldRequest): ToldRequest {
  if (request.text === undefined || parseJsonText(request.text).ok) return request;
  const text = request.text.replace(/(\\*)\\"/g, (_, run: string) => `${run.slice(run.length / 2)}"`);
  return parseJsonText(text).ok ? { ...request, text } : request;
}

/** An answer as curl or the AWS CLI prints it behind the command: a body, or an error in words. */
function printed(rest: string): Exchange['response'] {
  const text = rest.trim();
  if (text === '') return undefined;
  if (isRawHttp(text)) {
    const { response } = readRawHttp(text);
    if (response !== undefined) return response;
  }
  const error = readSdkError(text);
  if (error !== undefined) return errorResponse(error);
  // Without the prompt that comes next.
  const body = text.startsWith('{') ? text.slice(0, text.lastIndexOf('}') + 1) : '';
  const parsed = parseJsonText(body);
  return parsed.ok && isJsonObject(parsed.value)
    ? { status: 200, statusText: '', headers: [], text: body }
    : undefined;
}

function errorResponse({ code, message, requestId, status }: SdkError): NonNullable<Exchange['response']> {
  return {
    status: status ?? 400,
    statusText: '',
    headers: requestId === undefined ? [] : [['x-amzn-RequestId', requestId]],
    text: JSON.stringify({ __type: code, message }),
  };
}

function readHttp(text: string, now: number): PasteReading | undefined {
  if (!isRawHttp(text)) return undefined;
  const { request, response } = readRawHttp(text);
  if (request !== undefined) return told([{ request, form: 'HTTP exchange', response }], now);
  const error = response?.text === undefined ? undefined : readSdkError(response.text);
  return error && { kind: 'error', form: 'HTTP exchange', ...error, status: response?.status ?? 400 };
}

function readError(text: string): PasteReading | undefined {
  const error = readSdkError(text);
  return error && { kind: 'error', form: 'error of an SDK', ...error };
}

/** A request that was read, as what, and the answer that stands with it. */
interface Told {
  readonly request: ToldRequest;
  readonly form: PasteForm;
  readonly response?: Exchange['response'];
}

/** Those that ask a user pool, of however many were copied at once; why not, where none does. Undefined of none at all. */
function told(all: readonly Told[], now: number): PasteReading | undefined {
  const calls = all.slice(0, MOST_REQUESTS).flatMap((one, index) => {
    const place = all.length === 1 ? one.form : `request ${String(index + 1)}`;
    const { request, response } = one;
    const dated = dateOf(response, now);
    const when = { at: dated ?? now, undated: dated === undefined };
    const exchange = cognitoExchange(request, { ...when, place, response });
    return exchange === undefined ? [] : [{ form: one.form, exchange: whole(exchange, request) }];
  });
  const [call] = calls;
  if (call !== undefined)
    return { kind: 'exchanges', form: call.form, exchanges: calls.map(({ exchange }) => exchange) };
  const [first] = all;
  return first && { kind: 'unknown', form: first.form, why: notCognito(first.form, first.request.url) };
}

/** When an answer was made, as its Date says, epoch milliseconds; one that is still to come is another clock's. */
function dateOf(response: Exchange['response'], now: number): number | undefined {
  const date = Date.parse(headerOf(response?.headers ?? [], 'date') ?? '');
  return Number.isNaN(date) || date > now ? undefined : date;
}

/** Where variables are missing they explain a body that is no JSON. */
function whole(exchange: Exchange, { text = '', unset }: ToldRequest): Exchange {
  const isRead = text === '' || unset.length > 0 || parseJsonText(text).ok;
  return isRead ? exchange : { ...exchange, holes: [...exchange.holes, notRead] };
}

/** Of “Copy all”; more is what a HAR file is for. */
const MOST_REQUESTS = 500;

const notRead: Hole = {
  kind: 'request',
  detail: 'What was read as the body is no JSON: it may be made by a command that is not run here.',
};
