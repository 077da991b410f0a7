import type { SignInEvent, UserChain } from '@core/contract/users.ts';
import { describe, expect, it } from 'vitest';
import { joinedWords } from './fact-rows.ts';
import { signInRows } from './sign-in-rows.ts';

const event = (id: string, at: number, chainId?: string): SignInEvent => ({
  ...{ id, at, type: 'SignIn', response: 'Pass', challenges: [], compromised: false },
  ...(chainId === undefined ? {} : { chain: { chainId, stepId: 's', by: 'time', apartMs: 0 } }),
});
const chain = (chainId: string, startedAt: number) => ({ chainId, startedAt }) as UserChain;

describe('sign-ins of a user', () => {
  it('stand in one line of time, an event and its chain together', () => {
    const rows = signInRows({
      events: [event('e2', 5_000, 'c1'), event('e1', 1_000)],
      chains: [chain('c2', 9_000), chain('c1', 4_800)],
    });
    expect(rows.map(({ key, chain: one }) => [key, one?.chainId])).toEqual([
      ['chain c2', 'c2'],
      ['event e2', 'c1'],
      ['event e1', undefined],
    ]);
  });

  it('keep the way to a chain that is not among the newest', () => {
    const [row] = signInRows({ events: [event('e', 1, 'far')], chains: [] });
    expect(row).toMatchObject({ joined: { chainId: 'far' } });
    expect(row?.chain).toBeUndefined();
  });

  it('say how sure it is that they are the same', () => {
    const place = { chainId: 'c', stepId: 's' };
    expect(joinedWords({ ...place, by: 'token' })).toBe('The same: its tokens say so');
    expect(joinedWords({ ...place, by: 'time', apartMs: -2_400 })).toBe('Likely the same: 2.4 s apart');
    expect(joinedWords({ ...place, by: 'time', apartMs: 300 })).toBe('Likely the same: the same second');
  });
});
