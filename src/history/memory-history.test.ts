import { describe, expect, it } from 'vitest';
import type { ChainEvent } from '../chain/event.ts';
import { chainOf } from '../chain/model.ts';
import { challenge, refused, story } from '../chain/testing/story.ts';
import type { History } from './history.ts';
import { lineOf } from './line.ts';
import { memoryHistory } from './memory-history.ts';
import type { Query, Term } from './query/query.ts';

async function keep(history: History, events: readonly ChainEvent[]): Promise<void> {
  const chain = chainOf(events);
  if (chain === undefined) throw new Error('no chain');
  await history.append(
    lineOf(chain),
    events.map((event, seq) => ({ seq, event })),
  );
}

const ann = story(
  [
    { id: 'a1', parent: null, answers: 'USER_SRP_AUTH', outcome: challenge('SMS_MFA', 's1') },
    {
      id: 'a2',
      parent: 'a1',
      answers: 'SMS_MFA',
      outcome: refused('CodeMismatchException', 'Invalid code received'),
      took: 2_500,
    },
  ],
  { chainId: 'ann', username: 'ann@example.com' },
);
const bob = story(
  [{ id: 'b1', parent: null, answers: 'USER_PASSWORD_AUTH', outcome: { kind: 'tokens', newDevice: false } }],
  { chainId: 'bob', username: 'bob@example.com', flow: 'USER_PASSWORD_AUTH' },
);

async function filled(): Promise<History> {
  const history = memoryHistory();
  await keep(history, ann);
  await keep(history, bob);
  return history;
}

type Wanted = Term extends infer T ? (T extends Term ? Omit<T, 'not'> : never) : never;
const asking = (...terms: Wanted[]): Query => ({
  terms: terms.map((term) => ({ ...term, not: false }) as Term),
});
const ids = async (history: History, query: Query) =>
  (await history.search(query, { most: 10 })).found.map(({ line }) => line.chainId);

describe('memoryHistory', () => {
  it('finds by facet, by word, by time and by duration', async () => {
    const history = await filled();
    const facet = (key: 'error' | 'user' | 'status' | 'request-id', value: string, prefix = false) =>
      ids(history, asking({ kind: 'facet', key, value, prefix }));
    expect(await facet('error', 'codemismatchexception')).toEqual(['ann']);
    expect(await facet('user', 'bob', true)).toEqual(['bob']);
    expect(await facet('user', 'bob')).toEqual([]);
    expect(await facet('status', 'tokens')).toEqual(['bob']);
    expect(await facet('request-id', 'request-a2')).toEqual(['ann']);
    expect(await ids(history, asking({ kind: 'took', side: 'over', ms: 2_000 }))).toEqual(['ann']);
    expect(await ids(history, asking({ kind: 'text', words: ['invalid', 'code'], prefix: false }))).toEqual([
      'ann',
    ]);
    expect(await ids(history, asking({ kind: 'text', words: ['example'], prefix: true }))).toEqual([
      'bob',
      'ann',
    ]);
    expect(
      await ids(history, { terms: [{ kind: 'text', words: ['invalid'], prefix: true, not: true }] }),
    ).toEqual(['bob']);
  });

  it('writes an event once, whoever writes it again', async () => {
    const history = await filled();
    await keep(history, ann);
    expect((await history.read('ann'))?.events.map(({ event }) => event)).toEqual(ann);
    expect(await history.size()).toMatchObject({ chains: 2, steps: 3 });
  });

  it('turns pages without losing or repeating a chain', async () => {
    const history = await filled();
    const first = await history.search({ terms: [] }, { most: 1 });
    expect(first.found.map(({ line }) => line.chainId)).toEqual(['bob']);
    const second = await history.search({ terms: [] }, { most: 1, after: first.next ?? '' });
    expect(second.found.map(({ line }) => line.chainId)).toEqual(['ann']);
    expect(second.next).toBeUndefined();
  });

  it('wipes all but what is pinned, and that by name', async () => {
    const history = await filled();
    await history.annotate('ann', { pinned: true, tags: ['release'] });
    expect(await history.complete('tag', 're', 5, 0)).toEqual([{ value: 'release', chains: 1 }]);
    expect(await history.wipe({ kind: 'all' })).toEqual(['bob']);
    expect(await history.wipe({ kind: 'chain', chainId: 'ann' })).toEqual(['ann']);
    expect(await history.size()).toMatchObject({ chains: 0 });
  });
});
