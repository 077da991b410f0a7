import type { CoreFault } from '../form/form.ts';
import type { JsonObject } from '../json.ts';
import type { SandboxResponse } from './http.ts';
import { statusOf, type StatusProfile } from './status-profiles.ts';

const CONTENT_TYPE = 'application/x-amz-json-1.1';
/** A header must fit every client's limits, and a message may quote a long value. */
const LONGEST_HEADER = 1_024;

export interface Stamp {
  readonly requestId: string;
  /** Epoch milliseconds by the sandbox's clock. */
  readonly now: number;
  /** Whose statuses errors come with. */
  readonly profile: StatusProfile;
}

function sharedHeaders({ requestId, now }: Stamp): Record<string, string> {
  return {
    date: new Date(now).toUTCString(),
    'x-amzn-RequestId': requestId,
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': 'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date',
  };
}

export function successReply(stamp: Stamp, body: JsonObject): SandboxResponse {
  return json(200, { ...sharedHeaders(stamp), 'Content-Type': CONTENT_TYPE }, body);
}

/** A public document: JWKS, discovery. */
export function documentReply(stamp: Stamp, body: JsonObject): SandboxResponse {
  const cache = { 'Cache-Control': 'public, max-age=86400' };
  return json(200, { ...sharedHeaders(stamp), ...cache, 'Content-Type': 'application/json' }, body);
}

/** @param status in place of the profile's */
export function errorReply(stamp: Stamp, { code, detail }: CoreFault, status?: number): SandboxResponse {
  const headers = {
    ...sharedHeaders(stamp),
    'Content-Type': CONTENT_TYPE,
    'x-amzn-ErrorType': `${code}:`,
    'x-amzn-ErrorMessage': headerText(detail),
  };
  return json(status ?? statusOf(stamp.profile, code), headers, { __type: code, message: detail });
}

/** The answer to a browser's OPTIONS: any page may call, as with the real service. */
export function preflightReply(stamp: Stamp): SandboxResponse {
  const headers = {
    ...sharedHeaders(stamp),
    'Access-Control-Allow-Methods': 'POST,GET,OPTIONS',
    'Access-Control-Allow-Headers': '*,Authorization',
    'Access-Control-Max-Age': '172800',
  };
  return { status: 200, headers, body: new Uint8Array() };
}

function json(status: number, headers: Record<string, string>, body: JsonObject): SandboxResponse {
  return { status, headers, body: new TextEncoder().encode(JSON.stringify(body)) };
}

/** Header values are printable ASCII; the body carries the message whole. */
function headerText(message: string): string {
  return message.slice(0, LONGEST_HEADER).replace(/[^\x20-\x7e]/g, '?');
}
