import { EXIT } from '../exit-codes.ts';

/** Ctrl+C, and what a CI service sends: the first ends the run in good order, the second at once. */
export function onStop(stop: () => void): { stopped(): boolean; off(): void } {
  let stopped = false;
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const take = () => {
    if (stopped) process.exit(EXIT.interrupted.code);
    stopped = true;
    stop();
  };
  for (const signal of signals) process.on(signal, take);
  return {
    stopped: () => stopped,
    off: () => {
      for (const signal of signals) process.off(signal, take);
    },
  };
}
