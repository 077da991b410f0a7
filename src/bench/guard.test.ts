import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../chain/event.ts';
import { chainOf, type Chain } from '../chain/model.ts';
import { story, STORY_START, storyTarget } from '../chain/testing/story.ts';
import { asksFirst, attemptsOf as attemptsIn, LOCKING_TRY, staysOpen, triesIn, type Who } from './guard.ts';

const WRONG_PASSWORD: Outcome = {
  kind: 'error',
  code: 'NotAuthorizedException',
  message: 'Incorrect username or password.',
};
const WRONG_CODE: Outcome = {
  kind: 'error',
  code: 'CodeMismatchException',
  message: 'Invalid code received for user',
};
const LOCKED: Outcome = {
  kind: 'error',
  code: 'NotAuthorizedException',
  message: 'Password attempts exceeded',
};
const TOKENS: Outcome = { kind: 'tokens', newDevice: false };
const who = { targetId: storyTarget.id, names: new Set(['ann']) };
const NOW = STORY_START + 60_000;

function chain(
  tries: readonly [answers: string, outcome: Outcome, after?: number][],
  username = 'ann',
): Chain {
  const steps = tries.map(([answers, outcome, after = 0], at) => ({
    id: `s${at}`,
    parent: null,
    answers,
    outcome,
    took: 1,
    after,
  }));
  const shown = chainOf(story(steps, { username }));
  if (shown === undefined) throw new Error('no chain');
  return shown;
}

const attemptsOf = (chains: readonly Chain[], of: Who, now: number) =>
  attemptsIn(chains.flatMap(triesIn), of, now);

describe('attemptsOf', () => {
  it('counts wrong passwords and wrong codes apart, over several chains', () => {
    const chains = [
      chain([['USER_PASSWORD_AUTH', WRONG_PASSWORD]]),
      chain([
        ['PASSWORD_VERIFIER', WRONG_PASSWORD],
        ['SOFTWARE_TOKEN_MFA', WRONG_CODE],
      ]),
    ];
    expect(attemptsOf(chains, who, NOW)).toEqual({ password: 2, code: 1 });
  });

  it('begins anew after tokens, and after fifteen quiet minutes', () => {
    const failed: [string, Outcome][] = [
      ['USER_PASSWORD_AUTH', WRONG_PASSWORD],
      ['USER_PASSWORD_AUTH', WRONG_PASSWORD],
    ];
    expect(attemptsOf([chain([...failed, ['USER_PASSWORD_AUTH', TOKENS]])], who, NOW).password).toBe(0);
    expect(attemptsOf([chain(failed)], who, NOW + 16 * 60_000).password).toBe(0);
    const later = chain([...failed, ['USER_PASSWORD_AUTH', WRONG_PASSWORD, 16 * 60_000]]);
    expect(attemptsOf([later], who, NOW + 16 * 60_000).password).toBe(1);
  });

  it('takes a lock for what it is, and leaves out what does not count', () => {
    expect(attemptsOf([chain([['PASSWORD_VERIFIER', LOCKED]])], who, NOW).password).toBe(LOCKING_TRY);
    const custom = chain([['CUSTOM_CHALLENGE', WRONG_PASSWORD]]);
    expect(attemptsOf([custom], who, NOW)).toEqual({ password: 0, code: 0 });
  });

  it('leaves out other users and other targets', () => {
    const tried: [string, Outcome][] = [['USER_PASSWORD_AUTH', WRONG_PASSWORD]];
    expect(attemptsOf([chain(tried, 'bob')], who, NOW).password).toBe(0);
    expect(attemptsOf([chain(tried)], { ...who, targetId: 'another' }, NOW).password).toBe(0);
    expect(attemptsOf([chain(tried, 'ANN')], who, NOW).password).toBe(1);
  });

  it('never lets a fifth failed try in a row through', () => {
    const tries = fc.array(fc.constantFrom('fail', 'tokens'), { maxLength: 40 });
    fc.assert(
      fc.property(tries, (wishes) => {
        const sent: [string, Outcome][] = [];
        let inARow = 0;
        for (const wish of wishes) {
          const before = sent.length === 0 ? [] : [chain(sent)];
          if (wish === 'fail' && !staysOpen(attemptsOf(before, who, NOW), 'password')) continue;
          sent.push(['USER_PASSWORD_AUTH', wish === 'fail' ? WRONG_PASSWORD : TOKENS]);
          inARow = wish === 'fail' ? inARow + 1 : 0;
          expect(inARow).toBeLessThan(LOCKING_TRY);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('asksFirst', () => {
  it('asks on production alone, and only where there is harm', () => {
    expect(asksFirst({ production: true }, { tries: 1, messages: 0 })).toBe(true);
    expect(asksFirst({ production: true }, { tries: 0, messages: 2 })).toBe(true);
    expect(asksFirst({ production: true }, { tries: 0, messages: 0 })).toBe(false);
    expect(asksFirst({ production: false }, { tries: 9, messages: 9 })).toBe(false);
  });
});
