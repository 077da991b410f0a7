import type { Call } from '@core/contract.ts';
import { coreFault } from '@core/form/form.ts';
import { valueIn } from './value-in.ts';

/**
 * Makes sure, before anything is done, that what is kept of it outlives the run.
 * @returns what else is to be told of the history, a sentence: a damaged one was set aside, for example
 * @throws CoreFault HISTORY_UNAVAILABLE
 */
export async function lookAtHistory(call: Call): Promise<string | undefined> {
  const { kind, problem } = valueIn(await call('history.size', {}));
  if (kind !== 'file') throw coreFault('HISTORY_UNAVAILABLE', problem ?? 'The history can’t be opened.');
  return problem;
}
