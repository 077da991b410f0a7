import type { HeaderList, SecretSpot } from '../chain/event.ts';
import type { Composed, ComputedEntry } from '../cognito/composed.ts';
import {
  changedHeaders,
  computedHeaders,
  headerFaults,
  headerKey,
  headerOfKey,
  overriddenHeaders,
  sameName,
} from '../cognito/headers.ts';
import type { Answer, Target } from '../contract.ts';
import type { Fault, Tools } from '../form/form.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import type { FrozenValue, Held } from './held.ts';
import type { SrpExchange } from './live-chain.ts';
import { rawBodyOf, type RawBody } from './raw-body.ts';
import { withoutMasks } from './typed-masks.ts';

/** A composed request and what it was composed from. */
export interface Draft {
  readonly composed: Composed;
  readonly target: Target;
  readonly srp: SrpExchange | undefined;
  /** Present for what a person makes; absent for operations beside the sign-in. */
  readonly made?: Made;
}

/** What a person's changes made of a request beyond its composed body. */
export interface Made {
  readonly headers: HeaderList;
  /** The computed headers, kept as entries like members are. */
  readonly headerEntries: readonly ComputedEntry[];
  /** With one of these nothing is sent. */
  readonly headerFaults: readonly Fault[];
  readonly raw?: RawBody;
  /** The request from the fields alone. */
  readonly computed: () => Composed;
  /** To be told what is shown of it, for the masks in it. */
  readonly showed: (text: string, spots: readonly SecretSpot[], exchange?: SrpExchange) => void;
}

/** What a request is composed with beside its answer, when parts of it are frozen. */
export interface Kept {
  readonly exchange?: SrpExchange;
  readonly timestamp?: string;
}

export interface Recipe {
  readonly place: string;
  readonly target: Target;
  /** Its inputs filled in from what is remembered. */
  readonly answer: Answer;
  compose(answer: Answer, kept: Kept): { readonly composed: Composed; readonly srp: SrpExchange | undefined };
}

/**
 * The request of an answer with all a person changed: frozen values stand in for computed ones, what was typed wins
 * over both. A frozen TIMESTAMP is signed as such, and a frozen SRP_A keeps its exchange.
 * @throws CoreFault RAW_MASK_UNCLEAR, MASK_UNCLEAR
 */
export function draftFrom(asked: Recipe, held: Held): Draft {
  const { place, target } = asked;
  const answer = withoutMasks(asked.answer, held.masks(place));
  const recipe = { ...asked, answer };
  const frozen = frozenOf(recipe, held);
  const made = recipe.compose(withFrozen(answer, frozen), keptOf(frozen));
  const known = computedHeaders(made.composed.operation);
  const changes = { ...frozenHeaders(frozen), ...answer.headers };
  const headers = changedHeaders(known, changes);
  const raw = answer.rawBody === undefined ? undefined : rawBodyOf(answer.rawBody, held.masks(place));
  const composed: Composed = {
    ...made.composed,
    computed: entriesOf(made.composed, frozen),
    overridden: [
      ...new Set([
        ...(raw === undefined ? made.composed.overridden : [RAW_BODY]),
        ...(raw === undefined ? [...frozen].flatMap(([at, { key }]) => (headerOfKey(at) ? [] : [key])) : []),
        ...overriddenHeaders(known, headers),
      ]),
    ],
  };
  const sentA = raw === undefined ? undefined : srpAOf(raw.body ?? {});
  return {
    composed,
    target,
    srp: sentA === undefined ? made.srp : (held.exchange(place, sentA) ?? made.srp),
    made: {
      headers,
      headerEntries: known.map(([name, value]) => headerEntry(name, value, headers, frozen)),
      headerFaults: headerFaults(changes),
      ...(raw === undefined ? {} : { raw }),
      computed: () => recipe.compose({ ...answer, responses: {}, members: {} }, {}).composed,
      showed: (text, spots, exchange) => held.showed(place, text, spots, exchange),
    },
  };
}

/** How a step notes that its body was typed as a whole. */
const RAW_BODY = 'raw body';

/** The tools with what is frozen in place of what is made afresh. */
export function keeping(tools: Tools, { timestamp }: Kept): Tools {
  return timestamp === undefined ? tools : { ...tools, timestamp: () => timestamp };
}

/** `SRP_A` of a body, computed or typed. */
export function srpAOf(body: JsonObject): string | undefined {
  const map = body['AuthParameters'] ?? body['ChallengeResponses'];
  const value = isJsonObject(map) ? map['SRP_A'] : undefined;
  return typeof value === 'string' ? value : undefined;
}

function frozenOf(recipe: Recipe, held: Held): ReadonlyMap<string, FrozenValue> {
  const wanted = Object.entries(recipe.answer.frozen ?? {});
  const values = new Map<string, FrozenValue>();
  let made: ReturnType<Recipe['compose']> | undefined;
  for (const [at, name] of wanted) {
    const value = held.frozen(recipe.place, at, name, () => {
      made ??= recipe.compose(recipe.answer, {});
      return valueNow(at, made.composed, made.srp);
    });
    if (value !== undefined) values.set(at, value);
  }
  return values;
}

function valueNow(
  at: string,
  composed: Composed,
  exchange: SrpExchange | undefined,
): Omit<FrozenValue, 'since'> | undefined {
  const header = headerOfKey(at);
  if (header !== undefined) {
    const found = computedHeaders(composed.operation).find(([name]) => sameName(name, header));
    return found && { key: headerKey(found[0]), value: found[1], from: HEADER_FROM, secret: false };
  }
  const entry = composed.computed.find((candidate) => candidate.pointer === at);
  if (entry === undefined) return undefined;
  const { key, value, from, secret, kind } = entry;
  return {
    key,
    value,
    from,
    secret,
    ...(kind === undefined ? {} : { kind }),
    ...(exchange !== undefined && exchange.A === value ? { exchange } : {}),
  };
}

const HEADER_FROM = 'what Cognito’s JSON protocol wants';

const IN_MAP = /^\/(?:AuthParameters|ChallengeResponses)\/([^/]+)$/;
const MEMBER = /^\/([^/]+)$/;

/** The answer with frozen values under what was typed. */
function withFrozen(answer: Answer, frozen: ReadonlyMap<string, FrozenValue>): Answer {
  const responses: Record<string, JsonValue> = {};
  const members: Record<string, JsonValue | null> = {};
  for (const [at, { key, value }] of frozen) {
    if (IN_MAP.test(at)) responses[key] = value;
    else if (MEMBER.test(at)) members[key] = value;
  }
  return {
    ...answer,
    responses: { ...responses, ...answer.responses },
    members: { ...members, ...answer.members },
  };
}

function frozenHeaders(frozen: ReadonlyMap<string, FrozenValue>): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [at, { value }] of frozen) {
    const name = headerOfKey(at);
    if (name !== undefined) headers[name] = value;
  }
  return headers;
}

function keptOf(frozen: ReadonlyMap<string, FrozenValue>): Kept {
  const all = [...frozen.values()];
  const exchange = all.find((value) => value.exchange !== undefined)?.exchange;
  const timestamp = [...frozen].find(([at, { key }]) => IN_MAP.test(at) && key === 'TIMESTAMP')?.[1].value;
  return {
    ...(exchange === undefined ? {} : { exchange }),
    ...(timestamp === undefined ? {} : { timestamp }),
  };
}

/** The computed entries with what is kept in their place; a kept value stays even where none would be computed now. */
function entriesOf(composed: Composed, frozen: ReadonlyMap<string, FrozenValue>): ComputedEntry[] {
  const entries = composed.computed.map((entry) => {
    const kept = frozen.get(entry.pointer);
    return kept === undefined ? entry : frozenEntry(entry.pointer, kept);
  });
  const others = [...frozen].filter(
    ([at]) => headerOfKey(at) === undefined && !entries.some((entry) => entry.pointer === at),
  );
  return [...entries, ...others.map(([at, kept]) => frozenEntry(at, kept))];
}

function frozenEntry(pointer: string, kept: FrozenValue): ComputedEntry {
  const { key, value, from, secret, kind, since } = kept;
  const entry = { pointer, key, value, from, secret, overridden: true, frozenSince: since };
  return kind === undefined ? entry : { ...entry, kind };
}

function headerEntry(
  name: string,
  value: string,
  sent: HeaderList,
  frozen: ReadonlyMap<string, FrozenValue>,
): ComputedEntry {
  const pointer = headerKey(name);
  const kept = [...frozen].find(([at]) => sameName(at, pointer))?.[1];
  if (kept !== undefined) return { ...frozenEntry(pointer, kept), key: name };
  const overridden = !sent.some(([known, own]) => known === name && own === value);
  return { pointer, key: name, value, from: HEADER_FROM, secret: false, overridden };
}
