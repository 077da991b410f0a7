import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { drivenHost } from '@core/host/testing/driven-host.ts';
import { openTeamHistory } from './ports/team-history/team-history.ts';
import { inDatabase, usePostgres } from './testing/postgres.ts';

const postgres = usePostgres();

async function host(url: string, by: string) {
  const test = await drivenHost({ team: { open: openTeamHistory } });
  await expect.poll(async () => (await test.value('vault.state', {})).kind).toBe('keychain');
  await test.value('team.connect', { url, by });
  return test;
}

const copies = async (url: string) => {
  const { rows } = await inDatabase(url, (client) =>
    client.query(`SELECT (SELECT count(*)::int FROM countersign.chain) AS chains,
      (SELECT count(*)::int FROM countersign.event) AS events,
      (SELECT count(*)::int FROM countersign.publication) AS publications,
      (SELECT count(*)::int FROM countersign.comment) AS comments`),
  );
  return rows[0] as unknown;
};

it('publishes once when the server is killed while it writes, and is started again', async () => {
  const url = await postgres().fresh();
  const test = await host(url, 'Kim');
  const chainId = await test.begin('ann');
  const { steps } = await test.chain(chainId);

  // Held at its last table, the transaction is half way: everything before it is written and not committed.
  let publishing: Promise<unknown> = Promise.resolve();
  await inDatabase(url, async (client) => {
    client.on('error', () => undefined);
    await client.query('BEGIN; LOCK TABLE countersign.comment IN ACCESS EXCLUSIVE MODE');
    publishing = test.value('team.publish', { chainId, note: 'Seen on staging' });
    await expect
      .poll(async () => {
        const { rows } = await client.query(
          `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'countersign.comment'::regclass`,
        );
        return rows.length;
      })
      .toBe(1);
    await postgres().kill();
  }).catch(() => undefined);
  expect(await publishing).toEqual({ kind: 'waits' });
  expect(await test.value('team.state', {})).toMatchObject({ kind: 'away', waiting: [{ chainId }] });
  // Work goes on, and what is published meanwhile waits, too.
  const later = await test.begin('ann');
  await test.chain(later);
  expect(await test.value('team.publish', { chainId: later, note: '' })).toEqual({ kind: 'waits' });

  await postgres().start();
  expect(await copies(url)).toEqual({ chains: 0, events: 0, publications: 0, comments: 0 });
  await expect
    .poll(async () => (test.clock.move(60_000), (await test.value('team.state', {})).waiting.length))
    .toBe(0);
  expect(await copies(url)).toEqual({ chains: 2, events: 6, publications: 2, comments: 1 });
  expect(steps).toHaveLength(1);
  const page = await test.value('team.search', { query: 'user:ann', most: 10 });
  expect(page.found.map(({ line }) => line.chainId)).toEqual([later, chainId]);
  await test.host.close();
});

it('publishes once when the server commits and nobody hears of it', async () => {
  const url = await postgres().fresh();
  let lost = true;
  const test = await drivenHost({
    team: {
      open(address) {
        const team = openTeamHistory(address);
        return {
          ...team,
          async publish(publication) {
            await team.publish(publication);
            if (!lost) return;
            lost = false;
            await postgres().kill();
            await team.size();
          },
        };
      },
    },
  });
  await expect.poll(async () => (await test.value('vault.state', {})).kind).toBe('keychain');
  await test.value('team.connect', { url, by: 'Kim' });
  const chainId = await test.begin('ann');
  await test.chain(chainId);
  expect(await test.value('team.publish', { chainId, note: 'once' })).toEqual({ kind: 'waits' });
  await postgres().start();
  await expect
    .poll(async () => (test.clock.move(60_000), (await test.value('team.state', {})).waiting.length))
    .toBe(0);
  expect(await copies(url)).toMatchObject({ chains: 1, publications: 1, comments: 1 });
  await test.host.close();
});

it('is one history for several consoles that write at once', async () => {
  const url = await postgres().fresh();
  const hosts = await Promise.all(['Kim', 'Lee', 'Mo'].map((by) => host(url, by)));
  const chains = await Promise.all(
    hosts.map(async (test) => {
      const chainId = await test.begin('ann');
      await test.chain(chainId);
      const sent = Array.from({ length: 3 }, () =>
        test.value('team.publish', { chainId, note: randomUUID() }),
      );
      expect(await Promise.all(sent)).toEqual(Array.from({ length: 3 }, () => ({ kind: 'delivered' })));
      return chainId;
    }),
  );
  const [first] = hosts;
  const page = await first?.value('team.search', { query: '', most: 10 });
  expect(page?.found.map(({ line }) => line.chainId).sort()).toEqual([...chains].sort());
  expect(page?.found.map(({ comments }) => comments)).toEqual([3, 3, 3]);
  expect(await copies(url)).toMatchObject({ chains: 3, events: 9, publications: 9 });
  await Promise.all(hosts.map((test) => test.host.close()));
});
