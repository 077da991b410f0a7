import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { TEAM_CHANNEL } from '@core/history/schema/postgres.ts';
import type { AboutChain, Comment, TeamHistory } from '@core/history/team-history.ts';
import { annotationsIn } from '../chain-rows.ts';
import { changesOf } from './changes.ts';
import { connectTo } from './connection.ts';
import { complete, readChain, search, size, targets, wipe } from './read.ts';
import { storable } from './rows.ts';
import { annotate, append, lockedRow } from './write.ts';

/**
 * A team's history on PostgreSQL. Connects when it is first asked for something; makes its tables where there are none.
 * @param url `postgres://name:password@host/database`
 */
export function openTeamHistory(url: string): TeamHistory {
  const connection = connectTo(url);
  const self = randomUUID();
  const changes = changesOf(connection, self);

  /** Everything or nothing, and others hear of it once it is there. */
  const change = <T>(run: (client: PoolClient) => Promise<T>): Promise<T> =>
    connection.inTransaction(async (client) => {
      const result = await run(client);
      await client.query('SELECT pg_notify($1, $2)', [TEAM_CHANNEL, self]);
      return result;
    });

  return {
    name: nameOf(url),
    kind: 'team',
    append: (line, events) => change(async (client) => void (await append(client, line, events))),
    read: (chainId) => readChain(connection, chainId),
    search: (query, { most, after }) =>
      search(connection, query, {
        most,
        ...(after !== undefined && /^\d{1,15}$/.test(after) ? { after } : {}),
      }),
    complete: (...wanted) => complete(connection, ...wanted),
    annotate: (chainId, changed) => change((client) => annotate(client, chainId, changed)),
    async wipe(what) {
      const gone = await wipe(connection, what);
      if (gone.length > 0) await connection.rows('SELECT pg_notify($1, $2)', [TEAM_CHANNEL, self]);
      return gone;
    },
    targets: () => targets(connection),
    size: () => size(connection),
    onChange: (run) => changes.hear(run),
    async close() {
      await changes.close();
      await connection.close();
    },

    publish: ({ id, at, by, note, tags, ticket, line, events }) =>
      change(async (client) => {
        const n = await append(client, line, events);
        await join(client, line.chainId, tags, ticket);
        await client.query(
          'INSERT INTO publication (id, chain, at, by) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
          [id, n, at, storable(by)],
        );
        if (note !== '') await addComment(client, n, { id, at, by, text: note });
      }),
    async about(chainIds) {
      const rows = await connection.rows<{ id: string; by: string | null; at: number | null; many: string }>(
        `SELECT id, by, at, (SELECT count(*) FROM comment WHERE comment.chain = n) AS many
         FROM chain LEFT JOIN LATERAL (
           SELECT by, at FROM publication WHERE publication.chain = n ORDER BY at, publication.id LIMIT 1
         ) AS first ON true WHERE chain.id = ANY($1::text[])`,
        [chainIds.map(storable)],
      );
      return new Map(
        rows.map(({ id, by, at, many }): [string, AboutChain] => [
          id,
          { comments: Number(many), ...(by === null || at === null ? {} : { publisher: { by, at } }) },
        ]),
      );
    },
    comment: ({ chainId, ...comment }) =>
      change(async (client) => {
        const { n } = await lockedRow(client, chainId);
        await addComment(client, n, comment);
      }),
    comments: (chainId) =>
      connection.rows<Comment>(
        `SELECT id, at, by, text FROM comment WHERE chain = (SELECT n FROM chain WHERE id = $1)
         ORDER BY at, id`,
        [storable(chainId)],
      ),
  };
}

async function join(
  client: PoolClient,
  chainId: string,
  tags: readonly string[],
  ticket: string,
): Promise<void> {
  if (tags.length === 0 && ticket === '') return;
  const { tags: before, ticket: named } = annotationsIn(await lockedRow(client, chainId));
  await annotate(client, chainId, {
    tags: [...new Set([...before, ...tags])].sort(),
    ticket: named === '' ? ticket : named,
  });
}

async function addComment(client: PoolClient, n: string, { id, at, by, text }: Comment): Promise<void> {
  await client.query(
    'INSERT INTO comment (id, chain, at, by, text) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
    [id, n, at, storable(by), storable(text)],
  );
}

/** Server and database, for people: nothing of who connects. */
function nameOf(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `${host}${pathname === '/' ? '' : pathname}`;
  } catch {
    return 'PostgreSQL';
  }
}
