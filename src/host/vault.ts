import type { VaultState } from '../contract.ts';
import { coreFault, isFault } from '../form/form.ts';
import type { Clock, Keychain } from './ports.ts';

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
  /** Accounts that begin with `prefix`. */
  accounts(prefix: string): Promise<readonly string[]>;
}

const INDEX = 'index';
/** A locked keyring may wait for a person; the window must not wait with it. */
const LIMIT_MS = 10_000;

export function createVault(keychain: Keychain, clock: Clock, changed: (state: VaultState) => void): Vault {
  const memory = new Map<string, string>();
  let state: VaultState = { kind: 'unavailable', detail: 'The keychain has not been tried yet.' };
  let index: string[] = [];
  /** Removals the keychain could not carry out yet. */
  const owed = new Set<string>();
  // Index and entries change together, so calls run one after the other.
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

  async function addToIndex(account: string): Promise<void> {
    if (index.includes(account)) return;
    // A process beside this one may have added others since.
    index = await readIndex(keychain);
    index = [...index.filter((entry) => entry !== account), account];
    await writeSplit(keychain, INDEX, JSON.stringify(index));
  }

  async function takeOut(account: string): Promise<void> {
    await removeSplit(keychain, account);
    owed.delete(account);
    if (!index.includes(account)) return;
    index = await readIndex(keychain);
    index = index.filter((entry) => entry !== account);
    if (index.length > 0) await writeSplit(keychain, INDEX, JSON.stringify(index));
    else await removeSplit(keychain, INDEX);
  }

  /** A keychain may lock or go away at any time: every use of it ends in a state, never in a stray rejection. */
  async function using<T>(nothingDone: string, run: () => Promise<T>): Promise<T> {
    try {
      return await withLimit(run(), clock, LIMIT_MS);
    } catch (error) {
      become({ kind: 'unavailable', ...describe(error) });
      throw coreFault('VAULT_UNAVAILABLE', `${nothingDone}: ${state.detail}`);
    }
  }

  return {
    state: () => state,
    where: () => (state.kind === 'keychain' ? 'keychain' : 'memory'),
    useMemory: () =>
      state.kind === 'keychain'
        ? state
        : become({
            kind: 'memory',
            detail: 'Tokens and secrets stay in memory and are gone when the app quits.',
          }),
    probe: () =>
      inTurn(async () => {
        const chosen = state.kind === 'memory' ? state : undefined;
        try {
          await using('Nothing was moved', async () => {
            index = await readIndex(keychain);
            for (const account of owed) await takeOut(account);
            for (const [account, value] of memory) {
              await writeSplit(keychain, account, value);
              await addToIndex(account);
              memory.delete(account);
            }
          });
        } catch (error) {
          if (!isFault(error)) throw error;
          // Without a keychain the person's earlier choice stands.
          return chosen === undefined ? state : become(chosen);
        }
        return become({ kind: 'keychain', detail: keychain.name });
      }),
    get: (account) =>
      inTurn(async () => {
        if (memory.has(account)) return memory.get(account);
        if (state.kind !== 'keychain') return undefined;
        return using('Nothing was read', () => readSplit(keychain, account));
      }),
    set: (account, value) =>
      inTurn(async () => {
        if (state.kind === 'unavailable') {
          throw coreFault('VAULT_UNAVAILABLE', `Nothing was stored: ${state.detail}`);
        }
        if (state.kind === 'memory') {
          memory.set(account, value);
          return;
        }
        await using('Nothing was stored', async () => {
          await writeSplit(keychain, account, value);
          await addToIndex(account);
        });
      }),
    getOrMake: (account, make) =>
      inTurn(() =>
        using('Nothing was stored', async () => {
          if (state.kind !== 'keychain') throw new Error(state.detail);
          const alone = keychain.alone ?? ((run) => run());
          return alone(async () => {
            const there = await readSplit(keychain, account);
            if (there !== undefined) return there;
            const made = make();
            await writeSplit(keychain, account, made);
            await addToIndex(account);
            // What is there now counts, should another process have come between in spite of all.
            return (await readSplit(keychain, account)) ?? made;
          });
        }),
      ),
    remove: (account) =>
      inTurn(async () => {
        memory.delete(account);
        if (state.kind === 'keychain') {
          owed.add(account);
          await using('It is still in the keychain, and is removed when that is back', () =>
            takeOut(account),
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
      inTurn(async () =>
        [...new Set([...index, ...memory.keys()])].filter(
          (account) => account.startsWith(prefix) && !owed.has(account),
        ),
      ),
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
  return (await keychain.accounts()).filter((account) => account !== INDEX && !PART.test(account));
}

/** A long value: the head entry names generation and count, the parts are `account#generation.number`. */
const PART = /#[ab]\.[0-9]+$/;
const HEAD = /^countersign-parts:([ab])\.([0-9]{1,4})$/;

interface Parts {
  readonly generation: 'a' | 'b';
  readonly count: number;
}

/**
 * Writes a value over as many entries as the platform's cap asks for (Windows: CRED_MAX_CREDENTIAL_BLOB_SIZE, 2,560
 * bytes). New parts get the other generation and the head is written after them, so a write that is cut off leaves the
 * old value whole.
 */
async function writeSplit(keychain: Keychain, account: string, value: string): Promise<void> {
  const before = partsOf(await keychain.get(account));
  const parts = split(value, keychain.maxBytes);
  const generation = before?.generation === 'a' ? 'b' : 'a';
  if (parts.length === 1) {
    await keychain.set(account, value);
    await sweep(keychain, account, ['a', 'b']);
  } else {
    for (const [i, part] of parts.entries()) await keychain.set(partName(account, generation, i + 1), part);
    await keychain.set(account, `countersign-parts:${generation}.${parts.length}`);
    // A shorter value leaves parts of the same generation behind only when an earlier write was cut off.
    await sweep(keychain, account, [generation === 'a' ? 'b' : 'a']);
    await sweep(keychain, account, [generation], parts.length + 1);
  }
}

async function readSplit(keychain: Keychain, account: string): Promise<string | undefined> {
  const head = await keychain.get(account);
  const parts = partsOf(head);
  if (parts === undefined) return head;
  const values: string[] = [];
  for (const name of partNames(account, parts)) {
    const value = await keychain.get(name);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values.join('');
}

async function removeSplit(keychain: Keychain, account: string): Promise<void> {
  await keychain.delete(account);
  await sweep(keychain, account, ['a', 'b']);
}

function partsOf(head: string | undefined): Parts | undefined {
  const [, generation, count] = HEAD.exec(head ?? '') ?? [];
  if (generation === undefined || count === undefined) return undefined;
  return { generation: generation === 'a' ? 'a' : 'b', count: Number(count) };
}

function partNames(account: string, parts: Parts): string[] {
  return Array.from({ length: parts.count }, (_, i) => partName(account, parts.generation, i + 1));
}

function partName(account: string, generation: 'a' | 'b', number: number): string {
  return `${account}#${generation}.${number}`;
}

/** Deletes every part of these generations, also those of a write that was cut off and that no head names. */
async function sweep(
  keychain: Keychain,
  account: string,
  generations: readonly ('a' | 'b')[],
  from = 1,
): Promise<void> {
  if (keychain.maxBytes === undefined) return;
  for (const generation of generations) {
    for (let i = from; await keychain.delete(partName(account, generation, i)); i++);
  }
}

function split(value: string, maxBytes: number | undefined): string[] {
  const encoder = new TextEncoder();
  if (maxBytes === undefined || encoder.encode(value).length <= maxBytes) return [value];
  const parts: string[] = [];
  let part = '';
  let size = 0;
  for (const character of value) {
    const bytes = encoder.encode(character).length;
    if (size + bytes > maxBytes) {
      parts.push(part);
      part = '';
      size = 0;
    }
    part += character;
    size += bytes;
  }
  return [...parts, part];
}

async function withLimit<T>(work: Promise<T>, clock: Clock, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () =>
      reject(new Error('The keychain did not answer in 10 s; it may be locked.')),
    );
    work.then(resolve, reject).finally(cancel);
  });
}

function describe(error: unknown): { detail: string; remedy: string } {
  const text = error instanceof Error ? error.message : String(error);
  if (
    /transport|D-?Bus|org\.freedesktop\.secrets|ServiceUnknown|Could not connect|Connection refused/i.test(
      text,
    )
  ) {
    return {
      detail: 'No Secret Service answers on this computer.',
      remedy:
        'Start a keyring (gnome-keyring or KWallet with its Secret Service) in this desktop session, then try again.',
    };
  }
  if (/locked|did not answer|cancel/i.test(text)) {
    return { detail: 'The keychain is locked or did not answer.', remedy: 'Unlock it, then try again.' };
  }
  return {
    detail: `The keychain can't be used: ${text}`,
    remedy: 'Check that the system keychain works for other apps, then try again.',
  };
}
