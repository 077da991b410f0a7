import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Clock, Keychain } from './ports.ts';
import { createVault } from './vault.ts';

const clock: Clock = { now: () => 0, after: () => () => undefined };

/** A small real keychain: a map, with Windows' cap when asked for, and a switch that breaks it. */
function fakeKeychain(maxBytes?: number) {
  const entries = new Map<string, string>();
  let broken: string | undefined;
  const guard = () => {
    if (broken !== undefined) throw new Error(broken);
  };
  const keychain: Keychain = {
    name: 'Test Keychain',
    ...(maxBytes === undefined ? {} : { maxBytes }),
    get: async (account) => {
      guard();
      return entries.get(account);
    },
    set: async (account, value) => {
      guard();
      if (maxBytes !== undefined && Buffer.byteLength(value) > maxBytes) throw new Error('value too long');
      entries.set(account, value);
    },
    delete: async (account) => {
      guard();
      return entries.delete(account);
    },
    accounts: async () => {
      guard();
      return [...entries.keys()];
    },
  };
  return { keychain, entries, breakWith: (why: string | undefined) => (broken = why) };
}

async function openVault(maxBytes?: number) {
  const fake = fakeKeychain(maxBytes);
  const vault = createVault(fake.keychain, clock, () => undefined);
  await vault.probe();
  return { vault, ...fake };
}

describe('vault on a working keychain', () => {
  it('keeps values over a restart', async () => {
    const { vault, keychain } = await openVault();
    await vault.set('tokens:t:ann', 'secret');
    const again = createVault(keychain, clock, () => undefined);
    expect(await again.probe()).toEqual({ kind: 'keychain', detail: 'Test Keychain' });
    expect(await again.get('tokens:t:ann')).toBe('secret');
    expect(await again.accounts('tokens:')).toEqual(['tokens:t:ann']);
  });

  it('loses nothing where a process beside it writes, too', async () => {
    const { vault, keychain } = await openVault();
    const beside = createVault(keychain, clock, () => undefined);
    await beside.probe();
    await vault.set('tokens:t:ann', 'one');
    await beside.set('tokens:t:una', 'two');
    await vault.set('thing:1', 'three');
    await beside.remove('tokens:t:una');
    await vault.set('thing:1', 'four');
    const again = createVault(keychain, clock, () => undefined);
    await again.probe();
    expect([...(await again.accounts(''))].sort()).toEqual(['thing:1', 'tokens:t:ann']);
  });

  it('splits what the platform caps, and leaves nothing behind when removing it', async () => {
    const { vault, entries } = await openVault(2_560);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 9_000 }), { minLength: 1, maxLength: 3 }),
        async (values) => {
          for (const value of values) {
            await vault.set('tokens:t:ann', value);
            expect(await vault.get('tokens:t:ann')).toBe(value);
          }
          await vault.remove('tokens:t:ann');
          expect([...entries.keys()]).toEqual([]);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('keeps the old value whole when a longer one is cut off half-way', async () => {
    const { vault, keychain, entries } = await openVault(100);
    await vault.set('a', 'x'.repeat(250));
    const real = keychain.set;
    let writes = 0;
    Object.assign(keychain, {
      set: async (account: string, value: string) => {
        if (++writes > 2) throw new Error('power cut');
        await real(account, value);
      },
    });
    await expect(vault.set('a', 'y'.repeat(350))).rejects.toMatchObject({ code: 'VAULT_UNAVAILABLE' });
    Object.assign(keychain, { set: real });
    const again = createVault(keychain, clock, () => undefined);
    await again.probe();
    expect(await again.get('a')).toBe('x'.repeat(250));
    await again.remove('a');
    expect([...entries.keys()].filter((account) => account.startsWith('a'))).toEqual([]);
  });

  it('finds its accounts again when the index is damaged', async () => {
    const { vault, keychain, entries } = await openVault(100);
    await vault.set('tokens:t:ann', 'x'.repeat(250));
    entries.set('index', '{broken');
    const again = createVault(keychain, clock, () => undefined);
    await again.probe();
    expect(await again.accounts('tokens:')).toEqual(['tokens:t:ann']);
  });
});

describe('vault without a keychain', () => {
  it('keeps the choice of memory that is made while it still looks for a keychain', async () => {
    const fake = fakeKeychain();
    fake.breakWith('no keyring');
    const vault = createVault(fake.keychain, clock, () => undefined);
    const looking = vault.probe();
    expect(vault.useMemory().kind).toBe('memory');
    expect((await looking).kind).toBe('memory');
    await vault.set('a', 'b');
    expect(vault.where()).toBe('memory');
    fake.breakWith(undefined);
    expect((await vault.probe()).kind).toBe('keychain');
    expect(fake.entries.get('a')).toBe('b');
  });

  it('stores nothing until the person chooses memory, and says what to do', async () => {
    const { keychain, breakWith, entries } = fakeKeychain();
    breakWith('Cannot autolaunch D-Bus without X11 $DISPLAY');
    const vault = createVault(keychain, clock, () => undefined);
    const state = await vault.probe();
    expect(state.kind).toBe('unavailable');
    expect(state.remedy).toContain('keyring');
    await expect(vault.set('a', 's3cret')).rejects.toMatchObject({ code: 'VAULT_UNAVAILABLE' });

    expect(vault.useMemory().kind).toBe('memory');
    await vault.set('a', 's3cret');
    expect(await vault.get('a')).toBe('s3cret');
    expect(entries.size).toBe(0);
  });

  it('moves what memory held into the keychain once one is there', async () => {
    const { keychain, breakWith, entries } = fakeKeychain();
    breakWith('org.freedesktop.secrets was not provided');
    const vault = createVault(keychain, clock, () => undefined);
    await vault.probe();
    vault.useMemory();
    await vault.set('tokens:t:ann', 's3cret');
    breakWith(undefined);
    expect((await vault.probe()).kind).toBe('keychain');
    expect(entries.get('tokens:t:ann')).toBe('s3cret');
  });

  it('does not wait for ever for a locked keyring', async () => {
    const { keychain } = fakeKeychain();
    Object.assign(keychain, { get: () => new Promise(() => undefined) });
    const impatient: Clock = { now: () => 0, after: (_ms, run) => (queueMicrotask(run), () => undefined) };
    const vault = createVault(keychain, impatient, () => undefined);
    expect((await vault.probe()).detail).toContain('locked');
  });

  it('keeps in memory what the keychain takes only after nobody waits any more', async () => {
    const { keychain, entries, breakWith } = fakeKeychain();
    let ring: () => void = () => undefined;
    const patient: Clock = { now: () => 0, after: (_ms, run) => ((ring = run), () => undefined) };
    breakWith('no keyring');
    const vault = createVault(keychain, patient, () => undefined);
    await vault.probe();
    vault.useMemory();
    for (const account of ['a', 'b', 'c']) await vault.set(account, 'first');
    breakWith(undefined);
    // A dialog stands before the first write.
    let answer: () => void = () => undefined;
    const dialog = new Promise<void>((resolve) => (answer = resolve));
    const real = keychain.set;
    let asked: () => void = () => undefined;
    const standing = new Promise<void>((resolve) => (asked = resolve));
    Object.assign(keychain, {
      set: async (account: string, value: string) => (asked(), await dialog, real(account, value)),
    });
    const looking = vault.probe();
    await standing;
    ring();
    expect((await looking).kind).toBe('memory');
    await vault.set('b', 'second');
    await vault.remove('c');
    answer();
    Object.assign(keychain, { set: real });
    for (const [account, value] of Object.entries({ a: 'first', b: 'second' }))
      expect(await vault.get(account)).toBe(value);

    expect((await vault.probe()).kind).toBe('keychain');
    expect(await vault.get('a')).toBe('first');
    expect(await vault.get('b')).toBe('second');
    expect(await vault.get('c')).toBeUndefined();
    expect(await vault.accounts('')).toEqual(['a', 'b']);
    expect(entries.has('c')).toBe(false);
  });

  it('gives everything, or says that it can’t', async () => {
    const { vault, keychain, entries, breakWith } = await openVault();
    await vault.set('a', 'first');
    await vault.set('b', 'second');
    expect(await vault.everything()).toEqual(['first', 'second']);
    breakWith('the keyring is locked');
    const refused = { code: 'VAULT_UNAVAILABLE' };
    await expect(vault.everything()).rejects.toMatchObject(refused);
    await expect(vault.everything()).rejects.toMatchObject(refused);
    breakWith(undefined);
    expect(await vault.everything()).toEqual(['first', 'second']);

    // A keyring whose question was closed answers that there is nothing, though it lists what there is.
    const { get } = keychain;
    Object.assign(keychain, { get: async () => undefined });
    await expect(vault.everything()).rejects.toMatchObject(refused);
    Object.assign(keychain, { get });
    // What somebody took out of it by hand is no secret of it any more.
    entries.delete('b');
    expect(await vault.everything()).toEqual(['first']);
  });

  it('knows of nothing where there never was one', async () => {
    const { keychain, breakWith } = fakeKeychain();
    breakWith('no D-Bus');
    const vault = createVault(keychain, clock, () => undefined);
    await vault.probe();
    expect(await vault.everything()).toEqual([]);
    vault.useMemory();
    await vault.set('a', 'first');
    expect(await vault.everything()).toEqual(['first']);
  });
});
