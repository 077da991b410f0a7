import type { ChainOrigin } from '../../chain/event.ts';
import { challengeNamed } from '../../challenges/index.ts';
import type { Answer } from '../../contract.ts';
import { flowNamed } from '../../flows/flows.ts';
import { present } from '../../present.ts';
import type { Hold } from '../chains-input.ts';
import type { Guard } from '../harm.ts';
import { lineage, type LiveChain, type StepRecord, stepOf } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { advance, went } from './advance.ts';
import { afresh, type Described } from './intent.ts';
import { unlessDropped } from './hold.ts';
import { createStop, type Stop } from './stop.ts';

export interface ReplayInput {
  /** The chain whose path is run again. */
  readonly chain: LiveChain;
  /** The step to arrive at: one whose reply asked a challenge (the parent of the step that is forked or bent). */
  readonly parentId: string;
  /** `same`: as another root of the same chain; else as a new chain, with why it was begun. */
  readonly into: 'same' | ChainOrigin;
  readonly guard?: Guard;
  readonly stop?: Stop;
  /** Holds what is sent until a person lets it go; for `same` only. */
  readonly hold?: Hold;
  /** Told before each step. @param done steps that were run again so far */
  readonly progress?: (done: number, of: number, chain: LiveChain) => void;
  /** Told while the next TOTP code is waited for; undefined when the wait is over. @param until epoch milliseconds */
  readonly waiting?: (challenge: string, until: number | undefined) => void;
}

/** Where the path of a replay left the one it runs again. */
export interface ReplayStop {
  readonly kind:
    /** Another challenge, tokens or an error came than the first time. */
    | 'differs'
    /** Something is needed that nobody has at hand (a code sent to a real phone). */
    | 'missing'
    /** The step was not made from an intent of ours, or never asked anything. */
    | 'impossible'
    | 'stopped';
  /** The number of the step in its chain that came out otherwise, or could not be run again. */
  readonly step: number;
  /** In words, for a person. */
  readonly detail: string;
  /** What came then and now: a challenge's name, `TOKENS` or an error's code. For `differs`. */
  readonly expected?: string;
  readonly got?: string;
  /** The field that is missing. For `missing`. */
  readonly field?: string;
}

export type Replayed =
  | { readonly ok: true; readonly chain: LiveChain; readonly parentId: string }
  /** `parentId`: how far it came, undefined when not even the first step went. */
  | { readonly ok: false; readonly chain?: LiveChain; readonly parentId?: string; readonly stop: ReplayStop };

/**
 * Runs the path that led to `parentId` again from its intents: fresh SRP exchange, timestamps, codes and hashes, and the
 * operations that belonged to a challenge (AssociateSoftwareToken …) again before its answer. Arrives at the same open
 * challenge in another sign-in, so that it can be answered once more; or says at which step it came out otherwise.
 * Steps run again carry `replays`. Waits where a TOTP code was used already.
 * @throws CoreFault HARM_UNCONFIRMED
 */
export async function replayTo(parts: Parts, input: ReplayInput): Promise<Replayed> {
  const { chain, parentId, progress } = input;
  const stop = input.stop ?? createStop();
  const path = lineage(chain, parentId).reverse();
  let into: LiveChain | undefined;
  let at: StepRecord | undefined;
  for (const [done, step] of path.entries()) {
    const ended = (why: Omit<ReplayStop, 'step'>): Replayed => ({
      ok: false,
      ...(into === undefined ? {} : { chain: into }),
      ...(at === undefined ? {} : { parentId: at.id }),
      stop: { step: numberOf(chain, step.id), ...why },
    });
    if (stop.stopped) return ended({ kind: 'stopped', detail: 'Stopped' });
    progress?.(done, path.length, into ?? chain);
    if (at === undefined || into === undefined) {
      const flow = flowNamed(step.answers);
      if (step.answer === undefined || flow === undefined)
        return ended({ kind: 'impossible', detail: 'No flow starts this chain' });
      const begun = await unlessDropped(begin(parts, input, afresh(step.answer, flow), step));
      if (begun === undefined) return ended({ kind: 'stopped', detail: 'Stopped' });
      into = begun.chain;
      at = begun.step;
    } else {
      const from = stepOf(chain, step.parentId ?? '');
      const advanced = await advance(parts, {
        chain: into,
        parentId: at.id,
        supplies: step.answer ? { answer: afresh(step.answer, described(step, from)) } : {},
        standing: { replays: step.id },
        helpers: ranHelpers(chain, from),
        stop,
        ...(input.guard ? { guard: input.guard } : {}),
        ...(input.hold ? { hold: input.hold } : {}),
        ...(input.waiting ? { waiting: input.waiting } : {}),
      });
      if (advanced.kind === 'missing')
        return ended({
          kind: 'missing',
          detail: advanced.detail,
          ...(advanced.field === undefined ? {} : { field: advanced.field }),
        });
      if (advanced.kind === 'stopped' || advanced.kind === 'held')
        return ended({ kind: 'stopped', detail: 'Stopped' });
      if (advanced.kind === 'refused') return ended(difference(from, into, advanced.step));
      at = advanced.step;
    }
    if (stop.stopped) return ended({ kind: 'stopped', detail: 'Stopped' });
    if (at.asked?.name !== step.asked?.name) {
      const differs = difference(step, into, at);
      // A step that failed is no place to go on from.
      if (!went(into, at.id)) at = at.parentId === null ? undefined : into.steps.get(at.parentId);
      return ended(differs);
    }
  }
  if (into === undefined || at?.asked === undefined)
    return {
      ok: false,
      stop: { kind: 'impossible', step: numberOf(chain, parentId), detail: 'This step asked nothing' },
    };
  return { ok: true, chain: into, parentId: at.id };
}

async function begin(
  { chains, following }: Parts,
  { chain, into, guard, hold, stop }: ReplayInput,
  answer: Answer,
  first: StepRecord,
): Promise<{ chain: LiveChain; step: StepRecord }> {
  guard?.may(answer);
  const started =
    into === 'same'
      ? await chains.restart(chain, answer, { replays: first.id }, present({ hold }))
      : await chains.start({
          target: chain.target,
          answer,
          remembered: new Map(chain.remembered),
          origin: into,
          ...present({ stop }),
          ...(answer.inputs['USERNAME'] === undefined ? { username: chain.username } : {}),
        });
  guard?.sent();
  return { chain: started.chain, step: await following.follow(started).ended };
}

/** What the answer that `step` gave to `from` is made of. */
function described(step: StepRecord, from: StepRecord): Described {
  const spec = challengeNamed(step.answers);
  const asked = { parameters: {}, available: [], ...from.asked, name: step.answers };
  return { fields: spec.fields(asked), computed: spec.computed };
}

function ranHelpers(chain: LiveChain, { id }: StepRecord): boolean {
  return [...chain.steps.values()].some(
    (step) => step.parentId === id && step.answer === undefined && went(chain, step.id),
  );
}

function difference(then: StepRecord, into: LiveChain, now: StepRecord): Omit<ReplayStop, 'step'> {
  const expected = then.asked?.name ?? 'TOKENS';
  const got = cameTo(into, now);
  return { kind: 'differs', detail: `${expected} then, ${got} now`, expected, got };
}

/** What a step brought, by name. */
function cameTo(chain: LiveChain, step: StepRecord): string {
  if (step.asked !== undefined) return step.asked.name;
  const ended = chain.events.findLast((event) => event.type === 'step.ended' && event.stepId === step.id);
  const outcome = ended?.type === 'step.ended' ? ended.outcome : undefined;
  return outcome?.kind === 'error' || outcome?.kind === 'failure' ? outcome.code : 'TOKENS';
}

/** The 1-based place of a step in its chain, in the order they were sent. */
export function numberOf(chain: LiveChain, stepId: string): number {
  return [...chain.steps.keys()].indexOf(stepId) + 1;
}
