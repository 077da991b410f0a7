import type { CoreFault } from '../../form/form.ts';
import type { Delivery, SandboxResponse } from '../http.ts';
import { refusal } from '../refusal.ts';
import { errorReply, type Stamp } from '../reply.ts';
import { defaultMessage } from './exceptions.ts';
import type { FaultAnswer } from './rule.ts';

const THROTTLED = 'TooManyRequestsException';

/** The exception that a rule answers with, if it does. */
export function injectedFault({ exception, message, throttle }: FaultAnswer): CoreFault | undefined {
  const name = throttle === undefined ? exception : THROTTLED;
  return name === undefined ? undefined : refusal(name, message ?? defaultMessage(name));
}

/** The reply that takes the operation's place; undefined when the operation runs and only its delivery is spoilt. */
export function faultReply(stamp: Stamp, answer: FaultAnswer): SandboxResponse | undefined {
  const fault = injectedFault(answer);
  if (fault !== undefined) return errorReply(stamp, fault, answer.status);
  if (answer.html !== undefined) return proxyPage(answer.html);
  if (answer.redirect !== undefined) return elsewhere(answer.redirect);
  if (answer.unnamed !== undefined) return unnamedError(answer.unnamed);
  // There is no status where there is no reply.
  return answer.drop === true ? { status: 0, headers: {}, body: new Uint8Array() } : undefined;
}

/** A reply, the operation's or the rule's, as the rule lets it out. */
export function spoil(whole: SandboxResponse, answer: FaultAnswer): SandboxResponse {
  const { delayMs, cut, drop } = answer;
  const reply = filledUp(announced(whole, answer.contentType), answer.oversize);
  const delivery: Delivery = {
    ...(delayMs === undefined ? {} : { delayMs }),
    // Always short of something, however small the reply.
    ...(cut === undefined ? {} : { cutAfter: Math.max(0, Math.min(cut, reply.body.length - 1)) }),
    ...(drop === undefined ? {} : { drop }),
  };
  return Object.keys(delivery).length === 0 ? reply : { ...reply, delivery };
}

function announced(reply: SandboxResponse, contentType: string | undefined): SandboxResponse {
  if (contentType === undefined) return reply;
  return { ...reply, headers: { ...reply.headers, 'Content-Type': contentType } };
}

const BLANK = 0x20;

/** Blanks after JSON leave it what it is: nothing but the size is wrong. */
function filledUp(reply: SandboxResponse, bytes: number | undefined): SandboxResponse {
  if (bytes === undefined || bytes <= reply.body.length) return reply;
  const body = new Uint8Array(bytes).fill(BLANK);
  body.set(reply.body);
  return { ...reply, body };
}

/** A name that nobody has: https://www.rfc-editor.org/rfc/rfc2606 */
function elsewhere(status: number): SandboxResponse {
  const headers = { Location: 'https://sign-in.example.com/', 'Content-Type': 'text/html' };
  return { status, headers, body: new Uint8Array() };
}

/** As a gateway answers in JSON of its own: neither `__type` nor `x-amzn-ErrorType`. */
function unnamedError(status: number): SandboxResponse {
  const body = new TextEncoder().encode(JSON.stringify({ message: REASONS[status] ?? 'Error' }));
  return { status, headers: { 'Content-Type': 'application/json' }, body };
}

const REASONS: Readonly<Record<number, string>> = {
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
};

/** What a load balancer answers by itself: no JSON, none of Cognito's headers. */
function proxyPage(status: number): SandboxResponse {
  const title = [String(status), REASONS[status]].filter((part) => part !== undefined).join(' ');
  const page = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`;
  return { status, headers: { 'Content-Type': 'text/html' }, body: new TextEncoder().encode(page) };
}
