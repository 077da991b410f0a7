import { describe, expect, it } from 'vitest';
import type { Outcome } from '../chain/event.ts';
import { chainOf, type Chain } from '../chain/model.ts';
import { challenge, refused, story } from '../chain/testing/story.ts';
import { verdictOf } from './verdict.ts';

const tokens: Outcome = { kind: 'tokens', newDevice: false };
const over = { running: false };

/** A sign-in of two steps: what the first and the second came to; undefined: not sent. */
function chain(first: Outcome, second?: Outcome, took = 80): Chain {
  const one = { id: 'one', parent: null, answers: 'USER_SRP_AUTH', outcome: first, took };
  const two = second && { id: 'two', parent: 'one', answers: 'SMS_MFA', outcome: second, took };
  const shown = chainOf(story(two ? [one, two] : [one]));
  if (shown === undefined) throw new Error('no chain');
  return shown;
}
const asks = (session: string) => challenge('SMS_MFA', session, { CODE: session });

describe('a reproduction', () => {
  it('is the same whatever times and ids it had', () => {
    expect(verdictOf(chain(asks('s1'), tokens), chain(asks('s2'), tokens, 9_000), over)).toEqual({
      kind: 'same',
      because: 'All 2 steps came out as then. It ended in TOKENS both times.',
      done: 2,
      of: 2,
    });
  });

  it('is different at the first step that came to something else', () => {
    const then = chain(asks('s1'), tokens);
    expect(verdictOf(then, chain(challenge('SOFTWARE_TOKEN_MFA')), over)).toMatchObject({
      kind: 'different',
      number: 1,
      then: 'SMS_MFA',
      now: 'SOFTWARE_TOKEN_MFA',
      because: expect.stringContaining('set up otherwise') as string,
    });
    expect(
      verdictOf(then, chain(asks('s2'), refused('CodeMismatchException', 'Invalid code.')), over),
    ).toMatchObject({
      kind: 'different',
      stepId: 'two',
      because: expect.stringContaining('“Invalid code.”') as string,
    });
  });

  it('is different where one code has another reason', () => {
    const wrong = refused('NotAuthorizedException', 'Incorrect username or password.');
    const locked = refused('NotAuthorizedException', 'Password attempts exceeded');
    expect(verdictOf(chain(wrong), chain(locked), over)).toMatchObject({
      kind: 'different',
      because: expect.stringContaining('for another reason') as string,
    });
    expect(verdictOf(chain(wrong), chain(wrong), over).kind).toBe('same');
  });

  const lost: Outcome = { kind: 'failure', code: 'NOT_RECORDED', detail: '' };

  it('says how many steps it compared where the source holds the answers of some', () => {
    expect(verdictOf(chain(asks('s1'), lost), chain(asks('s2'), tokens), over)).toMatchObject({
      kind: 'same',
      because:
        '1 of 2 steps came out as then. The other one can’t be compared: the source holds no answer. It ended in TOKENS now.',
    });
    expect(verdictOf(chain(lost, tokens), chain(asks('s2'), tokens), over)).toMatchObject({
      kind: 'same',
      because: expect.stringMatching(/^1 of 2 steps .* It ended in TOKENS both times\.$/) as string,
    });
  });

  it('can’t be told where the source holds no answer at all', () => {
    expect(verdictOf(chain(lost), chain(tokens), over)).toEqual({
      kind: 'unknown',
      because: 'Nothing could be compared: the source holds no answer. It ended in TOKENS now.',
      done: 1,
      of: 1,
    });
    expect(verdictOf(chain(lost, lost), chain(asks('s2'), tokens), over)).toMatchObject({
      kind: 'unknown',
      because: expect.stringContaining('no answer of any step') as string,
      of: 2,
    });
  });

  it('runs, or stopped on the way', () => {
    const [then, now] = [chain(asks('s1'), tokens), chain(asks('s2'))];
    expect(verdictOf(then, now, { running: true })).toMatchObject({ kind: 'running', done: 1, of: 2 });
    expect(verdictOf(then, now, { running: false, stopped: 'PASSWORD is needed' })).toMatchObject({
      kind: 'stopped',
      because: 'PASSWORD is needed at step 2 of 2.',
    });
  });
});
