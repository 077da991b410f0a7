import type { VaultState } from '../contract.ts';
import { coreFault, isFault } from '../form/form.ts';
import { keychainTrouble } from './keychain-trouble.ts';
import type { Clock, Keychain } from './ports.ts';
import { isPart, readSplit, removeSplit, writeSplit } from './split-entries.ts';

/** Secrets by account name. In the OS keychain; in memory only after the person chose so. */
export interface Vault {
  state(): VaultState;
  /** Looks whether the keychain can be used. */
  probe(): Promise<VaultState>;
  useMemory(): VaultState;
  /** Where a value set now would go. */
  where(): 'keychain' | 'memory';
  get(account: string): Promise<string | undefined>;
  /** @throws CoreFault VAULT_UNAVAILABLE when there is no keychain and memory was not chosen. */
  set(account: string, value: string): Promise<void>;
  /**
   * What is there, else what `make` makes: one value for all processes, whoever comes first. In the keychain only.
   * @throws CoreFault VAULT_UNAVAILABLE when there is no keychain
   */
  getOrMake(account: string, make: () => string): Promise<string>;
  /** Removes every part of it, from keychain and memory. */
  remove(account: string): Promise<void>;
  /** Accounts that begin with `prefix`, also those another process has added; as last known where the keychain is away. */
  accounts(prefix: string): Promise<readonly string[]>;
  /**
   * Every value there is: for whoever may only go on when all of them are known.
   * @throws CoreFault VAULT_UNAVAILABLE where the keychain was there in this run and any of it can't be read now
   */
  everything(): Promise<readonly string[]>;
}

const INDEX = 'index';
const IN_MEMORY: VaultState = {
  kind: 'memory',
  detail: 'Tokens and secrets stay in memory and are gone when the app quits.',
};
/** A locked keyring may wait for a person; the window must not wait with it. */
const LIMIT_MS = 10_000;

export function createVault(keychain: Keychain, clock: Clock, changed: (state: VaultState) => void): Vault {
  const memory = new Map<string, string>();
  let state: VaultState = {
    kind: 'unavailable',
    detail: 'The keychain has not been tried yet.',
    untried: true,
  };
  /** Where the person chose to do without a keychain. */
  let chosen: VaultState | undefined;
  /** Whether the keychain could be used at some time of this run: then there may be secrets in it. */
  let wasThere = false;
  let index: string[] = [];
  /** Removals the keychain could not carry out yet. */
  const owed = new Set<string>();
  // Index and entries change together, so calls run one after the other; and so they do among processes.
  const alone = keychain.alone ?? (<T>(run: () => Promise<T>) => run());
  /** A value of one entry is read whole whenever it is read; the parts of a split one may be changing. */
  const reading = keychain.maxBytes === undefined ? <T>(run: () => Promise<T>) => run() : alone;
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const next = queue.then(run, run);
    queue = next.catch(() => undefined);
    return next;
  };
  const become = (next: VaultState): VaultState => {
    const different = next.kind !== state.kind || next.detail !== state.detail;
    state = next;
    if (different) changed(state);
    return state;
  };

  // The index is read anew for every change: a process beside this one may have added to it, or taken out of it, since.

  /** Belongs into `alone`. */
  async function putIn(account: string, value: string): Promise<void> {
    await writeSplit(keychain, account, value);
    index = await readIndex(keychain);
    if (index.includes(account)) return;
    index = [...index, account];
    await writeSplit(keychain, INDEX, JSON.stringify(index));
  }

  /** Belongs into `alone`. */
  async function takeOut(account: string): Promise<void> {
    await removeSplit(keychain, account);
    owed.delete(account);
    index = await readIndex(keychain);
    if (!index.includes(account)) return;
    index = index.filter((entry) => entry !== account);
    if (index.length > 0) await writeSplit(keychain, INDEX, JSON.stringify(index));
    else await removeSplit(keychain, INDEX);
  }

  /**
   * What could not be done while the keychain was away. It may come to its end after nobody waits for it any more: what
   * memory holds stays there until somebody knows that it is in the keychain.
   * @returns what of it is
   */
  async function settle(): Promise<ReadonlyMap<string, string>> {
    for (const account of owed) await takeOut(account);
    const written = new Map<string, string>();
    for (const [account, value] of memory) {
      await putIn(account, value);
      written.set(account, value);
    }
    return written;
  }

  /** @throws Error where an account that is there gives no value: a keyring that nobody unlocked answers so, too */
  async function readEverything(): Promise<readonly string[]> {
    const before = index;
    index = await readIndex(keychain);
    const values = new Map<string, string | undefined>();
    for (const account of new Set([...before, ...index]))
      values.set(account, await readSplit(keychain, account));
    const silent = [...values].filter(([, value]) => value === undefined).map(([account]) => account);
    const there = silent.length === 0 ? [] : await keychain.accounts();
    if (silent.some((account) => there.includes(account))) throw new Error('The keychain is locked.');
    return [...values.values()].filter((value) => value !== undefined);
  }

  /** A keychain may lock or go away at any time: every use of it ends in a state, never in a stray rejection. */
  async function using<T>(nothingDone: string, run: () => Promise<T>): Promise<T> {
    try {
      return await withLimit(run(), clock, LIMIT_MS);
    } catch (error) {
      become({ kind: 'unavailable', ...keychainTrouble(error) });
      throw coreFault('VAULT_UNAVAILABLE', `${nothingDone}: ${state.detail}`);
    }
  }

  return {
    state: () => state,
    where: () => (state.kind === 'keychain' ? 'keychain' : 'memory'),
    useMemory() {
      if (state.kind === 'keychain') return state;
      chosen = IN_MEMORY;
      return become(chosen);
    },
    probe: () =>
      inTurn(async () => {
        try {
          const written = await using('Nothing was moved', async () => {
            index = await reading(() => readIndex(keychain));
            return owed.size + memory.size > 0 ? alone(settle) : undefined;
          });
          for (const [account, value] of written ?? [])
            if (memory.get(account) === value) memory.delete(account);
        } catch (error) {
          if (!isFault(error)) throw error;
          // Without a keychain the person's choice stands, also one that was made while this looked.
          return chosen === undefined ? state : become(chosen);
        }
        chosen = undefined;
        wasThere = true;
        return become({ kind: 'keychain', detail: keychain.name });
      }),
    get: (account) =>
      inTurn(async () => {
        if (memory.has(account)) return memory.get(account);
        if (state.kind !== 'keychain') return undefined;
        return using('Nothing was read', () => reading(() => readSplit(keychain, account)));
      }),
    set: (account, value) =>
      inTurn(async () => {
        if (state.kind === 'unavailable') {
          throw coreFault('VAULT_UNAVAILABLE', `Nothing was stored: ${state.detail}`);
        }
        if (state.kind === 'memory') {
          memory.set(account, value);
          owed.delete(account);
          return;
        }
        await using('Nothing was stored', () => alone(() => putIn(account, value)));
      }),
    getOrMake: (account, make) =>
      inTurn(() =>
        using('Nothing was stored', async () => {
          if (state.kind !== 'keychain') throw new Error(state.detail);
          return alone(async () => {
            const there = await readSplit(keychain, account);
            if (there !== undefined) return there;
            const made = make();
            await putIn(account, made);
            // What is there now counts, should another process have come between in spite of all.
            return (await readSplit(keychain, account)) ?? made;
          });
        }),
      ),
    remove: (account) =>
      inTurn(async () => {
        // It may be on its way into the keychain.
        if (memory.delete(account)) owed.add(account);
        if (state.kind === 'keychain') {
          owed.add(account);
          await using('It is still in the keychain, and is removed when that is back', () =>
            alone(() => takeOut(account)),
          );
        } else if (index.includes(account)) {
          owed.add(account);
          throw coreFault(
            'VAULT_UNAVAILABLE',
            `It is still in the keychain, and is removed when that is back: ${state.detail}`,
          );
        }
      }),
    accounts: (prefix) =>
      inTurn(async () => {
        if (state.kind === 'keychain')
          await using('Nothing was listed', async () => {
            index = await reading(() => readIndex(keychain));
          }).catch(() => undefined);
        return [...new Set([...index, ...memory.keys()])].filter(
          (account) => account.startsWith(prefix) && !owed.has(account),
        );
      }),
    everything: () =>
      inTurn(async () => {
        const inMemory = [...memory.values()];
        if (!wasThere) return inMemory;
        try {
          // Also where it went away: it may be back, and memory chosen since holds what is new alone.
          const read = await withLimit(reading(readEverything), clock, LIMIT_MS);
          return [...inMemory, ...read];
        } catch (error) {
          const { detail, remedy } = keychainTrouble(error);
          if (state.kind === 'keychain') become({ kind: 'unavailable', detail, remedy });
          throw coreFault(
            'VAULT_UNAVAILABLE',
            `The secrets in the keychain can’t be read, so nothing can be searched for them: ${detail} ${remedy}`,
          );
        }
      }),
  };
}

/** The list of accounts is an entry of its own: listing the keychain would make some systems ask once per entry. */
async function readIndex(keychain: Keychain): Promise<string[]> {
  const text = await readSplit(keychain, INDEX);
  if (text === undefined) return [];
  try {
    const parsed: unknown = JSON.parse(text);
    if (Array.isArray(parsed) && parsed.every((entry) => typeof entry === 'string')) return parsed;
  } catch {
    // falls through to the repair
  }
  return (await keychain.accounts()).filter((account) => account !== INDEX && !isPart(account));
}

async function withLimit<T>(work: Promise<T>, clock: Clock, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () =>
      reject(new Error('The keychain did not answer in 10 s; it may be locked.')),
    );
    work.then(resolve, reject).finally(cancel);
  });
}
