import type { HeaderList, Timing, WireFailureCode } from '../chain/event.ts';

/** One HTTP exchange as the wire hands it to the port `Http`, and what the port hands back. */
export interface HttpRequest {
  readonly method: 'POST' | 'GET';
  readonly url: string;
  /** Headers we choose; the port adds Host and Content-Length and reports all that went out. */
  readonly headers: HeaderList;
  readonly body?: Uint8Array;
  /** Limits, milliseconds and bytes. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

export type HttpOutcome =
  | {
      readonly ok: true;
      readonly sentHeaders: HeaderList;
      readonly status: number;
      readonly statusText: string;
      readonly headers: HeaderList;
      readonly body: Uint8Array;
      readonly timing: Timing;
    }
  | {
      readonly ok: false;
      readonly code: WireFailureCode;
      /** What happened, in words a person can act on. */
      readonly detail: string;
      readonly timing: Timing;
      readonly sentHeaders: HeaderList;
      /** The response head and what arrived of the body, when any did. */
      readonly partial?: {
        readonly status: number;
        readonly statusText: string;
        readonly headers: HeaderList;
        readonly body: Uint8Array;
      };
    };

/**
 * All headers of a request as they go out, in order: the transport frames what we choose.
 * @param connection `close`: one of its own for every request, so that all phases are measured
 * @throws TypeError when the URL is none
 */
export function framed(
  request: Pick<HttpRequest, 'url' | 'headers' | 'body'>,
  connection: 'close' | 'keep-alive' = 'close',
): HeaderList {
  const { body } = request;
  const length = body ? [['Content-Length', String(body.length)] as const] : [];
  return [['Host', new URL(request.url).host], ...request.headers, ...length, ['Connection', connection]];
}

/** An exchange that ended with a whole response. */
export type Received = Extract<HttpOutcome, { ok: true }>;

/** The first header of this name; `name` in lower case. */
export function headerOf(headers: HeaderList, name: string): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1];
}
