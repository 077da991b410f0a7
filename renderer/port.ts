import type { Call, HostEvent, Result } from '@core/contract.ts';

/** What the preload lays on the window: one way to ask, one way to listen. */
export interface Bridge {
  ask(name: string, input: unknown): Promise<Result<unknown>>;
  /** Returns what stops the listening. */
  listen(run: (event: HostEvent) => void): () => void;
}

declare global {
  interface Window {
    readonly countersign: Bridge;
  }
}

/**
 * Asks the host. Never rejects: a failure is `{ ok: false, error }`. The input is copied through JSON because Vue's
 * reactive proxies can't be sent to another process, and because every input is JSON by contract.
 */
export const call: Call = async (name, input) => {
  try {
    const plain: unknown = JSON.parse(JSON.stringify(input));
    return (await window.countersign.ask(name, plain)) as Awaited<ReturnType<Call>> as never;
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    return { ok: false, error: { code: 'HOST_UNREACHABLE', detail: `The app did not answer: ${detail}` } };
  }
};

/** Hears what the host tells. Returns what stops the listening. */
export function listen(run: (event: HostEvent) => void): () => void {
  return window.countersign.listen(run);
}
