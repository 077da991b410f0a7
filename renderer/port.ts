import type { Call, HostEvent, Result } from '@core/contract.ts';
import type { ImportFile } from '@core/contract/import.ts';

/** What the preload lays on the window: one way to ask, one to listen, one to hand in files. */
export interface Bridge {
  /** Hands in files that a person dropped: the host gets their places, the page an id for each. */
  offer(files: readonly File[]): Promise<readonly ImportFile[]>;
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

/** Hands in dropped files; what is no file on this computer is passed over. */
export async function offerFiles(files: readonly File[]): Promise<readonly ImportFile[]> {
  return window.countersign.offer(files).catch(() => []);
}

/** Hears what the host tells. Returns what stops the listening. */
export function listen(run: (event: HostEvent) => void): () => void {
  return window.countersign.listen(run);
}
