import { describe, expect, it } from 'vitest';
import type { TeamState } from '../../contract.ts';
import { memoryTeam } from '../../history/testing/memory-team.ts';
import { createHost } from '../host.ts';
import { drivenHost } from '../testing/driven-host.ts';

const URL = 'postgres://kim:pass-fixture@db.example.com/qa';

async function connected() {
  const history = memoryTeam('db.example.com/qa');
  const urls: string[] = [];
  const test = await drivenHost({ team: { open: (url) => (urls.push(url), history) } });
  await expect.poll(async () => (await test.value('vault.state', {})).kind).toBe('keychain');
  const state = () => test.value('team.state', {});
  await test.value('team.connect', { url: URL, by: 'Kim' });
  const chainId = await test.begin('ann');
  await test.chain(chainId);
  const ids = async () =>
    (await history.search({ terms: [] }, { most: 50 })).found.map((one) => one.line.chainId);
  /** Lets time pass until nothing waits. */
  const settled = async () => {
    await expect
      .poll(async () => (test.clock.move(60_000), (await state()).waiting.length), { interval: 5 })
      .toBe(0);
  };
  return { ...test, history, urls, state, chainId, ids, settled };
}

describe('a team’s history', () => {
  it('is none until it is connected, and none after', async () => {
    const { value, state } = await connected();
    expect(await state()).toMatchObject({ kind: 'connected', server: 'db.example.com/qa', by: 'Kim' });
    expect(await value('team.disconnect', {})).toMatchObject({ kind: 'none', server: '' });
  });

  it('has its password in the vault and nowhere else', async () => {
    const { files, keychainEntries, state, urls, value } = await connected();
    expect(urls).toEqual([URL]);
    expect([...files.values()].join('')).not.toContain('pass-fixture');
    expect(JSON.stringify(await state())).not.toContain('pass-fixture');
    expect(keychainEntries().get('team:password')).toBe('pass-fixture');
    await value('team.disconnect', {});
    expect(keychainEntries().has('team:password')).toBe(false);
  });

  it('keeps nothing of one that does not answer', async () => {
    const history = memoryTeam();
    history.away = true;
    const test = await drivenHost({ team: { open: () => history } });
    const result = await test.host.ask('team.connect', { url: URL, by: '' });
    expect(result).toMatchObject({ ok: false, error: { code: 'HISTORY_UNAVAILABLE' } });
    expect(await test.value('team.state', {})).toMatchObject({ kind: 'none', waiting: [] });
  });

  it('takes a chain without its secrets, with its tags and a note', async () => {
    const { value, chainId, history } = await connected();
    await value('chain.annotate', { chainId, changes: { tags: ['release'], notes: 'stays here' } });
    expect(await value('team.publish', { chainId, note: 'Look here' })).toEqual({ kind: 'delivered' });
    const kept = await history.read(chainId);
    expect(kept?.events.every((event) => event.sealed === undefined)).toBe(true);
    expect(kept?.annotations).toMatchObject({ tags: ['release'], notes: '' });
    const page = await value('team.search', { query: 'user:ann tag:release', most: 10 });
    expect(page.found).toMatchObject([{ line: { chainId }, publisher: { by: 'Kim' }, comments: 1 }]);
    expect((await value('team.comments', { id: chainId })).map(({ text }) => text)).toEqual(['Look here']);
  });

  it('takes a whole sign-in, and none of its tokens and Sessions', async () => {
    const { value, chainId, history, answer } = await connected();
    await answer(chainId, {});
    const chain = await answer(chainId, {});
    expect(chain.status).toBe('tokens');
    expect(await value('team.publish', { chainId, note: '' })).toEqual({ kind: 'delivered' });
    const kept = JSON.stringify(await history.read(chainId));
    const last = chain.steps.at(-1)?.id ?? '';
    for (const name of ['AccessToken', 'IdToken', 'RefreshToken']) {
      const pointer = `/AuthenticationResult/${name}`;
      const spot = { chainId, stepId: last, side: 'response', pointer } as const;
      const secret = (await value('secret.reveal', spot)).value;
      expect(secret.length).toBeGreaterThan(40);
      expect(kept).not.toContain(secret);
      expect(kept).not.toContain(secret.slice(-30));
    }
  });

  it('gets no note in which a secret stands', async () => {
    const { host, chainId, state, ids } = await connected();
    const result = await host.ask('team.publish', { chainId, note: 'connect with pass-fixture' });
    expect(result).toMatchObject({ ok: false, error: { code: 'EXPORT_SECRET' } });
    expect(JSON.stringify(result)).not.toContain('pass-fixture');
    expect((await state()).waiting).toEqual([]);
    expect(await ids()).toEqual([]);
  });

  it('gets nothing and is told nothing while the keychain is locked', async () => {
    const { host, chainId, state, ids, history, lockKeychain } = await connected();
    const refused = { ok: false, error: { code: 'VAULT_UNAVAILABLE' } };
    lockKeychain(true);
    for (const note of ['', 'once more'])
      expect(await host.ask('team.publish', { chainId, note })).toMatchObject(refused);
    expect(await host.ask('team.comment', { id: chainId, text: 'It came.' })).toMatchObject(refused);
    expect((await state()).waiting).toEqual([]);
    expect(await ids()).toEqual([]);
    expect(await history.comments(chainId)).toEqual([]);
    lockKeychain(false);
    expect(await host.ask('team.publish', { chainId, note: '' })).toMatchObject({ ok: true });
  });

  it('is told nothing in which a secret of the chain stands', async () => {
    const { host, value, chainId, chain, history, ports } = await connected();
    await value('team.publish', { chainId, note: '' });
    const step = (await chain(chainId)).steps.at(-1);
    const pointer = step?.response?.body.secrets[0]?.pointer ?? '';
    const spot = { chainId, stepId: step?.id ?? '', side: 'response', pointer } as const;
    const { value: secret } = await value('secret.reveal', spot);
    const result = await host.ask('team.comment', { id: chainId, text: `It came with ${secret}` });
    expect(result).toMatchObject({ ok: false, error: { code: 'EXPORT_SECRET' } });
    expect(JSON.stringify(result)).not.toContain(secret);
    expect(await history.comments(chainId)).toEqual([]);

    // A later run, in which nobody has looked at the chain: what it knows is sealed in its history.
    await value('history.size', {});
    const later = await createHost(ports);
    await expect
      .poll(async () => await later.ask('vault.state', {}))
      .toMatchObject({ value: { kind: 'keychain' } });
    const again = await later.ask('team.comment', { id: chainId, text: `It came with ${secret}` });
    expect(again).toMatchObject({ ok: false, error: { code: 'EXPORT_SECRET' } });
    expect(await later.ask('team.comment', { id: chainId, text: 'It came.' })).toMatchObject({ ok: true });
    expect(await history.comments(chainId)).toMatchObject([{ text: 'It came.' }]);
  });

  it('gets what waited once its server is back, and work goes on meanwhile', async () => {
    const { value, chainId, history, state, ids, settled, begin, chain } = await connected();
    history.away = true;
    expect(await value('team.publish', { chainId, note: 'once' })).toEqual({ kind: 'waits' });
    expect(await state()).toMatchObject({
      kind: 'away',
      fault: { code: 'HISTORY_UNAVAILABLE' },
      waiting: [{ kind: 'chain', chainId, says: 'ann' }],
    });
    expect((await chain(await begin('ann'))).steps).toHaveLength(1);
    history.away = false;
    await settled();
    expect(await ids()).toEqual([chainId]);
    expect((await state()).kind).toBe('connected');
  });

  it('has one copy of what was published without anyone having heard of it', async () => {
    const { value, chainId, history, settled, ids } = await connected();
    history.deaf = true;
    expect(await value('team.publish', { chainId, note: 'once' })).toEqual({ kind: 'waits' });
    history.deaf = false;
    await settled();
    expect(await ids()).toEqual([chainId]);
    expect(await history.comments(chainId)).toHaveLength(1);
  });

  it('gets in the next run what waited when the console ended', async () => {
    const { value, chainId, history, host, ports, clock, ids } = await connected();
    history.away = true;
    await value('team.publish', { chainId, note: '' });
    await value('team.comment', { id: chainId, text: 'Said while it was away.' });
    await host.close();
    history.away = false;
    const next = await createHost(ports);
    const waiting = async () => {
      clock.move(60_000);
      const answer = (await next.ask('team.state', {})) as { value: TeamState };
      return answer.value.waiting.length;
    };
    await expect.poll(waiting, { interval: 5 }).toBe(0);
    expect(await ids()).toEqual([chainId]);
    expect(await history.comments(chainId)).toMatchObject([{ by: 'Kim', text: 'Said while it was away.' }]);
  });

  it('does not hold up the rest for what can never go', async () => {
    const { value, chainId, history, state, settled } = await connected();
    history.away = true;
    await value('team.comment', { id: 'gone', text: 'To nobody.' });
    await value('team.publish', { chainId, note: '' });
    history.away = false;
    await expect
      .poll(async () => (await value('team.retry', {})).waiting.map(({ fault }) => fault?.code), {
        interval: 5,
      })
      .toEqual(['CHAIN_UNKNOWN']);
    expect(await history.read(chainId)).toBeDefined();
    const [stopped] = (await state()).waiting;
    await value('team.forget', { waiting: stopped?.id ?? '' });
    await settled();
  });

  it('does not wait for what the server refuses for good, nor lets it hold up the rest', async () => {
    const { value, host, chainId, history, state, begin, chain, ids } = await connected();
    const other = await begin('ann');
    await chain(other);
    history.refuses.add(chainId);
    // While it answers, whoever publishes hears of it at once, and nothing is left waiting.
    expect(await host.ask('team.publish', { chainId, note: '' })).toMatchObject({
      ok: false,
      error: { code: 'TEAM_REFUSED' },
    });
    expect(await state()).toMatchObject({ kind: 'connected', waiting: [] });

    history.away = true;
    await value('team.publish', { chainId, note: '' });
    await value('team.publish', { chainId: other, note: '' });
    history.away = false;
    await value('team.retry', {});
    expect(await ids()).toEqual([other]);
    expect(await state()).toMatchObject({
      kind: 'connected',
      waiting: [{ chainId, fault: { code: 'TEAM_REFUSED' } }],
    });
    history.refuses.delete(chainId);
    expect((await value('team.retry', {})).waiting).toEqual([]);
    expect(await ids()).toContain(chainId);
  });

  it('is not asked again and again where it refuses everything, but is when someone asks', async () => {
    const { value, host, chainId, history, state, clock } = await connected();
    history.refusesAll = true;
    expect(await value('team.retry', {})).toMatchObject({ kind: 'away', fault: { code: 'TEAM_REFUSED' } });
    expect(await state()).not.toHaveProperty('retryAt');
    // Nothing is set to happen: the right that was given is not found out by itself.
    history.refusesAll = false;
    clock.move(600_000);
    expect(await state()).toMatchObject({ kind: 'away' });
    expect(await host.ask('team.publish', { chainId, note: '' })).toMatchObject({
      value: { kind: 'delivered' },
    });
    expect((await state()).kind).toBe('connected');
  });

  it('goes to the server it was meant for, and to no other', async () => {
    const { value, chainId, history, state, ids } = await connected();
    history.away = true;
    await value('team.publish', { chainId, note: '' });
    await value('team.disconnect', {});
    history.away = false;
    await value('team.connect', { url: 'postgres://kim@other.example.com/qa', by: 'Kim' });
    expect(await ids()).toEqual([]);
    expect((await state()).waiting).toMatchObject([{ server: 'db.example.com/qa' }]);
    await value('team.connect', { url: URL, by: 'Kim' });
    expect(await ids()).toEqual([chainId]);
  });

  it('opens for someone else, read-only, with what came since', async () => {
    const mine = await connected();
    await mine.value('team.publish', { chainId: mine.chainId, note: '' });
    const theirs = await drivenHost({ team: { open: () => mine.history } });
    await expect.poll(async () => (await theirs.value('vault.state', {})).kind).toBe('keychain');
    await theirs.value('team.connect', { url: URL, by: 'Lee' });
    const { chainId } = await theirs.value('team.open', { id: mine.chainId });
    const chain = await theirs.chain(chainId);
    expect(chain).toMatchObject({
      readOnly: true,
      username: 'ann',
      imported: { kind: 'team', name: 'db.example.com/qa', place: 'published by Kim' },
    });
    const again = await theirs.host.ask('team.publish', { chainId, note: '' });
    expect(again).toMatchObject({ ok: false, error: { code: 'TEAM_ALREADY' } });

    const steps = chain.steps.length;
    await mine.answer(mine.chainId, { PASSWORD: 'not-the-password' }).catch(() => undefined);
    await mine.value('team.publish', { chainId: mine.chainId, note: '' });
    await theirs.value('team.open', { id: mine.chainId });
    expect((await theirs.chain(chainId)).steps.length).toBe(steps + 1);
    expect(await mine.value('team.open', { id: mine.chainId })).toEqual({ chainId: mine.chainId });
  });

  it('is where COUNTERSIGN_HISTORY says, and can’t be changed then', async () => {
    const history = memoryTeam();
    const test = await drivenHost({ team: { url: URL, open: () => history } });
    await expect.poll(async () => (await test.value('team.state', {})).kind).toBe('connected');
    expect(await test.value('team.state', {})).toMatchObject({ fixed: true, by: 'kim' });
    expect(await test.host.ask('team.disconnect', {})).toMatchObject({ error: { code: 'TEAM_FIXED' } });
    expect(JSON.stringify(await test.value('team.state', {}))).not.toContain('pass-fixture');
  });
});
