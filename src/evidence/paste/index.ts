import type { Hole } from '../../chain/event.ts';
import { parseJsonText } from '../../chain/json-text.ts';
import { headerOf } from '../../cognito/http.ts';
import type { Exchange } from '../exchange.ts';
import { asPassedOn } from './as-passed-on.ts';
import { awsDebugExchanges, isAwsDebug } from './aws-debug.ts';
import {
  cognitoExchange,
  MOST_REQUESTS,
  notCognito,
  type Told,
  type ToldRequest,
} from './cognito-request.ts';
import { commandLines } from './command-lines.ts';
import { fetchRequests } from './fetch.ts';
import { powershellRequests } from './powershell-request.ts';
import { powershellText } from './powershell-words.ts';
import { isRawHttp, readRawHttp } from './raw-http.ts';
import { LONGEST_PASTE, type PasteReading } from './reading.ts';
import { readSdkError } from './sdk-error.ts';

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
  let nearest: PasteReading | undefined;
  for (const one of asPassedOn(clean)) {
    const reading = readRequests(one, now);
    if (reading !== undefined && reading.kind !== 'unknown') return reading;
    nearest ??= reading;
  }
  return (
    nearest ??
    readError(clean) ?? {
      kind: 'unknown',
      why: 'This is neither a request (cURL, fetch, PowerShell, HTTPie, an AWS CLI line or its --debug output, HTTP) nor an error that Cognito or an SDK words.',
    }
  );
}

function readRequests(text: string, now: number): PasteReading | undefined {
  return (
    readDebug(text, now) ??
    readFetch(text, now) ??
    readPowershell(text, now) ??
    told(commandLines(text), now) ??
    readHttp(text, now)
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

const notRead: Hole = {
  kind: 'request',
  detail: 'What was read as the body is no JSON: it may be made by a command that is not run here.',
};
