import { describe, expect, it } from 'vitest';
import type { HostEvent, Target } from '../../contract.ts';
import type { UserHead, UsersNews, UsersPage } from '../../contract/users.ts';
import { coreFault } from '../../form/form.ts';
import type { Clock } from '../ports.ts';
import type { Asking } from '../service/ask.ts';
import { createUsersReading, type UsersWish } from './read-all.ts';

/** A clock whose timers run when they are told to. */
function handClock() {
  let now = 0;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  const clock: Clock = {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };
  const move = (ms: number) => {
    now += ms;
    for (const timer of [...timers].filter(({ at }) => at <= now)) {
      timers.delete(timer);
      timer.run();
    }
  };
  return { clock, move };
}

const target = { id: 't', userPoolId: 'eu-west-1_x' } as Target;
const user = (index: number): UserHead => ({
  username: `user-${index}`,
  status: 'CONFIRMED',
  enabled: true,
  attributes: {},
});

/** So many users in pages of sixty; its tokens are the place where a page begins. */
function pages(count: number) {
  return async ({ token }: UsersWish): Promise<UsersPage> => {
    const from = Number(token ?? 0);
    const to = Math.min(count, from + 60);
    const users = Array.from({ length: to - from }, (_, index) => user(from + index));
    return { users, ...(to < count ? { next: String(to) } : {}) };
  };
}

function reading(page: (wish: UsersWish, how: Asking) => Promise<UsersPage>) {
  const news: UsersNews[] = [];
  const { clock, move } = handClock();
  const tell = (event: HostEvent) => {
    if (event.type === 'users.read') news.push(event);
  };
  return { ...createUsersReading({ clock, page, tell }), news, move };
}
const ended = (news: readonly UsersNews[]) => () =>
  ['stopped', 'failed', 'done'].includes(news.at(-1)?.state ?? '');

describe('reading users to the end', () => {
  it('tells each of them once, in few words, and says that it is over', async () => {
    const { begin, news } = reading(pages(100_000));
    begin('a', { target });
    await expect.poll(ended(news), { timeout: 20_000 }).toBe(true);
    const told = news.flatMap(({ users }) => users.map(({ username }) => username));
    expect(told).toHaveLength(100_000);
    expect(new Set(told).size).toBe(100_000);
    expect(news.at(-1)).toMatchObject({ state: 'done', read: 100_000 });
    // 1,667 pages came while the clock stood still: they are no reason to be told 1,667 times.
    expect(news).toHaveLength(2);
  });

  it('stops after the page that is under way, and can go on from there', async () => {
    const held = pages(600);
    const { begin, stop, news } = reading(async (wish) => {
      if (wish.token === '120') stop('a');
      return held(wish);
    });
    begin('a', { target });
    await expect.poll(ended(news)).toBe(true);
    expect(news.at(-1)).toMatchObject({ state: 'stopped', read: 180, next: '180' });
    begin('b', { target, token: '180' });
    await expect.poll(() => news.at(-1)?.state).toBe('done');
    expect(news.at(-1)).toMatchObject({ listingId: 'b', read: 420 });
  });

  it('waits in sight while the service asks to slow down, and goes on by itself', async () => {
    let refusals = 2;
    const held = pages(70);
    const { begin, news, move } = reading(async (wish) => {
      if (wish.token === '60' && refusals-- > 0) throw coreFault('TooManyRequestsException', 'Rate exceeded');
      return held(wish);
    });
    begin('a', { target });
    for (let round = 0; round < 2; round++) {
      await expect.poll(() => news.at(-1)?.state).toBe('waiting');
      expect(news.at(-1)?.until).toBeGreaterThan(0);
      move(5_000);
      await expect.poll(() => news.at(-1)?.state).not.toBe('waiting');
    }
    await expect.poll(ended(news)).toBe(true);
    expect(news.at(-1)).toMatchObject({ state: 'done', read: 70 });
  });

  it('does not wait for the page that is under way', async () => {
    const { begin, stop, news } = reading(
      (_wish, { stop: asked }) =>
        new Promise((_resolve, reject) => {
          asked?.onStop(() => reject(coreFault('ASK_STOPPED', 'Stopped.')));
        }),
    );
    begin('a', { target, token: '60' });
    stop('a');
    await expect.poll(ended(news)).toBe(true);
    expect(news.at(-1)).toMatchObject({ state: 'stopped', read: 0, next: '60' });
  });

  it('can be stopped while it waits', async () => {
    const { begin, stop, news } = reading(async (_wish, { stop: asked }) => {
      if (asked?.stopped === true) throw coreFault('ASK_STOPPED', 'Stopped.');
      throw coreFault('TooManyRequestsException', 'Rate exceeded');
    });
    begin('a', { target, token: '60' });
    await expect.poll(() => news.at(-1)?.state).toBe('waiting');
    stop('a');
    await expect.poll(ended(news)).toBe(true);
    expect(news.at(-1)).toMatchObject({ state: 'stopped', read: 0, next: '60' });
  });

  it('says what went wrong and where it can go on', async () => {
    const held = pages(200);
    const { begin, news } = reading(async (wish) => {
      if (wish.token === '120') throw coreFault('REFUSED', 'Nothing listens there.');
      return held(wish);
    });
    begin('a', { target });
    await expect.poll(ended(news)).toBe(true);
    expect(news.at(-1)).toMatchObject({
      ...{ state: 'failed', read: 120, next: '120' },
      fault: { code: 'REFUSED', detail: 'Nothing listens there.' },
    });
  });

  it('ends the one before, and one whose token leads to itself', async () => {
    const { begin, news } = reading(async ({ token }) => ({
      users: [user(Number(token ?? 0))],
      next: 'same',
    }));
    begin('a', { target });
    begin('b', { target });
    await expect
      .poll(() => news.filter(({ state }) => state !== 'reading').map(({ state }) => state))
      .toEqual(['stopped', 'done']);
  });
});
