import type { HostEvent, Thing } from '../../contract.ts';
import { coreFault } from '../../form/form.ts';
import type { Clock, Random } from '../ports.ts';
import type { Vault } from '../vault.ts';
import { DEVICE_ACCOUNT, readThing, type StoredThing, THING_ACCOUNT, writeThing } from './stored.ts';

/** How long a removed thing can be brought back. Milliseconds. */
const REGRET_MS = 15_000;

type Draft<T> = T extends unknown ? Omit<T, 'id' | 'createdAt'> : never;
/** A thing before it has an id. */
export type ThingDraft = Draft<StoredThing>;

export interface KeptThing {
  readonly thing: StoredThing;
  readonly where: Thing['where'];
}

/** The things in the vault: TOTP seeds, devices, passkeys. Newest use first. */
export interface Things {
  /** @throws CoreFault VAULT_UNAVAILABLE when entries are in a keychain that can't be read now */
  list(): Promise<readonly KeptThing[]>;
  /** @throws CoreFault THING_UNKNOWN */
  get(id: string): Promise<KeptThing>;
  /** Takes the place of the one that is the same: same device key, same credential. Never lost for want of a keychain. */
  add(draft: ThingDraft): Promise<KeptThing>;
  /** Nothing happens when it is gone meanwhile. */
  change(id: string, members: Partial<Pick<StoredThing, 'name' | 'lastUsedAt'>> & ThingState): Promise<void>;
  /** @throws CoreFault THING_UNKNOWN */
  remove(id: string): Promise<void>;
  /** @throws CoreFault THING_UNKNOWN when it was removed too long ago */
  restore(id: string): Promise<void>;
  /** Removes all that fit. */
  forget(fits: (thing: StoredThing) => boolean): Promise<void>;
  /** Offers again what could not be stored, after the vault became usable. */
  storeWaiting(): Promise<void>;
}

/** What the service changes of a thing. */
export interface ThingState {
  readonly remembered?: boolean;
  readonly counter?: number;
}

export function createThings(
  vault: Vault,
  clock: Clock,
  random: Random,
  tell: (event: HostEvent) => void,
): Things {
  /** What was read once: the keychain is asked only for what is new in it. By account. */
  const read = new Map<string, StoredThing>();
  /** There is no usable keychain and memory was not chosen yet. */
  const waiting = new Map<string, StoredThing>();
  const removed = new Map<string, StoredThing>();
  // Lifting, adding and changing must not overtake each other.
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const next = queue.then(run, run);
    queue = next.catch(() => undefined);
    return next;
  };
  const changed = () => tell({ type: 'things.changed' });
  const accountOf = (thing: StoredThing) => `${THING_ACCOUNT}${thing.id}`;

  /** Entries of an older version become things of this one: written first, then the old one goes. */
  async function lift(): Promise<void> {
    for (const account of await vault.accounts(DEVICE_ACCOUNT)) {
      const text = await vault.get(account);
      const thing = text && readThing(text, { account, id: random.uuid(), now: clock.now() });
      if (!thing) continue;
      await vault.set(accountOf(thing), writeThing(thing));
      await vault.remove(account);
    }
  }

  async function all(): Promise<KeptThing[]> {
    await lift();
    const accounts = await vault.accounts(THING_ACCOUNT);
    for (const account of read.keys()) if (!accounts.includes(account)) read.delete(account);
    for (const account of accounts) {
      if (read.has(account)) continue;
      const text = await vault.get(account);
      const thing = text && readThing(text, { account, id: '', now: 0 });
      if (thing) read.set(account, thing);
    }
    const where = vault.where();
    const kept = [...read.values()].map((thing): KeptThing => ({ thing, where }));
    return [...kept, ...[...waiting.values()].map((thing): KeptThing => ({ thing, where: 'waiting' }))].sort(
      (a, b) => lastSeen(b.thing) - lastSeen(a.thing),
    );
  }

  async function find(id: string): Promise<KeptThing> {
    const kept = (await all()).find(({ thing }) => thing.id === id);
    if (kept === undefined) throw coreFault('THING_UNKNOWN', 'This is not in the vault any more.');
    return kept;
  }

  async function put(thing: StoredThing): Promise<KeptThing> {
    const account = accountOf(thing);
    try {
      await vault.set(account, writeThing(thing));
      waiting.delete(account);
      read.set(account, thing);
      return { thing, where: vault.where() };
    } catch {
      // The vault's own state says why; the thing waits until the person has chosen.
      waiting.set(account, thing);
      return { thing, where: 'waiting' };
    }
  }

  async function drop(thing: StoredThing): Promise<void> {
    const account = accountOf(thing);
    waiting.delete(account);
    read.delete(account);
    await vault.remove(account);
  }

  return {
    list: () => inTurn(all),
    get: (id) => inTurn(() => find(id)),
    add: (draft) =>
      inTurn(async () => {
        // A keychain that can't be read now holds nothing to replace; whether it can be written is for `put` to find out.
        const before = (await all().catch(() => [])).find(({ thing }) => isSame(thing, draft));
        const id = before?.thing.id ?? random.uuid();
        const kept = await put({ ...draft, id, createdAt: clock.now() });
        changed();
        return kept;
      }),
    change: (id, members) =>
      inTurn(async () => {
        const kept = await find(id).catch(() => undefined);
        if (kept === undefined) return;
        await put({ ...kept.thing, ...members } as StoredThing);
        changed();
      }),
    remove: (id) =>
      inTurn(async () => {
        const { thing } = await find(id);
        removed.set(id, thing);
        clock.after(REGRET_MS, () => removed.delete(id));
        try {
          await drop(thing);
        } finally {
          changed();
        }
      }),
    restore: (id) =>
      inTurn(async () => {
        const thing = removed.get(id);
        if (thing === undefined) throw coreFault('THING_UNKNOWN', 'This was removed too long ago.');
        removed.delete(id);
        await put(thing);
        changed();
      }),
    forget: (fits) =>
      inTurn(async () => {
        const gone = (await all()).filter(({ thing }) => fits(thing));
        for (const { thing } of gone) await drop(thing);
        if (gone.length > 0) changed();
      }),
    storeWaiting: () =>
      inTurn(async () => {
        for (const thing of [...waiting.values()]) await put(thing);
        changed();
      }),
  };
}

function lastSeen({ createdAt, lastUsedAt = 0 }: StoredThing): number {
  return Math.max(createdAt, lastUsedAt);
}

function isSame(thing: StoredThing, draft: ThingDraft): boolean {
  if (thing.targetId !== draft.targetId) return false;
  if (thing.kind === 'device' && draft.kind === 'device') return thing.deviceKey === draft.deviceKey;
  if (thing.kind === 'passkey' && draft.kind === 'passkey') return thing.credentialId === draft.credentialId;
  return (
    thing.kind === 'totp' &&
    draft.kind === 'totp' &&
    thing.secret === draft.secret &&
    isCalled(thing, draft.username)
  );
}

/** Whether the user of a thing goes by this name. Cognito's names are told apart by case only where a pool says so. */
export function isCalled(thing: StoredThing, username: string): boolean {
  const wanted = username.toLowerCase();
  return [thing.username, ...thing.aliases].some((name) => name.toLowerCase() === wanted);
}
