import type { Keychain } from './ports.ts';

// A long value: the head entry names generation and count, the parts are `account#generation.number`.
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
export async function writeSplit(keychain: Keychain, account: string, value: string): Promise<void> {
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

export async function readSplit(keychain: Keychain, account: string): Promise<string | undefined> {
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

export async function removeSplit(keychain: Keychain, account: string): Promise<void> {
  await keychain.delete(account);
  await sweep(keychain, account, ['a', 'b']);
}

/** Whether an entry is a part of another one's value. */
export function isPart(account: string): boolean {
  return PART.test(account);
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
