import { errorNamed } from '../../errors/catalogue.ts';
import { expectsRefusal } from '../../scenario/checks.ts';
import type { Expect } from '../../scenario/schema.ts';
import { passing } from './pause.ts';
import type { CaseState } from './run-case.ts';
import type { Done, Sent } from './run-step.ts';
import { endOf } from './seen-of.ts';

/** How often a throttled request is sent again, and after how long first; twice as long each time. */
const RETRIES = 3;
const FIRST_PAUSE = 1_000;

/**
 * Sends, and sends again while the service asks to slow down: every try is a step of the chain. Where a refusal is what
 * the scenario expects, the first one counts.
 * @param send what was sent before, where it was throttled
 */
export async function unthrottled(
  state: CaseState,
  expect: Expect | undefined,
  send: (before: Sent | undefined) => Promise<Done>,
): Promise<Done> {
  let done = await send(undefined);
  for (let tries = 0; tries < RETRIES && isThrottled(done) && !expectsRefusal(expect ?? {}); tries++) {
    await passing(state, FIRST_PAUSE * 2 ** tries);
    if (state.run.stop.stopped) return done;
    done = await send(done);
  }
  return done;
}

function isThrottled(done: Done): done is Sent {
  if (done === undefined || !('step' in done)) return false;
  const outcome = endOf(done.chain, done.step)?.outcome;
  return outcome?.kind === 'error' && errorNamed(outcome.code)?.throttles === true;
}
