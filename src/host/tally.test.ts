import { beforeEach, describe, expect, it } from 'vitest';
import type { ChainTarget } from '../chain/event.ts';
import type { SandboxPast } from '../chain/lockout.ts';
import { refused, story, STORY_START, storyTarget } from '../chain/testing/story.ts';
import type { SandboxInfo } from '../contract.ts';
import type { LiveChain } from './live-chain.ts';
import { createTally, type Tally, whoAt } from './tally.ts';

const TOKENS = { kind: 'tokens', newDevice: false } as const;
const WRONG = refused('NotAuthorizedException', 'Incorrect username or password.');

/** Three wrong passwords, a second after each other. */
function failing(chainId: string, kind: ChainTarget['kind'], username = 'ann'): LiveChain {
  const steps = [1, 2, 3].map((n) => ({
    ...{ id: `${chainId}-${String(n)}`, parent: null, answers: 'USER_PASSWORD_AUTH', outcome: WRONG },
    ...{ took: 0, after: 1_000 },
  }));
  const about = { chainId, username, flow: 'USER_PASSWORD_AUTH', target: { ...storyTarget, kind } };
  return { id: chainId, username, events: story(steps, about), steps: new Map() } as unknown as LiveChain;
}

/** The right password, so long after the story begins. Milliseconds. */
function signedIn(chainId: string, after: number): LiveChain {
  const step = {
    id: `${chainId}-1`,
    parent: null,
    answers: 'USER_PASSWORD_AUTH',
    outcome: TOKENS,
    took: 0,
    after,
  };
  const about = {
    chainId,
    username: 'ann',
    flow: 'USER_PASSWORD_AUTH',
    target: { ...storyTarget, kind: 'endpoint' as const },
  };
  return {
    id: chainId,
    username: 'ann',
    events: story([step], about),
    steps: new Map(),
  } as unknown as LiveChain;
}

const live: LiveChain[] = [];
let past: SandboxPast;
let tally: Tally;
const failed = (chain: LiveChain) => {
  const who = whoAt(chain, null);
  if (who === undefined) throw new Error('a chain of nobody');
  return tally.of(who, 'password');
};
beforeEach(() => {
  live.length = 0;
  past = { seededAt: 0, forgot: [] };
  tally = createTally({
    chains: { all: () => live },
    clock: { now: () => STORY_START + 60_000, after: () => () => undefined },
    sandbox: { info: () => past as SandboxInfo },
  });
});

describe('the tally of failed tries', () => {
  it('counts over all chains of a user, those that went away with them', () => {
    const [gone, here, other] = [
      failing('a', 'endpoint'),
      failing('b', 'endpoint'),
      failing('c', 'endpoint', 'bob'),
    ];
    live.push(gone, here, other);
    expect(failed(here)).toBe(6);
    live.shift();
    expect(failed(here)).toBe(6);
    tally.note(failing('d', 'endpoint'));
    expect(failed(here)).toBe(9);
    tally.takeBack(['a', 'd']);
    expect(failed(here)).toBe(3);
  });

  it('counts nothing of a chain alone that went well, and lets it clear what failed before', () => {
    const well = signedIn('b', 10_000);
    live.push(well);
    tally.note(well);
    expect(failed(well)).toBe(0);

    live.splice(0, 1, failing('a', 'endpoint'));
    expect(failed(well)).toBe(3);
    live.splice(0, 1, well);
    tally.note(well);
    expect(failed(well)).toBe(0);
  });

  it('forgets with a reset what was tried on the sandbox, and nothing else', () => {
    const [own, sandboxed] = [failing('a', 'endpoint', 'own'), failing('b', 'sandbox')];
    live.push(own, sandboxed);
    expect([own, sandboxed].map(failed)).toEqual([3, 3]);
    live.length = 0;
    past = { seededAt: STORY_START + 30_000, forgot: [] };
    expect([own, sandboxed].map(failed)).toEqual([3, 0]);
  });

  it('forgets with a snapshot that comes back what was tried since it was taken', () => {
    const sandboxed = failing('b', 'sandbox');
    const [first = 0, , third = 0] = sandboxed.events.flatMap((event) =>
      event.type === 'step.ended' ? [event.at] : [],
    );
    live.push(sandboxed);
    expect(failed(sandboxed)).toBe(3);
    past = { seededAt: 0, forgot: [{ from: first, to: third }] };
    expect(failed(sandboxed)).toBe(2);
    live.length = 0;
    expect(failed(sandboxed)).toBe(2);
  });
});
