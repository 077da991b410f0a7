import { errorNamed } from '../../errors/catalogue.ts';
import type { Target } from '../../contract.ts';
import { isFault } from '../../form/form.ts';
import type { JsonObject } from '../../json.ts';
import type { Clock } from '../ports.ts';
import { createStop } from '../run/stop.ts';
import { wait } from '../run/wait.ts';
import type { ServiceAsks } from '../service/ask.ts';

/** Nobody waits for a single answer: what a view would give up after seconds may take minutes here. */
const REST_MS = 20_000;
const RESTS = 15;

export type Ask = (operation: string, body: JsonObject) => Promise<JsonObject>;

/**
 * Asks at a target, and waits for as long as the service asks to slow down, all callers together.
 * @param waiting until when it waits, epoch milliseconds; undefined once that is over
 */
export function patientAsk(
  asks: ServiceAsks,
  clock: Clock,
  target: Target,
  waiting: (until: number | undefined) => void,
): Ask {
  let rest: Promise<void> | undefined;
  return async (operation, body) => {
    for (let rests = 0; ; rests++) {
      await rest;
      try {
        return await asks.ask(target, operation, body, { waiting });
      } catch (error) {
        if (!isFault(error) || errorNamed(error.code)?.throttles !== true || rests >= RESTS) throw error;
        waiting(clock.now() + REST_MS);
        rest ??= wait(clock, REST_MS, createStop()).then(() => {
          rest = undefined;
          waiting(undefined);
        });
      }
    }
  };
}
