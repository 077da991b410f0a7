import type { Body, HeaderList } from '../chain/event.ts';
import { maskOf } from '../chain/mask.ts';
import { redactBody, redactHeaders, valueAt } from '../chain/redact.ts';
import { checkRequest } from '../cognito/check.ts';
import type { Composed, ComputedEntry } from '../cognito/composed.ts';
import { differencesOf } from '../cognito/differences.ts';
import { computedHeaders, headerKey, sameName } from '../cognito/headers.ts';
import { framed } from '../cognito/http.ts';
import { SIGNATURE_HEADERS } from '../cognito/signing.ts';
import { encodeRequest } from '../cognito/wire.ts';
import type { ComputedValue, Preview, PreviewHeader, RequestDifference, Warning } from '../contract.ts';
import { coreFault } from '../form/form.ts';
import type { JsonObject } from '../json.ts';
import { signsWith } from './aws/signing.ts';
import type { Draft } from './drafting.ts';
import { type RawBody, shownRaw } from './raw-body.ts';
import { wantsSignature } from './sending.ts';

/**
 * The request a draft would send, byte by byte but for masks, with what was computed, where it differs from that, and
 * which rules it breaks.
 * @throws CoreFault REQUEST_TOO_LONG when it is longer than what is shown
 */
export function previewOf(draft: Draft): Preview {
  const { composed, made } = draft;
  const { operation } = composed;
  const request = encodeRequest({
    url: draft.target.endpoint,
    operation,
    body: composed.body,
    headers: made?.headers,
    text: made?.raw?.text,
  });
  const composedText = JSON.stringify(composed.body);
  const redacted = masked(composed);
  // A raw body's masks stand for values that were shown before: what is composed beside it is shown to nobody.
  if (made?.raw === undefined) made?.showed(composedText, redacted.secrets, draft.srp);
  const shown = made?.raw ? shownRaw(made.raw, challengeOf(made.raw.body ?? {}, operation)) : redacted;
  if (redacted.cut || shown.cut) {
    throw coreFault(
      'REQUEST_TOO_LONG',
      'The request is too long to be shown before it is sent. Send it, or shorten a value.',
    );
  }
  const form = made?.raw?.body && isJson(shown.text) ? shown : redacted;
  return {
    operation,
    url: draft.target.endpoint,
    body: JSON.parse(form.text) as JsonObject,
    masked: form.secrets.map((spot) => spot.pointer),
    computed: composed.computed.map((entry) => valueOf(entry, redacted)),
    computedHeaders: (made?.headerEntries ?? []).map((entry) => valueOf(entry, redacted)),
    warnings: warningsOf(composed, made?.raw),
    faults: [...composed.faults, ...(made?.headerFaults ?? [])],
    requestLine: requestLine(request.url),
    headers: headersOf(draft, request),
    text: shown.text,
    bytes: request.body.length,
    ...(isSignedByUs(draft) ? { signedWith: signsWith(draft.target) } : {}),
    ...differing(draft),
  };
}

function masked(composed: Composed): Body {
  const text = JSON.stringify(composed.body);
  return redactBody({
    ...challengeOf(composed.body, composed.operation),
    side: 'request',
    text,
    bytes: text.length,
  });
}

function challengeOf(body: JsonObject, operation: string) {
  const challengeName = body['ChallengeName'];
  return { operation, ...(typeof challengeName === 'string' ? { challengeName } : {}) };
}

function valueOf(entry: ComputedEntry, { secrets }: Body): ComputedValue {
  const { pointer, key, value, secret, kind, from, overridden, frozenSince } = entry;
  const spot = secrets.find((known) => known.pointer === pointer);
  const mask = overridden ? undefined : spot?.mask;
  return {
    pointer,
    key,
    value: secret ? (mask ?? maskOf(value, kind ?? 'short')) : value,
    secret,
    from,
    overridden,
    ...(spot?.credential === undefined ? {} : { credential: spot.credential }),
    ...(frozenSince === undefined ? {} : { frozenSince }),
  };
}

function warningsOf(composed: Composed, raw: RawBody | undefined): Warning[] {
  if (raw === undefined) return checkRequest(composed.operation, composed.body, composed.expected);
  if (raw.body !== undefined) return checkRequest(composed.operation, raw.body, composed.expected);
  return [{ code: 'BODY_NOT_JSON', detail: `The body is not a JSON object. ${raw.problem ?? ''}`.trim() }];
}

function headersOf(draft: Draft, request: ReturnType<typeof encodeRequest>): PreviewHeader[] {
  const { composed, made } = draft;
  const known = computedHeaders(composed.operation);
  const chosen = made?.headers ?? known;
  const shown = redactHeaders(lines(request)).map(([name, value]): PreviewHeader => {
    // No chosen header may have a name of the transport's.
    if (!chosen.some(([own]) => own === name)) return { name, value, by: 'transport' };
    const frozen = made?.headerEntries.some((entry) => entry.frozenSince && sameName(entry.key, name));
    const same = known.some(([own, ownValue]) => own === name && ownValue === value);
    return { name, value, by: frozen ? 'frozen' : same ? 'computed' : 'typed' };
  });
  if (!isSignedByUs(draft)) return shown;
  // Where they will stand: behind all that is signed, before what the transport writes last.
  const last = shown.findLastIndex(({ by }) => by !== 'transport');
  const signature = SIGNATURE_HEADERS.map((name): PreviewHeader => ({
    name,
    value: UNSIGNED,
    by: 'signature',
  }));
  return [...shown.slice(0, last + 1), ...signature, ...shown.slice(last + 1)];
}

const UNSIGNED = 'signed when it goes';

function isSignedByUs({ composed, made }: Draft): boolean {
  return wantsSignature(composed.operation, made?.headers ?? []);
}

/** Without the transport's lines where the endpoint is no URL. */
function lines(request: ReturnType<typeof encodeRequest>) {
  return URL.canParse(request.url) ? framed(request) : request.headers;
}

function requestLine(url: string): string {
  const { pathname = '/', search = '' } = URL.canParse(url) ? new URL(url) : {};
  return `POST ${pathname}${search} HTTP/1.1`;
}

function differing({ composed, made }: Draft): Pick<Preview, 'differences' | 'computedBody'> {
  if (made === undefined) return { differences: [] };
  const headers = headerDifferences(composed.operation, made.headers);
  if (made.raw === undefined && composed.overridden.every((key) => key.startsWith(headerKey(''))))
    return { differences: headers };
  const plain = made.computed();
  const before = masked(plain);
  const computedBody = JSON.parse(before.text) as JsonObject;
  const sent = made.raw === undefined ? composed.body : made.raw.body;
  if (sent === undefined)
    return { differences: [...headers, { pointer: '', kind: 'changed' }], computedBody };
  const body = differencesOf(plain.body, sent).map(({ pointer, kind }): RequestDifference => {
    const computed = kind === 'added' ? undefined : valueAt(before.text, pointer);
    return { pointer, kind, ...(computed === undefined ? {} : { computed }) };
  });
  return { differences: [...headers, ...body], ...(body.length > 0 ? { computedBody } : {}) };
}

function headerDifferences(operation: string, sent: HeaderList): RequestDifference[] {
  const known = computedHeaders(operation);
  const differences: RequestDifference[] = [];
  for (const [name, value] of sent) {
    const computed = known.find(([own]) => sameName(own, name));
    if (computed === undefined) differences.push({ header: name, kind: 'added' });
    else if (computed[0] !== name || computed[1] !== value)
      differences.push({ header: name, kind: 'changed', computed: computed[1] });
  }
  for (const [name, value] of known)
    if (!sent.some(([own]) => sameName(own, name)))
      differences.push({ header: name, kind: 'removed', computed: value });
  return differences;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
