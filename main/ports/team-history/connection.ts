import { createRequire } from 'node:module';
import type * as Pg from 'pg';
import type { Client, Pool, PoolClient } from 'pg';
import { coreFault } from '@core/form/form.ts';
import { TEAM_LOCK, TEAM_SCHEMA, ups } from '@core/history/schema/postgres.ts';
import { teamFault } from './faults.ts';

/** Longest wait for a connection, and for one statement. Milliseconds. */
const CONNECT_MS = 8_000;
const STATEMENT_MS = 20_000;
const IDLE_MS = 60_000;
const MOST_CONNECTIONS = 4;

// Not under the name `require`: the bundle declares one of its own.
const loadPg = () => createRequire(import.meta.url)('pg') as typeof Pg;

export interface Connection {
  /** Runs something in one transaction; the tables are there, at our version. @throws CoreFault */
  inTransaction<T>(run: (client: PoolClient) => Promise<T>): Promise<T>;
  /** A statement of its own. @throws CoreFault */
  rows<T>(sql: string, values?: readonly unknown[]): Promise<readonly T[]>;
  /** A connection beside the pool's, for who listens. Connected by the caller. */
  client(): Client;
  close(): Promise<void>;
}

/** Connects when first asked for something, and again after a loss. pg is loaded then: few have a team's history. */
export function connectTo(url: string): Connection {
  const options = {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: 'countersign',
    keepAlive: true,
  };
  let pool: Pool | undefined;
  let ready: Promise<void> | undefined;
  let closed = false;

  function opened(): Pool {
    if (closed) throw coreFault('HISTORY_UNAVAILABLE', 'The team’s history was closed.');
    if (pool !== undefined) return pool;
    const { Pool } = loadPg();
    pool = new Pool({
      ...options,
      max: MOST_CONNECTIONS,
      idleTimeoutMillis: IDLE_MS,
      statement_timeout: STATEMENT_MS,
      query_timeout: STATEMENT_MS + CONNECT_MS,
      // Awaited: no statement comes before it.
      onConnect: async (client) => void (await client.query(`SET search_path TO ${TEAM_SCHEMA}`)),
    });
    // An idle connection that breaks is taken out of the pool; the next call says what is wrong.
    pool.on('error', () => undefined);
    return pool;
  }

  async function withTables(): Promise<void> {
    ready ??= lift(opened()).catch((error: unknown) => {
      ready = undefined;
      throw error;
    });
    await ready;
  }

  async function inTransaction<T>(run: (client: PoolClient) => Promise<T>): Promise<T> {
    try {
      await withTables();
      return await transaction(opened(), run);
    } catch (error) {
      throw teamFault(error);
    }
  }

  return {
    inTransaction,
    async rows<T>(sql: string, values: readonly unknown[] = []) {
      try {
        await withTables();
        return (await opened().query(sql, [...values])).rows as T[];
      } catch (error) {
        throw teamFault(error);
      }
    },
    client() {
      const { Client } = loadPg();
      return new Client(options);
    },
    async close() {
      closed = true;
      await pool?.end();
      pool = undefined;
    },
  };
}

async function transaction<T>(pool: Pool, run: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // A connection that breaks in use says so by an event as well as by the call.
  const ignore = () => undefined;
  client.on('error', ignore);
  let broken = false;
  try {
    await client.query('BEGIN');
    const result = await run(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => (broken = true));
    throw error;
  } finally {
    client.off('error', ignore);
    client.release(broken);
  }
}

/**
 * Makes the tables or lifts them, one at a time whoever else does the same. Someone who may only read finds them as they
 * are. @throws CoreFault HISTORY_NEWER
 */
async function lift(pool: Pool): Promise<void> {
  if ((await versionIn(pool)) === ups.length) return;
  await transaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [TEAM_LOCK]);
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${TEAM_SCHEMA}`);
    await client.query(`SET LOCAL search_path TO ${TEAM_SCHEMA}`);
    await client.query('CREATE TABLE IF NOT EXISTS countersign_schema (version INTEGER NOT NULL)');
    const version = (await versionIn(client)) ?? 0;
    if (version > ups.length) return;
    for (const up of ups.slice(version)) await client.query(up);
    await client.query('DELETE FROM countersign_schema');
    await client.query('INSERT INTO countersign_schema (version) VALUES ($1)', [ups.length]);
  });
  if ((await versionIn(pool)) !== ups.length)
    throw coreFault(
      'HISTORY_NEWER',
      'The team’s history was written by a newer version of the console and is left untouched.',
    );
}

async function versionIn(client: Pool | PoolClient): Promise<number | undefined> {
  const there = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
    `${TEAM_SCHEMA}.countersign_schema`,
  ]);
  if (there.rows[0]?.there !== true) return undefined;
  const { rows } = await client.query<{ version: number }>(
    `SELECT version FROM ${TEAM_SCHEMA}.countersign_schema`,
  );
  return rows[0]?.version;
}
