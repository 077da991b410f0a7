import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChainEvent } from '@core/chain/event.ts';
import { chainOf } from '@core/chain/model.ts';
import { challenge, refused, story, storyTarget } from '@core/chain/testing/story.ts';
import type { ChainLine, History, KeptEvent, Wipe } from '@core/history/history.ts';
import { lineOf } from '@core/history/line.ts';
import { memoryHistory } from '@core/history/memory-history.ts';
import { parseQuery } from '@core/history/query/parse.ts';
import { FACET_KEYS } from '@core/history/query/query.ts';
import { ups } from '@core/history/schema/sqlite.ts';
import { openDatabase } from './database.ts';
import { HISTORY_FILE, openHistoryFile } from './history-file.ts';
import { migrate } from './migrate.ts';
import { rowOf } from './rows.ts';

const NOW = Date.UTC(2026, 8, 8, 9, 5, 7);

let folder: string;
let open: History[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-history-'));
  open = [];
});
afterEach(async () => {
  for (const history of open) await history.close();
  rmSync(folder, { recursive: true });
});
const home = (): History => {
  const history = openHistoryFile(folder, { now: () => NOW });
  open.push(history);
  return history;
};

interface Told {
  readonly line: ChainLine;
  readonly events: readonly KeptEvent[];
}
function told(chainId: string, username = 'ann@example.com', owner?: string): Told {
  const events: ChainEvent[] = story(
    [
      { id: `${chainId}-1`, parent: null, answers: 'USER_SRP_AUTH', outcome: challenge('SMS_MFA', 'f1') },
      {
        id: `${chainId}-2`,
        parent: `${chainId}-1`,
        answers: 'SMS_MFA',
        outcome: refused('CodeMismatchException'),
      },
    ],
    { chainId, username },
  );
  const [started, ...rest] = events;
  if (owner !== undefined && started?.type === 'chain.started') {
    const origin = { kind: 'bench', chainId: owner, stepId: 'step', fault: 'code.wrong' } as const;
    events.splice(0, events.length, { ...started, origin }, ...rest);
  }
  return of(events);
}
function of(events: readonly ChainEvent[]): Told {
  const chain = chainOf(events);
  if (chain === undefined) throw new Error('no chain');
  return { line: lineOf(chain), events: events.map((event, seq) => ({ seq, event })) };
}
async function tell(history: History, ...chains: readonly Told[]): Promise<void> {
  for (const { line, events } of chains) await history.append(line, events);
}
const idsIn = async (history: History): Promise<string[]> =>
  (await history.search({ terms: [] }, { most: 100 })).found.map(({ line }) => line.chainId);

describe('the history in a file', () => {
  it('holds a chain as it was told, over a restart, for its owner only', async () => {
    const { line, events } = told('one');
    const sealed = Uint8Array.of(1, 2, 3);
    const before = home();
    await before.append(line, events.slice(0, 2));
    await before.append(line, [...events.slice(1, 4), { ...events[4]!, sealed }]);
    await before.close();
    const kept = await home().read('one');
    expect(kept?.line).toEqual(line);
    expect(kept?.events.map(({ event, seq }) => ({ event, seq }))).toEqual(events);
    expect(kept?.events.map((event) => [...(event.sealed ?? [])])).toEqual([[], [], [], [], [1, 2, 3]]);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  it('goes page by page, the newest first, without what no list shows', async () => {
    const history = home();
    await tell(history, told('one'), told('two'), told('broken', 'ann', 'two'), told('three'));
    const first = await history.search({ terms: [] }, { most: 2 });
    expect(first.found.map(({ line }) => line.chainId)).toEqual(['three', 'two']);
    const after = first.next === undefined ? {} : { after: first.next };
    const second = await history.search({ terms: [] }, { most: 2, ...after });
    expect(second.found.map(({ line }) => line.chainId)).toEqual(['one']);
    expect(second.next).toBeUndefined();
    expect((await history.read('broken'))?.line.hidden).toBe(true);
  });

  it('knows whose chains it holds, as the last of each tells', async () => {
    const history = home();
    expect(await history.targets()).toEqual([]);
    const as = (id: string, changes: Partial<ChainLine>): Told => {
      const { line, events } = told(id);
      return { line: { ...line, ...changes }, events };
    };
    await tell(
      history,
      as('one', { targetId: 'b', targetName: 'staging' }),
      as('two', { targetId: 'a', targetName: 'prod', production: true }),
      as('three', { targetId: 'b', targetName: 'renamed' }),
      as('four', { targetId: 'imported', targetName: 'elsewhere' }),
    );
    expect(await history.targets()).toEqual([
      { id: 'imported', name: 'elsewhere', production: false },
      { id: 'a', name: 'prod', production: true },
      { id: 'b', name: 'renamed', production: false },
    ]);
    await history.wipe({ kind: 'target', targetId: 'imported' });
    expect((await history.targets()).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('hears what another process wrote, and not what it wrote itself', async () => {
    const [one, two] = [home(), home()];
    let heard = 0;
    one.onChange(() => heard++);
    await tell(one, told('mine'));
    await tell(two, told('theirs'));
    await expect.poll(() => heard, { timeout: 5_000 }).toBe(1);
    expect(await idsIn(one)).toEqual(['theirs', 'mine']);
  });

  it('wipes long chains one at a time: others get their turn in between', async () => {
    const history = home();
    const step = (chainId: string, at: number) => ({
      id: `${chainId}-${at}`,
      parent: at === 0 ? null : `${chainId}-${at - 1}`,
      answers: 'USER_SRP_AUTH',
      outcome: challenge('SMS_MFA', `f${at}`),
    });
    for (const chainId of ['one', 'two', 'three'])
      await tell(
        history,
        of(
          story(
            Array.from({ length: 120 }, (_, at) => step(chainId, at)),
            { chainId },
          ),
        ),
      );
    await tell(history, told('short'), told('shorter'));
    const gone: number[] = [];
    await history.wipe({ kind: 'all' }, { cancelled: false, told: (count) => void gone.push(count) });
    expect(gone).toEqual([1, 2, 3, 5]);
  });

  it('wipes a chain with what belongs to it, and leaves nothing of its words on the disk', async () => {
    const history = home();
    await tell(history, told('one', 'zebulon@example.com'), told('broken', 'zebulon', 'one'), told('two'));
    expect([...(await history.wipe({ kind: 'chain', chainId: 'one' }))].sort()).toEqual(['broken', 'one']);
    expect(await history.read('broken')).toBeUndefined();
    expect(await history.size()).toMatchObject({ chains: 1, steps: 2 });
    expect(await history.complete('user', 'zeb', 10, NOW)).toEqual([]);
    await history.close();
    expect(readFileSync(join(folder, HISTORY_FILE)).includes('zebulon@example.com')).toBe(false);
  });

  it('shrinks to what it may take, the oldest going first', async () => {
    const history = home();
    const chains = Array.from({ length: 120 }, (_, n) => {
      const events = told(`chain-${n}`).events.map(({ event }) => ({ ...event, at: NOW + n * 1_000 }));
      return of(events);
    });
    await tell(history, ...chains);
    await history.annotate('chain-0', { pinned: true });
    const { bytes } = await history.size();
    await history.wipe({ kind: 'old', bytes: bytes * 0.6 });
    const left = await idsIn(history);
    expect(left.slice(-1)).toEqual(['chain-0']);
    expect(left[0]).toBe('chain-119');
    expect((await history.size()).bytes).toBeLessThanOrEqual(bytes * 0.75);
    expect(left.length).toBeGreaterThan(30);
  });

  it('says how far a wipe is, and leaves what is left when it is stopped', async () => {
    const history = home();
    await tell(history, ...Array.from({ length: 35 }, (_, n) => told(`chain-${n}`)));
    await history.annotate('chain-34', { pinned: true });
    const heard: (readonly [number, number | undefined])[] = [];
    const watch = {
      told: (gone: number, all?: number) => void heard.push([gone, all]),
      get cancelled() {
        return heard.length === 2;
      },
    };
    const gone = await history.wipe({ kind: 'all' }, watch);
    expect(heard).toEqual([
      [10, 34],
      [20, 34],
    ]);
    expect(gone).toHaveLength(20);
    const left = await idsIn(history);
    expect(left).toHaveLength(15);
    for (const chainId of left) expect((await history.read(chainId))?.events).toHaveLength(5);
    const rest: number[] = [];
    await history.wipe({ kind: 'all' }, { told: (count) => void rest.push(count), cancelled: false });
    expect(rest).toEqual([10, 14]);
    expect(await idsIn(history)).toEqual(['chain-34']);
  });

  it('sets aside what is no database, and begins anew', async () => {
    writeFileSync(join(folder, HISTORY_FILE), 'not a database at all, and long enough '.repeat(200));
    const history = home();
    await tell(history, told('one'));
    expect(history.problem?.()).toContain('was set aside as history.db.unreadable-2026-09-08');
    const aside = readdirSync(folder).find((name) => name.includes('.unreadable-')) ?? '';
    expect(readFileSync(join(folder, aside), 'utf8')).toContain('not a database at all');
    expect(await idsIn(history)).toEqual(['one']);
  });

  it('sets aside a database of something else', async () => {
    const other = openDatabase(join(folder, HISTORY_FILE));
    other.exec('CREATE TABLE notes (text)');
    other.close();
    await tell(home(), told('one'));
    expect(readdirSync(folder).some((name) => name.includes('.unreadable-'))).toBe(true);
  });

  it('sets aside what turns out broken', async () => {
    const before = home();
    await tell(before, ...Array.from({ length: 60 }, (_, n) => told(`chain-${n}`)));
    await before.close();
    const path = join(folder, HISTORY_FILE);
    const bytes = readFileSync(path);
    // The tables are there, and some of what is in them is not.
    const whole = bytes.length / 2;
    writeFileSync(path, Buffer.concat([bytes.subarray(0, whole), Buffer.alloc(bytes.length - whole, 0x5a)]));
    const history = home();
    const reads = Array.from({ length: 60 }, (_, n) => history.read(`chain-${n}`));
    const failed = (await Promise.allSettled(reads)).find(({ status }) => status === 'rejected');
    expect(failed).toMatchObject({ reason: { code: 'HISTORY_UNAVAILABLE' } });
    await tell(history, told('new'));
    expect(await idsIn(history)).toEqual(['new']);
    expect(history.problem?.()).toContain('was set aside');
    expect(readdirSync(folder).some((name) => name.includes('.unreadable-'))).toBe(true);
  });

  it('leaves a newer one as it is, and keeps in memory', async () => {
    const path = join(folder, HISTORY_FILE);
    const newer = openDatabase(path);
    migrate(newer, [...ups, 'CREATE TABLE later (thing)']);
    newer.close();
    const before = readFileSync(path);
    const history = home();
    await tell(history, told('one'));
    expect(history.kind).toBe('memory');
    expect(history.problem?.()).toContain(`newer version (${ups.length + 1})`);
    expect(await idsIn(history)).toEqual(['one']);
    await history.close();
    expect(readFileSync(path)).toEqual(before);
  });

  it('of a version that knew nothing of Sessions running out is told when they did', async () => {
    const path = join(folder, HISTORY_FILE);
    const old = openDatabase(path);
    migrate(old, ups.slice(0, 1));
    const chain = old.prepare(
      `INSERT INTO chain (id, started_at, last_at, username, flow, target_id, target_name, production, status, steps,
        slowest_ms, hidden, events, bytes) VALUES (?, ?, ?, 'ann', 'USER_AUTH', 't', 't', 0, ?, 1, 1, 0, 1, 1)`,
    );
    const facet = old.prepare("INSERT INTO facet VALUES ('status', ?, ?)");
    const event = old.prepare('INSERT INTO event (id, body) VALUES (?, ?)');
    for (const [at, status] of ['waiting', 'waiting', 'failed'].entries()) {
      const [first] = told(`chain-${at}`).events;
      const n = Number(chain.run(`chain-${at}`, NOW, NOW + at, status).lastInsertRowid);
      facet.run(status, n);
      event.run(rowOf(n, 0), JSON.stringify(first?.event));
    }
    old.close();
    const history = home();
    const standing = async (text: string, now: number) =>
      (await history.search(parseQuery(`status:${text}`, now).query, { most: 10 })).found.map(
        ({ line }) => line.chainId,
      );
    const end = NOW + storyTarget.sessionMinutes * 60_000;
    expect(await standing('expired', end)).toEqual(['chain-0']);
    expect(await standing('waiting', end)).toEqual(['chain-1']);
    expect(await history.complete('status', '', 10, end)).toEqual(
      ['expired', 'failed', 'waiting'].map((value) => ({ value, chains: 1 })),
    );
    expect(await history.complete('status', 'E', 10, end + 1)).toEqual([{ value: 'expired', chains: 2 }]);
  });

  it('has broken off what no request can be under way in any more', async () => {
    const history = home();
    const cut = of(story([{ id: 'cut-1', parent: null, answers: 'USER_AUTH' }], { chainId: 'cut' }));
    await tell(history, cut);
    expect(cut.line.status).toBe('sending');
    for (const [now, status] of [
      [cut.line.lastAt + 59_999, 'sending'],
      [cut.line.lastAt + 60_000, 'failed'],
    ] as const) {
      for (const asked of ['sending', 'failed']) {
        const { query } = parseQuery(`status:${asked}`, now);
        expect((await history.search(query, { most: 5 })).found).toHaveLength(asked === status ? 1 : 0);
      }
      expect(await history.complete('status', '', 10, now)).toEqual([{ value: status, chains: 1 }]);
    }
  });

  it('is lifted step by step, and only once by two at a time', () => {
    const path = join(folder, HISTORY_FILE);
    const [one, two] = [openDatabase(path), openDatabase(path)];
    const steps = [...ups, 'CREATE TABLE second (thing)', 'INSERT INTO second VALUES (1)'];
    migrate(one, steps.slice(0, ups.length + 1));
    migrate(one, steps);
    migrate(two, steps);
    expect(two.prepare('SELECT count(*) AS rows FROM second').get()).toMatchObject({ rows: 1 });
    expect(two.prepare('PRAGMA user_version').raw().get()).toEqual([steps.length]);
    for (const db of [one, two]) db.close();
  });
});

const chainIds = ['a', 'b', 'c', 'd'] as const;
/** What was begun for another chain, which no list shows. */
const owners: Readonly<Record<string, string>> = { b: 'a', d: 'c' };
const users = ['ann', 'Ánn-Marie', 'bob@example.com', ''] as const;
type Id = (typeof chainIds)[number];
type Act =
  | { kind: 'append'; chainId: Id; from: number; to: number }
  | { kind: 'annotate'; chainId: Id; tags: string[]; ticket: string; notes: string; pinned: boolean }
  | { kind: 'wipe'; what: Wipe };
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constant('append' as const),
    chainId: fc.constantFrom(...chainIds),
    from: fc.nat(4),
    to: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({
    kind: fc.constant('annotate' as const),
    chainId: fc.constantFrom(...chainIds),
    tags: fc.subarray(['flaky', 'support']),
    ticket: fc.constantFrom('', 'SUP-1'),
    notes: fc.constantFrom('', 'waits for a call'),
    pinned: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('wipe' as const),
    what: fc.oneof(
      fc.record({ kind: fc.constant('chain' as const), chainId: fc.constantFrom(...chainIds) }),
      fc.constant({ kind: 'target', targetId: 'target-1' } as const),
      fc.constant({ kind: 'all' } as const),
      fc.constant({ kind: 'old', before: NOW + 1 } as const),
    ),
  }),
);

describe('the file and memory', () => {
  it('are one history, whatever is done', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 30 }), async (acts) => {
        const own = mkdtempSync(join(tmpdir(), 'countersign-history-'));
        const [file, memory] = [openHistoryFile(own, { now: () => NOW }), memoryHistory()];
        const seen = new Map<string, number>();
        try {
          for (const one of acts) {
            if (one.kind === 'append') {
              const { line, events } = told(
                one.chainId,
                users[chainIds.indexOf(one.chainId)],
                owners[one.chainId],
              );
              // Only what has no gaps may be told; again as often as anyone likes.
              const known = seen.get(one.chainId) ?? 0;
              const slice = events.slice(Math.min(one.from, known), Math.max(one.to, known));
              seen.set(one.chainId, Math.max(one.to, known));
              for (const history of [file, memory]) await history.append(line, slice);
            } else if (one.kind === 'annotate') {
              const { chainId, kind: _, ...changes } = one;
              const both = [file, memory].map((history) => history.annotate(chainId, changes));
              const [mine, theirs] = await Promise.allSettled(both);
              expect(mine).toEqual(theirs);
            } else {
              const gone = await file.wipe(one.what);
              expect([...gone].sort()).toEqual([...(await memory.wipe(one.what))].sort());
              for (const chainId of gone) seen.delete(chainId);
            }
          }
          for (const chainId of chainIds)
            expect(await file.read(chainId)).toEqual(await memory.read(chainId));
          expect(await file.search({ terms: [] }, { most: 3 }).then(({ found }) => found)).toEqual(
            (await memory.search({ terms: [] }, { most: 3 })).found,
          );
          for (const key of FACET_KEYS)
            for (const now of [NOW, NOW + 86_400_000])
              expect(await file.complete(key, '', 10, now)).toEqual(await memory.complete(key, '', 10, now));
          const [mine, theirs] = [await file.size(), await memory.size()];
          expect({ ...mine, bytes: 0 }).toEqual({ ...theirs, bytes: 0 });
        } finally {
          await file.close();
          rmSync(own, { recursive: true });
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a chain that another process goes on with', () => {
  it('takes no other event at a number that is taken, and none behind a gap', async () => {
    const own = mkdtempSync(join(tmpdir(), 'countersign-history-'));
    for (const history of [openHistoryFile(own, { now: () => NOW }), memoryHistory()]) {
      const { line, events } = told('a');
      const [first, second, third] = events;
      await history.append(line, [first!, second!]);
      const other = { ...third!, seq: 1 };
      await expect(history.append(line, [other])).rejects.toMatchObject({ code: 'HISTORY_MOVED' });
      await expect(history.append(line, [{ ...third!, seq: 3 }])).rejects.toMatchObject({
        code: 'HISTORY_MOVED',
      });
      expect((await history.read('a'))?.events.map(({ event }) => event)).toEqual([
        first?.event,
        second?.event,
      ]);
      await history.append(line, [second!, third!]);
      expect((await history.read('a'))?.events).toHaveLength(3);
      await history.close();
    }
    rmSync(own, { recursive: true });
  });
});
