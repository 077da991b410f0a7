import type { ChainEvent, HeaderList } from '../chain/event.ts';
import { CHAIN_EVENT_VERSION } from '../chain/event.ts';
import { DOTS } from '../chain/mask.ts';
import { isSecretHeader, redactBody, redactHeaders } from '../chain/redact.ts';
import { spellings } from '../chain/scrub.ts';
import { isLoopback } from '../cognito/endpoints.ts';
import { recordedOutcome, recordedResponse, rememberSecrets } from '../cognito/recorded.ts';
import { sameName } from '../cognito/headers.ts';
import { isSigned } from '../cognito/service/service.ts';
import { encodeRequest, readReply, type Reply } from '../cognito/wire.ts';
import type { Answer, Target } from '../contract.ts';
import type { JsonObject } from '../json.ts';
import type { Signed } from './aws/signing.ts';
import type { AuthenticationResult, LiveChain, SrpExchange, Standing, StepRecord } from './live-chain.ts';
import type { HttpOutcome, HttpRequest, Ports } from './ports.ts';
import { type RawBody, shownRaw } from './raw-body.ts';
import { summaryOf } from '../chain/summary.ts';

/** Where a request stands in its chain. */
export interface Step {
  readonly parentId: string | null;
  /** The flow or challenge it answers; the operation's own name for helpers. */
  readonly answers: string;
  /** Absent for operations beside the sign-in. */
  readonly answer?: Answer;
  readonly standing?: Standing;
}

/** A request to be sent, and what the chain should know of it. */
export interface Outgoing extends Step {
  readonly operation: string;
  readonly body: JsonObject;
  /** In place of the computed ones. */
  readonly headers?: HeaderList;
  /** Sent as the body in place of `body`, which is what it holds as far as that can be read. */
  readonly raw?: RawBody;
  readonly computedKeys: readonly string[];
  readonly overridden: readonly string[];
  /** Whether it carries an SRP_A, computed or typed. */
  readonly sentSrpA: boolean;
  /** The exchange it opens, when its SRP_A was computed here. */
  readonly srp?: SrpExchange;
}

/** A request as it goes, signed where it has to be. */
export interface Ready extends Outgoing {
  readonly request: Encoded;
  /** Its headers without those that sign it: what is kept of it. */
  readonly keptHeaders: HeaderList;
  /** What of the signature may be repeated by an answer. */
  readonly secrets: readonly string[];
  /** Told of the error that it was answered with: credentials may have ended early. */
  readonly failed: (code: string) => void;
}

export interface Sender {
  /** Nobody is told of anything yet. @throws CoreFault AWS_CREDENTIALS and its kin where it has to be signed and can't be */
  ready(target: Target, outgoing: Outgoing): Promise<Ready>;
  /**
   * Puts the step into the chain and sends it; `ended` resolves when the step has ended, never rejecting for network
   * reasons.
   */
  send(chain: LiveChain, ready: Ready): { readonly stepId: string; readonly ended: Promise<StepRecord> };
}

const DECODER = new TextDecoder();

export function createSender(
  ports: Ports,
  fingerprint: (session: string) => string,
  append: (chain: LiveChain, event: ChainEvent) => void,
  sign: (target: Target, request: Encoded) => Promise<Signed>,
): Sender {
  return {
    async ready(target, outgoing) {
      const unsigned = encodeRequest({
        url: target.endpoint,
        operation: outgoing.operation,
        body: outgoing.body,
        headers: outgoing.headers,
        text: outgoing.raw?.text,
      });
      const signed = wantsSignature(outgoing.operation, unsigned.headers)
        ? await sign(target, unsigned)
        : undefined;
      if (signed === undefined)
        return {
          ...outgoing,
          request: unsigned,
          keptHeaders: unsigned.headers,
          secrets: [],
          failed: () => undefined,
        };
      const { headers, secrets, failed } = signed;
      const request = { ...unsigned, headers };
      return { ...outgoing, request, keptHeaders: withoutSignature(headers, unsigned), secrets, failed };
    },
    send(chain, { request, keptHeaders, secrets, failed, ...outgoing }) {
      const stepId = ports.random.uuid();
      for (const value of secrets) chain.known.add(value);
      for (const [name, value] of request.headers) if (isSecretHeader(name)) chain.known.add(value);
      for (const value of outgoing.raw?.filled ?? []) chain.known.add(value);
      const requestText = DECODER.decode(request.body);
      const challengeName = textMember(outgoing.body, 'ChallengeName');
      const context = {
        operation: outgoing.operation,
        ...(challengeName === undefined ? {} : { challengeName }),
      };
      const { known } = chain;
      const body = outgoing.raw
        ? shownRaw(outgoing.raw, { ...context, known })
        : redactBody({
            ...context,
            side: 'request',
            text: requestText,
            bytes: request.body.length,
            known,
            masked: (value) => known.add(value),
          });
      // What a person wrote is not always what is shown.
      if (outgoing.raw) rememberSecrets(known, requestText, body.secrets);

      const record: StepRecord = {
        id: stepId,
        parentId: outgoing.parentId,
        operation: outgoing.operation,
        answers: outgoing.answers,
        requestText,
        requestHeaders: keptHeaders,
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
          headers: redactHeaders(request.headers, known),
          body,
        },
        ...(session === undefined ? {} : { session: fingerprint(session) }),
      });

      const ended = transmit(ports, chain, request).then((http) => {
        const reply = readReply(outgoing.operation, http);
        if (reply.kind === 'error') failed(reply.code);
        keep(record, reply, secrets);
        const response = recordedResponse(http, reply, chain.known, context);
        append(chain, {
          v: CHAIN_EVENT_VERSION,
          type: 'step.ended',
          at: ports.clock.now(),
          stepId,
          outcome: recordedOutcome(reply, known, fingerprint),
          timing: http.timing,
          requestHeaders: redactHeaders(http.sentHeaders, known),
          ...(response === undefined ? {} : { response }),
        });
        return record;
      });
      return { stepId, ended };
    },
  };
}

type Encoded = ReturnType<typeof encodeRequest>;

/** Whether the host signs it: a signature that a person typed is theirs. */
export function wantsSignature(operation: string, headers: HeaderList): boolean {
  return isSigned(operation) && !headers.some(([name]) => sameName(name, 'Authorization'));
}

/** What signs a request is kept by nobody, sealed or not: what a person typed is as it was, the rest is masked. */
function withoutSignature(headers: HeaderList, { headers: typed }: Encoded): HeaderList {
  return headers.flatMap(([name, value]) =>
    typed.some(([known]) => sameName(known, name)) ? [[name, value]] : redactHeaders([[name, value]]),
  );
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
  const listeners: (() => void)[] = [];
  const signal = { cancelled: false, onCancel: (run: () => void) => void listeners.push(run) };
  const cancel = () => {
    signal.cancelled = true;
    for (const run of listeners) run();
  };
  chain.cancels.add(cancel);
  try {
    return await ports.http.send(request, signal);
  } finally {
    chain.cancels.delete(cancel);
  }
}

/** @param signature what of the signature an answer may repeat: where AWS refuses one, it writes the request into it */
function keep(record: StepRecord, reply: Reply, signature: readonly string[]): void {
  record.responseText = spellings(signature).reduce(
    (text, form) => text.replaceAll(form, DOTS),
    reply.bodyText ?? '',
  );
  if (reply.kind === 'challenge') record.asked = reply.asked;
  if (reply.kind === 'challenge' || reply.kind === 'done') {
    if (reply.session !== undefined) record.session = reply.session;
  }
  if (reply.kind === 'tokens') record.tokens = reply.tokens satisfies AuthenticationResult;
}

function textMember(body: JsonObject, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' ? value : undefined;
}
