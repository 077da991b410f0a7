import { asText, isJsonObject, type JsonObject } from '../../json.ts';
import type { Body, HeaderList } from '../event.ts';
import { duration } from '../durations.ts';
import { parseJsonText } from '../json-text.ts';
import type { Chain, Step } from '../model.ts';
import { type Change, changesIn } from './change.ts';

/** A step and the chain it stands in. */
export interface Placed {
  readonly chain: Chain;
  readonly step: Step;
}

/** Values that are new at every exchange: whether they are there is compared, not what they are. */
const FRESH: ReadonlySet<string> = new Set([
  'SRP_A',
  'SRP_B',
  'SECRET_BLOCK',
  'TIMESTAMP',
  'PASSWORD_CLAIM_SIGNATURE',
  'PASSWORD_CLAIM_SECRET_BLOCK',
  'CREDENTIAL',
  'CREDENTIAL_REQUEST_OPTIONS',
  'Session',
]);
/** New at every exchange, or said by the outcome already. */
const FRESH_HEADERS: ReadonlySet<string> = new Set([
  'x-amzn-errortype',
  'x-amzn-errormessage',
  'date',
  'content-length',
  'x-amzn-requestid',
  'connection',
  'keep-alive',
]);

/** Times that differ by less are the network's own. Milliseconds, and how many times as long. */
const NOTABLE_MS = 100;
const NOTABLE_RATIO = 2;

/** What differs between two steps that stand side by side. Secrets are masked on both sides, and not compared. */
export function stepChanges(left: Placed, right: Placed): Change[] {
  const [a, b] = [left.step, right.step];
  const [sentLeft, sentRight] = [flattened(a.request.body), flattened(b.request.body)];
  const masked = new Set([...sentLeft.masked, ...sentRight.masked]);
  return [
    ...changesIn('step', namesOf(a), namesOf(b)),
    ...changesIn('request', sentLeft.texts, sentRight.texts, (key) => masked.has(key) || isFresh(key)),
    ...changesIn('request header', headersIn(a.request.headers), headersIn(b.request.headers)),
    ...changesIn('outcome', outcomeOf(a), outcomeOf(b)),
    ...changesIn('ChallengeParameters', parametersOf(a), parametersOf(b), isFresh),
    ...changesIn(
      'response header',
      headersIn(a.response?.headers ?? []),
      headersIn(b.response?.headers ?? []),
    ),
    ...changesIn('Session', sessionOf(left), sessionOf(right)),
    ...timingChanges(a, b),
  ];
}

function isFresh(key: string): boolean {
  return FRESH.has(key.split('.').at(-1) ?? key);
}

function namesOf({ operation, answers }: Step): Record<string, string> {
  return { operation, answers };
}

function outcomeOf({ outcome, response }: Step): Record<string, string> {
  const status = response === undefined ? {} : { status: String(response.status) };
  switch (outcome?.kind) {
    case 'challenge':
      return {
        asks: outcome.name,
        ...(outcome.available.length === 0 ? {} : { AvailableChallenges: outcome.available.join(', ') }),
        ...status,
      };
    case 'tokens':
      return { brings: 'tokens', ...(outcome.newDevice ? { NewDeviceMetadata: 'came' } : {}), ...status };
    case 'done':
      return { brings: 'done', ...status };
    case 'error':
      return { error: outcome.code, message: outcome.message, ...status };
    case 'failure':
      return { failure: outcome.code, ...status };
    case undefined:
      return { brings: 'nothing yet' };
  }
}

function parametersOf({ outcome }: Step): Readonly<Record<string, string>> {
  return outcome?.kind === 'challenge' ? outcome.parameters : {};
}

/** Which Session a step carries, told by where it came from: its fingerprint alone differs in every chain. */
function sessionOf({ chain, step }: Placed): Record<string, string> {
  const brought = step.sessionOut === undefined ? 'none' : 'a new one';
  if (step.sessionIn === undefined) return { carries: 'none', brings: brought };
  const from = chain.steps.findLast(
    ({ sessionOut, number }) => sessionOut === step.sessionIn && number < step.number,
  );
  const newest = chain.steps.findLast(
    ({ sessionOut, number }) => sessionOut !== undefined && number < step.number,
  );
  if (from === undefined) return { carries: 'one that no step brought', brings: brought };
  const which = from === newest ? 'the newest' : 'an older one';
  return { carries: `${which}, from ${from.answers}`, brings: brought };
}

function timingChanges({ timing: a }: Step, { timing: b }: Step): Change[] {
  if (a === undefined || b === undefined) return [];
  const [short, long] = [Math.min(a.total, b.total), Math.max(a.total, b.total)];
  if (long - short < NOTABLE_MS || long < short * NOTABLE_RATIO) return [];
  return [{ part: 'timing', key: 'total', left: duration(a.total), right: duration(b.total) }];
}

/** Header names by letters' case alike; what is new each time is left out. */
function headersIn(headers: HeaderList): Record<string, string> {
  return Object.fromEntries(
    headers.flatMap(([name, value]) =>
      FRESH_HEADERS.has(name.toLowerCase()) ? [] : [[name.toLowerCase(), value]],
    ),
  );
}

/** Members of the body as `AuthParameters.USERNAME`, and which of them are masked. */
function flattened(body: Body): { texts: Record<string, string>; masked: ReadonlySet<string> } {
  const parsed = parseJsonText(body.text);
  const members: JsonObject = parsed.ok && isJsonObject(parsed.value) ? parsed.value : {};
  const texts: Record<string, string> = parsed.ok || body.text === '' ? {} : { body: body.text };
  for (const [name, value] of Object.entries(members)) {
    if (!isJsonObject(value)) texts[name] = asText(value);
    else for (const [key, inner] of Object.entries(value)) texts[`${name}.${key}`] = asText(inner);
  }
  const masked = new Set(
    body.secrets.map(({ pointer }) =>
      pointer
        .split('/')
        .slice(1)
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
        .join('.'),
    ),
  );
  return { texts, masked };
}
