import * as v from 'valibot';
import type { Fault } from '../form/form.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { CHAIN_EVENT_VERSION, type ChainEvent } from './event.ts';
import { lift, type Lifted, type Stored, type Up } from './lift.ts';

/**
 * Chain events as they are stored and handed over, checked: what comes from a file is `unknown` until then. Members that
 * are not known are left out, so that nothing comes in by a name nobody looks at.
 */

const Text = v.string();
const Moment = v.pipe(v.number(), v.finite());
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

const Json: v.GenericSchema<JsonValue> = v.lazy(() =>
  v.union([v.null(), v.boolean(), v.number(), v.string(), v.array(Json), v.record(v.string(), Json)]),
);
const Members: v.GenericSchema<JsonObject> = v.record(v.string(), Json);

/** Name and value of each, in the order they travelled. */
export const HeadersSchema = v.array(v.strictTuple([Text, Text]));

const SecretSpotSchema = v.object({
  pointer: Text,
  kind: v.picklist(['short', 'opaque', 'jwt']),
  mask: Text,
  length: v.exactOptional(Count),
  jwt: v.exactOptional(v.object({ header: Members, payload: Members })),
  credential: v.exactOptional(Members),
});

const BodySchema = v.object({
  text: Text,
  bytes: Count,
  secrets: v.array(SecretSpotSchema),
  cut: v.boolean(),
});

const RequestSchema = v.object({ method: Text, url: Text, headers: HeadersSchema, body: BodySchema });

const TimingSchema = v.object({
  dns: v.exactOptional(Moment),
  connect: v.exactOptional(Moment),
  tls: v.exactOptional(Moment),
  wait: v.exactOptional(Moment),
  download: v.exactOptional(Moment),
  total: Moment,
});

const ResponseSchema = v.object({
  status: Count,
  statusText: Text,
  headers: HeadersSchema,
  body: BodySchema,
  requestId: v.exactOptional(Text),
  serverDate: v.exactOptional(Moment),
});

const OutcomeSchema = v.variant('kind', [
  v.object({
    kind: v.literal('challenge'),
    name: Text,
    parameters: v.record(Text, Text),
    available: v.array(Text),
    session: v.exactOptional(Text),
  }),
  v.object({ kind: v.literal('tokens'), newDevice: v.boolean() }),
  v.object({ kind: v.literal('done'), session: v.exactOptional(Text) }),
  v.object({ kind: v.literal('error'), code: Text, message: Text, reasonCode: v.exactOptional(Text) }),
  v.object({
    kind: v.literal('failure'),
    code: v.picklist([
      'TIMEOUT',
      'REFUSED',
      'DNS',
      'TLS',
      'RESET',
      'REDIRECT',
      'NOT_JSON',
      'TRUNCATED',
      'TOO_LARGE',
      'CONTENT_TYPE',
      'CANCELLED',
      'NOT_LOOPBACK',
      'NOT_RECORDED',
      'NETWORK',
    ]),
    detail: Text,
  }),
]);

const TargetSchema = v.object({
  id: Text,
  name: Text,
  endpoint: Text,
  clientId: Text,
  userPoolId: v.exactOptional(Text),
  production: v.boolean(),
  sessionMinutes: Moment,
  kind: v.picklist(['sandbox', 'endpoint']),
});

const Holes = v.array(
  v.object({ kind: v.picklist(['before', 'request', 'response', 'value']), detail: Text }),
);

const base = { v: v.literal(CHAIN_EVENT_VERSION), at: Moment };

const ChainEventSchema = v.variant('type', [
  v.object({
    ...base,
    type: v.literal('chain.started'),
    chainId: v.pipe(Text, v.minLength(1), v.maxLength(200)),
    target: TargetSchema,
    flow: Text,
    username: Text,
    origin: v.exactOptional(v.object({ kind: v.literal('bench'), chainId: Text, stepId: Text, fault: Text })),
    imported: v.exactOptional(
      v.object({
        kind: v.picklist(['har', 'bundle', 'paste', 'team', 'report']),
        name: Text,
        tool: v.exactOptional(Text),
        place: v.exactOptional(Text),
      }),
    ),
    reproduces: v.exactOptional(Text),
    scenario: v.exactOptional(v.object({ file: Text, name: Text })),
  }),
  v.object({ ...base, type: v.literal('chain.adopted'), target: TargetSchema }),
  v.object({
    ...base,
    type: v.literal('step.sent'),
    stepId: v.pipe(Text, v.minLength(1), v.maxLength(200)),
    parentId: v.nullable(Text),
    operation: Text,
    answers: Text,
    summary: Text,
    session: v.exactOptional(Text),
    overridden: v.array(Text),
    branch: v.exactOptional(v.object({ kind: v.picklist(['live', 'replay']), of: Text })),
    replays: v.exactOptional(Text),
    holes: v.exactOptional(Holes),
    request: RequestSchema,
  }),
  v.object({
    ...base,
    type: v.literal('step.ended'),
    stepId: Text,
    outcome: OutcomeSchema,
    timing: TimingSchema,
    requestHeaders: v.exactOptional(HeadersSchema),
    response: v.exactOptional(ResponseSchema),
    holes: v.exactOptional(Holes),
  }),
  v.object({
    ...base,
    type: v.literal('tokens.stored'),
    stepId: Text,
    where: v.picklist(['keychain', 'memory']),
  }),
  v.object({ ...base, type: v.literal('clock.moved'), ms: Moment }),
]);

/** Of events. Empty until there is a version 2. */
export const eventUps: readonly Up[] = [];

/**
 * Events as they were stored, lifted to this version and checked one by one. They are one chain: the first says
 * `chain.started`, and none other does; a step has one beginning, and ends after it.
 * @returns a Fault EVENTS_NEWER where a newer version wrote them, EVENTS_DAMAGED where they are none; nothing in it
 * repeats what was read
 * @param ups those of all consoles so far
 */
export function readEvents(
  values: readonly unknown[],
  ups: readonly Up[] = eventUps,
): readonly ChainEvent[] | Fault {
  const events: ChainEvent[] = [];
  const sent = new Set<string>();
  const ended = new Set<string>();
  for (const [index, value] of values.entries()) {
    const event = readEvent(value, index, ups);
    if ('code' in event) return event;
    if ((event.type === 'chain.started') !== (index === 0))
      return damaged(index, 'a chain begins with chain.started, once');
    if (event.type === 'step.sent') {
      if (sent.has(event.stepId)) return damaged(index, 'its step was sent before');
      sent.add(event.stepId);
    }
    if (event.type === 'step.ended') {
      if (!sent.has(event.stepId) || ended.has(event.stepId))
        return damaged(index, 'its step was not sent, or has ended before');
      ended.add(event.stepId);
    }
    events.push(event);
  }
  return events.length === 0 ? damaged(0, 'there is none') : events;
}

function readEvent(value: unknown, index: number, ups: readonly Up[]): ChainEvent | Fault {
  if (typeof value !== 'object' || value === null) return damaged(index, 'it is no object');
  try {
    const lifted = liftEvent(value as Stored, ups);
    if (lifted.kind === 'none') return damaged(index, 'it says no version');
    if (lifted.kind === 'newer')
      return {
        code: 'EVENTS_NEWER',
        detail: `Event ${String(index + 1)} has version ${String(lifted.version)}; this console reads up to ${String(lifted.newest)}. Update it to open the chain.`,
      };
    const parsed = v.safeParse(ChainEventSchema, lifted.value);
    if (parsed.success) return parsed.output;
    const [issue] = parsed.issues;
    return damaged(index, `${v.getDotPath(issue) ?? 'it'} is not ${issue.expected ?? 'what it should be'}`);
  } catch (error) {
    // The call stack's end: nested deeper than anything Cognito says.
    if (error instanceof RangeError) return damaged(index, 'it is nested too deeply');
    throw error;
  }
}

/** An event as it was stored, by whatever console, as one of this console's. */
export function liftEvent(event: Stored, ups: readonly Up[] = eventUps): Lifted {
  const lifted = lift(event, event['v'], ups);
  return lifted.kind === 'lifted'
    ? { ...lifted, value: { ...lifted.value, v: CHAIN_EVENT_VERSION } }
    : lifted;
}

function damaged(index: number, why: string): Fault {
  return { code: 'EVENTS_DAMAGED', detail: `Event ${String(index + 1)} can’t be read: ${why}.` };
}
