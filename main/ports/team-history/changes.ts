import type { Client } from 'pg';
import { TEAM_CHANNEL } from '@core/history/schema/postgres.ts';
import type { Connection } from './connection.ts';

/** Wait before listening again after a loss. Milliseconds. */
const AGAIN_MS = 5_000;

export interface Changes {
  /** Returns what stops it. */
  hear(run: () => void): () => void;
  close(): Promise<void>;
}

/**
 * Hears what others change, on a connection of its own, as long as anyone wants to know. A lost connection is told as a
 * change, too: what is known may be out of date then, and whoever asks learns that the server is gone.
 * @param self what our own changes carry
 */
export function changesOf(connection: Connection, self: string): Changes {
  const listeners = new Set<() => void>();
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const tell = () => listeners.forEach((run) => run());

  async function start(): Promise<void> {
    if (client !== undefined || listeners.size === 0) return;
    const mine = connection.client();
    client = mine;
    let lost = false;
    const lose = () => {
      if (lost || client !== mine) return;
      lost = true;
      client = undefined;
      void mine.end().catch(() => undefined);
      again();
      tell();
    };
    mine.on('error', lose);
    mine.on('end', lose);
    mine.on('notification', ({ payload }) => {
      if (payload !== self) tell();
    });
    try {
      await mine.connect();
      await mine.query(`LISTEN ${TEAM_CHANNEL}`);
    } catch {
      lose();
    }
  }

  function again(): void {
    if (listeners.size === 0) return;
    timer = setTimeout(() => void start().then(() => client !== undefined && tell()), AGAIN_MS);
    // A process that has nothing else to do may end.
    timer.unref();
  }

  async function stop(): Promise<void> {
    clearTimeout(timer);
    const ended = client;
    client = undefined;
    await ended?.end().catch(() => undefined);
  }

  return {
    hear(run) {
      listeners.add(run);
      void start();
      return () => {
        listeners.delete(run);
        if (listeners.size === 0) void stop();
      };
    },
    close() {
      listeners.clear();
      return stop();
    },
  };
}
