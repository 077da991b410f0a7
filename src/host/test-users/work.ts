import type { PoolFacts } from '../../admin/test-users/facts.ts';
import { setUpFlow } from '../../admin/test-users/possible.ts';
import type { Target } from '../../contract.ts';
import { type Fault, isFault } from '../../form/form.ts';
import type { Parts } from '../parts.ts';
import type { Stop } from '../run/stop.ts';
import { isRefusedOutright } from '../service/refused-outright.ts';
import type { UserRecord } from './batch-record.ts';
import type { OpenBatch } from './ledger.ts';
import { isServices, makeUser } from './make-user.ts';
import type { PasswordsOf } from './passwords.ts';
import { type Ask, createPatience } from './patient-ask.ts';
import { removeUser } from './remove-user.ts';
import type { Signing } from './sign-in-once.ts';
import type { BeginRecord } from './user-records.ts';

/** At once: a pool makes 50 users a second at most, and a sign-in in between takes its time. */
const LANES = 4;
/** Users one after the other that no answer came for: then the line is down. */
const LOST_IN_A_ROW = 3;
/** Codes of a line that failed, as the wire tells them. */
const LINE: ReadonlySet<string> = new Set(['TIMEOUT', 'REFUSED', 'DNS', 'RESET', 'TRUNCATED', 'NETWORK']);

export interface WorkParts extends Pick<Parts, 'ports' | 'things' | 'targets' | 'serverNow'> {
  /** Begins what work at one user leaves in the history. */
  readonly record: BeginRecord;
}

/** Work at a batch, while it goes on. */
export interface Work {
  readonly batch: OpenBatch;
  readonly target: Target;
  /** Ends what waits; no other user is begun. */
  readonly stop: Stop;
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
  const signingBy = await signingOf(parts, work, facts);
  const recording = recordingAt(parts, work);
  const { ports, things } = parts;
  return inLanes(work, usernames, async (user) => {
    const { ask, end } = recording(user, user.state === 'UNCONFIRMED' ? 'SignUp' : 'AdminCreateUser');
    const signing = signingBy(ask);
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
      // Cut off while it waited: half made, or not begun.
      if (fault.code === 'ASK_STOPPED') return undefined;
      await note({ status: 'failed', fault });
      return fault;
    } finally {
      await end();
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
  const recording = recordingAt(parts, work);
  return inLanes(work, usernames, async (user) => {
    const { ask, end } = recording(user, 'AdminDeleteUser');
    try {
      const status = await removeUser(ask, target.userPoolId, user, () =>
        batch.note(user.username, { deletingAt: parts.ports.clock.now() }),
      );
      for (const id of user.things) await parts.things.remove(id).catch(() => undefined);
      await batch.note(user.username, {
        ...{ status, things: [], fault: undefined, deletingAt: undefined },
        ...{ begunAt: undefined, name: undefined, sub: undefined },
      });
      return undefined;
    } catch (error) {
      const fault = faultOf(error, []);
      if (fault.code === 'ASK_STOPPED') return undefined;
      // A call that did nothing removed nobody, should they be gone the next time.
      const undone = isRefusedOutright(fault.code) ? { deletingAt: undefined } : {};
      await batch.note(user.username, { status: 'not removed', fault, ...undone });
      return fault;
    } finally {
      await end();
      changed();
    }
  });
}

async function signingOf(
  parts: WorkParts,
  { target }: Work,
  facts: PoolFacts,
): Promise<(ask: Ask) => Signing> {
  const { ports, targets, serverNow } = parts;
  const clientSecret = await targets.clientSecret(target);
  const flow = setUpFlow(facts) ?? 'USER_SRP_AUTH';
  return (ask) => ({ ask, random: ports.random, target, clientSecret, flow, now: () => serverNow(target) });
}

/** How a user's calls go: each a step of a chain of theirs, and patient with a service that asks to slow down. */
function recordingAt({ ports, record }: WorkParts, { target, batch, waiting, stop }: Work) {
  const patient = createPatience(ports.clock, waiting, stop);
  const { name } = batch.get();
  return ({ signsInAs }: UserRecord, flow: string) => {
    const { ask, end } = record({ target, flow, username: signsInAs, batch: name, waiting });
    return { ask: patient(ask), end };
  };
}

/**
 * A few at a time, in their order, until all are through, it is stopped, or one says that it makes no sense to go on.
 * @param run what kept a user from coming through; undefined where nothing did
 */
async function inLanes(
  { batch, stop, ...work }: Work,
  usernames: readonly string[],
  run: (user: UserRecord) => Promise<Fault | undefined>,
): Promise<Fault | undefined> {
  const waiting = [...usernames];
  let ended: Fault | undefined;
  let lost = 0;
  const lane = async () => {
    for (;;) {
      const next = waiting.shift();
      if (next === undefined || ended !== undefined || stop.stopped) return;
      const user = batch.get().users.find(({ username }) => username === next);
      if (user === undefined) continue;
      const fault = await run(user);
      lost = fault !== undefined && isLost(fault) ? lost + 1 : 0;
      if (fault !== undefined && (endsAll(fault) || lost >= LOST_IN_A_ROW)) ended ??= fault;
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

/** An answer that never came may have been one bad moment of the line. */
function isLost({ code }: Fault): boolean {
  return LINE.has(code);
}

/** What would befall every other user, too: no way to the service, no credentials, no permission. */
function endsAll({ code, detail }: Fault): boolean {
  if (code.startsWith('TEST_USER_')) return false;
  if (isLost({ code, detail })) return false;
  return !isServices(code) || code.startsWith('AccessDenied') || detail.includes('The credentials lack');
}
