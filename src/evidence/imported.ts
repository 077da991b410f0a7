import {
  CHAIN_EVENT_VERSION,
  type ChainEvent,
  type ChainTarget,
  type Hole,
  type ImportedFrom,
} from '../chain/event.ts';
import { decodeJwt } from '../chain/jwt.ts';
import { isSecretHeader, redactBody, redactHeaders } from '../chain/redact.ts';
import { summaryOf } from '../chain/summary.ts';
import type { HttpOutcome } from '../cognito/http.ts';
import { recordedOutcome, recordedResponse } from '../cognito/recorded.ts';
import { readReply } from '../cognito/wire.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import type { Exchange, LinkedExchange, StepSecrets } from './exchange.ts';
import { takenOut } from './taken-out.ts';

/** A chain that was run elsewhere, as our own events: pictures, explanations and exports work on it unchanged. */
export interface ImportedChain {
  readonly events: readonly ChainEvent[];
  /** One a step, in the order they were sent. */
  readonly secrets: readonly StepSecrets[];
  /** The source tells no time of all of it: read again, its times are others. */
  readonly undated?: true;
}

export interface ImportTools {
  readonly uuid: () => string;
  /** Of a Session. */
  readonly fingerprint: (secret: string) => string;
}

/**
 * Writes linked exchanges down as one chain. Every secret is masked as if it had travelled here; what the source does
 * not hold is a hole of its step.
 * @param linked at least one, in the order they were sent; `after` points backwards
 */
export function importedChain(
  linked: readonly LinkedExchange[],
  imported: ImportedFrom,
  { uuid, fingerprint }: ImportTools,
): ImportedChain {
  const ids = linked.map(() => uuid());
  const known = new Set<string>();
  const events: ChainEvent[] = [];
  const secrets: StepSecrets[] = [];
  const v = CHAIN_EVENT_VERSION;

  for (const [index, { exchange, after, holes }] of linked.entries()) {
    const { operation, request, response, sentAt } = exchange;
    const stepId = ids[index] ?? '';
    const requestText = request.text ?? '';
    const members = membersOf(requestText);
    const challengeName = textOf(members, 'ChallengeName');
    const context = { operation, ...(challengeName === undefined ? {} : { challengeName }) };
    for (const [name, value] of request.headers) if (isSecretHeader(name) && value !== '') known.add(value);
    const bytes = new TextEncoder().encode(requestText).length;
    const masked = (value: string) => known.add(value);
    const body = redactBody({ ...context, side: 'request', text: requestText, bytes, known, masked });
    const session = textOf(members, 'Session');
    const missing = [...holes, ...exchange.holes, ...(request.text === undefined ? [noRequest] : [])];
    events.push({
      v,
      type: 'step.sent',
      at: sentAt,
      stepId,
      parentId: after === null ? null : (ids[after] ?? null),
      operation,
      answers: answersOf(operation, members),
      summary: summaryOf(body, [], []),
      overridden: [],
      ...(missing.length === 0 ? {} : { holes: missing }),
      request: {
        method: request.method,
        url: request.url,
        headers: redactHeaders(request.headers, known),
        body,
      },
      ...(session === undefined ? {} : { session: fingerprint(session) }),
    });

    const http = httpOf(exchange);
    const reply = readReply(operation, http);
    const received = recordedResponse(http, reply, known, context);
    events.push({
      v,
      type: 'step.ended',
      at: sentAt + exchange.timing.total,
      stepId,
      outcome: recordedOutcome(reply, known, fingerprint),
      timing: exchange.timing,
      ...(received === undefined ? {} : { response: received }),
      ...(response?.text === undefined ? { holes: [response === undefined ? noAnswer : noBody] } : {}),
    });
    secrets.push({
      stepId,
      requestText,
      requestHeaders: request.headers,
      responseText: response?.text ?? '',
    });
  }
  const started: ChainEvent = {
    v,
    type: 'chain.started',
    at: linked[0]?.exchange.sentAt ?? 0,
    chainId: uuid(),
    target: targetOf(linked),
    flow: flowOf(linked),
    username: usernameOf(linked),
    imported,
  };
  return {
    events: [started, ...events.sort((a, b) => a.at - b.at)],
    secrets,
    ...(linked.some(({ exchange }) => exchange.undated === true) ? { undated: true } : {}),
  };
}

const noRequest: Hole = { kind: 'request', detail: 'The source holds no body of this request.' };
const noAnswer: Hole = { kind: 'response', detail: 'The source holds no answer to this request.' };
const noBody: Hole = { kind: 'response', detail: 'The source holds no body of this answer.' };

/** As the port `Http` would have told it. */
function httpOf({ request, response, timing }: Exchange): HttpOutcome {
  const sentHeaders = request.headers;
  if (response?.text === undefined) {
    return {
      ok: false,
      code: 'NOT_RECORDED',
      detail: response === undefined ? noAnswer.detail : noBody.detail,
      timing,
      sentHeaders,
      ...(response === undefined ? {} : { partial: { ...head(response), body: new Uint8Array() } }),
    };
  }
  const body = new TextEncoder().encode(response.text);
  return { ok: true, sentHeaders, timing, ...head(response), body };
}

function head({ status, statusText, headers }: NonNullable<Exchange['response']>) {
  return { status, statusText, headers };
}

function answersOf(operation: string, members: JsonObject): string {
  return textOf(members, 'AuthFlow') ?? textOf(members, 'ChallengeName') ?? operation;
}

/** The place it ran at, as far as its requests and tokens tell. */
function targetOf(linked: readonly LinkedExchange[]): ChainTarget {
  const url = linked[0]?.exchange.request.url ?? '';
  const all = linked.map(({ exchange }) => membersOf(exchange.request.text ?? ''));
  const first = (name: string) => all.flatMap((members) => textOf(members, name) ?? [])[0];
  const claims = claimsOf(linked);
  const pool = first('UserPoolId') ?? claims.flatMap((claim) => poolIn(textOf(claim, 'iss')))[0];
  const client = first('ClientId') ?? claims.flatMap((claim) => textOf(claim, 'client_id') ?? [])[0];
  return {
    id: 'imported',
    name: hostOf(url),
    endpoint: url,
    clientId: client ?? '',
    ...(pool === undefined ? {} : { userPoolId: pool }),
    production: false,
    sessionMinutes: 3,
    kind: 'endpoint',
  };
}

/** `https://cognito-idp.REGION.amazonaws.com/POOL`. */
function poolIn(issuer: string | undefined): string[] {
  const last = issuer?.split('/').at(-1) ?? '';
  return /^[\w-]+_[0-9a-zA-Z]+$/.test(last) ? [last] : [];
}

function flowOf([first]: readonly LinkedExchange[]): string {
  return textOf(membersOf(first?.exchange.request.text ?? ''), 'AuthFlow') ?? first?.exchange.operation ?? '';
}

/** As it was typed, else as a token has it. A name that was taken out is better than none. */
function usernameOf(linked: readonly LinkedExchange[]): string {
  const typed = linked.flatMap(({ exchange }) => {
    const members = membersOf(exchange.request.text ?? '');
    return [members['AuthParameters'], members['ChallengeResponses'], members].flatMap((map) =>
      isJsonObject(map) ? (textOf(map, 'USERNAME') ?? textOf(map, 'Username') ?? []) : [],
    );
  });
  const known = typed.find((name) => !takenOut(name));
  if (known !== undefined) return known;
  const told = claimsOf(linked).flatMap(
    (claim) => textOf(claim, 'cognito:username') ?? textOf(claim, 'username') ?? [],
  );
  return told[0] ?? typed[0] ?? '';
}

/** Of every token that came or was carried. */
function claimsOf(linked: readonly LinkedExchange[]): JsonObject[] {
  return linked.flatMap(({ exchange }) => {
    const result = membersOf(exchange.response?.text ?? '')['AuthenticationResult'];
    const came = isJsonObject(result) ? [textOf(result, 'IdToken'), textOf(result, 'AccessToken')] : [];
    const carried = textOf(membersOf(exchange.request.text ?? ''), 'AccessToken');
    return [...came, carried].flatMap((token) => {
      const jwt = token === undefined ? undefined : decodeJwt(token);
      return jwt === undefined ? [] : [jwt.payload];
    });
  });
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}

function membersOf(text: string): JsonObject {
  try {
    const value = JSON.parse(text) as JsonValue;
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}

function textOf(object: JsonObject, name: string): string | undefined {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}
