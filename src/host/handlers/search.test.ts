import { describe, expect, it } from 'vitest';
import type { CommandName, Result } from '../../contract.ts';
import type { Annotations, Completions, SearchPage } from '../../contract/search.ts';
import { testHost, type TestHost } from '../testing/test-host.ts';

const asking =
  ({ host }: TestHost) =>
  <T>(name: CommandName, input: object) =>
    host.ask(name, input) as Promise<Result<T>>;

async function started() {
  const there = await testHost();
  const ask = asking(there);
  const pools = await ask<{ pools: { userPoolId: string }[] }>('sandbox.start', {});
  if (!pools.ok) throw new Error(pools.error.detail);
  const chain = await ask<{ chainId: string }>('chain.startSeeded', {
    userPoolId: pools.value.pools[0]?.userPoolId ?? '',
    username: 'ann',
  });
  if (!chain.ok) throw new Error(chain.error.detail);
  const { chainId } = chain.value;
  const value = async <T>(name: CommandName, input: object) => {
    const result = await ask<T>(name, input);
    if (!result.ok) throw new Error(result.error.detail);
    return result.value;
  };
  const find = async (query: string, typing?: number) => {
    const wish = { query, most: 10, ...(typing === undefined ? {} : { typing }) };
    const { found } = await value<SearchPage>('history.search', wish);
    return found.map(({ line }) => line.chainId);
  };
  // The answer comes a moment after the request.
  await expect.poll(() => find('challenge:PASSWORD_VERIFIER')).toEqual([chainId]);
  return { ...there, ask, value, find, chainId };
}

describe('searching', () => {
  it('finds a chain by who, by what was asked, and by a value that is only begun', async () => {
    const { find, chainId } = await started();
    expect(await find('user:an challenge:password_verifier since:1h -status:failed')).toEqual([chainId]);
    expect(await find('challenge:PASSW')).toEqual([]);
    expect(await find('challenge:PASSW', 15)).toEqual([chainId]);
  });

  it('tells what waits from what has waited for longer than its Session lives', async () => {
    const { value, find, chainId, clock } = await started();
    const completed = async () =>
      (await value<Completions>('history.complete', { query: 'status:', caret: 7 })).options.map(
        ({ label, chains }) => [label, chains],
      );
    expect([await find('status:waiting'), await find('status:expired')]).toEqual([[chainId], []]);
    expect(await completed()).toEqual([['waiting', 1]]);
    clock.move(16 * 60_000);
    expect([await find('status:waiting'), await find('status:exp', 10)]).toEqual([[], [chainId]]);
    expect(await completed()).toEqual([['expired', 1]]);
  });

  it('says what it can’t read, and searches for the rest', async () => {
    const { value, chainId } = await started();
    const page = await value<SearchPage>('history.search', { query: 'user:ann took:2', most: 10 });
    expect(page.found.map(({ line }) => line.chainId)).toEqual([chainId]);
    expect(page.faults).toEqual([{ from: 9, to: 15, says: 'took: takes a length such as >2s or <300ms.' }]);
  });

  it('completes keys, and values as AWS writes them', async () => {
    const { value } = await started();
    const at = (query: string) => value<Completions>('history.complete', { query, caret: query.length });
    expect((await at('chal')).options[0]).toMatchObject({ text: 'challenge:' });
    expect(await at('challenge:pass')).toMatchObject({
      from: 10,
      to: 14,
      options: [{ text: 'PASSWORD_VERIFIER ', chains: 1 }],
    });
    expect((await at('passw')).options).toContainEqual({
      text: 'challenge:PASSWORD_VERIFIER ',
      label: 'PASSWORD_VERIFIER',
      key: 'challenge',
      chains: 1,
    });
    const targets = (await at('target:')).options;
    expect(targets).toHaveLength(1);
    expect(targets[0]?.text).toMatch(/^"sandbox · .+" $/);
  });

  it('finds what was noted, and nothing that is secret', async () => {
    const { value, find, chainId, ask } = await started();
    const changes = {
      notes: 'Waits for Renée',
      tags: ['Release', 'a', 'a'],
      ticket: ' SUP-12 ',
      pinned: true,
    };
    const noted = await value<Annotations>('chain.annotate', { chainId, changes });
    expect(noted).toEqual({ ...changes, tags: ['a', 'release'], ticket: 'SUP-12' });
    expect(await value('chain.annotations', { chainId })).toEqual(noted);
    for (const query of ['renee', '"waits for"', 'tag:release', 'ticket:sup-12', 'sup', 'is:pinned'])
      expect(await find(query), query).toEqual([chainId]);
    const session = await ask<{ value: string }>('secret.reveal', await placeOfSession(value, chainId));
    expect(session.ok).toBe(true);
    const secret = session.ok ? session.value.value : '';
    expect(secret.length).toBeGreaterThan(20);
    expect(await find(`"${secret.slice(0, 400)}"`)).toEqual([]);
    expect(await find(secret.slice(0, 12))).toEqual([]);
  });

  it('keeps searches by name across a restart', async () => {
    const { value, files } = await started();
    await value('searches.save', { name: 'Wrong codes', query: 'error:CodeMismatchException' });
    await value('searches.save', { name: 'Slow', query: 'took:>1s' });
    const both = await value('searches.save', { name: 'Slow', query: 'took:>2s' });
    expect(both).toEqual([
      { name: 'Slow', query: 'took:>2s' },
      { name: 'Wrong codes', query: 'error:CodeMismatchException' },
    ]);
    expect(JSON.parse(files.get('searches.json') ?? '')).toMatchObject({ version: 1, data: both });
    expect(await value('searches.remove', { name: 'Slow' })).toHaveLength(1);
  });

  it('refuses a chain that is not there', async () => {
    const { ask } = await started();
    expect(await ask('chain.annotate', { chainId: 'none', changes: { pinned: true } })).toMatchObject({
      ok: false,
      error: { code: 'CHAIN_UNKNOWN' },
    });
  });
});

async function placeOfSession(
  value: <T>(name: CommandName, input: object) => Promise<T>,
  chainId: string,
): Promise<object> {
  const events = await value<readonly { type: string; stepId?: string }[]>('chain.events', { chainId });
  const ended = events.find(({ type }) => type === 'step.ended');
  return {
    chainId,
    stepId: ended?.stepId ?? '',
    side: 'response',
    pointer: '/ChallengeParameters/SECRET_BLOCK',
  };
}
