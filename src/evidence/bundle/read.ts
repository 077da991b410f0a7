import * as v from 'valibot';
import {
  CHAIN_EVENT_VERSION,
  type ChainEvent,
  type ImportedFrom,
  type StepEnded,
  type StepSent,
} from '../../chain/event.ts';
import { HeadersSchema, readEvents } from '../../chain/event-schema.ts';
import { lift, type Stored, type Up } from '../../chain/lift.ts';
import { coreFault } from '../../form/form.ts';
import { isLocked } from './age.ts';
import { measureJson } from '../measure-json.ts';
import { type Bundle, BUNDLE_VERSION, type BundledChain, bundleUps } from './format.ts';
import { isPacked, unpack } from './pack.ts';
import { unlocked } from './unlocked.ts';

/** What a bundle from elsewhere may be at most: beyond that it was made to harm, or by mistake. */
export const BUNDLE_LIMITS = {
  unpackedBytes: 268_435_456,
  /** Events pack well, and never this well. */
  ratio: 200,
  depth: 64,
  /** Of all kinds together: each costs memory, however few bytes it takes in the file. */
  values: 10_000_000,
  chains: 10_000,
  events: 1_000_000,
} as const;

/** Small files may be all repetition. Bytes. */
const ALWAYS_UNPACKED = 4_194_304;

/** Whether bytes begin as a bundle does, with or without a passphrase; what is in them is another question. */
export function looksLikeBundle(bytes: Uint8Array): boolean {
  return isPacked(bytes) || isLocked(bytes);
}

export interface BundleReading {
  readonly passphrase?: string | undefined;
  /** What lifts frames and events of older versions; without, what all consoles so far have. */
  readonly ups?: { readonly frame?: readonly Up[]; readonly events?: readonly Up[] };
}

/**
 * A bundle as it was written, of this version or an older one. Bounded in time and memory whatever is handed in.
 * @throws CoreFault IMPORT_LOCKED without the right passphrase, IMPORT_CUT_OFF, IMPORT_TOO_LARGE, IMPORT_TOO_DEEP,
 * BUNDLE_DAMAGED, BUNDLE_NEWER
 */
export async function readBundle(
  bytes: Uint8Array,
  { passphrase, ups = {} }: BundleReading = {},
): Promise<Bundle> {
  const frame = readFrame(await textOf(bytes, passphrase), ups.frame ?? bundleUps);
  let events = 0;
  const chains = frame.chains.map((chain, index): BundledChain => {
    events += chain.events.length;
    if (events > BUNDLE_LIMITS.events)
      throw coreFault('IMPORT_TOO_LARGE', 'The bundle holds more than 1,000,000 events.');
    const read = readEvents(chain.events, ups.events);
    if ('code' in read) {
      const where = `Chain ${String(index + 1)}: ${read.detail}`;
      throw read.code === 'EVENTS_NEWER'
        ? coreFault('BUNDLE_NEWER', where)
        : coreFault('BUNDLE_DAMAGED', where);
    }
    const { annotations, secrets } = chain;
    return { events: read, annotations, ...(secrets === undefined ? {} : { secrets }) };
  });
  return { ...frame, chains };
}

/** A chain of a bundle, or of a report of scenarios, as it is brought here: under a new id, read-only, and with nothing under way. */
export function broughtChain(
  { events, secrets = [], annotations }: BundledChain,
  from: {
    readonly kind: 'bundle' | 'report';
    readonly name: string;
    readonly version: string;
    /** Where in it, for people; else the id it had there. */
    readonly place?: string;
  },
  uuid: () => string,
): Required<BundledChain> {
  const chainId = uuid();
  const ended = new Set(events.flatMap((event) => (event.type === 'step.ended' ? [event.stepId] : [])));
  const kept = events.flatMap((event): ChainEvent[] => {
    // Its tokens are in another keychain, and where it went on was not here.
    if (event.type === 'tokens.stored' || event.type === 'chain.adopted') return [];
    if (event.type !== 'chain.started') return [event];
    const { origin: _origin, reproduces: _reproduces, ...started } = event;
    const imported: ImportedFrom = {
      kind: from.kind,
      name: from.name,
      tool: `Countersign ${from.version}`,
      place: from.place ?? `chain ${event.chainId}`,
    };
    return [{ ...started, chainId, imported }];
  });
  const open = kept.flatMap((event) =>
    event.type === 'step.sent' && !ended.has(event.stepId)
      ? [unended(event, events.at(-1)?.at ?? event.at)]
      : [],
  );
  return { events: [...kept, ...open], annotations: { ...annotations, pinned: false }, secrets };
}

function unended({ stepId }: StepSent, at: number): StepEnded {
  const detail = 'It was written while this step was under way.';
  return {
    v: CHAIN_EVENT_VERSION,
    type: 'step.ended',
    at,
    stepId,
    outcome: { kind: 'failure', code: 'NOT_RECORDED', detail },
    timing: { total: 0 },
    holes: [{ kind: 'response', detail }],
  };
}

async function textOf(bytes: Uint8Array, passphrase: string | undefined): Promise<string> {
  const packed = isLocked(bytes) ? await unlocked(bytes, passphrase) : bytes;
  // Some programs unpack what they download.
  if (packed[0] === OPEN_OBJECT && packed.length <= BUNDLE_LIMITS.unpackedBytes) return checkedText(packed);
  if (!isPacked(packed)) throw coreFault('BUNDLE_DAMAGED', 'This is no bundle: it is not packed as one.');
  const { unpackedBytes, ratio } = BUNDLE_LIMITS;
  const most = Math.min(unpackedBytes, Math.max(ALWAYS_UNPACKED, packed.length * ratio));
  const unpacked = await unpack(packed, most);
  if (!unpacked.ok)
    throw unpacked.why === 'large'
      ? coreFault('IMPORT_TOO_LARGE', 'The bundle would unpack to far more than its chains can need.')
      : coreFault('IMPORT_CUT_OFF', 'The bundle breaks off, or some of its bytes were changed.');
  return checkedText(unpacked.bytes);
}

const OPEN_OBJECT = 0x7b;

function checkedText(bytes: Uint8Array): string {
  const { depth, values } = measureJson(bytes);
  if (depth > BUNDLE_LIMITS.depth)
    throw coreFault('IMPORT_TOO_DEEP', 'The bundle is nested deeper than any bundle is.');
  if (values > BUNDLE_LIMITS.values)
    throw coreFault('IMPORT_TOO_LARGE', 'The bundle holds more than 10,000,000 values.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw coreFault('BUNDLE_DAMAGED', 'The bundle is no text.');
  }
}

const FrameSchema = v.object({
  countersign: v.literal('bundle'),
  version: v.literal(BUNDLE_VERSION),
  made: v.object({ at: v.pipe(v.number(), v.finite()), version: v.pipe(v.string(), v.maxLength(100)) }),
  redacted: v.boolean(),
  chains: v.pipe(
    v.array(
      v.object({
        events: v.array(v.unknown()),
        annotations: v.object({
          notes: v.pipe(v.string(), v.maxLength(200_000)),
          tags: v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(1_000)),
          ticket: v.pipe(v.string(), v.maxLength(2_000)),
          pinned: v.boolean(),
        }),
        secrets: v.exactOptional(
          v.array(
            v.object({
              stepId: v.string(),
              requestText: v.string(),
              requestHeaders: HeadersSchema,
              responseText: v.string(),
            }),
          ),
        ),
      }),
    ),
    v.minLength(1),
    v.maxLength(BUNDLE_LIMITS.chains),
  ),
});

function readFrame(text: string, ups: readonly Up[]): v.InferOutput<typeof FrameSchema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw coreFault('BUNDLE_DAMAGED', 'The bundle holds no JSON.');
  }
  if (typeof value === 'object' && value !== null && 'version' in value)
    value = liftedFrame(value as Stored, ups);
  // The first mistake is enough: one for each of ten million values would fill the memory.
  const parsed = v.safeParse(FrameSchema, value, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw coreFault(
    'BUNDLE_DAMAGED',
    `The bundle can’t be read: ${v.getDotPath(issue) ?? 'it'} is not ${issue.expected ?? 'what it should be'}.`,
  );
}

/** @throws CoreFault BUNDLE_NEWER, BUNDLE_DAMAGED */
function liftedFrame(frame: Stored, ups: readonly Up[]): Stored {
  const { version } = frame;
  const lifted = lift(frame, version, ups);
  if (lifted.kind === 'lifted') return { ...lifted.value, version: BUNDLE_VERSION };
  if (lifted.kind === 'newer')
    throw coreFault(
      'BUNDLE_NEWER',
      `The bundle has version ${String(version)}; this console reads up to ${String(lifted.newest)}. Update it to open the bundle.`,
    );
  // A text in that place may be anything, a secret even.
  const said = typeof version === 'number' ? `version ${String(version)}` : 'a version that is no number';
  throw coreFault('BUNDLE_DAMAGED', `The bundle says ${said}: versions are whole numbers from 1 on.`);
}
