import type { CancelSignal } from '../ports.ts';
import type { Stop } from './stop.ts';

/**
 * What is under way ends as the run is stopped; what is over hears of it no more: one stop may be for very many
 * requests.
 */
export async function signalled<T>(stop: Stop, work: (signal: CancelSignal) => Promise<T>): Promise<T> {
  const forgets: (() => void)[] = [];
  const onCancel = (run: () => void) => void forgets.push(stop.onStop(run));
  const signal = { cancelled: stop.stopped, onCancel };
  onCancel(() => void (signal.cancelled = true));
  try {
    return await work(signal);
  } finally {
    for (const forget of forgets) forget();
  }
}
