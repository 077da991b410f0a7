import type { HeaderList } from '../../chain/event.ts';
import { headerOf } from '../../cognito/http.ts';
import { asText, isJsonObject, type JsonValue } from '../../json.ts';
import type { Exchange } from '../exchange.ts';
import { cognitoExchange } from './cognito-request.ts';
import { readLiteral } from './literal.ts';

const MADE = /Making request for OperationModel\(name=(\w{1,100})\) with params: /g;

/** Whether a text is what `aws … --debug` or boto3's loggers print. */
export function isAwsDebug(text: string): boolean {
  return /Making request for OperationModel\(name=/.test(text);
}

/**
 * The exchanges of `aws … --debug` (version 1 or 2), or of boto3 with its loggers on: the bytes as they were sent and
 * came back. A request that was tried several times is an exchange a try.
 */
export function awsDebugExchanges(text: string, now: number): Exchange[] {
  const made = [...text.matchAll(MADE)];
  return made.flatMap((match, index) => {
    const from = match.index + match[0].length;
    const block = text.slice(from, made[index + 1]?.index ?? text.length);
    const params = readLiteral(block, 0)?.value;
    if (params === undefined || !isJsonObject(params)) return [];
    const sent = tries(block);
    return sent.flatMap((part, attempt) => {
      const headers = sentHeaders(part) ?? textsOf(params['headers']);
      const body = params['body'];
      const response = responseIn(part);
      const replied = clockOf(/^.*Response headers: /m.exec(part)?.[0] ?? '');
      const logged = clockOf(part) ?? timeBefore(text, match.index);
      const began = logged ?? now;
      return (
        cognitoExchange(
          {
            method: typeof params['method'] === 'string' ? params['method'] : 'POST',
            url: typeof params['url'] === 'string' ? params['url'] : '',
            headers,
            ...(typeof body === 'string' ? { text: body } : {}),
            unset: [],
          },
          {
            at: corrected(began, response),
            undated: logged === undefined,
            ...(replied === undefined ? {} : { totalMs: Math.max(0, replied - began) }),
            place: sent.length === 1 ? `request ${index + 1}` : `request ${index + 1}, try ${attempt + 1}`,
            response,
          },
        ) ?? []
      );
    });
  });
}

/** A block cut where each try begins, with the time in front of it; the whole of it where no try is told. */
function tries(block: string): string[] {
  const starts = [...block.matchAll(/^.*Sending http request: /gm)].map(({ index }) => index);
  return starts.length === 0
    ? [block]
    : starts.map((start, index) => block.slice(start, starts[index + 1] ?? block.length));
}

function sentHeaders(part: string): HeaderList | undefined {
  const begin = /<AWSPreparedRequest [^{]{0,4000}headers=/.exec(part);
  const headers = begin && readLiteral(part, begin.index + begin[0].length)?.value;
  return headers ? textsOf(headers) : undefined;
}

function responseIn(part: string): Exchange['response'] {
  const status = /"[A-Z]+ \S{1,2000} HTTP\/[\d.]+" (\d{3}) /.exec(part)?.[1];
  const told = /Response headers: /.exec(part);
  const headers = told ? textsOf(readLiteral(part, told.index + told[0].length)?.value ?? {}) : [];
  if (status === undefined && told === null) return undefined;
  const body = /Response body:\s*/.exec(part);
  const text = body ? readLiteral(part, body.index + body[0].length)?.value : undefined;
  const failed = headerOf(headers, 'x-amzn-errortype') !== undefined;
  return {
    status: status === undefined ? (failed ? 400 : 200) : Number(status),
    statusText: '',
    headers,
    ...(typeof text === 'string' ? { text } : {}),
  };
}

function textsOf(value: JsonValue | undefined): HeaderList {
  if (value === undefined || !isJsonObject(value)) return [];
  return Object.entries(value).map(([name, text]) => [name, asText(text)]);
}

function timeBefore(text: string, index: number): number | undefined {
  return clockOf(text.slice(text.lastIndexOf('\n', index) + 1, index));
}

/** Python's log time, `2026-11-27 12:14:58,104`, read as UTC: its zone is not in it. */
function clockOf(line: string): number | undefined {
  const time = /(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d),(\d{3})/.exec(line.slice(0, 200));
  const at = time ? Date.parse(`${time[1]}T${time[2]}.${time[3]}Z`) : NaN;
  return Number.isNaN(at) ? undefined : at;
}

const QUARTER = 15 * 60_000;

/** The answer's Date tells the zone the log was written in: those differ by quarters of an hour. */
function corrected(at: number, response: Exchange['response']): number {
  const date = Date.parse(headerOf(response?.headers ?? [], 'date') ?? '');
  return Number.isNaN(date) ? at : at + Math.round((date - at) / QUARTER) * QUARTER;
}
