import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { challenge, refused, story } from '@core/chain/testing/story.ts';
import { parseQuery } from '@core/history/query/parse.ts';
import { TEAM_SCHEMA, ups } from '@core/history/schema/postgres.ts';
import type { History } from '@core/history/history.ts';
import { memoryHistory } from '@core/history/memory-history.ts';
import type { Publication, TeamHistory } from '@core/history/team-history.ts';
import { keptOf, type RandomChain, randomChains, randomQuery } from '@core/history/testing/random-history.ts';
import { inDatabase, usePostgres } from '../../testing/postgres.ts';
import { openTeamHistory } from './team-history.ts';

const postgres = usePostgres();
const opened: TeamHistory[] = [];
const open = (url: string) => {
  const history = openTeamHistory(url);
  opened.push(history);
  return history;
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map((history) => history.close()));
});

const events = story(
  [
    { id: 'a1', parent: null, answers: 'USER_SRP_AUTH', outcome: challenge('SMS_MFA', 's1') },
    { id: 'a2', parent: 'a1', answers: 'SMS_MFA', outcome: refused('CodeMismatchException', 'Invalid code') },
  ],
  { chainId: 'ann' },
);
const publication = (over: Partial<Publication> = {}): Publication => ({
  id: randomUUID(),
  at: 1_789_000_000_000,
  by: 'kim',
  note: '',
  tags: [],
  ticket: '',
  ...keptOf(events),
  ...over,
});

async function fill(history: History, chains: readonly RandomChain[]): Promise<void> {
  for (const { line, events: kept, annotations } of chains) {
    await history.append(line, kept);
    await history.annotate(line.chainId, annotations);
  }
}

describe('a team’s history', () => {
  it('finds what the reference finds, in its order, on pages of any size', async () => {
    const url = await postgres().fresh();
    const team = open(url);
    await team.size();
    await fc.assert(
      fc.asyncProperty(
        randomChains,
        fc.array(randomQuery, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 4 }),
        async (chains, queries, most) => {
          await inDatabase(url, (client) => client.query('TRUNCATE countersign.chain CASCADE'));
          const memory = memoryHistory();
          await fill(memory, chains);
          await fill(team, chains);
          for (const query of queries) {
            const wanted = (await memory.search(query, { most: 10 })).found.map(({ line }) => line.chainId);
            const found: string[] = [];
            let after: string | undefined;
            do {
              const page = await team.search(query, { most, ...(after === undefined ? {} : { after }) });
              found.push(...page.found.map(({ line }) => line.chainId));
              after = page.next;
            } while (after !== undefined);
            expect(found).toEqual(wanted);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives back what it took, without anything sealed', async () => {
    const url = await postgres().fresh();
    const team = open(url);
    const kept = keptOf(events);
    await team.append(
      kept.line,
      kept.events.map((one) => ({ ...one, sealed: new TextEncoder().encode('sealed-fixture') })),
    );
    expect(await team.read('ann')).toEqual({
      line: kept.line,
      annotations: { notes: '', tags: [], ticket: '', pinned: false },
      events: kept.events,
    });
    const columns = await inDatabase(url, (client) =>
      client.query(`SELECT string_agg(body, '') AS bodies FROM countersign.event`),
    );
    expect(columns.rows[0].bodies).not.toContain('sealed');
  });

  it('holds one copy of a chain that is published again, and by others at the same time', async () => {
    const url = await postgres().fresh();
    const writers = Array.from({ length: 6 }, () => open(url));
    const mine = publication({ note: 'Look at the second step' });
    // The first of them make the tables, all at once.
    await Promise.all(
      writers.flatMap((writer) => [
        writer.publish(mine),
        writer.publish(publication()),
        writer.publish(publication({ ...keptOf(events.slice(0, 3)) })),
      ]),
    );
    const [first] = writers as [TeamHistory];
    expect(await first.size()).toMatchObject({ chains: 1, steps: 2 });
    expect((await first.targets()).length).toBe(1);
    expect((await first.read('ann'))?.events.map(({ event }) => event)).toEqual(events);
    expect((await first.comments('ann')).map(({ text }) => text)).toEqual(['Look at the second step']);
    expect((await first.about(['ann', 'bob'])).get('ann')).toMatchObject({ comments: 1 });
  });

  it('takes what many write at once, and loses nothing', async () => {
    const url = await postgres().fresh();
    const writers = Array.from({ length: 4 }, () => open(url));
    await Promise.all(
      writers.flatMap((writer, who) =>
        Array.from({ length: 10 }, (_, at) => {
          const own = story(
            [{ id: 's', parent: null, answers: 'USER_AUTH', outcome: challenge('SMS_MFA') }],
            {
              chainId: `chain-${who}-${at}`,
              username: `user-${at}@example.com`,
            },
          );
          return writer.publish(publication({ id: randomUUID(), by: `writer ${who}`, ...keptOf(own) }));
        }),
      ),
    );
    const [reader] = writers as [TeamHistory];
    expect(await reader.size()).toMatchObject({ chains: 40, steps: 40 });
    expect(await reader.complete('user', 'user-3', 5, 0)).toEqual([
      { value: 'user-3@example.com', chains: 4 },
    ]);
    const page = await reader.search({ terms: [] }, { most: 200 });
    expect(new Set(page.found.map(({ line }) => line.chainId)).size).toBe(40);
  });

  it('lets people talk, once a comment', async () => {
    const team = open(await postgres().fresh());
    await team.publish(publication({ tags: ['release'], ticket: 'ABC-1' }));
    const said = { id: randomUUID(), chainId: 'ann', at: 5, by: 'lee', text: 'It’s the clock.' };
    await team.comment(said);
    await team.comment(said);
    expect(await team.comments('ann')).toEqual([{ id: said.id, at: 5, by: 'lee', text: 'It’s the clock.' }]);
    await expect(team.comment({ ...said, chainId: 'gone' })).rejects.toMatchObject({ code: 'CHAIN_UNKNOWN' });
    await team.publish(publication({ by: 'lee', tags: ['flaky'], ticket: 'ABC-2' }));
    expect((await team.read('ann'))?.annotations).toMatchObject({
      tags: ['flaky', 'release'],
      ticket: 'ABC-1',
    });
  });

  it('tells who looks on of what others write, and of nothing else', async () => {
    const url = await postgres().fresh();
    const [mine, theirs] = [open(url), open(url)];
    await mine.size();
    let heard = 0;
    mine.onChange(() => heard++);
    await expect
      .poll(() =>
        inDatabase(url, async (client) => {
          const { rows } = await client.query(
            `SELECT 1 FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()`,
          );
          return rows.length;
        }),
      )
      .toBe(1);
    await mine.publish(publication());
    await theirs.comment({ id: randomUUID(), chainId: 'ann', at: 1, by: 'lee', text: 'Seen.' });
    await expect.poll(() => heard).toBe(1);
  });

  it('does nothing while the server is away, and goes on when it is back', async () => {
    const team = open(await postgres().fresh());
    await team.publish(publication());
    await postgres().kill();
    await expect(team.publish(publication())).rejects.toMatchObject({ code: 'HISTORY_UNAVAILABLE' });
    await expect(team.read('ann')).rejects.toMatchObject({ code: 'HISTORY_UNAVAILABLE' });
    await postgres().start();
    expect((await team.read('ann'))?.line.chainId).toBe('ann');
  });

  it('has broken off what no request can be under way in any more', async () => {
    const team = open(await postgres().fresh());
    const cut = keptOf(story([{ id: 'cut-1', parent: null, answers: 'USER_AUTH' }], { chainId: 'cut' }));
    await team.append(cut.line, cut.events);
    for (const [now, status] of [
      [cut.line.lastAt + 59_999, 'sending'],
      [cut.line.lastAt + 60_000, 'failed'],
    ] as const) {
      for (const asked of ['sending', 'failed']) {
        const { query } = parseQuery(`status:${asked}`, now);
        expect((await team.search(query, { most: 5 })).found).toHaveLength(asked === status ? 1 : 0);
      }
      expect(await team.complete('status', '', 10, now)).toEqual([{ value: status, chains: 1 }]);
    }
  });

  it('tells of chains an older version wrote when their Sessions ran out', async () => {
    const url = await postgres().fresh();
    const { events: kept, line } = keptOf(events.slice(0, 3));
    await inDatabase(url, async (client) => {
      await client.query(`CREATE SCHEMA ${TEAM_SCHEMA}`);
      await client.query(`SET search_path TO ${TEAM_SCHEMA}`);
      await client.query('CREATE TABLE countersign_schema (version INTEGER NOT NULL)');
      await client.query('INSERT INTO countersign_schema VALUES (1)');
      await client.query(ups[0] ?? '');
      await client.query(
        `INSERT INTO chain (id, started_at, last_at, username, flow, target_id, target_name, production, status, steps,
          slowest_ms, hidden, events, bytes) VALUES ('old', 1, $1, 'ann', '', '', '', false, 'waiting', 1, 1, false, 1, 1)`,
        [line.lastAt],
      );
      // What no jsonb takes.
      const begun = { ...kept[0]?.event, username: '\u0000 \ud83d "sessionMinutes":99' };
      await client.query('INSERT INTO event SELECT n, 0, $1 FROM chain', [JSON.stringify(begun)]);
    });
    const team = open(url);
    const { expiresAt = 0 } = line;
    for (const [status, now] of [
      ['waiting', expiresAt - 1],
      ['expired', expiresAt],
    ] as const) {
      const { query } = parseQuery(`status:${status}`, now);
      expect((await team.search(query, { most: 5 })).found).toMatchObject([{ line: { chainId: 'old' } }]);
    }
  });

  it('leaves what a newer version wrote as it is', async () => {
    const url = await postgres().fresh();
    await open(url).size();
    await inDatabase(url, (client) => client.query('UPDATE countersign.countersign_schema SET version = 99'));
    await expect(open(url).publish(publication())).rejects.toMatchObject({ code: 'HISTORY_NEWER' });
    const { rows } = await inDatabase(url, (client) =>
      client.query('SELECT count(*) FROM countersign.chain'),
    );
    expect(rows).toEqual([{ count: '0' }]);
  });

  it('says in its own words what the server refuses, without the password', async () => {
    const wrong = open(postgres().url().replace(postgres().password, 'wrong-fixture'));
    const fault = await wrong.size().catch((error: unknown) => error as { code: string; detail: string });
    expect(fault).toMatchObject({ code: 'HISTORY_UNAVAILABLE', detail: expect.stringContaining('password') });
    expect(JSON.stringify(fault)).not.toContain('wrong-fixture');
  });

  it('lets someone read who may not write', async () => {
    const url = await postgres().fresh();
    await open(url).publish(publication());
    await inDatabase(url, (client) =>
      client.query(`CREATE ROLE reader LOGIN PASSWORD 'reader-fixture'; GRANT USAGE ON SCHEMA countersign TO reader;
        GRANT SELECT ON ALL TABLES IN SCHEMA countersign TO reader`),
    );
    const reader = open(url.replace(/\/\/[^@]+@/, '//reader:reader-fixture@'));
    expect((await reader.read('ann'))?.line.username).toBe('ann@example.com');
    await expect(reader.publish(publication())).rejects.toMatchObject({
      code: 'TEAM_REFUSED',
      detail: expect.stringContaining('does not allow'),
    });
  });

  it.each([
    ['25006', `ALTER DATABASE name SET default_transaction_read_only = on`, 'only be read'],
    ['22001', 'ALTER TABLE countersign.publication ALTER by TYPE varchar(2)', 'can’t hold'],
    ['23514', 'ALTER TABLE countersign.publication ADD CHECK (length(by) < 2)', 'a rule'],
  ])('tells a refusal for good (%s) from what may pass', async (code, change, says) => {
    const url = await postgres().fresh();
    await open(url).size();
    await inDatabase(url, (client) => client.query(change.replace('name', new URL(url).pathname.slice(1))));
    const fault = await open(url)
      .publish(publication({ by: 'who-fixture' }))
      .catch((error: unknown) => error);
    expect(JSON.stringify(fault)).not.toContain('who-fixture');
    expect(fault).toMatchObject({
      code: 'TEAM_REFUSED',
      detail: expect.stringMatching(new RegExp(`${says}.*\\(${code}\\)$`)),
    });
  });

  it('wipes the oldest beyond what may stay, keeping pins', async () => {
    const team = open(await postgres().fresh());
    for (const id of ['one', 'two', 'three']) {
      const own = keptOf(story([{ id, parent: null, answers: 'USER_AUTH' }], { chainId: id }));
      await team.append(own.line, own.events);
    }
    await team.annotate('one', { pinned: true });
    const { bytes } = await team.size();
    expect(await team.wipe({ kind: 'old', bytes: bytes / 2 })).toEqual(['two']);
    expect(await team.wipe({ kind: 'all' })).toEqual(['three']);
    expect(await team.wipe({ kind: 'chain', chainId: 'one' })).toEqual(['one']);
  });
});
