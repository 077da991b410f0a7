import { expect, test } from 'vitest';
import { testSandbox } from '../testing.ts';
import { accountRows } from './messages-account.ts';
import { credentialRows } from './messages-credentials.ts';
import { requestRows } from './messages-requests.ts';
import { messages43 } from './rows.ts';

// Protocol reference 4.3: each message is provoked, and compared with its exception.

const rows = [...credentialRows, ...accountRows, ...requestRows];

test('every message of 4.3 has a row, and every row is one of them', () => {
  expect([...new Set(rows.map(([key]) => key))].sort()).toEqual([...messages43].sort());
});

test.each(rows.map(([key, error, run], index) => ({ index, key, error, run })))(
  '$key ($index): $error',
  async ({ error, run }) => {
    expect((await run(testSandbox())).error).toBe(error);
  },
);
