import { forkKindOf } from '../../chain/fork.ts';
import { chainOf } from '../../chain/model.ts';
import { challengeNamed } from '../../challenges/index.ts';
import type { Forked, RunDoing, RunStop } from '../../contract.ts';
import { flowNamed } from '../../flows/flows.ts';
import { coreFault } from '../../form/form.ts';
import type { Hold } from '../chains-input.ts';
import type { Guard } from '../harm.ts';
import { type LiveChain, stepOf } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { afresh, withoutSecrets, type Described } from './intent.ts';
import { type ReplayInput, replayTo, type ReplayStop } from './replay.ts';
import type { Stop } from './stop.ts';

export interface Forking {
  readonly chain: LiveChain;
  /** The step to stand in place of. */
  readonly stepId: string;
  readonly kind: 'live' | 'replay';
  readonly guard: Guard;
  readonly stop: Stop;
  /** Holds what is run again until a person lets it go. */
  readonly hold: Hold;
  readonly doing: (doing: RunDoing) => void;
}

/**
 * Makes ready to answer once more what a step answered.
 * @throws CoreFault STEP_UNKNOWN, FORK_IMPOSSIBLE
 */
export async function fork(parts: Parts, forking: Forking): Promise<Forked> {
  const { chain, stepId, kind } = forking;
  const step = stepOf(chain, stepId);
  const shown = chainOf(chain.events);
  const possible = shown && forkKindOf(shown, stepId, parts.ports.clock.now());
  const parent = step.parentId === null ? undefined : stepOf(chain, step.parentId);
  const described = describe(step.answers, parent?.asked);
  if (step.answer === undefined || possible === undefined || described === undefined)
    throw coreFault('FORK_IMPOSSIBLE', 'There is nothing to answer once more at this step.');

  const answer = withoutSecrets(afresh(step.answer, described), described);
  if (parent === undefined) return { kind: 'replay', parentId: null, answer };
  if (kind === 'live') return { kind, parentId: parent.id, answer };

  const { guard, stop, hold } = forking;
  const way = { chain, parentId: parent.id, into: 'same', guard, stop, hold, ...toldOf(forking) } as const;
  const replayed = await replayTo(parts, way);
  if (replayed.ok) return { kind, parentId: replayed.parentId, answer };
  const { parentId } = replayed;
  return {
    kind,
    answer,
    stop: stopOf(replayed.stop, parentId),
    ...(parentId === undefined ? {} : { parentId }),
  };
}

function describe(
  name: string,
  asked: Parameters<ReturnType<typeof challengeNamed>['fields']>[0] | undefined,
): Described | undefined {
  if (asked === undefined) return flowNamed(name);
  const spec = challengeNamed(name);
  return { fields: spec.fields({ ...asked, name }), computed: spec.computed };
}

/** Tells how far a replay is, and what it waits for. */
export function toldOf({ doing }: Pick<Forking, 'doing'>): Pick<ReplayInput, 'progress' | 'waiting'> {
  let at: RunDoing = { kind: 'replaying', done: 0, of: 0 };
  return {
    progress: (done, of) => doing((at = { kind: 'replaying', done, of })),
    waiting: (name, until) =>
      doing(until === undefined ? at : { kind: 'waiting', why: 'totp', name, at: until }),
  };
}

/** Why a replay did not get there, for a person. @param parentId how far it came */
export function stopOf({ kind, step, detail, field }: ReplayStop, parentId: string | undefined): RunStop {
  const at = parentId === undefined ? {} : { stepId: parentId };
  switch (kind) {
    case 'stopped':
      return { kind: 'hand', text: 'Stopped', ...at };
    case 'missing':
      return {
        kind: 'missing',
        text: `The replay stopped at step ${step}: ${detail}`,
        ...at,
        ...(field === undefined ? {} : { field }),
      };
    case 'differs':
    case 'impossible':
      return { kind: 'differs', text: `The replay differs at step ${step}: ${detail}`, ...at };
  }
}
