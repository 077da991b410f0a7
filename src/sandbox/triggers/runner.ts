import type { Random } from '../random.ts';
import { createConsoleLines } from './console-lines.ts';
import { outcomeOf, type Ending } from './ending.ts';
import { OUT_OF_MEMORY, runInMachine, type Job } from './machine.ts';
import { createQuickJs } from './quickjs.ts';
import type { TriggerRunner } from './trigger.ts';

/** Time to read a source and find its handler. */
const CHECK_MILLISECONDS = 500;

const WRITE_ONE = 'There is no handler. Write one: export const handler = async (event) => event;';

/**
 * Runs triggers in QuickJS, compiled to WebAssembly: without file, network, timer or module, and with nothing of this
 * process in reach. A run holds its thread until it is over.
 */
export function createTriggerRunner(random: Random): TriggerRunner {
  const quickJs = createQuickJs();
  const enter = async (job: Omit<Job, 'random'>): Promise<Ending> => {
    try {
      return await quickJs.use((module) => runInMachine(module, { ...job, random }));
    } catch (error) {
      return { outcome: 'threw', message: error instanceof RangeError ? 'stack overflow' : OUT_OF_MEMORY };
    }
  };
  return {
    run: async (source, event, { now, milliseconds }) => {
      const console = createConsoleLines();
      const json = JSON.stringify(event);
      const started = performance.now();
      const ending = await enter({ source, now, milliseconds, json, print: console.print });
      return { ...outcomeOf(ending), logs: console.lines(), ms: Math.round(performance.now() - started) };
    },
    check: async (source) => {
      const ending = await enter({
        source,
        now: 0,
        milliseconds: CHECK_MILLISECONDS,
        print: () => undefined,
      });
      if (ending.outcome === 'without handler') return { problem: WRITE_ONE };
      if (ending.outcome === 'timed out') return { problem: 'The source does not come to its end.' };
      if (ending.outcome === 'threw') return { problem: ending.message };
      if (ending.outcome === 'returned') return {};
      const { problem, line } = ending;
      return line === undefined ? { problem } : { problem, line };
    },
  };
}
