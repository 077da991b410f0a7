import type { ChainEvent, ChainTarget, HeaderList, StepEnded, StepSent } from '../../chain/event.ts';
import { isSecretHeader } from '../../chain/redact.ts';
import { shortValue } from '../../chain/summary.ts';
import type { Annotations } from '../../history/history.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { StepSecrets } from '../exchange.ts';
import type { ChainToExport } from '../export/format.ts';
import { personKindOf, secretKindOf } from './kinds.ts';
import { collectPseudonyms, type PseudonymCount, type Pseudonyms } from './pseudonyms.ts';
import { redactedBody } from './redacted-json.ts';
import type { KnownSecret } from './scan.ts';

/** A chain with what is known of its secrets. */
export interface ChainToRedact {
  readonly events: readonly ChainEvent[];
  readonly annotations: Annotations;
  /** Of the steps whose bytes are at hand; for others, masks stay masks. */
  readonly secrets: readonly StepSecrets[];
  /** Every other secret: wherever one of them turns up, its pseudonym stands. */
  readonly known: readonly KnownSecret[];
}

export interface RedactedChains {
  readonly chains: readonly ChainToExport[];
  readonly pseudonyms: readonly PseudonymCount[];
}

/**
 * The chains as they may leave the console: what was masked and what tells who someone is has a pseudonym, the same for
 * the same value in all of them. Endpoints, client ids, pools, request ids, times and codes of errors stay.
 */
export function redactedChains(chains: readonly ChainToRedact[]): RedactedChains {
  const all = (names: Pseudonyms) => chains.map((chain) => redactedChain(chain, names));
  const names = collectPseudonyms((collect) => {
    all(collect);
    for (const { known } of chains)
      for (const { value, member, kind } of known) collect.secret(secretKindOf(member ?? kind), value);
  });
  return { chains: all(names), pseudonyms: names.counts() };
}

function redactedChain(chain: ChainToRedact, names: Pseudonyms): ChainToExport {
  const secrets = new Map(chain.secrets.map((kept) => [kept.stepId, kept]));
  const events = chain.events.map((event): ChainEvent => {
    switch (event.type) {
      case 'chain.started': {
        const { imported, target } = event;
        return {
          ...event,
          target: redactedTarget(target, names),
          flow: names.secretsIn(event.flow),
          username: event.username === '' ? '' : names.person('person', event.username),
          ...(imported === undefined ? {} : { imported: { ...imported, name: names.in(imported.name) } }),
        };
      }
      case 'chain.adopted':
        return { ...event, target: redactedTarget(event.target, names) };
      case 'step.sent':
        return redactedSent(event, secrets.get(event.stepId), names);
      case 'step.ended':
        return redactedEnd(event, secrets.get(event.stepId), names);
      default:
        return event;
    }
  });
  return { events, annotations: redactedAnnotations(chain.annotations, names) };
}

function redactedTarget(target: ChainTarget, names: Pseudonyms): ChainTarget {
  return { ...target, name: names.in(target.name), endpoint: plainUrl(target.endpoint) };
}

function redactedSent(sent: StepSent, kept: StepSecrets | undefined, names: Pseudonyms): StepSent {
  const { request, holes } = sent;
  const body = redactedBody(request.body, kept?.requestText, names);
  return {
    ...sent,
    operation: names.secretsIn(sent.operation),
    answers: names.secretsIn(sent.answers),
    summary: redactedSummary(sent.summary, body.text, names),
    overridden: sent.overridden.map(names.secretsIn),
    ...(holes === undefined
      ? {}
      : { holes: holes.map((hole) => ({ ...hole, detail: names.in(hole.detail) })) }),
    request: {
      ...request,
      url: names.secretsIn(plainUrl(request.url)),
      headers: redactedHeaders(request.headers, kept?.requestHeaders, names),
      body,
    },
  };
}

function redactedEnd(ended: StepEnded, kept: StepSecrets | undefined, names: Pseudonyms): StepEnded {
  const { response, requestHeaders, holes } = ended;
  const body = response && redactedBody(response.body, kept?.responseText, names);
  return {
    ...ended,
    outcome: redactedOutcome(ended.outcome, objectIn(body?.text ?? ''), names),
    ...(holes === undefined
      ? {}
      : { holes: holes.map((hole) => ({ ...hole, detail: names.in(hole.detail) })) }),
    ...(requestHeaders === undefined
      ? {}
      : { requestHeaders: redactedHeaders(requestHeaders, kept?.requestHeaders, names) }),
    ...(response === undefined || body === undefined
      ? {}
      : { response: { ...response, headers: redactedHeaders(response.headers, undefined, names), body } }),
  };
}

/** @param body the answer's, redacted: the same values are named the same here */
function redactedOutcome(
  outcome: StepEnded['outcome'],
  body: JsonObject,
  names: Pseudonyms,
): StepEnded['outcome'] {
  if (outcome.kind === 'challenge') {
    const told = body['ChallengeParameters'];
    const parameters = Object.entries(outcome.parameters).map(([name, value]) => {
      const same = isJsonObject(told) && Object.hasOwn(told, name) ? told[name] : undefined;
      const kind = personKindOf(name);
      const put =
        typeof same === 'string' ? same : kind === undefined ? names.in(value) : names.person(kind, value);
      return [names.secretsIn(name), put];
    });
    const available = outcome.available.map(names.secretsIn);
    return { ...outcome, available, parameters: Object.fromEntries(parameters) as Record<string, string> };
  }
  if (outcome.kind === 'error') {
    const told = body['message'] ?? body['Message'];
    const { reasonCode } = outcome;
    return {
      ...outcome,
      message: typeof told === 'string' ? told : names.in(outcome.message),
      ...(reasonCode === undefined ? {} : { reasonCode: names.in(reasonCode) }),
    };
  }
  return outcome.kind === 'failure' ? { ...outcome, detail: names.in(outcome.detail) } : outcome;
}

const SUMMARY_MASK = /^(\S+) \S*[•…].*$/u;

/** `SMS_MFA_CODE ••••••` says which code it was where its body does. A name stands there alone, however short it is. */
function redactedSummary(summary: string, body: string, names: Pseudonyms): string {
  const members = objectIn(body);
  const map = members['AuthParameters'] ?? members['ChallengeResponses'];
  const answer = isJsonObject(map) ? map : members;
  return summary
    .split(' · ')
    .map((words) => {
      const name = SUMMARY_MASK.exec(words)?.[1] ?? '';
      const value = Object.hasOwn(answer, name) ? answer[name] : undefined;
      return typeof value === 'string' ? `${name} ${shortValue(value)}` : names.whole(words);
    })
    .join(' · ');
}

const IP_HEADERS: ReadonlySet<string> = new Set([
  'x-forwarded-for',
  'x-real-ip',
  'true-client-ip',
  'cf-connecting-ip',
  'forwarded',
]);

/** Headers that say how the service is reached. */
const KEPT_HEADERS: ReadonlySet<string> = new Set([
  'host',
  'content-type',
  'content-length',
  'x-amz-target',
  'x-amzn-requestid',
  'date',
]);

function redactedHeaders(headers: HeaderList, real: HeaderList | undefined, names: Pseudonyms): HeaderList {
  return headers.map(([name, value]) => {
    const lower = name.toLowerCase();
    if (isSecretHeader(name)) {
      const known = real?.find(([other]) => other.toLowerCase() === lower)?.[1];
      return [name, known === undefined ? value : redactedCredential(known, names)];
    }
    if (IP_HEADERS.has(lower)) return [name, names.person('ip', value)];
    if (lower === 'referer') return [name, names.in(plainUrl(value))];
    return [name, KEPT_HEADERS.has(lower) ? names.secretsIn(value) : names.in(value)];
  });
}

function redactedCredential(value: string, names: Pseudonyms): string {
  const [, scheme, token] = /^(Bearer|Basic) (\S+)$/i.exec(value) ?? [];
  if (scheme === undefined || token === undefined) return names.secret('credential', value);
  return `${scheme} ${names.secret(/^bearer$/i.test(scheme) ? 'access-token' : 'credential', token)}`;
}

/** Without a name and password before the host, and without its query: both carry secrets and people. */
function plainUrl(url: string): string {
  try {
    const { origin, pathname, username, password, search, hash } = new URL(url);
    if (username + password + search + hash === '') return url;
    return `${origin}${pathname}${search === '' ? '' : '?…'}`;
  } catch {
    return '';
  }
}

function redactedAnnotations({ notes, tags, ticket, pinned }: Annotations, names: Pseudonyms): Annotations {
  return { notes: names.in(notes), tags: tags.map(names.in), ticket: names.in(ticket), pinned };
}

function objectIn(text: string): JsonObject {
  try {
    const value = JSON.parse(text) as JsonValue;
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
