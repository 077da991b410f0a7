import { coreFault } from '../../form/form.ts';
import type { Files } from '../ports.ts';
import { openStoredFile } from '../stored-file.ts';
import { type BatchRecord, BatchRecordSchema, type UserRecord } from './batch-record.ts';
import { withRemovalsThatFailed, withWhoIsNotPossible } from './batch-ups.ts';

const PREFIX = 'test-users-';
const NAME = /^test-users-([0-9a-f-]{36})\.json$/;

/** What was made, on disk: a file for each batch, so that windows and terminals stay out of each other's way. */
export interface Ledger {
  list(): Promise<readonly BatchRecord[]>;
  /** @throws CoreFault TEST_USERS_GONE */
  read(batchId: string): Promise<BatchRecord>;
  create(record: BatchRecord): Promise<void>;
  /**
   * For whoever works at it, alone. @throws CoreFault TEST_USERS_GONE, TEST_USERS_BUSY while another process does
   */
  open(batchId: string): Promise<OpenBatch>;
  /** Whether another process works at it. */
  isHeld(batchId: string): Promise<boolean>;
  remove(batchId: string): Promise<void>;
}

export interface OpenBatch {
  get(): BatchRecord;
  /** Resolves once it is on disk. Several that come while one is written are written together. */
  note(username: string, change: Partial<UserRecord>): Promise<void>;
  close(): void;
}

export function createLedger(files: Files): Ledger {
  const fileName = (batchId: string) => `${PREFIX}${batchId}.json`;
  const stored = (batchId: string, empty: BatchRecord | undefined) =>
    openStoredFile<BatchRecord | undefined>(files, {
      name: fileName(batchId),
      version: 3,
      schema: BatchRecordSchema,
      ups: [withRemovalsThatFailed, withWhoIsNotPossible],
      empty,
    });

  async function read(batchId: string): Promise<BatchRecord> {
    const record = NAME.test(fileName(batchId)) ? (await stored(batchId, undefined)).get() : undefined;
    if (record === undefined) throw coreFault('TEST_USERS_GONE', 'This batch is not there any more.');
    return record;
  }

  return {
    read,
    async list() {
      const ids = (await files.names(PREFIX)).flatMap((name) => NAME.exec(name)?.[1] ?? []);
      const records = await Promise.all(ids.map((id) => read(id).catch(() => undefined)));
      return records
        .filter((record) => record !== undefined)
        .toSorted((one, other) => other.createdAt - one.createdAt);
    },
    create: async (record) => (await stored(record.id, record)).set(record),
    async open(batchId) {
      await read(batchId);
      const drop = files.hold === undefined ? () => undefined : await files.hold(fileName(batchId));
      if (drop === undefined)
        throw coreFault('TEST_USERS_BUSY', 'Another window or terminal works at this batch.');
      const file = await stored(batchId, undefined);
      let record = await read(batchId);
      let last: Promise<void> = Promise.resolve();
      let next: Promise<void> | undefined;
      return {
        get: () => record,
        note(username, change) {
          record = {
            ...record,
            users: record.users.map((user) => (user.username === username ? changed(user, change) : user)),
          };
          next ??= last = last
            .catch(() => undefined)
            .then(() => {
              next = undefined;
              return file.set(record);
            });
          return next;
        },
        close: drop,
      };
    },
    async isHeld(batchId) {
      const drop = files.hold === undefined ? () => undefined : await files.hold(fileName(batchId));
      drop?.();
      return drop === undefined;
    },
    remove: (batchId) => files.remove(fileName(batchId)),
  };
}

/** A member that is undefined is taken out. */
function changed(user: UserRecord, change: Partial<UserRecord>): UserRecord {
  const members = Object.entries({ ...user, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(members) as unknown as UserRecord;
}
