import { describe, expect, it } from 'vitest';
import { chainOf } from '../../chain/model.ts';
import type { ChainEvent } from '../../chain/event.ts';
import type { HistorySize } from '../../contract/history.ts';
import type { ChainHead } from '../../contract.ts';
import { coreFault } from '../../form/form.ts';
import type { History } from '../../history/history.ts';
import { memoryHistory } from '../../history/memory-history.ts';
import { createHost } from '../host.ts';
import { testHost, type TestHost } from '../testing/test-host.ts';
import { SEALING_KEY } from './sealing.ts';

type Ask = (name: string, input: unknown) => Promise<unknown>;
const asking =
  (host: TestHost['host']): Ask =>
  async (name, input) => {
    const result = await host.ask(name, input);
    if (!result.ok) throw coreFault(result.error.code, result.error.detail);
    return result.value;
  };

async function signIn(ask: Ask, at = 0): Promise<string> {
  const info = (await ask('sandbox.start', {})) as { users: { userPoolId: string; username: string }[] };
  const { userPoolId = '', username = '' } = info.users[at] ?? {};
  const { chainId } = (await ask('chain.startSeeded', { userPoolId, username })) as { chainId: string };
  return chainId;
}

async function signedIn(prepare: (test: TestHost) => void = () => undefined) {
  const test = await testHost();
  prepare(test);
  const ask = asking(test.host);
  const chainId = await signIn(ask);
  const history = test.ports.history;
  await expect.poll(async () => (await history.read(chainId))?.events.at(-1)?.event.type).toBe('step.ended');
  /** Another run of the console: the same files, keychain and history, and none of the memory. */
  const again = async () => asking(await createHost(test.ports));
  return { ...test, ask, chainId, history, again };
}
type Events = readonly ChainEvent[];
const lastStep = async (ask: Ask, chainId: string) => {
  const events = (await ask('chain.events', { chainId })) as Events;
  const ended = events.findLast((event) => event.type === 'step.ended');
  const pointer = ended?.type === 'step.ended' ? ended.response?.body.secrets[0]?.pointer : undefined;
  if (ended?.type !== 'step.ended' || pointer === undefined) throw new Error('no secret came');
  return { chainId, stepId: ended.stepId, side: 'response', pointer };
};

describe('what happens in chains', () => {
  it('is in the history as it was told, without secrets in clear', async () => {
    const { ask, chainId, history } = await signedIn();
    const kept = await history.read(chainId);
    expect(kept?.events.map(({ event }) => event)).toEqual(await ask('chain.events', { chainId }));
    expect(kept?.line).toMatchObject({ chainId, steps: 1, hidden: false });
    expect(kept?.line.status).toBe(chainOf(kept?.events.map(({ event }) => event) ?? [])?.status);
    const spot = await lastStep(ask, chainId);
    const { value } = (await ask('secret.reveal', spot)) as { value: string };
    expect(value.length).toBeGreaterThan(3);
    expect(JSON.stringify(kept)).not.toContain(value);
    const sealed = kept?.events.map((event) => Buffer.from(event.sealed ?? []).toString('latin1')).join();
    expect(sealed?.length).toBeGreaterThan(200);
    expect(sealed).not.toContain(value);
  });

  it('is there in the next run: it reveals, and goes on', async () => {
    const { ask, chainId, again, history } = await signedIn();
    const spot = await lastStep(ask, chainId);
    const before = await ask('secret.reveal', spot);
    const events = (await ask('chain.events', { chainId })) as Events;
    const later = await again();
    expect(await later('chains.list', {})).toMatchObject([{ chainId, status: 'waiting' }]);
    expect(await later('secret.reveal', spot)).toEqual(before);
    expect(await later('chain.events', { chainId })).toEqual(events);
    const pending = chainOf(events)?.pending;
    const answer = { name: pending?.name ?? '', inputs: {}, responses: {}, members: {} };
    await later('chain.answer', { chainId, parentId: pending?.stepId, answer });
    await expect.poll(async () => (await history.read(chainId))?.line.steps).toBe(2);
    const after = await history.read(chainId);
    expect(after?.events.slice(0, events.length).map(({ event }) => event)).toEqual(events);
  });

  it('goes on behind what another process did in the same chain, and shows that', async () => {
    const { ask, chainId, again, history } = await signedIn();
    const spot = await lastStep(ask, chainId);
    const beside = await again();
    const pending = chainOf((await beside('chain.events', { chainId })) as Events)?.pending;
    const answer = { name: pending?.name ?? '', inputs: {}, responses: {}, members: {} };
    const wrong = { chainId, parentId: pending?.stepId, answer };
    const { stepId: theirs } = (await beside('chain.answer', wrong)) as { stepId: string };
    await expect.poll(async () => (await history.read(chainId))?.line.steps).toBe(2);
    const { stepId: mine } = (await ask('chain.answer', wrong)) as { stepId: string };
    await expect.poll(async () => (await history.read(chainId))?.line.steps).toBe(3);
    await ask('history.size', {});
    const kept = (await history.read(chainId))?.events.map(({ event }) => event) ?? [];
    expect(chainOf(kept)?.steps.map(({ id }) => id)).toEqual([spot.stepId, theirs, mine]);
    expect(await ask('chain.events', { chainId })).toEqual(kept);
    const pointer = chainOf(kept)?.steps[1]?.request.body.secrets[0]?.pointer;
    expect(pointer).toBeDefined();
    const request = { chainId, stepId: theirs, side: 'request', pointer };
    expect(await ask('secret.reveal', request)).toEqual(await beside('secret.reveal', request));
  });

  it('is kept masked alone without a keychain, and says so', async () => {
    const { ask, chainId, history, again } = await signedIn(({ lockKeychain }) => lockKeychain(true));
    expect((await history.read(chainId))?.events.filter(({ sealed }) => sealed !== undefined)).toEqual([]);
    expect(((await ask('history.size', {})) as HistorySize).sealed).toBe(false);
    const spot = await lastStep(ask, chainId);
    const later = await again();
    await expect(later('secret.reveal', spot)).rejects.toMatchObject({ code: 'SECRET_UNKNOWN' });
    await expect(
      later('step.copyAs', { chainId, stepId: spot.stepId, format: 'curl', secrets: 'revealed' }),
    ).rejects.toMatchObject({ code: 'SECRET_UNKNOWN' });
  });

  it('can’t be revealed once its key is gone', async () => {
    const { ask, chainId, again, keychainEntries } = await signedIn();
    const spot = await lastStep(ask, chainId);
    const entries = keychainEntries() as Map<string, string>;
    entries.set(SEALING_KEY, Buffer.alloc(32, 7).toString('base64'));
    await expect((await again())('secret.reveal', spot)).rejects.toMatchObject({ code: 'SECRET_UNKNOWN' });
  });

  it('goes from the history with its chain', async () => {
    const { ask, chainId, history } = await signedIn();
    await ask('chain.remove', { chainId });
    await expect.poll(async () => history.read(chainId)).toBeUndefined();
  });

  it('ends where its process did', async () => {
    const { ask, chainId, again, history } = await signedIn();
    const events = (await ask('chain.events', { chainId })) as Events;
    // As a killed process leaves it: sent, and never answered.
    const kept = await history.read(chainId);
    await history.wipe({ kind: 'chain', chainId });
    if (kept) await history.append(kept.line, kept.events.slice(0, -1));
    const later = await again();
    const back = (await later('chain.events', { chainId })) as Events;
    expect(back.slice(0, -1)).toEqual(events.slice(0, -1));
    expect(back.at(-1)).toMatchObject({
      type: 'step.ended',
      outcome: { kind: 'failure', code: 'CANCELLED' },
    });
    // It may be another process that is on it: nothing is written until someone goes on here.
    expect((await history.read(chainId))?.events.length).toBe(events.length - 1);
  });

  it('is written later when it can’t be now, without a gap', async () => {
    const test = await testHost();
    const inner = memoryHistory();
    let full = true;
    const history: History = {
      ...inner,
      append: async (line, events) => {
        if (full) throw coreFault('HISTORY_UNAVAILABLE', 'The disk is full.');
        return inner.append(line, events);
      },
    };
    const ask = asking(await createHost({ ...test.ports, history }));
    const first = await signIn(ask);
    await expect
      .poll(async () => ((await ask('history.size', {})) as HistorySize).problem)
      .toBe('The disk is full.');
    expect(((await ask('app.info', {})) as { problems: string[] }).problems).toEqual(['The disk is full.']);
    full = false;
    const second = await signIn(ask, 1);
    for (const chainId of [first, second]) {
      const events = (await ask('chain.events', { chainId })) as Events;
      await expect
        .poll(async () => (await inner.read(chainId))?.events.map(({ event }) => event))
        .toEqual(events);
    }
    expect(((await ask('history.size', {})) as HistorySize).problem).toBeUndefined();
  });
});

describe('history.wipe', () => {
  it('takes what is meant, and leaves what is pinned', async () => {
    const { ask, chainId, history } = await signedIn();
    const other = await signIn(ask, 1);
    await ask('history.size', {});
    await history.annotate(other, { pinned: true });
    expect(await ask('history.wipe', { what: { kind: 'all' } })).toEqual({ chains: 1, stopped: false });
    const left = (await ask('chains.list', {})) as ChainHead[];
    expect(left.map((head) => head.chainId)).toEqual([other]);
    await expect(ask('chain.events', { chainId })).rejects.toMatchObject({ code: 'CHAIN_UNKNOWN' });
    expect(await ask('history.wipe', { what: { kind: 'chain', chainId: other } })).toEqual({
      chains: 1,
      stopped: false,
    });
    expect(await ask('history.size', {})).toMatchObject({ chains: 0, steps: 0 });
  });

  it('tells how far it is, and stops when asked', async () => {
    const { ask, chainId, history, host } = await signedIn();
    await ask('history.size', {});
    const told = new Promise((resolve) =>
      host.listen((event) => event.type === 'history.wiping' && resolve(event)),
    );
    const wipe = history.wipe;
    history.wipe = async (what, watch) => {
      watch?.told(10, 40);
      await expect.poll(() => watch?.cancelled).toBe(true);
      return wipe(what);
    };
    const wiping = ask('history.wipe', { what: { kind: 'all' } });
    expect(await told).toEqual({ type: 'history.wiping', gone: 10, of: 40 });
    await ask('history.stopWiping', {});
    expect(await wiping).toEqual({ chains: 1, stopped: true });
    await expect(ask('chain.events', { chainId })).rejects.toMatchObject({ code: 'CHAIN_UNKNOWN' });
  });

  it('takes a target’s', async () => {
    const { ask, chainId, history } = await signedIn();
    const { targetId = '', targetName: name } = (await history.read(chainId))?.line ?? {};
    expect(await ask('history.targets', {})).toEqual([{ id: targetId, name, production: false }]);
    expect(await ask('history.wipe', { what: { kind: 'target', targetId: 'other' } })).toEqual({
      chains: 0,
      stopped: false,
    });
    expect(await ask('history.wipe', { what: { kind: 'target', targetId } })).toEqual({
      chains: 1,
      stopped: false,
    });
  });
});

describe('history.retention', () => {
  it('wipes what is too old, now and later, and is remembered', async () => {
    const { ask, chainId, clock, history, again } = await signedIn();
    await ask('chains.list', {});
    expect(await ask('history.setRetention', { days: 2, megabytes: null })).toEqual({
      days: 2,
      megabytes: null,
    });
    expect(await history.read(chainId)).toBeDefined();
    expect(await (await again())('history.retention', {})).toEqual({ days: 2, megabytes: null });
    clock.move(3 * 86_400_000);
    await ask('history.setRetention', { days: 2, megabytes: 100 });
    expect(await history.read(chainId)).toBeUndefined();
  });

  it('looks by itself, every hour', async () => {
    const test = await testHost();
    const inner = memoryHistory();
    const ask = asking(await createHost({ ...test.ports, history: { ...inner, kind: 'file' } }));
    await ask('history.setRetention', { days: 1, megabytes: null });
    const chainId = await signIn(ask);
    await ask('history.size', {});
    await ask('chains.list', {});
    test.clock.move(1_000);
    expect(await inner.read(chainId)).toBeDefined();
    test.clock.move(2 * 86_400_000);
    await expect.poll(async () => inner.read(chainId)).toBeUndefined();
  });

  it.each([
    { days: 0, megabytes: null },
    { days: 1.5, megabytes: null },
    { days: null, megabytes: 1 },
  ])('refuses %o', async (wanted) => {
    const { host } = await testHost();
    expect(await host.ask('history.setRetention', wanted)).toMatchObject({
      ok: false,
      error: { code: 'INPUT_INVALID' },
    });
  });
});
