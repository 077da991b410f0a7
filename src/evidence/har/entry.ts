import type { HeaderList, Timing } from '../../chain/event.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { Exchange } from '../exchange.ts';
import { takenOut } from '../taken-out.ts';
import { readBody, type Unpack } from './body.ts';

/** What becomes of one entry of a HAR file. */
export type EntryReading =
  | { readonly kind: 'call'; readonly exchange: Exchange }
  /** No call of Cognito. */
  | { readonly kind: 'other' }
  /** A call of Cognito that can't be read. */
  | { readonly kind: 'broken'; readonly why: string };

const SERVICE = 'AWSCognitoIdentityProviderService.';
const HOST = /^cognito-idp(-fips)?\.[\w-]+\.amazonaws\.com(\.cn)?$/;
/** An operation's name: what is longer or otherwise is none. */
const OPERATION = /^[A-Z][A-Za-z]{2,63}$/;
const LONGEST_HEADER = 16_384;
const MOST_HEADERS = 200;

/**
 * Reads an entry as Chrome, Firefox, Safari, mitmproxy, Charles and Proxyman write it (HAR 1.2 and what they do beside
 * it): `-1` for what did not happen, pseudo-headers of HTTP/2, Base64 with and without a word that it is.
 * @param index from 0
 */
export function readEntry(entry: JsonObject, index: number, unpack: Unpack): EntryReading {
  const request = objectIn(entry, 'request');
  const url = textIn(request, 'url') ?? '';
  const method = (textIn(request, 'method') ?? 'POST').toUpperCase();
  if (method !== 'POST' || !/^https?:\/\//i.test(url) || url.length > 4_096) return OTHER;
  const headers = headersOf(request);
  const target = headers.find(([name]) => name.toLowerCase() === 'x-amz-target')?.[1];
  if (target !== undefined && !target.startsWith(SERVICE) && !takenOut(target)) return OTHER;
  const ours = target?.startsWith(SERVICE) === true;
  if (!ours && !HOST.test(hostOf(url))) return OTHER;

  const sent = readBody(postOf(request), headers, 'request', unpack);
  if (sent.kind === 'broken') return { kind: 'broken', why: sent.why };
  const operation = ours ? target.slice(SERVICE.length) : guessed(sent.text);
  if (operation === undefined) return { kind: 'broken', why: 'Its X-Amz-Target was taken out.' };
  if (!OPERATION.test(operation)) return { kind: 'broken', why: 'Its X-Amz-Target names no operation.' };
  const sentAt = Date.parse(textIn(entry, 'startedDateTime') ?? '');
  if (!Number.isFinite(sentAt) || sentAt < 0) return { kind: 'broken', why: 'It has no startedDateTime.' };

  const response = responseOf(objectIn(entry, 'response'), unpack);
  if (response.kind === 'broken') return { kind: 'broken', why: response.why };
  return {
    kind: 'call',
    exchange: {
      operation,
      sentAt,
      timing: timingOf(entry),
      request: { method, url, headers, ...(sent.text === undefined ? {} : { text: sent.text }) },
      ...(response.response === undefined ? {} : { response: response.response }),
      holes: [...sent.holes, ...response.holes],
      place: `entry ${String(index + 1)}`,
    },
  };
}

const OTHER = { kind: 'other' } as const;

function responseOf(response: JsonObject, unpack: Unpack) {
  const status = response['status'];
  // 0 and -1: it was blocked, cancelled, or never answered.
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 100 || status > 999)
    return { kind: 'read', holes: [] } as const;
  const headers = headersOf(response);
  const body = readBody(objectIn(response, 'content'), headers, 'answer', unpack);
  if (body.kind === 'broken') return body;
  const statusText = (textIn(response, 'statusText') ?? '').slice(0, 100);
  return {
    kind: 'read',
    holes: body.holes,
    response: { status, statusText, headers, ...(body.text === undefined ? {} : { text: body.text }) },
  } as const;
}

/** HAR has `text`; a few writers put Base64 there and say so as responses do. */
function postOf(request: JsonObject): JsonObject {
  const post = objectIn(request, 'postData');
  const encoding = textIn(post, 'encoding') ?? textIn(post, '_encoding');
  return encoding === undefined ? post : { ...post, encoding };
}

/** The operation of a request whose target was taken out, where its members leave no doubt. */
function guessed(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const members = parsed(text);
  const has = (name: string) => typeof members[name] === 'string';
  if (has('AuthFlow')) return has('UserPoolId') ? 'AdminInitiateAuth' : 'InitiateAuth';
  if (has('ChallengeName'))
    return has('UserPoolId') ? 'AdminRespondToAuthChallenge' : 'RespondToAuthChallenge';
  if (has('UserCode')) return 'VerifySoftwareToken';
  return undefined;
}

/** Pseudo-headers of HTTP/2 (`:authority` …) are the request line once more. */
function headersOf(message: JsonObject): HeaderList {
  const list = message['headers'];
  if (!Array.isArray(list)) return [];
  return list.slice(0, MOST_HEADERS).flatMap((header) => {
    if (!isJsonObject(header)) return [];
    const { name, value } = header;
    if (typeof name !== 'string' || typeof value !== 'string' || name === '' || name.startsWith(':'))
      return [];
    return [[name.slice(0, 256), value.slice(0, LONGEST_HEADER)] as const];
  });
}

/** `connect` holds `ssl` in a HAR; ours are apart. */
function timingOf(entry: JsonObject): Timing {
  const timings = objectIn(entry, 'timings');
  const of = (name: string): number | undefined => {
    const value = timings[name];
    return typeof value === 'number' && value >= 0 && value < 1e9 ? value : undefined;
  };
  const [dns, connect, tls, wait, download] = ['dns', 'connect', 'ssl', 'wait', 'receive'].map(of);
  const time = entry['time'];
  const sum = ['blocked', 'dns', 'connect', 'send', 'wait', 'receive'].reduce(
    (all, name) => all + (of(name) ?? 0),
    0,
  );
  return {
    ...(dns === undefined ? {} : { dns }),
    ...(connect === undefined ? {} : { connect: Math.max(0, connect - (tls ?? 0)) }),
    ...(tls === undefined ? {} : { tls }),
    ...(wait === undefined ? {} : { wait }),
    ...(download === undefined ? {} : { download }),
    total: typeof time === 'number' && time >= 0 && time < 1e9 ? time : sum,
  };
}

function objectIn(object: JsonObject, name: string): JsonObject {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return isJsonObject(value) ? value : {};
}

function textIn(object: JsonObject, name: string): string | undefined {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

function hostOf(url: string): string {
  try {
    return new URL(url).hostname;
  } catch {
    return '';
  }
}

function parsed(text: string): JsonObject {
  try {
    const value = JSON.parse(text) as JsonValue;
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
