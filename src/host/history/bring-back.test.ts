import { describe, expect, it } from 'vitest';
import type { ChainEvent } from '../../chain/event.ts';
import { chainOf } from '../../chain/model.ts';
import { challenge, story } from '../../chain/testing/story.ts';
import type { ChainHead } from '../../contract.ts';
import type { History } from '../../history/history.ts';
import { lineOf } from '../../history/line.ts';
import { memoryHistory } from '../../history/memory-history.ts';
import { createHost } from '../host.ts';
import { testHost } from '../testing/test-host.ts';

/** A history of an earlier run, and how often it was read. */
async function earlier(count: number): Promise<{ history: History; reads: () => number }> {
  const inner = memoryHistory();
  for (let n = 0; n < count; n++) {
    const events = story(
      [{ id: `step-${n}`, parent: null, answers: 'USER_SRP_AUTH', outcome: challenge('SMS_MFA', 'f1') }],
      { chainId: `chain-${n}` },
    );
    const chain = chainOf(events);
    if (chain)
      await inner.append(
        lineOf(chain),
        events.map((event, seq) => ({ seq, event })),
      );
  }
  let reads = 0;
  const read: History['read'] = (chainId) => (reads++, inner.read(chainId));
  return { history: { ...inner, read }, reads: () => reads };
}
async function opened(count: number, kind: History['kind'] = 'memory') {
  const test = await testHost();
  const { history, reads } = await earlier(count);
  const host = await createHost({ ...test.ports, history: { ...history, kind } });
  const heard: string[] = [];
  host.listen(({ type }) => heard.push(type));
  const value = async <T>(name: string, input: unknown = {}): Promise<T> => {
    const result = await host.ask(name, input);
    if (!result.ok) throw new Error(result.error.code);
    return result.value as T;
  };
  return { ...test, host, value, heard, reads, history };
}

describe('chains of an earlier run', () => {
  it('are listed shortly after the first question, which does not wait for them', async () => {
    const { value, clock, heard } = await opened(2, 'file');
    expect(await value('chains.list')).toEqual([]);
    expect(heard).not.toContain('history.changed');
    clock.move(1_000);
    expect(heard).toContain('history.changed');
    const heads = await value<ChainHead[]>('chains.list');
    expect(heads.map(({ chainId, status }) => [chainId, status])).toEqual([
      ['chain-1', 'waiting'],
      ['chain-0', 'waiting'],
    ]);
  });

  it('are read once, whoever asks at the same time, and nobody is told', async () => {
    const { value, reads, heard } = await opened(1);
    const both = await Promise.all([
      value<ChainEvent[]>('chain.events', { chainId: 'chain-0' }),
      value<ChainEvent[]>('chain.events', { chainId: 'chain-0' }),
    ]);
    expect(both.map((events) => events.length)).toEqual([3, 3]);
    await value('chain.events', { chainId: 'chain-0' });
    expect(reads()).toBe(1);
    expect(heard).not.toContain('chain.event');
  });

  it('are let go again when many were looked at, and come back', async () => {
    const { value, reads } = await opened(130);
    for (let n = 0; n < 130; n++) await value('chain.events', { chainId: `chain-${n}` });
    expect(reads()).toBe(130);
    await value('chain.events', { chainId: 'chain-129' });
    expect(reads()).toBe(130);
    expect(await value('chain.events', { chainId: 'chain-0' })).toHaveLength(3);
    expect(reads()).toBe(131);
    expect(await value<ChainHead[]>('chains.list')).toHaveLength(130);
  });

  it('are unknown where the history has none of that name', async () => {
    const { host } = await opened(1);
    expect(await host.ask('chain.events', { chainId: 'nowhere' })).toMatchObject({
      ok: false,
      error: { code: 'CHAIN_UNKNOWN' },
    });
  });

  it('can’t be answered without their secrets, and say so', async () => {
    const { host } = await opened(1);
    const answer = { name: 'SMS_MFA', inputs: { SMS_MFA_CODE: '123456' }, responses: {}, members: {} };
    expect(await host.ask('chain.answer', { chainId: 'chain-0', parentId: 'step-0', answer })).toMatchObject({
      ok: false,
      error: { code: 'SECRET_UNKNOWN' },
    });
  });
});
