import { expect, it } from 'vitest';
import { inDatabase, usePostgres } from './postgres.ts';

const postgres = usePostgres();

it('is a server that keeps what was committed over a crash', async () => {
  const url = await postgres().fresh();
  await inDatabase(url, (client) => client.query('CREATE TABLE t (n int); INSERT INTO t VALUES (7)'));
  await postgres().kill();
  await expect(inDatabase(url, (client) => client.query('SELECT 1'))).rejects.toThrow();
  await postgres().start();
  const { rows } = await inDatabase(url, (client) => client.query('SELECT n FROM t'));
  expect(rows).toEqual([{ n: 7 }]);
});
