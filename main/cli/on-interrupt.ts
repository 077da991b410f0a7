import type { Host } from '@core/host/host.ts';
import { EXIT } from './exit-codes.ts';

/** Ctrl+C closes the host and ends the process. Returns what puts an end to that. */
export function onInterrupt(host: Host): () => void {
  const stop = () => {
    // Where closing waits for nothing that keeps the process up, it ends by itself: with this code, too.
    process.exitCode = EXIT.interrupted.code;
    void host.close().finally(() => process.exit(EXIT.interrupted.code));
  };
  process.once('SIGINT', stop);
  return () => process.off('SIGINT', stop);
}
