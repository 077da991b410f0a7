import type { Hole } from '../../chain/event.ts';
import { parseJsonText } from '../../chain/json-text.ts';
import { isJsonObject } from '../../json.ts';
import type { Exchange } from '../exchange.ts';
import { awsDebugExchanges, isAwsDebug } from './aws-debug.ts';
import { awsLineRequest } from './aws-line.ts';
import { bashCommands } from './bash-words.ts';
import { cmdCommands } from './cmd-words.ts';
import { cognitoExchange, notCognito, type ToldRequest } from './cognito-request.ts';
import { curlRequest } from './curl.ts';
import { fetchRequest } from './fetch.ts';
import { httpieRequest, isHttpie } from './httpie.ts';
import { powershellRequest } from './powershell-request.ts';
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
  const request = fetchRequest(text);
  return request && told(request, 'fetch', now);
}

function readPowershell(text: string, now: number): PasteReading | undefined {
  if (!/\b(invoke-webrequest|invoke-restmethod|iwr|irm)\b/i.test(text)) return undefined;
  const request = powershellRequest(powershellText(text));
  return request && told(request, 'PowerShell request', now);
}

/** What a terminal shows before a line that was copied with it: `ann@host:~$`, `[ann@host ~]#`, `PS C:\Users\ann>`. */
const PROMPT = /^\s*[^\n'"=]{0,100}?[$#%>❯]\s*(?=(?:curl|aws|https?|xhs?)(?:\.exe)?\s)/i;

/** A curl, HTTPie or AWS CLI line for any shell. What stands behind it is what it printed. */
function readLine(given: string, now: number): PasteReading | undefined {
  if (!/\b(curl|aws)\b|(?:^|[\s|;&])(?:https?|xhs?)\s/i.test(given)) return undefined;
  const text = given.replace(PROMPT, '');
  const { shell, commands } = commandsIn(text);
  for (const command of commands) {
    const { words, unset, end } = command;
    const program = (words[0] ?? '').toLowerCase();
    const rest = text.slice(end);
    if (/(^|[\\/])curl(\.exe)?$/.test(program)) {
      const request = curlRequest(command);
      if (request === undefined) continue;
      const body = shell === 'PowerShell' ? unescapedBody(request) : request;
      return told(body, `cURL for ${shell}`, now, printed(rest));
    }
    const httpie = isHttpie(program) ? httpieRequest(command) : undefined;
    if (httpie !== undefined) return told(httpie, 'HTTPie line', now, printed(rest));
    const line = awsLineRequest(words, unset);
    if (line !== undefined) return told(line, 'AWS CLI line', now, printed(rest));
  }
  return undefined;
}

function commandsIn(text: string): {
  shell: 'bash' | 'cmd' | 'PowerShell';
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
  const parsed = text.startsWith('{') ? parseJsonText(text) : undefined;
  return parsed?.ok === true && isJsonObject(parsed.value)
    ? { status: 200, statusText: '', headers: [], text }
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
  if (request !== undefined) return told(request, 'HTTP exchange', now, response);
  const error = response?.text === undefined ? undefined : readSdkError(response.text);
  return error && { kind: 'error', form: 'HTTP exchange', ...error, status: response?.status ?? 400 };
}

function readError(text: string): PasteReading | undefined {
  const error = readSdkError(text);
  return error && { kind: 'error', form: 'error of an SDK', ...error };
}

function told(
  request: ToldRequest,
  form: PasteForm,
  now: number,
  response?: Exchange['response'],
): PasteReading {
  const exchange = cognitoExchange(request, { at: now, undated: true, place: form, response });
  if (exchange === undefined) return { kind: 'unknown', form, why: notCognito(form, request.url) };
  const { text = '', unset } = request;
  // Where variables are missing they explain it.
  const isRead = text === '' || unset.length > 0 || parseJsonText(text).ok;
  const holes = isRead ? exchange.holes : [...exchange.holes, notRead];
  return { kind: 'exchanges', form, exchanges: [{ ...exchange, holes }] };
}

const notRead: Hole = {
  kind: 'request',
  detail: 'What was read as the body is no JSON: it may be made by a command that is not run here.',
};
