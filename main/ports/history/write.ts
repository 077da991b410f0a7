import type { ChainEvent } from '@core/chain/event.ts';
import { coreFault } from '@core/form/form.ts';
import { type Facet, facetsOf, wordsOf } from '@core/history/facets.ts';
import {
  type Annotations,
  type ChainLine,
  facetsOfLine,
  type KeptEvent,
  moved,
  NO_ANNOTATIONS,
} from '@core/history/history.ts';
import { WORDS_PER_CHAIN } from '@core/history/schema/sqlite.ts';
import { writtenWords } from '@core/history/schema/common-words.ts';
import { wordsIn } from '@core/history/words.ts';
import { annotationsIn } from '../chain-rows.ts';
import type { Database } from './database.ts';
import { type ChainRow, rowOf } from './rows.ts';

/** Events a chain can hold: their rows must not run into those of the next. */
const MOST_EVENTS = WORDS_PER_CHAIN - 1;

/** What writes into an open file. Every call belongs into a transaction. */
export interface Writer {
  /** @throws CoreFault HISTORY_UNAVAILABLE where the chain is too long; HISTORY_MOVED, see `History.append` */
  append(line: ChainLine, events: readonly KeptEvent[]): void;
  /** @throws CoreFault CHAIN_UNKNOWN */
  annotate(chainId: string, changes: Partial<Annotations>): Annotations;
}

interface Row extends KeptEvent {
  readonly body: string;
}

export function writer(db: Database): Writer {
  const chainNamed = db.prepare('SELECT * FROM chain WHERE id = ?');
  const addChain = db.prepare(`
    INSERT INTO chain (id, started_at, last_at, username, flow, target_id, target_name, production, status, failure,
      steps, slowest_ms, source, hidden, expires_at, events, bytes)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const setChain = db.prepare(`
    UPDATE chain SET last_at = ?, target_id = ?, target_name = ?, production = ?, status = ?, failure = ?, steps = ?,
      slowest_ms = ?, expires_at = ?, events = ?, bytes = ? WHERE n = ?`);
  const setAnnotations = db.prepare(
    'UPDATE chain SET notes = ?, tags = ?, ticket = ?, pinned = ? WHERE n = ?',
  );
  const addEvent = db.prepare('INSERT INTO event (id, body, sealed) VALUES (?, ?, ?)');
  const bodyAt = db.prepare('SELECT body FROM event WHERE id = ?');
  const addFacet = db.prepare(
    'INSERT INTO facet (key, value, chain) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const dropFacets = db.prepare('DELETE FROM facet WHERE chain = ? AND key = ?');
  const addWords = db.prepare('INSERT INTO words (rowid, word) VALUES (?, ?)');
  const dropWords = db.prepare('DELETE FROM words WHERE rowid = ?');

  const rowNamed = (chainId: string) => chainNamed.get(chainId) as ChainRow | undefined;
  const found = (n: number, facets: readonly Facet[]) => {
    for (const { key, value } of facets) addFacet.run(key, value, n);
  };
  const say = (n: number, seq: number, words: readonly string[]) => {
    if (words.length > 0) addWords.run(rowOf(n, seq), writtenWords(words));
  };

  /** Whether another event is there already at a row's number. */
  const isOther =
    ({ n, events }: ChainRow) =>
    ({ seq, body }: Row): boolean =>
      seq < events && (bodyAt.get(rowOf(n, seq)) as { body: string } | undefined)?.body !== body;

  function addEvents(n: number, line: ChainLine, events: readonly Row[]): void {
    for (const { seq, event, sealed, body } of events) {
      addEvent.run(rowOf(n, seq), body, sealed ?? null);
      if (line.hidden) {
        const owner = ownerOf(event);
        if (owner !== undefined) addFacet.run('origin', owner, n);
        continue;
      }
      found(n, facetsOf(event));
      say(n, seq, wordsOf(event));
    }
  }

  return {
    append(line, events) {
      const before = rowNamed(line.chainId);
      const known = before?.events ?? 0;
      const rows = events.map((kept): Row => ({ ...kept, body: JSON.stringify(kept.event) }));
      if ((rows[0]?.seq ?? 0) > known || (before !== undefined && rows.some(isOther(before)))) throw moved();
      const fresh = rows.filter(({ seq }) => seq >= known);
      const count = fresh.reduce((most, { seq }) => Math.max(most, seq + 1), known);
      if (count > MOST_EVENTS)
        throw coreFault('HISTORY_UNAVAILABLE', `A chain of more than ${MOST_EVENTS} events is not kept.`);
      const bytes = fresh.reduce((sum, kept) => sum + bytesOf(kept), before?.bytes ?? 0);
      const { failure = null, source = null, production, expiresAt = null } = line;
      let n: number;
      if (before === undefined) {
        const { chainId, startedAt, lastAt, username, flow, targetId, targetName, status } = line;
        const made = addChain.run(
          ...[chainId, startedAt, lastAt, username, flow, targetId, targetName, Number(production), status],
          ...[failure, line.steps, line.slowestMs, source, Number(line.hidden)],
          ...[expiresAt, count, bytes],
        );
        n = Number(made.lastInsertRowid);
      } else {
        n = before.n;
        const { lastAt, targetId, targetName, status, steps, slowestMs } = line;
        setChain.run(
          ...[lastAt, targetId, targetName, Number(production), status, failure, steps, slowestMs],
          ...[expiresAt, count, bytes, n],
        );
      }
      if (before?.status !== line.status && !line.hidden) {
        if (before !== undefined) dropFacets.run(n, 'status');
        found(n, facetsOfLine(line, NO_ANNOTATIONS));
      }
      addEvents(n, line, fresh);
    },
    annotate(chainId, changes) {
      const row = rowNamed(chainId);
      if (row === undefined) throw coreFault('CHAIN_UNKNOWN', 'This chain is not in the history any more.');
      const next = { ...annotationsIn(row), ...changes };
      const { notes, tags, ticket, pinned } = next;
      setAnnotations.run(notes, JSON.stringify(tags), ticket, Number(pinned), row.n);
      if (row.hidden === 1) return next;
      for (const key of ['tag', 'ticket']) dropFacets.run(row.n, key);
      for (const tag of tags) addFacet.run('tag', tag, row.n);
      if (ticket !== '') addFacet.run('ticket', ticket.toLowerCase(), row.n);
      dropWords.run(rowOf(row.n, -1));
      say(row.n, -1, wordsIn(`${notes} ${tags.join(' ')} ${ticket}`));
      return next;
    },
  };
}

function ownerOf(event: ChainEvent): string | undefined {
  return event.type === 'chain.started' ? event.origin?.chainId : undefined;
}

/** What an event takes in the file, as good as characters tell. */
function bytesOf({ body, sealed }: Row): number {
  return body.length + (sealed?.length ?? 0);
}
