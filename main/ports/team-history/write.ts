import type { PoolClient } from 'pg';
import { coreFault } from '@core/form/form.ts';
import { type Facet, facetsOf, wordsOf } from '@core/history/facets.ts';
import { type Annotations, type ChainLine, facetsOfLine, type KeptEvent } from '@core/history/history.ts';
import { wordsIn } from '@core/history/words.ts';
import { annotationsIn, lineIn } from '../chain-rows.ts';
import { type ChainRow, facetValue, storable } from './rows.ts';

/** Facets that follow from line and annotations: they change, those of events don't. */
const CHANGING = ['status', 'tag', 'ticket'];

/**
 * Adds what is new of a chain and returns its number. Whoever adds to the same chain at the same time waits; what was
 * written by someone who knew more of it stays. Nothing sealed is ever written. Belongs into a transaction.
 */
export async function append(
  client: PoolClient,
  line: ChainLine,
  events: readonly KeptEvent[],
): Promise<string> {
  const columns = Object.entries(columnsOf(line)) as [string, string | number | boolean | null][];
  await client.query(
    `INSERT INTO chain (${columns.map(([name]) => name).join(', ')}, events, bytes)
     VALUES (${columns.map((_, at) => `$${at + 1}`).join(', ')}, 0, 0) ON CONFLICT (id) DO NOTHING`,
    columns.map(([, value]) => value),
  );
  const row = await lockedRow(client, line.chainId);
  const fresh = events.filter(({ seq }) => seq >= row.events);
  const count = events.reduce((most, { seq }) => Math.max(most, seq + 1), 0);
  if (count >= row.events) await setLine(client, row, line, count, fresh);
  await addEvents(client, row.n, line, fresh);
  return row.n;
}

async function setLine(
  client: PoolClient,
  row: ChainRow,
  line: ChainLine,
  count: number,
  fresh: readonly KeptEvent[],
): Promise<void> {
  const set = Object.entries(columnsOf(line)).filter(([name]) => name !== 'id');
  const bytes = fresh.reduce((sum, { event }) => sum + JSON.stringify(event).length, Number(row.bytes));
  await client.query(
    `UPDATE chain SET ${set.map(([name], at) => `${name} = $${at + 4}`).join(', ')}, events = $2, bytes = $3 WHERE n = $1`,
    [row.n, count, bytes, ...set.map(([, value]) => value)],
  );
  await setFacets(client, row.n, facetsOfLine(line, annotationsIn(row)));
}

async function addEvents(
  client: PoolClient,
  n: string,
  line: ChainLine,
  events: readonly KeptEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const seqs = events.map(({ seq }) => seq);
  const bodies = events.map(({ event }) => JSON.stringify(event));
  await client.query(
    'INSERT INTO event (chain, seq, body) SELECT $1::bigint, * FROM unnest($2::int[], $3::text[]) ON CONFLICT DO NOTHING',
    [n, seqs, bodies],
  );
  if (line.hidden) return;
  await addFacets(
    client,
    n,
    events.flatMap(({ event }) => facetsOf(event)),
  );
  for (const { seq, event } of events) await say(client, n, seq + 1, wordsOf(event));
}

/** @throws CoreFault CHAIN_UNKNOWN */
export async function annotate(
  client: PoolClient,
  chainId: string,
  changes: Partial<Annotations>,
): Promise<Annotations> {
  const row = await lockedRow(client, chainId);
  const next = { ...annotationsIn(row), ...changes };
  const { notes, tags, ticket, pinned } = next;
  await client.query('UPDATE chain SET notes = $2, tags = $3, ticket = $4, pinned = $5 WHERE n = $1', [
    ...[row.n, storable(notes), storable(JSON.stringify(tags)), storable(ticket), pinned],
  ]);
  if (row.hidden) return next;
  await setFacets(client, row.n, facetsOfLine(lineIn(row), next));
  await say(client, row.n, 0, wordsIn(`${notes} ${tags.join(' ')} ${ticket}`));
  return next;
}

/** The chain's row, held until the transaction ends. @throws CoreFault CHAIN_UNKNOWN */
export async function lockedRow(client: PoolClient, chainId: string): Promise<ChainRow> {
  const { rows } = await client.query<ChainRow>('SELECT * FROM chain WHERE id = $1 FOR UPDATE', [
    storable(chainId),
  ]);
  const [row] = rows;
  if (row === undefined)
    throw coreFault('CHAIN_UNKNOWN', 'This chain is not in the team’s history any more.');
  return row;
}

async function setFacets(client: PoolClient, n: string, facets: readonly Facet[]): Promise<void> {
  await client.query('DELETE FROM facet WHERE chain = $1 AND key = ANY($2::text[])', [n, CHANGING]);
  await addFacets(client, n, facets);
}

async function addFacets(client: PoolClient, n: string, facets: readonly Facet[]): Promise<void> {
  await client.query(
    'INSERT INTO facet (chain, key, value) SELECT $1::bigint, * FROM unnest($2::text[], $3::text[]) ON CONFLICT DO NOTHING',
    [n, facets.map(({ key }) => key), facets.map(({ value }) => facetValue(value))],
  );
}

async function say(client: PoolClient, n: string, seq: number, words: readonly string[]): Promise<void> {
  await client.query(
    `INSERT INTO words (chain, seq, word) VALUES ($1, $2, array_to_tsvector($3::text[]))
     ON CONFLICT (chain, seq) DO UPDATE SET word = EXCLUDED.word`,
    [n, seq, words],
  );
}

function columnsOf(line: ChainLine): Record<string, string | number | boolean | null> {
  return {
    id: storable(line.chainId),
    started_at: line.startedAt,
    last_at: line.lastAt,
    username: storable(line.username),
    flow: storable(line.flow),
    target_id: storable(line.targetId),
    target_name: storable(line.targetName),
    production: line.production,
    status: line.status,
    expires_at: line.expiresAt ?? null,
    failure: line.failure ?? null,
    steps: line.steps,
    slowest_ms: line.slowestMs,
    source: line.source ?? null,
    hidden: line.hidden,
  };
}
