import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../chain/event.ts';
import { countedAtWorst, failedTries, FREE_TRIES } from '../chain/lockout.ts';
import { chainOf } from '../chain/model.ts';
import { refused, story, STORY_START } from '../chain/testing/story.ts';
import { asksFirst, staysOpen } from './guard.ts';

const WRONG = refused('NotAuthorizedException', 'Incorrect username or password.');
const LOCKED = refused('NotAuthorizedException', 'Password attempts exceeded');
const TOKENS: Outcome = { kind: 'tokens', newDevice: false };

/** Failed passwords in a row after these answers. */
function failedIn(outcomes: readonly Outcome[]): number {
  const steps = outcomes.map((outcome, at) => ({
    id: `s${at}`,
    parent: null,
    answers: 'USER_PASSWORD_AUTH',
    outcome,
    took: 1,
  }));
  const shown = chainOf(story(steps));
  if (shown === undefined) throw new Error('no chain');
  return countedAtWorst(failedTries(shown, [shown]), 'password', STORY_START + 60_000);
}

describe('staysOpen', () => {
  it('stays clear of a user who is locked already', () => {
    expect(staysOpen(failedIn([LOCKED]))).toBe(false);
    expect(staysOpen(failedIn([LOCKED, TOKENS]))).toBe(true);
  });

  it('never lets a fifth failed try in a row through', () => {
    const tries = fc.array(fc.constantFrom('fail', 'tokens'), { maxLength: 40 });
    fc.assert(
      fc.property(tries, (wishes) => {
        const sent: Outcome[] = [];
        let inARow = 0;
        for (const wish of wishes) {
          if (wish === 'fail' && !staysOpen(failedIn(sent))) continue;
          sent.push(wish === 'fail' ? WRONG : TOKENS);
          inARow = wish === 'fail' ? inARow + 1 : 0;
          expect(inARow).toBeLessThan(FREE_TRIES);
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
