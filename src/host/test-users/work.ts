import type { PoolFacts } from '../../admin/test-users/facts.ts';
import { setUpFlow } from '../../admin/test-users/possible.ts';
import type { Target } from '../../contract.ts';
import { type Fault, isFault } from '../../form/form.ts';
import type { Parts } from '../parts.ts';
import { isThere, type UserRecord } from './batch-record.ts';
import type { OpenBatch } from './ledger.ts';
import { isServices, makeUser } from './make-user.ts';
import type { PasswordsOf } from './passwords.ts';
import { patientAsk } from './patient-ask.ts';
import { removeUser } from './remove-user.ts';
import type { Signing } from './sign-in-once.ts';

/** At once: a pool makes 50 users a second at most, and a sign-in in between takes its time. */
const LANES = 4;

export type WorkParts = Pick<Parts, 'ports' | 'asks' | 'things' | 'targets' | 'serverNow'>;

/** Work at a batch, while it goes on. */
export interface Work {
  readonly batch: OpenBatch;
  readonly target: Target;
  /** True once it was asked to stop. */
  readonly stopped: () => boolean;
  /** Told whenever something is other than it was. */
  readonly changed: () => void;
  readonly waiting: (until: number | undefined) => void;
}

/** Makes these users. @returns what ended it before all were tried */
export async function makeUsers(
  parts: WorkParts,
  work: Work,
  usernames: readonly string[],
  facts: PoolFacts,
  passwords: PasswordsOf,
): Promise<Fault | undefined> {
  const signing = await signingOf(parts, work, facts);
  const { ports, things } = parts;
  return inLanes(work, usernames, async (user) => {
    const note = async (change: Partial<UserRecord>) => {
      await work.batch.note(user.username, change);
      work.changed();
    };
    const own = { password: passwords.password(user.username), first: passwords.first(user.username) };
    try {
      await makeUser(user, { ...{ signing, facts, things, note }, clock: ports.clock, passwords: own });
      return undefined;
    } catch (error) {
      const fault = faultOf(error, Object.values(own));
      await note({ status: 'failed', fault });
      return endsAll(fault) ? fault : undefined;
    }
  });
}

/** Removes these users, and what the vault holds of them. @returns what ended it before all were tried */
export async function removeUsers(
  parts: WorkParts,
  work: Work,
  usernames: readonly string[],
): Promise<Fault | undefined> {
  const { target, batch, changed } = work;
  const ask = patientAsk(parts.asks, parts.ports.clock, target, work.waiting);
  return inLanes(work, usernames, async (user) => {
    try {
      const status = isThere(user) ? await removeUser(ask, target.userPoolId, user) : 'nobody';
      for (const id of user.things) await parts.things.remove(id).catch(() => undefined);
      await batch.note(user.username, {
        status: status === 'left alone' ? status : 'removed',
        ...{ begunAt: undefined, name: undefined, sub: undefined, things: [], fault: undefined },
      });
      return undefined;
    } catch (error) {
      const fault = faultOf(error, []);
      await batch.note(user.username, { fault: { ...fault, operation: 'AdminDeleteUser' } });
      return endsAll(fault) ? fault : undefined;
    } finally {
      changed();
    }
  });
}

async function signingOf(parts: WorkParts, { target, waiting }: Work, facts: PoolFacts): Promise<Signing> {
  const { ports, asks, targets, serverNow } = parts;
  return {
    ask: patientAsk(asks, ports.clock, target, waiting),
    random: ports.random,
    target,
    clientSecret: await targets.clientSecret(target),
    flow: setUpFlow(facts) ?? 'USER_SRP_AUTH',
    now: () => serverNow(target),
  };
}

/** A few at a time, in their order, until all are through, it is stopped, or one says that it makes no sense to go on. */
async function inLanes(
  { batch, stopped, ...work }: Work,
  usernames: readonly string[],
  run: (user: UserRecord) => Promise<Fault | undefined>,
): Promise<Fault | undefined> {
  const waiting = [...usernames];
  let ended: Fault | undefined;
  const lane = async () => {
    for (;;) {
      const next = waiting.shift();
      if (next === undefined || ended !== undefined || stopped()) return;
      const user = batch.get().users.find(({ username }) => username === next);
      if (user !== undefined) ended ??= await run(user);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  work.changed();
  return ended;
}

function faultOf(error: unknown, secrets: readonly string[]): Fault & { readonly operation?: string } {
  if (!isFault(error)) {
    const kind = error instanceof Error ? error.name : typeof error;
    return { code: 'INTERNAL', detail: `Something went wrong inside the console (${kind}).` };
  }
  const detail = secrets.reduce((text, secret) => text.replaceAll(secret, '•••'), error.detail);
  return { code: error.code, detail, ...(error.field === undefined ? {} : { operation: error.field }) };
}

/** What would befall every other user, too: no way to the service, no credentials, no permission. */
function endsAll({ code, detail }: Fault): boolean {
  if (code.startsWith('TEST_USER_')) return false;
  return !isServices(code) || code.startsWith('AccessDenied') || detail.includes('The credentials lack');
}
