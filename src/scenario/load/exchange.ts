import { decodeJwt } from '../../chain/jwt.ts';
import { changedHeaders, computedHeaders, type HeaderChanges } from '../../cognito/headers.ts';
import { readOutcome, type ReplyOutcome } from '../../cognito/reply.ts';
import { isJsonObject, type JsonObject } from '../../json.ts';
import type { Seen } from '../seen.ts';
import { jsonOf, type LoadPorts, type LoadResponse } from './ports.ts';
import type { LoadStep } from './sign-in.ts';

export interface ToSend {
  readonly url: string;
  readonly operation: string;
  readonly body: JsonObject;
  readonly headers: HeaderChanges;
  readonly step: string;
  readonly refused: boolean;
}

/** What came of a request: for later steps, and for checks. */
export interface Came {
  readonly step: Omit<LoadStep, 'parent' | 'srp'>;
  readonly seen: Seen;
  /** The body that was sent. */
  readonly sent: JsonObject;
}

/** Sends one request as the console writes it, and reads the reply as it does. */
export async function exchanged(ports: LoadPorts, wish: ToSend): Promise<Came> {
  const { operation, body } = wish;
  const response = await ports.post({
    url: wish.url,
    headers: changedHeaders(computedHeaders(operation), wish.headers),
    body: JSON.stringify(body),
    step: wish.step,
    refused: wish.refused,
  });
  const outcome = outcomeOf(operation, response);
  const refused = outcome.kind === 'error' || outcome.kind === 'failure';
  return {
    step: {
      operation,
      body: jsonOf(response.text),
      refused,
      ...(outcome.kind === 'challenge' ? { asked: outcome.asked } : {}),
      ...('session' in outcome && outcome.session !== undefined ? { session: outcome.session } : {}),
      ...(outcome.kind === 'tokens' ? { tokens: outcome.tokens } : {}),
    },
    seen: seenOf(body, outcome, response),
    sent: body,
  };
}

function outcomeOf(operation: string, { status, headers, text, problem }: LoadResponse): ReplyOutcome {
  if (status === 0) return { kind: 'failure', code: 'NETWORK', detail: problem };
  const received = {
    ok: true,
    sentHeaders: [],
    status,
    statusText: '',
    headers,
    timing: { total: 0 },
  } as const;
  return readOutcome(operation, { ...received, body: new TextEncoder().encode(text) }, text);
}

function seenOf(sent: JsonObject, outcome: ReplyOutcome, { status, headers, text, ms }: LoadResponse): Seen {
  const sessionSent = sent['Session'];
  const sessionCame = 'session' in outcome ? outcome.session : undefined;
  const claims = outcome.kind === 'tokens' ? outcome.tokens : {};
  const id = decoded(claims.IdToken);
  const access = decoded(claims.AccessToken);
  return {
    ...nameOf(outcome),
    ...(status === 0 ? {} : { status }),
    parameters: outcome.kind === 'challenge' ? outcome.asked.parameters : {},
    available: outcome.kind === 'challenge' ? outcome.asked.available : [],
    ...(typeof sessionSent === 'string' ? { sessionSent } : {}),
    ...(sessionCame === undefined ? {} : { sessionCame }),
    claims: { ...(id === undefined ? {} : { id }), ...(access === undefined ? {} : { access }) },
    body: jsonOf(text),
    text,
    headers,
    ms,
  };
}

function nameOf(outcome: ReplyOutcome): Pick<Seen, 'came' | 'name' | 'message'> {
  switch (outcome.kind) {
    case 'challenge':
      return { came: 'challenge', name: outcome.asked.name, message: '' };
    case 'tokens':
      return { came: 'tokens', name: 'TOKENS', message: '' };
    case 'done':
      return { came: 'done', name: 'DONE', message: '' };
    case 'error':
      return { came: 'error', name: outcome.code, message: outcome.message };
    case 'failure':
      return { came: 'failure', name: outcome.code, message: outcome.detail };
  }
}

function decoded(token: string | undefined): JsonObject | undefined {
  const payload = token === undefined ? undefined : decodeJwt(token)?.payload;
  return isJsonObject(payload) ? payload : undefined;
}
