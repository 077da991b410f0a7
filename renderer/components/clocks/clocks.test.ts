import type { Clocks } from '@core/chain/clocks.ts';
import { FREE_TRIES, type Lockout } from '@core/chain/lockout.ts';
import { chainOf, type Chain } from '@core/chain/model.ts';
import { refused, story, type StoryStep } from '@core/chain/testing/story.ts';
import { flushPromises } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { fakeHost } from '../../testing/fake-host.ts';
import { mountWithHost } from '../../testing/mount-with-host.ts';
import { chainStarted, sampleChain, stepEvents } from '../../testing/sample-chain.ts';
import { sandboxTarget } from '../../testing/fixtures.ts';
import ChainClocks from './ChainClocks.vue';
import LockoutClock from './LockoutClock.vue';
import { crossed, shownClocks } from './clock-words.ts';

const NOW = 1_000_000;
const one = (clocks: Clocks, now = NOW) => shownClocks(clocks, now, undefined)[0];
const lockout = (over: Partial<Lockout>): Lockout => ({
  factor: 'password',
  tries: 2,
  atLeast: 2,
  clearsAt: NOW + 1,
  nextLockMs: 0,
  met: false,
  ...over,
});

describe('shownClocks', () => {
  it('counts the Session down, urgent in its last half minute, then over', () => {
    const at = (left: number) => one({ session: { endsAt: NOW + left, minutes: 3 } });
    expect(at(151_000)).toMatchObject({ value: '2:31', state: 'calm', icon: 'clock' });
    expect(at(30_000)).toMatchObject({ value: '0:30', state: 'urgent', icon: 'expired' });
    expect(at(0)).toMatchObject({ label: 'Session expired', state: 'over' });
  });

  it('says tries before a lock, what the next costs, the lock itself, and one it can’t explain', () => {
    expect(one({ lockout: lockout({}) })).toMatchObject({ value: `2 of ${FREE_TRIES}`, state: 'calm' });
    expect(one({ lockout: lockout({ tries: 4, nextLockMs: 1_000 }) })).toMatchObject({
      state: 'urgent',
      spoken: '4 of 5 password tries failed. The next failure locks for 1.0 s.',
    });
    expect(one({ lockout: lockout({ tries: 8, lockedUntil: NOW + 8_000 }) })).toMatchObject({
      label: 'locked',
      value: '0:08',
    });
    expect(one({ lockout: lockout({ tries: 0, met: true }) })?.label).toBe('locked, end unknown');
  });

  it('names every token’s end and those it can’t tell', () => {
    const endsAt = NOW + 3_600_000;
    const clock = one({
      token: { name: 'IdToken', endsAt, all: [{ name: 'IdToken', endsAt }], untold: ['RefreshToken'] },
    });
    expect(clock).toMatchObject({ value: '1:00:00', state: 'calm' });
    expect(clock?.help).toContain('RefreshToken can’t be read');
  });

  it('says whose clock the TOTP step is by', () => {
    const totp = { endsAt: NOW + 18_000 };
    expect(one({ totp })?.help).toContain('this computer’s clock');
    const [told] = shownClocks({ totp }, NOW, { aheadMs: 90_000, uncertaintyMs: 1_000, samples: 1 });
    expect(told).toMatchObject({ value: '18 s' });
    expect(told?.help).toContain('1 min 30 s ahead of ours');
  });
});

describe('crossed', () => {
  const session = (left: number) => one({ session: { endsAt: NOW + left, minutes: 3 } });

  it('speaks once at a threshold and not by the second', () => {
    expect(crossed(session(40_000), session(39_000))).toBeUndefined();
    expect(crossed(session(31_000), session(30_000))?.text).toBe('The Session expires in 30 seconds.');
    expect(crossed(session(30_000), session(29_000))).toBeUndefined();
    expect(crossed(session(1_000), session(0))).toEqual({ text: 'Session expired.', urgency: 'assertive' });
  });

  it('tells of a lock and of its end', () => {
    const locked = one({ lockout: lockout({ tries: 5, lockedUntil: NOW + 1_000 }) });
    expect(crossed(undefined, locked)?.text).toBe('Locked for 0:01.');
    expect(crossed(locked, one({ lockout: lockout({ tries: 5, nextLockMs: 2_000 }) }))?.text).toBe(
      'The lock is over.',
    );
  });
});

describe('ChainClocks', () => {
  const shownOf = (chain: Chain | undefined) => ({ chain, pending: chain?.pending });
  const names = (page: Awaited<ReturnType<typeof mountWithHost>>['page']): string[] =>
    page.findAll('[role="timer"]').map((clock) => clock.attributes('data-clock') ?? '');

  it('shows the clocks of the waiting challenge, and after the tokens only theirs', async () => {
    const host = fakeHost();
    const events = sampleChain('c', Date.now() - 40_000, 3);
    host.addChain(events);
    const { page } = await mountWithHost(ChainClocks, { host, props: shownOf(chainOf(events)) });
    // One wrong code counts as a try.
    expect(names(page)).toEqual(['lockout', 'session', 'totp']);
    await page.setProps(shownOf(chainOf(sampleChain('c', Date.now() - 45_000, 4))));
    for (const event of sampleChain('c', Date.now() - 45_000, 4).slice(-3))
      host.tell({ type: 'chain.event', chainId: 'c', event });
    // The response itself is painted first.
    await expect.poll(() => names(page)).toEqual(['token']);
  });

  it('begins at the whole time of a Session, however long ago the second ticked', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const mountedAt = Date.now();
      const tookMs = chainOf(sampleChain('c', 0, 2))?.steps.at(-1)?.endedAt ?? 0;
      const askedAt = (at: number) => chainOf(sampleChain('c', at - tookMs, 2));
      const { page } = await mountWithHost(ChainClocks, {
        host: fakeHost(),
        props: shownOf(askedAt(mountedAt - 10_000)),
      });
      const session = () => page.find('[data-clock="session"]').attributes('aria-label');
      expect(session()).toBe('Session 2:50');
      vi.setSystemTime(mountedAt + 600);
      await page.setProps(shownOf(askedAt(mountedAt + 600)));
      await expect.poll(session).not.toBe('Session 2:50');
      expect(session()).toBe('Session 3:00');
    } finally {
      vi.useRealTimers();
    }
  });

  it('counts the Session of the challenge that is answered, whichever branch waits at it', async () => {
    const chain = chainOf(sampleChain('c', Date.now() - 40_000, 4));
    const pending = chainOf(sampleChain('c', Date.now() - 40_000, 3))?.pending;
    const { page } = await mountWithHost(ChainClocks, { host: fakeHost(), props: { chain, pending } });
    expect(names(page)).toEqual(expect.arrayContaining(['session', 'token']));
  });

  it('counts the tries of other chains of the user', async () => {
    const host = fakeHost();
    const at = Date.now() - 5_000;
    const failed = (chainId: string) => [
      chainStarted(chainId, 'ann@example.com', 'USER_PASSWORD_AUTH', at),
      ...stepEvents({
        stepId: 'step-1',
        parentId: null,
        operation: 'InitiateAuth',
        answers: 'USER_PASSWORD_AUTH',
        summary: '',
        request: {},
        response: {},
        status: 400,
        outcome: {
          kind: 'error',
          code: 'NotAuthorizedException',
          message: 'Incorrect username or password.',
        } as const,
        at,
        totalMs: 10,
      }),
    ];
    for (const id of ['a', 'b', 'c']) host.addChain(failed(id));
    const { page } = await mountWithHost(ChainClocks, { host, props: shownOf(chainOf(failed('a'))) });
    await flushPromises();
    expect(page.text()).toContain('3 of 5');
  });
});

describe('the clock of who is about to sign in', () => {
  const wrong: StoryStep = {
    id: 'a',
    parent: null,
    answers: 'USER_PASSWORD_AUTH',
    outcome: refused('NotAuthorizedException', 'Incorrect username or password.'),
  };
  /** Two wrong passwords of bob, moments ago. */
  async function mounted(username: string, target = sandboxTarget) {
    const host = fakeHost();
    const about = { target: sandboxTarget, flow: 'USER_PASSWORD_AUTH', username: 'bob' };
    const shift = Date.now() - 2_000 - Date.UTC(2026, 8, 8, 9, 5, 7);
    for (const id of ['chain-1', 'chain-2']) {
      const events = story([wrong], about).map((event) => ({ ...event, at: event.at + shift }));
      host.addChain(
        events.map((event) => (event.type === 'chain.started' ? { ...event, chainId: id } : event)),
      );
    }
    const { page } = await mountWithHost(LockoutClock, { host, props: { target, username } });
    await flushPromises();
    return page;
  }

  it('says of the user who is typed what the chain’s head would, whatever the spelling', async () => {
    const page = await mounted(' Bob ');
    expect(page.get('[role="group"][aria-label="Clocks"]').text()).toContain('2 of 5');
    expect(page.text()).toContain('tries');
  });

  it('says nothing of others, of other pools, nor while nobody is typed', async () => {
    const clock = '[aria-label="Clocks"]';
    expect((await mounted('ann')).find(clock).exists()).toBe(false);
    expect((await mounted('')).find(clock).exists()).toBe(false);
    const elsewhere = { ...sandboxTarget, endpoint: 'https://other.example', userPoolId: 'eu-west-1_Other' };
    expect((await mounted('bob', elsewhere)).find(clock).exists()).toBe(false);
  });
});
