import { millisecondsIn } from '../../scenario/duration.ts';
import type { WaitStep } from '../../scenario/schema.ts';
import { wait } from '../run/wait.ts';
import type { CaseState } from './run-case.ts';

/** Lets time pass by this computer’s clock, and tells of it. */
export async function pause(
  state: CaseState,
  { wait: duration }: Pick<WaitStep, 'wait'>,
): Promise<undefined> {
  await passing(state, millisecondsIn(duration));
  return undefined;
}

/** Resolves after `ms`, or as soon as the run is stopped. */
export async function passing({ parts, run }: CaseState, ms: number): Promise<void> {
  const { clock } = parts.ports;
  run.waiting(clock.now() + ms);
  await wait(clock, ms, run.stop);
  run.waiting(undefined);
}
