import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { type Postgres, startPostgres } from '../../scripts/test/postgres.mjs';

export type { Postgres };

export interface RunningPostgres extends Postgres {
  /** Makes an empty database and returns its URL. */
  fresh(): Promise<string>;
}

/** A real PostgreSQL for one test file. */
export function usePostgres(): () => RunningPostgres {
  let running: Postgres | undefined;
  beforeAll(async () => {
    running = await startPostgres();
  });
  afterAll(async () => {
    await running?.remove();
  });
  return () => {
    if (running === undefined) throw new Error('the database runs within tests only');
    const server = running;
    return {
      ...server,
      async fresh() {
        const name = `test_${randomUUID().replaceAll('-', '')}`;
        await inDatabase(server.url(), (client) => client.query(`CREATE DATABASE ${name}`));
        return server.url(name);
      },
    };
  };
}

/** Runs something on a connection of its own. */
export async function inDatabase<T>(url: string, run: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}
