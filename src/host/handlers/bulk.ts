import type { bulkCommands } from '../../contract/bulk.ts';
import type { Handlers } from '../../contract.ts';
import { coreFault } from '../../form/form.ts';
import { saveFile } from '../evidence/save-file.ts';
import type { Parts } from '../parts.ts';
import { copyAndClear } from '../reveal.ts';
import type { TestPasswords } from '../test-users/passwords.ts';
import { secretsCsv } from '../test-users/secrets-csv.ts';
import type { TestUsers } from '../test-users/test-users.ts';

export function bulkHandlers(
  { ports, things }: Parts,
  testUsers: TestUsers,
  passwords: TestPasswords,
): Pick<Handlers, keyof typeof bulkCommands> {
  async function passwordOf(batchId: string, username: string): Promise<string> {
    const record = await testUsers.record(batchId);
    if (!record.users.some((user) => user.username === username && user.status === 'made'))
      throw coreFault('TEST_USERS_GONE', `There is no ${username} in this batch.`);
    return (await passwords.of(record)).password(username);
  }

  return {
    'bulk.plan': ({ where, from }) => testUsers.plan(where, from),
    'bulk.begin': (input) => testUsers.begin(input),
    'bulk.list': () => testUsers.list(),
    'bulk.get': ({ batchId }) => testUsers.get(batchId),
    'bulk.stop': async ({ batchId }) => {
      testUsers.stop(batchId);
      return null;
    },
    'bulk.resume': async (input) => {
      await testUsers.resume(input);
      return null;
    },
    'bulk.retry': async (input) => {
      await testUsers.retry(input);
      return null;
    },
    'bulk.removal': (input) => testUsers.removal(input),
    'bulk.cleanUp': async (input) => {
      await testUsers.cleanUp(input);
      return null;
    },
    'bulk.forget': async ({ batchId }) => {
      await testUsers.forget(batchId);
      return null;
    },
    'bulk.reveal': async ({ batchId, username }) => ({ value: await passwordOf(batchId, username) }),
    'bulk.copy': async ({ batchId, username }) =>
      copyAndClear(ports.clipboard, ports.clock, await passwordOf(batchId, username)),
    'bulk.save': async ({ batchId }) => {
      const record = await testUsers.record(batchId);
      const text = secretsCsv(record, await passwords.of(record), await things.list());
      return saveFile(ports, {
        suggestedName: 'test-users.csv',
        what: 'CSV',
        extension: 'csv',
        bytes: new TextEncoder().encode(text),
      });
    },
  };
}
