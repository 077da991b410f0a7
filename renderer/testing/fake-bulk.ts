import type { bulkCommands } from '@core/contract/bulk.ts';
import type { Handlers } from '@core/contract.ts';

const target = { name: 'staging', userPoolId: 'eu-west-1_Fixture1', production: false };

/** The fake host's side of `contract/bulk.ts`. */
export function fakeBulk(): Pick<Handlers, keyof typeof bulkCommands> {
  return {
    'bulk.plan': async () => ({
      target,
      ...{ recipes: [], users: 0, notPossible: 0, calls: 0, messages: 0, unread: [] },
    }),
    'bulk.begin': async () => ({ batchId: 'batch-1' }),
    'bulk.list': async () => [],
    'bulk.get': async () => Promise.reject({ code: 'TEST_USERS_GONE', detail: 'It is not there any more.' }),
    'bulk.stop': async () => null,
    'bulk.resume': async () => null,
    'bulk.retry': async () => null,
    'bulk.removal': async () => ({ target, usernames: ['qa-1'], cli: 'aws cognito-idp admin-delete-user' }),
    'bulk.cleanUp': async () => null,
    'bulk.forget': async () => null,
    'bulk.reveal': async () => ({ value: 'fixture-password' }),
    'bulk.copy': async () => null,
    'bulk.save': async () => ({ name: 'test-users.csv' }),
  };
}
