/** A PostgreSQL of a test's own. */
export interface Postgres {
  /** With name and password in it; of the database `postgres` unless another is named. */
  url(database?: string): string;
  readonly password: string;
  /** Again after `kill`, on the same port and data; nothing while it runs. */
  start(): Promise<void>;
  /** Ends it at once, with every connection, as if it had crashed. */
  kill(): Promise<void>;
  /** Ends it and deletes what it wrote. */
  remove(): Promise<void>;
}

/** @throws with how to get PostgreSQL, where there is none. */
export function startPostgres(): Promise<Postgres>;
