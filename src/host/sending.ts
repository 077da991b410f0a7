import type { ChainEvent, HeaderList, Outcome, ReceivedResponse, SecretSpot } from '../chain/event.ts';
import { CHAIN_EVENT_VERSION } from '../chain/event.ts';
import {
  isSecretHeader,
  redactBody,
  redactHeaders,
  redactParameters,
  scrub,
  valueAt,
} from '../chain/redact.ts';
import { maskOf } from '../chain/mask.ts';
import { isLoopback } from '../cognito/endpoints.ts';
import { encodeRequest, readReply, type Reply } from '../cognito/wire.ts';
import type { Answer } from '../contract.ts';
import type { JsonObject } from '../json.ts';
import type { AuthenticationResult, LiveChain, SrpExchange, Standing, StepRecord } from './live-chain.ts';
import type { HttpOutcome, HttpRequest, Ports } from './ports.ts';
import { type RawBody, shownRaw } from './raw-body.ts';
import { summaryOf } from './summary.ts';

/** A request ready to go, and what the chain should know of it. */
export interface Outgoing {
  readonly operation: string;
  readonly body: JsonObject;
  /** In place of the computed ones. */
  readonly headers?: HeaderList;
  /** Sent as the body in place of `body`, which is what it holds as far as that can be read. */
  readonly raw?: RawBody;
  readonly parentId: string | null;
  /** The flow or challenge it answers; the operation's own name for helpers. */
  readonly answers: string;
  readonly computedKeys: readonly string[];
  readonly overridden: readonly string[];
  /** Whether it carries an SRP_A, computed or typed. */
  readonly sentSrpA: boolean;
  /** The exchange it opens, when its SRP_A was computed here. */
  readonly srp?: SrpExchange;
  readonly answer?: Answer;
  readonly standing?: Standing;
}

export interface Sender {
  /** Puts the step into the chain and sends it; resolves when the step has ended. Never rejects for network reasons. */
  send(chain: LiveChain, outgoing: Outgoing): { stepId: string; ended: Promise<StepRecord> };
}

export function createSender(
  ports: Ports,
  fingerprint: (session: string) => string,
  append: (chain: LiveChain, event: ChainEvent) => void,
): Sender {
  return {
    send(chain, outgoing) {
      const stepId = ports.random.uuid();
      const request = encodeRequest({
        url: chain.target.endpoint,
        operation: outgoing.operation,
        body: outgoing.body,
        headers: outgoing.headers,
        text: outgoing.raw?.text,
      });
      for (const [name, value] of request.headers) if (isSecretHeader(name)) chain.known.add(value);
      for (const value of outgoing.raw?.filled ?? []) chain.known.add(value);
      const requestText = new TextDecoder().decode(request.body ?? new Uint8Array());
      const challengeName = textMember(outgoing.body, 'ChallengeName');
      const context = {
        operation: outgoing.operation,
        ...(challengeName === undefined ? {} : { challengeName }),
      };
      const known = [...chain.known];
      const body = outgoing.raw
        ? shownRaw(outgoing.raw, { ...context, known })
        : redactBody({ ...context, side: 'request', text: requestText, bytes: request.body.length, known });
      remember(chain, requestText, body.secrets);

      const record: StepRecord = {
        id: stepId,
        parentId: outgoing.parentId,
        operation: outgoing.operation,
        answers: outgoing.answers,
        requestText,
        requestHeaders: request.headers,
        responseText: '',
        sentSrpA: outgoing.sentSrpA,
        ...(outgoing.srp ? { srp: outgoing.srp } : {}),
        ...(outgoing.answer ? { answer: outgoing.answer } : {}),
      };
      chain.steps.set(stepId, record);
      const session = textMember(outgoing.body, 'Session');
      append(chain, {
        v: CHAIN_EVENT_VERSION,
        type: 'step.sent',
        at: ports.clock.now(),
        stepId,
        parentId: outgoing.parentId,
        operation: outgoing.operation,
        answers: outgoing.answers,
        summary:
          outgoing.raw && !outgoing.raw.body
            ? `raw body of ${request.body.length.toLocaleString('en-US')} bytes`
            : summaryOf(body, outgoing.computedKeys, outgoing.overridden),
        overridden: outgoing.overridden,
        ...outgoing.standing,
        request: {
          method: request.method,
          url: request.url,
          headers: redactHeaders(request.headers, [...chain.known]),
          body,
        },
        ...(session === undefined ? {} : { session: fingerprint(session) }),
      });

      const ended = transmit(ports, chain, request).then((http) => {
        const reply = readReply(outgoing.operation, http);
        keep(record, reply);
        const response = responseOf(http, reply, chain, context);
        append(chain, {
          v: CHAIN_EVENT_VERSION,
          type: 'step.ended',
          at: ports.clock.now(),
          stepId,
          outcome: outcomeOf(reply, [...chain.known], fingerprint),
          timing: http.timing,
          requestHeaders: redactHeaders(http.sentHeaders, [...chain.known]),
          ...(response === undefined ? {} : { response }),
        });
        return record;
      });
      return { stepId, ended };
    },
  };
}

async function transmit(ports: Ports, chain: LiveChain, request: HttpRequest): Promise<HttpOutcome> {
  if (ports.runtime.kind === 'evaluation' && !isLoopback(request.url)) {
    return {
      ok: false,
      code: 'NOT_LOOPBACK',
      detail:
        'The evaluation runtime talks to this computer only. Install the official Electron runtime to reach other endpoints.',
      timing: { total: 0 },
      sentHeaders: [],
    };
  }
  let cancelled = false;
  const listeners: (() => void)[] = [];
  const cancel = () => {
    cancelled = true;
    for (const run of listeners) run();
  };
  chain.cancels.add(cancel);
  try {
    return await ports.http.send(request, {
      get cancelled() {
        return cancelled;
      },
      onCancel: (run) => listeners.push(run),
    });
  } finally {
    chain.cancels.delete(cancel);
  }
}

function keep(record: StepRecord, reply: Reply): void {
  record.responseText = reply.bodyText ?? '';
  if (reply.kind === 'challenge') record.asked = reply.asked;
  if (reply.kind === 'challenge' || reply.kind === 'done') {
    if (reply.session !== undefined) record.session = reply.session;
  }
  if (reply.kind === 'tokens') record.tokens = reply.tokens satisfies AuthenticationResult;
}

function responseOf(
  http: HttpOutcome,
  reply: Reply,
  chain: LiveChain,
  context: { operation: string; challengeName?: string },
): ReceivedResponse | undefined {
  const head = http.ok ? http : http.partial;
  if (head === undefined) return undefined;
  const body = redactBody({
    ...context,
    side: 'response',
    text: reply.bodyText ?? '',
    bytes: head.body.length,
    known: [...chain.known],
  });
  remember(chain, reply.bodyText ?? '', body.secrets);
  return {
    status: head.status,
    statusText: head.statusText,
    headers: redactHeaders(head.headers, [...chain.known]),
    body,
    ...(reply.requestId === undefined ? {} : { requestId: reply.requestId }),
    ...(reply.serverDate === undefined ? {} : { serverDate: reply.serverDate }),
  };
}

/** Masked values are remembered so that they are masked wherever else they turn up. */
function remember(chain: LiveChain, text: string, spots: readonly SecretSpot[]): void {
  for (const { pointer, kind, mask } of spots) {
    const value = valueAt(text, pointer);
    // A text that only echoes a secret is masked in part: the whole of it is none.
    if (value !== undefined && value !== '' && mask === maskOf(value, kind)) chain.known.add(value);
  }
}

function outcomeOf(
  reply: Reply,
  known: readonly string[],
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

function textMember(body: JsonObject, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' ? value : undefined;
}
