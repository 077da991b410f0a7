import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChainEvent } from './event.ts';
import {
  countedAtWorst,
  countTries,
  failedTries,
  type Factor,
  FREE_TRIES,
  lockAfter,
  lockoutOf,
  LONGEST_LOCK_MS,
  provedPassword,
  QUIET_MS,
  type Try,
} from './lockout.ts';
import { type Chain, chainOf } from './model.ts';
import {
  bodyOf,
  challenge,
  refused,
  story,
  STORY_START,
  storyTarget,
  type StoryStep,
} from './testing/story.ts';

const WRONG = refused('NotAuthorizedException', 'Incorrect username or password.');

function chain(
  steps: readonly StoryStep[],
  about: Parameters<typeof story>[1] = {},
  more: readonly ChainEvent[] = [],
): Chain {
  const made = chainOf([...story(steps, about), ...more]);
  if (!made) throw new Error('the story did not start a chain');
  return made;
}
function wrongPasswords(count: number, about: Parameters<typeof story>[1] = {}): Chain {
  const tries = Array.from({ length: count }, (_, at): StoryStep => ({
    id: `${about.chainId ?? 'c'}-${at}`,
    parent: null,
    answers: 'USER_PASSWORD_AUTH',
    outcome: WRONG,
    took: 0,
    after: 1_000,
  }));
  return chain(tries, { flow: 'USER_PASSWORD_AUTH', ...about });
}

describe('failedTries', () => {
  it('gathers the tries of one user over chains, by any of the user’s names, on the same pool', () => {
    const byAlias = chain(
      [
        {
          id: 'a',
          parent: null,
          answers: 'USER_SRP_AUTH',
          outcome: challenge('PASSWORD_VERIFIER', undefined, { USER_ID_FOR_SRP: 'Ann' }),
        },
        { id: 'b', parent: 'a', answers: 'PASSWORD_VERIFIER', outcome: WRONG },
      ],
      { chainId: 'alias', username: 'ann@example.com' },
    );
    const byName = wrongPasswords(1, { chainId: 'name', username: 'ann' });
    const other = wrongPasswords(1, { chainId: 'other', username: 'bob' });
    const elsewhere = wrongPasswords(1, {
      chainId: 'elsewhere',
      username: 'ann',
      target: { ...storyTarget, userPoolId: 'eu-west-1_Another01' },
    });
    const tries = failedTries(byAlias, [byAlias, byName, other, elsewhere]);
    expect(tries.map(({ chainId, factor, result }) => [chainId, factor, result])).toEqual([
      ['alias', 'password', 'failed'],
      ['name', 'password', 'failed'],
    ]);
  });

  it('forgets what was tried on the sandbox before it was put back to its seed, and there alone', () => {
    const target = { ...storyTarget, kind: 'sandbox' } as const;
    const sandboxed = wrongPasswords(3, { target });
    const since = sandboxed.steps[1]?.endedAt ?? 0;
    expect(
      failedTries(sandboxed, [sandboxed], { seededAt: since, forgot: [] }).map(({ stepId }) => stepId),
    ).toEqual(['c-1', 'c-2']);
    const elsewhere = wrongPasswords(3, { target: { ...storyTarget, kind: 'endpoint' } });
    expect(failedTries(elsewhere, [elsewhere], { seededAt: since, forgot: [] })).toHaveLength(3);
    const [first, , third] = sandboxed.steps.map(({ endedAt = 0 }) => endedAt);
    const forgot = [{ from: first ?? 0, to: third ?? 0 }];
    const left = failedTries(sandboxed, [sandboxed], { seededAt: 0, forgot });
    expect(left.map(({ stepId }) => stepId)).toEqual(['c-0', 'c-2']);
  });

  it('counts codes of a second factor, not those of a first, nor custom answers', () => {
    const mismatch = refused('CodeMismatchException', 'Invalid code or auth state for the user.');
    const second = chain([
      { id: 'a', parent: null, answers: 'USER_PASSWORD_AUTH', outcome: challenge('EMAIL_OTP', 's') },
      { id: 'b', parent: 'a', answers: 'EMAIL_OTP', outcome: mismatch },
    ]);
    expect(failedTries(second, [second]).map(({ factor }) => factor)).toEqual(['code']);
    const first = chain([
      { id: 'a', parent: null, answers: 'USER_AUTH', outcome: challenge('EMAIL_OTP', 's') },
      { id: 'b', parent: 'a', answers: 'EMAIL_OTP', outcome: mismatch },
    ]);
    expect(lockoutOf(failedTries(first, [first]), STORY_START)).toBeUndefined();
    const custom = chain([
      { id: 'a', parent: null, answers: 'CUSTOM_AUTH', outcome: challenge('CUSTOM_CHALLENGE', 's') },
      { id: 'b', parent: 'a', answers: 'CUSTOM_CHALLENGE', outcome: WRONG },
    ]);
    expect(failedTries(custom, [custom])).toEqual([]);
  });

  it('takes time that the sandbox’s clock was moved as passed', () => {
    const failed = wrongPasswords(1);
    const moved = chain(
      [{ id: 'c-0', parent: null, answers: 'USER_PASSWORD_AUTH', outcome: WRONG, took: 0, after: 1_000 }],
      {},
      [{ v: 1, type: 'clock.moved', at: STORY_START + 5_000, ms: 60_000 }],
    );
    const [before] = failedTries(failed, [failed]);
    const [after] = failedTries(moved, [moved]);
    expect((before?.at ?? 0) - (after?.at ?? 0)).toBe(60_000);
  });
});

describe('lockoutOf', () => {
  const last = STORY_START + 5_000;

  it('counts up to the free tries and says what the next one costs', () => {
    const four = wrongPasswords(4);
    expect(lockoutOf(failedTries(four, [four]), STORY_START + 4_000)).toMatchObject({
      factor: 'password',
      tries: 4,
      nextLockMs: 1_000,
    });
    expect(lockoutOf(failedTries(four, [four]), STORY_START + 4_000)).not.toHaveProperty('lockedUntil');
  });

  it('locks with the fifth failure for a second, doubling after', () => {
    const five = wrongPasswords(5);
    expect(lockoutOf(failedTries(five, [five]), last)).toMatchObject({
      tries: 5,
      lockedUntil: last + 1_000,
      nextLockMs: 2_000,
    });
    expect(lockoutOf(failedTries(five, [five]), last + 1_000)).not.toHaveProperty('lockedUntil');
  });

  it('forgets after a quiet quarter of an hour, and after tokens', () => {
    const three = wrongPasswords(3);
    expect(lockoutOf(failedTries(three, [three]), STORY_START + 3_000 + QUIET_MS)).toBeUndefined();
    const right = chain([
      ...[1, 2].map((at): StoryStep => ({
        id: `w${at}`,
        parent: null,
        answers: 'USER_PASSWORD_AUTH',
        outcome: WRONG,
      })),
      { id: 'r', parent: null, answers: 'USER_PASSWORD_AUTH', outcome: { kind: 'tokens', newDevice: false } },
    ]);
    expect(lockoutOf(failedTries(right, [right]), STORY_START + 3_000)).toBeUndefined();
  });

  it('knows a lock it cannot explain by the refusal', () => {
    const met = chain([
      {
        id: 'a',
        parent: null,
        answers: 'USER_PASSWORD_AUTH',
        outcome: refused('NotAuthorizedException', 'Password attempts exceeded'),
      },
    ]);
    expect(lockoutOf(failedTries(met, [met]), STORY_START + 100)).toMatchObject({ tries: 0, met: true });
  });

  it('takes a factor that was right for a new beginning on the sandbox, where that is known', () => {
    const steps: readonly StoryStep[] = [
      { id: 'a', parent: null, answers: 'USER_PASSWORD_AUTH', outcome: WRONG },
      { id: 'b', parent: null, answers: 'USER_PASSWORD_AUTH', outcome: challenge('SMS_MFA', 's') },
    ];
    const aws = chain(steps);
    expect(lockoutOf(failedTries(aws, [aws]), STORY_START + 1_000)?.tries).toBe(1);
    const sandbox = chain(steps, { target: { ...storyTarget, kind: 'sandbox' } });
    expect(lockoutOf(failedTries(sandbox, [sandbox]), STORY_START + 1_000)).toBeUndefined();
  });
});

describe('countedAtWorst', () => {
  const atWorst = (shown: Chain, now = STORY_START + 60_000) =>
    (['password', 'code'] as const).map((factor) => countedAtWorst(failedTries(shown, [shown]), factor, now));

  it('counts passwords and codes apart, and what the protocol does not clear of counting', () => {
    const mismatch = refused('CodeMismatchException', 'Invalid code received for user');
    const shown = chain([
      { id: 'a', parent: null, answers: 'USER_AUTH', outcome: challenge('SMS_OTP', 's') },
      { id: 'b', parent: 'a', answers: 'SMS_OTP', outcome: mismatch },
      { id: 'c', parent: null, answers: 'PASSWORD_VERIFIER', outcome: WRONG },
      { id: 'd', parent: null, answers: 'DEVICE_PASSWORD_VERIFIER', outcome: WRONG },
      { id: 'e', parent: null, answers: 'SOFTWARE_TOKEN_MFA', outcome: mismatch },
      { id: 'f', parent: null, answers: 'CUSTOM_CHALLENGE', outcome: WRONG },
    ]);
    expect(atWorst(shown)).toEqual([2, 2]);
    const tries = failedTries(shown, [shown]);
    expect(countTries(tries, 'password', STORY_START)?.tries).toBe(1);
    expect(countTries(tries, 'code', STORY_START)?.tries).toBe(1);
  });

  it('takes a lock that was met for five failures at least, whatever was refused', () => {
    const locked = refused('NotAuthorizedException', 'Password attempts exceeded');
    const steps: readonly StoryStep[] = [
      { id: 'a', parent: null, answers: 'DEVICE_PASSWORD_VERIFIER', outcome: locked },
      { id: 'b', parent: null, answers: 'USER_PASSWORD_AUTH', outcome: WRONG, after: 60_000 },
    ];
    expect(atWorst(chain(steps.slice(0, 1)))).toEqual([FREE_TRIES, 0]);
    const shown = chain(steps);
    expect(countTries(failedTries(shown, [shown]), 'password', STORY_START + 60_160)).toMatchObject({
      tries: 1,
      atLeast: 6,
      lockedUntil: STORY_START + 62_160,
      met: false,
    });
  });

  it('is none after tokens, but for those of a refresh, and after a quiet quarter of an hour', () => {
    const failed: StoryStep = { id: 'a', parent: null, answers: 'USER_PASSWORD_AUTH', outcome: WRONG };
    const tokens = { kind: 'tokens', newDevice: false } as const;
    expect(atWorst(chain([failed, { ...failed, id: 'b', outcome: tokens }]))).toEqual([0, 0]);
    const password = chain([failed], { chainId: 'password', username: 'ann' });
    const refresh = chain(
      [{ id: 'b', parent: null, answers: 'REFRESH_TOKEN_AUTH', outcome: tokens, after: 9_000 }],
      { chainId: 'refresh', username: 'ann' },
    );
    const tries = failedTries(password, [password, refresh]);
    expect(countedAtWorst(tries, 'password', STORY_START + 60_000)).toBe(1);
    expect(atWorst(password, STORY_START + 80 + QUIET_MS)).toEqual([0, 0]);
  });
});

describe('provedPassword', () => {
  const proved = (answers: string, next: string, body: object = {}) => {
    const [step] = chain([
      { id: 'a', parent: null, answers, outcome: challenge(next, 's'), request: { body: bodyOf(body) } },
    ]).steps;
    return step && provedPassword(step);
  };

  it('holds where a password was looked at, not where a factor was only chosen', () => {
    const typed = { AuthParameters: { PASSWORD: '••••••' } };
    expect(proved('USER_PASSWORD_AUTH', 'SMS_MFA')).toBe(true);
    expect(proved('PASSWORD_VERIFIER', 'SOFTWARE_TOKEN_MFA')).toBe(true);
    expect(proved('USER_AUTH', 'SMS_MFA', typed)).toBe(true);
    expect(proved('USER_AUTH', 'SELECT_CHALLENGE', typed)).toBe(false);
    expect(proved('SELECT_CHALLENGE', 'EMAIL_OTP')).toBe(false);
    expect(proved('USER_SRP_AUTH', 'PASSWORD_VERIFIER')).toBe(false);
  });
});

describe('countTries', () => {
  const factor = fc.constantFrom<Factor>('password', 'code');
  const aTry = fc.record({
    factor,
    gap: fc.integer({ min: 0, max: 2 * QUIET_MS }),
    result: fc.constantFrom<Try['result']>('failed', 'passed', 'refused'),
  });

  it('never locks for longer than a quarter of an hour, and never below the free tries', () => {
    fc.assert(
      fc.property(fc.array(aTry, { maxLength: 40 }), (entries) => {
        let at = 0;
        const tries = entries.map(({ gap, ...rest }, index): Try => {
          at += gap;
          return { ...rest, at, pool: 'p', names: new Set(['ann']), chainId: 'c', stepId: String(index) };
        });
        const count = countTries(tries, 'password', at);
        if (count?.lockedUntil === undefined) return;
        expect(count.lockedUntil - at).toBeLessThanOrEqual(LONGEST_LOCK_MS);
        expect(count.atLeast).toBeGreaterThanOrEqual(FREE_TRIES);
        expect(count.atLeast).toBeGreaterThanOrEqual(count.tries);
      }),
    );
  });

  it('doubles from one second to the longest', () => {
    expect([4, 5, 6, 7, 14, 15, 60].map(lockAfter)).toEqual([
      0, 1_000, 2_000, 4_000, 512_000, 900_000, 900_000,
    ]);
  });
});
