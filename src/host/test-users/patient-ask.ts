import { errorNamed } from '../../errors/catalogue.ts';
import { coreFault, isFault } from '../../form/form.ts';
import type { JsonObject } from '../../json.ts';
import type { Clock } from '../ports.ts';
import type { Stop } from '../run/stop.ts';
import { wait } from '../run/wait.ts';

/** Nobody waits for a single answer: what a view would give up after seconds may take minutes here. */
const REST_MS = 20_000;
const RESTS = 15;

export type Ask = (operation: string, body: JsonObject) => Promise<JsonObject>;

/**
 * Waits for as long as the service asks to slow down, all callers together, and no longer than until it is stopped: an ask
 * that waits then throws ASK_STOPPED; one that was not asked to slow down goes on.
 * @param waiting until when it waits, epoch milliseconds; undefined once that is over
 * @returns what makes an ask such a patient one
 */
export function createPatience(
  clock: Clock,
  waiting: (until: number | undefined) => void,
  stop: Stop,
): (ask: Ask) => Ask {
  let rest: Promise<void> | undefined;
  return (ask) => async (operation, body) => {
    for (let rests = 0; ; rests++) {
      const waited = rest !== undefined || rests > 0;
      await rest;
      if (waited && stop.stopped) throw coreFault('ASK_STOPPED', 'Stopped.');
      try {
        return await ask(operation, body);
      } catch (error) {
        if (!isFault(error) || errorNamed(error.code)?.throttles !== true || rests >= RESTS) throw error;
        waiting(clock.now() + REST_MS);
        rest ??= wait(clock, REST_MS, stop).then(() => {
          rest = undefined;
          waiting(undefined);
        });
      }
    }
  };
}
