import { describe, expect, it } from 'vitest';
import type { Outcome } from '../chain/event.ts';
import { gotOf, judge } from './verdict.ts';
import { ACCEPTED, ASKED_AGAIN, codeMismatch, INCORRECT, missing, SESSION_USED } from './words.ts';

const error = (code: string, message: string): Outcome => ({ kind: 'error', code, message });
const asks = (name: string): Outcome => ({ kind: 'challenge', name, parameters: {}, available: [] });
const verdictOf = (outcome: Outcome, expected = [INCORRECT], answered = 'CUSTOM_CHALLENGE') =>
  judge(expected, gotOf(outcome, answered), outcome.kind);

describe('judge', () => {
  it('wants the code, and the words where they are known', () => {
    expect(verdictOf(error('NotAuthorizedException', 'Incorrect username or password.'))).toBe('expected');
    // The older form has no full stop.
    expect(verdictOf(error('NotAuthorizedException', 'Incorrect username or password'))).toBe('expected');
    expect(verdictOf(error('NotAuthorizedException', 'User is disabled.'))).toBe('words');
    expect(verdictOf(error('ResourceNotFoundException', 'Incorrect username or password.'))).toBe('other');
    expect(verdictOf(error('NotAuthorizedException', 'Invalid session for the user.'), [SESSION_USED])).toBe(
      'words',
    );
  });

  it('knows a false pass, and a challenge that is asked again', () => {
    expect(verdictOf({ kind: 'tokens', newDevice: false })).toBe('accepted');
    expect(verdictOf(asks('SMS_MFA'))).toBe('accepted');
    expect(verdictOf({ kind: 'tokens', newDevice: false }, [ACCEPTED])).toBe('expected');
    expect(verdictOf(asks('CUSTOM_CHALLENGE'), [ASKED_AGAIN, INCORRECT])).toBe('expected');
    // Tokens for a wrong answer are none of the two.
    expect(verdictOf({ kind: 'tokens', newDevice: false }, [ASKED_AGAIN, INCORRECT])).toBe('accepted');
  });

  it('takes any of several answers, and no answer for none', () => {
    const either = [missing('SRP_A'), codeMismatch('SMS_MFA')];
    expect(
      verdictOf(error('CodeMismatchException', 'Invalid code or auth state for the user.'), either),
    ).toBe('expected');
    expect(verdictOf(error('InvalidParameterException', 'Missing required parameter SRP_A'), either)).toBe(
      'expected',
    );
    expect(verdictOf({ kind: 'failure', code: 'RESET', detail: 'gone' }, either)).toBe('failed');
  });
});
