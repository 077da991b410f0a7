import type { VaultState } from '../contract.ts';
import { coreFault } from '../form/form.ts';
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
  /** Removes every part of it, from keychain and memory. */
  remove(account: string): Promise<void>;
  /** Accounts that begin with `prefix`. */
  accounts(prefix: string): Promise<readonly string[]>;
}

const INDEX = 'index';
/** A locked keyring may wait for a person; the window must not wait with it. */
const PROBE_LIMIT_MS = 10_000;

export function createVault(keychain: Keychain, clock: Clock, changed: (state: VaultState) => void): Vault {
  const memory = new Map<string, string>();
  let state: VaultState = { kind: 'unavailable', detail: 'The keychain has not been tried yet.' };
  let index: string[] = [];
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
    index = [...index, account];
    await writeSplit(keychain, INDEX, JSON.stringify(index));
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
        try {
          index = await withLimit(readIndex(keychain), clock, PROBE_LIMIT_MS);
        } catch (error) {
          if (state.kind === 'memory') return state;
          return become({ kind: 'unavailable', ...describe(error) });
        }
        for (const [account, value] of memory) {
          await writeSplit(keychain, account, value);
          await addToIndex(account);
          memory.delete(account);
        }
        return become({ kind: 'keychain', detail: keychain.name });
      }),
    get: (account) =>
      inTurn(async () => {
        if (memory.has(account)) return memory.get(account);
        return state.kind === 'keychain' ? readSplit(keychain, account) : undefined;
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
        try {
          await writeSplit(keychain, account, value);
          await addToIndex(account);
        } catch (error) {
          become({ kind: 'unavailable', ...describe(error) });
          throw coreFault('VAULT_UNAVAILABLE', `Nothing was stored: ${state.detail}`);
        }
      }),
    remove: (account) =>
      inTurn(async () => {
        memory.delete(account);
        if (state.kind !== 'keychain') return;
        await removeSplit(keychain, account);
        if (!index.includes(account)) return;
        index = index.filter((entry) => entry !== account);
        if (index.length > 0) await writeSplit(keychain, INDEX, JSON.stringify(index));
        else await removeSplit(keychain, INDEX);
      }),
    accounts: (prefix) =>
      inTurn(async () => [...new Set([...index, ...memory.keys()])].filter((a) => a.startsWith(prefix))),
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
  if (parts.length === 1) {
    await keychain.set(account, value);
  } else {
    const generation = before?.generation === 'a' ? 'b' : 'a';
    for (const [i, part] of parts.entries()) await keychain.set(`${account}#${generation}.${i + 1}`, part);
    await keychain.set(account, `countersign-parts:${generation}.${parts.length}`);
  }
  await deleteParts(keychain, account, before);
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
  const parts = partsOf(await keychain.get(account));
  await keychain.delete(account);
  await deleteParts(keychain, account, parts);
}

function partsOf(head: string | undefined): Parts | undefined {
  const [, generation, count] = HEAD.exec(head ?? '') ?? [];
  if (generation === undefined || count === undefined) return undefined;
  return { generation: generation === 'a' ? 'a' : 'b', count: Number(count) };
}

function partNames(account: string, parts: Parts): string[] {
  return Array.from({ length: parts.count }, (_, i) => `${account}#${parts.generation}.${i + 1}`);
}

async function deleteParts(keychain: Keychain, account: string, parts: Parts | undefined): Promise<void> {
  if (parts === undefined) return;
  for (const name of partNames(account, parts)) await keychain.delete(name);
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
  if (/D-?Bus|org\.freedesktop\.secrets|ServiceUnknown|Could not connect|Connection refused/i.test(text)) {
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
