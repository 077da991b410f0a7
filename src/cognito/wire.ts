import type { HeaderList } from '../chain/event.ts';
import type { JsonObject } from '../json.ts';
import { computedHeaders } from './headers.ts';
import { headerOf, type HttpOutcome, type HttpRequest } from './http.ts';
import { readOutcome, type Reply, type ReplyOutcome } from './reply.ts';

export type { Reply };

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

const DEFAULT_TIMEOUT_MS = 15_000;
const DEFAULT_MAX_BYTES = 16_000_000;

/**
 * The HTTP request for an operation: the same body always gives the same bytes.
 * @param request.url as in `Endpoint`; the operation is chosen by header, never by path
 * @param request.headers in place of the computed ones
 * @param request.text sent as the body, character by character, in place of `body`
 */
export function encodeRequest(request: {
  readonly url: string;
  readonly operation: string;
  readonly body: JsonObject;
  readonly headers?: HeaderList | undefined;
  readonly text?: string | undefined;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
}): HttpRequest & { readonly body: Uint8Array } {
  return {
    method: 'POST',
    url: request.url,
    headers: request.headers ?? computedHeaders(request.operation),
    body: ENCODER.encode(request.text ?? JSON.stringify(request.body)),
    timeoutMs: request.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    maxBytes: request.maxBytes ?? DEFAULT_MAX_BYTES,
  };
}

/** Reads an HTTP outcome as the reply to an operation. Never throws. */
export function readReply(operation: string, http: HttpOutcome): Reply {
  const received = http.ok ? http : http.partial;
  const bodyText = received ? DECODER.decode(received.body) : '';
  const requestId = received && headerOf(received.headers, 'x-amzn-requestid');
  const date = Date.parse((received && headerOf(received.headers, 'date')) ?? '');
  const outcome: ReplyOutcome = http.ok
    ? readOutcome(operation, http, bodyText)
    : { kind: 'failure', code: http.code, detail: http.detail };
  return {
    ...outcome,
    bodyText,
    ...(requestId === undefined ? {} : { requestId }),
    ...(Number.isNaN(date) ? {} : { serverDate: date }),
  };
}
