import { actionNamed } from '../../cognito/actions/actions.ts';
import type { ActionSpec } from '../../cognito/actions/spec.ts';
import type { CommandInput } from '../../contract.ts';
import type { ActionDone, ActionPlan } from '../../contract/actions.ts';
import { coreFault } from '../../form/form.ts';
import type { Parts } from '../parts.ts';
import { createStop, type Stop } from '../run/stop.ts';
import { guardedTarget, mayChange } from '../service/may-change.ts';
import { withPool } from '../users/with-pool.ts';
import { perform } from './perform.ts';
import { planOf, readyOf, type Wanted } from './plan.ts';
import { type Reading, readFor } from './read-user.ts';
import { recordingIn } from './recorded.ts';

/** Goes about actions on users: plans them, does them, stops. */
export interface Acting {
  /** @throws CoreFault ACTION_UNKNOWN, TARGET_NO_POOL, what the reads were refused with */
  plan(input: CommandInput<'action.plan'>): Promise<ActionPlan>;
  /** @throws CoreFault as `plan`, TARGET_PRODUCTION, ACTION_UNFILLED, ACTION_BUSY */
  act(input: CommandInput<'action.do'>): Promise<ActionDone>;
  stop(actId: string): void;
}

/** One going about it: what was read of the user, and what stops it. */
interface Going {
  readonly stop: Stop;
  /** By action, user and target: a plan is made anew with every key that is pressed. */
  readonly readings: Map<string, Promise<Reading>>;
  acts: boolean;
}

/** Dialogs that nobody closed properly: their readings are let go. */
const MOST_GOINGS = 20;

type ActingParts = Pick<Parts, 'ports' | 'tell' | 'sandbox' | 'targets' | 'chains' | 'following' | 'asks'>;

export function createActing({
  ports,
  tell,
  sandbox,
  targets,
  chains,
  following,
  asks,
}: ActingParts): Acting {
  const goings = new Map<string, Going>();

  function goingOf(actId: string): Going {
    const going = goings.get(actId) ?? { stop: createStop(), readings: new Map(), acts: false };
    goings.delete(actId);
    goings.set(actId, going);
    for (const [oldest, { acts }] of goings) {
      if (goings.size <= MOST_GOINGS) break;
      if (!acts) goings.delete(oldest);
    }
    return going;
  }
  const waitingOf = (actId: string) => (until: number | undefined) =>
    tell({ type: 'action.waiting', actId, ...(until === undefined ? {} : { until }) });

  async function wantedOf({
    targetId,
    action,
    username,
    values,
  }: CommandInput<'action.plan'>): Promise<Wanted> {
    const target = withPool(await sandbox.target(targetId));
    const guard = guardedTarget(target, targets.list());
    return { spec: specNamed(action), target, guard, username, values };
  }

  /** Read once for each going about it: the same dialog asks again and again. */
  function readingOf(actId: string, { spec, target, username }: Wanted): Promise<Reading> {
    const { readings, stop } = goingOf(actId);
    const key = JSON.stringify([target.id, spec.id, username]);
    const known = readings.get(key);
    if (known !== undefined) return known;
    const read = readFor(spec, { asks, target, username, stop, waiting: waitingOf(actId) });
    readings.set(key, read);
    read.catch(() => readings.delete(key));
    return read;
  }

  return {
    async plan(input) {
      const wanted = await wantedOf(input);
      return planOf(wanted, await readingOf(input.actId, wanted), ports.random);
    },
    async act(input) {
      const { actId, confirmed } = input;
      const wanted = await wantedOf(input);
      const { spec, target } = wanted;
      const reading = await readingOf(actId, wanted);
      const ready = readyOf(wanted, reading.around, ports.random);
      const [fault] = ready.faults;
      if (fault !== undefined) throw coreFault('ACTION_UNFILLED', fault.detail, fault.field);
      mayChange(wanted.guard, confirmed, ready.username);
      const going = goingOf(actId);
      if (going.acts) throw coreFault('ACTION_BUSY', 'It is under way already.');
      going.acts = true;
      const chain = chains.open(target, spec.operation, ready.username);
      const { stop } = going;
      try {
        const recording = recordingIn({ ports, chains, following, chain, stop, waiting: waitingOf(actId) });
        return { chainId: chain.id, ...(await perform(spec, ready, recording)) };
      } catch (error) {
        // Nothing was sent: there is no chain to look at.
        if (chain.steps.size === 0) chains.remove(chain.id);
        throw error;
      } finally {
        goings.delete(actId);
      }
    },
    stop(actId) {
      goings.get(actId)?.stop.stop();
      goings.delete(actId);
    },
  };
}

function specNamed(id: string): ActionSpec {
  const spec = actionNamed(id);
  if (spec === undefined) throw coreFault('ACTION_UNKNOWN', `No action is called ${id}.`, 'action');
  return spec;
}
