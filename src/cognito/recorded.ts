import type { Outcome, ReceivedResponse, SecretSpot } from '../chain/event.ts';
import { maskOf } from '../chain/mask.ts';
import { redactBody, redactHeaders, redactParameters, scrub, valuesIn } from '../chain/redact.ts';
import type { Known } from '../chain/scrub.ts';
import type { HttpOutcome } from './http.ts';
import type { Reply } from './reply.ts';

/** How an exchange is written into a chain, whoever ran it: what was received here, and what a file says was. */

/** What decides over masking in a body. */
export interface BodyContext {
  readonly operation: string;
  readonly challengeName?: string;
}

/**
 * The answer with its secrets masked; undefined where no head came.
 * @param known secret values that travelled before; what is masked here is added
 */
export function recordedResponse(
  http: HttpOutcome,
  reply: Reply,
  known: Set<string>,
  context: BodyContext,
): ReceivedResponse | undefined {
  const head = http.ok ? http : http.partial;
  if (head === undefined) return undefined;
  const body = redactBody({
    ...context,
    side: 'response',
    text: reply.bodyText,
    bytes: head.body.length,
    known,
    masked: (value) => known.add(value),
  });
  return {
    status: head.status,
    statusText: head.statusText,
    headers: redactHeaders(head.headers, known),
    body,
    ...(reply.requestId === undefined ? {} : { requestId: reply.requestId }),
    ...(reply.serverDate === undefined ? {} : { serverDate: reply.serverDate }),
  };
}

/**
 * Values behind the masks of a text are remembered, so that they are masked wherever else they turn up. Where it is
 * masked just now, `redactBody` tells them.
 */
export function rememberSecrets(known: Set<string>, text: string, spots: readonly SecretSpot[]): void {
  const valueAt = valuesIn(text);
  for (const { pointer, kind, mask } of spots) {
    const value = valueAt(pointer);
    // A text that only echoes a secret is masked in part: the whole of it is none.
    if (value !== undefined && value !== '' && mask === maskOf(value, kind)) known.add(value);
  }
}

/** What a step came to, masked. @param fingerprint of a Session: equal for equal ones, and not to be turned back */
export function recordedOutcome(
  reply: Reply,
  known: Known,
  fingerprint: (session: string) => string,
): Outcome {
  switch (reply.kind) {
    case 'challenge':
      return {
        kind: 'challenge',
        name: reply.asked.name,
        parameters: redactParameters(reply.asked.parameters, known),
        available: reply.asked.available,
        ...(reply.session === undefined ? {} : { session: fingerprint(reply.session) }),
      };
    case 'tokens':
      return { kind: 'tokens', newDevice: reply.tokens.NewDeviceMetadata !== undefined };
    case 'done':
      return {
        kind: 'done',
        ...(reply.session === undefined ? {} : { session: fingerprint(reply.session) }),
      };
    case 'error':
      return {
        kind: 'error',
        code: reply.code,
        message: scrub(reply.message, known),
        ...(reply.reasonCode === undefined ? {} : { reasonCode: scrub(reply.reasonCode, known) }),
      };
    case 'failure':
      return { kind: 'failure', code: reply.code, detail: scrub(reply.detail, known) };
  }
}
