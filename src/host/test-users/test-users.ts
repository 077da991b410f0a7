import { attributesInCsv, groupsInCsv, usersInCsv } from '../../admin/test-users/csv-text.ts';
import { groupsOf, type NamedGroup, unknownGroups } from '../../admin/test-users/groups.ts';
import { outcomeOf } from '../../admin/test-users/outcome.ts';
import { planOf, type TestUserPlan } from '../../admin/test-users/plan.ts';
import { attributesOf, type NamedAttribute, unknownAttributes } from '../../admin/test-users/schema.ts';
import { usersOf } from '../../admin/test-users/template.ts';
import {
  attributesInTemplate,
  groupsInTemplate,
  usersInTemplate,
} from '../../admin/test-users/template-text.ts';
import type { Wanted } from '../../admin/test-users/wanted.ts';
import type { Batch, BatchHead, BulkPlan, BulkRemoval, BulkWhere, NotPossible } from '../../contract/bulk.ts';
import type { CommandInput, Target } from '../../contract.ts';
import { coreFault, type Fault } from '../../form/form.ts';
import { atMostEvery } from '../at-most-every.ts';
import type { Parts } from '../parts.ts';
import { createStop, type Stop } from '../run/stop.ts';
import { cliLineOf } from '../service/cli-line.ts';
import { mayChange } from '../service/may-change.ts';
import { type BatchRecord, isOver, isThere, type UserRecord } from './batch-record.ts';
import { guardOfBatch, targetOf, targetOfBatch } from './batch-target.ts';
import { batchOf, type Doing, headOf } from './batch-view.ts';
import { inOrder, inputFault } from './input-fault.ts';
import type { Ledger } from './ledger.ts';
import { meantIn } from './meant.ts';
import type { TestPasswords } from './passwords.ts';
import { readPoolFacts, type ReadFacts } from './pool-facts.ts';
import { removalOf } from './removal.ts';
import { makeUsers, removeUsers, type Work, type WorkParts } from './work.ts';

/** How often it is told at most that a batch went on, milliseconds. */
const TELL_MS = 250;
const SHORTEST_PASSWORD = 16;

type From = CommandInput<'bulk.plan'>['from'];
interface WorkInput {
  readonly batchId: string;
  readonly where?: BulkWhere | undefined;
  readonly confirmed?: string | undefined;
}
interface Named {
  readonly usernames?: readonly string[] | undefined;
}

/** Test users, many at once. What is under way here; all else is in the ledger. */
export interface TestUsers {
  plan(where: BulkWhere, from: From): Promise<BulkPlan>;
  begin(input: CommandInput<'bulk.begin'>): Promise<{ batchId: string }>;
  list(): Promise<BatchHead[]>;
  get(batchId: string): Promise<Batch>;
  stop(batchId: string): void;
  resume(input: WorkInput): Promise<void>;
  retry(input: WorkInput & Named): Promise<void>;
  removal(input: Omit<WorkInput, 'confirmed'> & Named): Promise<BulkRemoval>;
  cleanUp(input: WorkInput & Named): Promise<void>;
  forget(batchId: string): Promise<void>;
  record(batchId: string): Promise<BatchRecord>;
}

interface Running {
  doing: Exclude<Doing['doing'], 'elsewhere'>;
  readonly stop: Stop;
  waitingUntil: number | undefined;
  record: () => BatchRecord;
}

type TestUsersParts = Pick<Parts, 'tell' | 'sandbox' | 'asks'> & WorkParts;

export function createTestUsers(parts: TestUsersParts, ledger: Ledger, passwords: TestPasswords): TestUsers {
  const { ports, tell } = parts;
  const running = new Map<string, Running>();
  /** What ended the last work at a batch, until it is worked at again. */
  const faults = new Map<string, Fault>();

  async function planned(target: Target, from: From): Promise<TestUserPlan & ReadFacts> {
    const { wanted, attributes: named, groups } = askedIn(from);
    if (!wanted.ok && named.length + groups.length === 0) throw inputFault(wanted.faults);
    const read = await readPoolFacts(parts.asks, target, groups.length > 0);
    const faults = inOrder([
      ...unknownAttributes(named, read.facts),
      ...(wanted.ok ? [] : wanted.faults),
      ...unknownGroups(groups, read.facts),
    ]);
    if (!wanted.ok || faults.length > 0) throw inputFault(faults);
    const { userPoolId, clientId, hasClientSecret } = target;
    return { ...planOf(wanted.users, read.facts, { userPoolId, clientId, hasClientSecret }), ...read };
  }

  /** Works at a batch in the background, alone. @throws CoreFault TEST_USERS_BUSY */
  async function work(
    batchId: string,
    target: Target,
    doing: 'making' | 'removing',
    run: (work: Work) => Promise<Fault | undefined>,
  ): Promise<void> {
    if (running.has(batchId)) throw coreFault('TEST_USERS_BUSY', 'This batch is being worked at.');
    const batch = await ledger.open(batchId);
    const changed = atMostEvery(ports.clock, TELL_MS, () => tell({ type: 'bulk.changed', batchId }));
    const now: Running = { doing, stop: createStop(), waitingUntil: undefined, record: () => batch.get() };
    running.set(batchId, now);
    faults.delete(batchId);
    const waiting = (until: number | undefined) => {
      now.waitingUntil = until;
      changed();
    };
    changed();
    void run({ batch, target, changed, waiting, stop: now.stop })
      .catch((error: unknown): Fault => ({
        code: 'FILE_NOT_SAVED',
        detail: `The list of what was made could not be written (${error instanceof Error ? error.name : 'unknown'}).`,
      }))
      .then((fault) => {
        if (fault !== undefined) faults.set(batchId, fault);
        batch.close();
        running.delete(batchId);
        tell({ type: 'bulk.changed', batchId });
      });
  }

  async function make(input: WorkInput & Named, wants: (user: UserRecord) => boolean): Promise<void> {
    const { batchId, where, confirmed } = input;
    const record = await ledger.read(batchId);
    const isMeant = meantIn(record, input.usernames);
    const target = await targetOfBatch(parts, record, where);
    mayChange(target, confirmed);
    const own = await passwords.of(record);
    const { facts } = await readPoolFacts(parts.asks, target);
    const usernames = record.users
      .filter((user) => wants(user) && isMeant(user))
      .map(({ username }) => username);
    await work(batchId, target, 'making', (at) => makeUsers(parts, at, usernames, facts, own));
  }

  async function doingOf(record: BatchRecord): Promise<Doing> {
    const now = running.get(record.id);
    if (now !== undefined) return now;
    // A lock that nobody holds is taken for a moment: only where somebody might.
    const isHeld = record.users.some(({ status }) => status === 'making') && (await ledger.isHeld(record.id));
    return { doing: isHeld ? 'elsewhere' : 'nothing', fault: faults.get(record.id) };
  }

  return {
    async plan(where, from) {
      const target = await targetOf(parts, where);
      const plan = await planned(target, from);
      return {
        target: { name: target.name, userPoolId: target.userPoolId, production: target.production },
        recipes: plan.recipes.map(({ users, calls, ...recipe }) => ({
          ...recipe,
          usernames: users.map(({ username }) => username),
          filledIn: users[0]?.filledIn ?? [],
          calls: calls.map(({ body, ...call }) => ({
            ...call,
            cli: cliLineOf(target, call.operation, body),
          })),
        })),
        users: plan.users.length,
        notPossible: notPossibleOf(plan).length,
        calls: plan.calls,
        messages: plan.messages,
        unread: plan.unread,
      };
    },
    async begin({ where, from, name, confirmed }) {
      const target = await targetOf(parts, where);
      mayChange(target, confirmed);
      const plan = await planned(target, from);
      const { users, facts } = plan;
      const notPossible = notPossibleOf(plan);
      if (users.length === 0)
        throw coreFault('TEST_USERS_NOBODY', [...new Set(notPossible.map(({ why }) => why))].join('\n'));
      const batchId = ports.random.uuid();
      await passwords.begin(batchId);
      await ledger.create({
        ...{ id: batchId, name: name || 'Test users', createdAt: ports.clock.now(), place: placeOf(target) },
        passwordLength: Math.max(SHORTEST_PASSWORD, facts.minimumLength ?? 0),
        users: users.map(({ filledIn: _filledIn, ...user }) => ({
          ...{ ...user, groups: [...user.groups], attributes: { ...user.attributes } },
          ...{ status: 'waiting' as const, things: [], outcome: outcomeOf(user, facts) },
        })),
        notPossible: [...notPossible],
      });
      const own = await passwords.of(await ledger.read(batchId));
      const usernames = users.map(({ username }) => username);
      await work(batchId, target, 'making', (at) => makeUsers(parts, at, usernames, facts, own));
      return { batchId };
    },
    list: async () =>
      Promise.all(
        (await ledger.list()).map(async (record) =>
          headOf(
            running.get(record.id)?.record() ?? record,
            await doingOf(record),
            guardOfBatch(parts.targets, record),
          ),
        ),
      ),
    async get(batchId) {
      const record = running.get(batchId)?.record() ?? (await ledger.read(batchId));
      return batchOf(record, await doingOf(record), guardOfBatch(parts.targets, record));
    },
    stop(batchId) {
      const now = running.get(batchId);
      if (now === undefined) return;
      now.doing = 'stopping';
      now.stop.stop();
      tell({ type: 'bulk.changed', batchId });
    },
    resume: (input) => make(input, ({ status }) => status === 'waiting' || status === 'making'),
    retry: (input) => make(input, ({ status }) => status === 'failed'),
    async removal({ batchId, where, usernames }) {
      const record = await ledger.read(batchId);
      const isMeant = meantIn(record, usernames);
      return removalOf(record, await targetOfBatch(parts, record, where), isMeant);
    },
    async cleanUp({ batchId, where, confirmed, usernames: named }) {
      const record = await ledger.read(batchId);
      const isMeant = meantIn(record, named);
      const target = await targetOfBatch(parts, record, where);
      const users = record.users.filter((user) => !isOver(user) && isMeant(user));
      // Where nobody is there, nothing is sent.
      if (users.some(isThere)) mayChange(target, confirmed);
      const usernames = users.map(({ username }) => username);
      await work(batchId, target, 'removing', async (at) => {
        const fault = await removeUsers(parts, at, usernames);
        if (!at.batch.get().users.some(isThere)) await passwords.forget(batchId).catch(() => undefined);
        return fault;
      });
    },
    async forget(batchId) {
      if (running.has(batchId)) throw coreFault('TEST_USERS_BUSY', 'This batch is being worked at.');
      const { users } = await ledger.read(batchId);
      const left = users.filter(isThere).length;
      if (left > 0)
        throw coreFault('TEST_USERS_LEFT', `${String(left)} users of this batch are still there.`);
      await passwords.forget(batchId).catch(() => undefined);
      await ledger.remove(batchId);
      faults.delete(batchId);
      tell({ type: 'bulk.changed', batchId });
    },
    record: async (batchId) => running.get(batchId)?.record() ?? ledger.read(batchId),
  };
}

function notPossibleOf({ recipes }: TestUserPlan): readonly NotPossible[] {
  return recipes.flatMap(({ state, factor, users, impossible: why }) =>
    why === undefined ? [] : users.map(({ username }) => ({ username, state, factor, why })),
  );
}

interface Asked {
  readonly wanted: Wanted;
  /** What the pool has to have for them. */
  readonly attributes: readonly NamedAttribute[];
  readonly groups: readonly NamedGroup[];
}

function askedIn(from: From): Asked {
  switch (from.kind) {
    case 'template': {
      const wanted = usersOf(from.template);
      const users = wanted.ok ? wanted.users : [];
      return { wanted, attributes: attributesOf(users), groups: groupsOf(users) };
    }
    case 'template file': {
      const { text } = from;
      return {
        wanted: usersInTemplate(text),
        attributes: attributesInTemplate(text),
        groups: groupsInTemplate(text),
      };
    }
    case 'csv': {
      const { text } = from;
      return { wanted: usersInCsv(text), attributes: attributesInCsv(text), groups: groupsInCsv(text) };
    }
  }
}

function placeOf(target: Target): BatchRecord['place'] {
  const { id, name, kind, endpoint, customEndpoint, region, userPoolId, clientId, profile, production } =
    target;
  return {
    ...{ targetId: id, targetName: name, kind, endpoint, customEndpoint, region },
    ...{ userPoolId, clientId, profile, production },
  };
}
