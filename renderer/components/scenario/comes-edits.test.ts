import { editScenario } from '@core/scenario/edit.ts';
import type { Expect } from '@core/scenario/schema.ts';
import { describe, expect, it } from 'vitest';
import { comesEdits, comesOf } from './comes-edits.ts';

const AT = '/steps/0/expect';

describe('what has to come', () => {
  it('changes one key, so that comments and other checks stay', () => {
    const text = `steps:
  - flow: USER_AUTH
    expect:
      # the second factor
      challenge: SMS_MFA
      tokens: false # none yet
      took: < 2s
`;
    const before: Expect = { challenge: 'SMS_MFA', tokens: false, took: '< 2s' };
    expect(editScenario(text, comesEdits(before, AT, 'challenge', 'EMAIL_OTP'))).toBe(
      text.replace('SMS_MFA', 'EMAIL_OTP'),
    );
    const error = editScenario(text, comesEdits(before, AT, 'error', ''));
    expect(error).toContain('error: NotAuthorizedException');
    expect(error).toContain('tokens: false # none yet');
    expect(error).not.toContain('challenge:');
  });

  it('takes the message out with its error, and the checks where none is left', () => {
    const before: Expect = { error: 'CodeMismatchException', message: 'Invalid code' };
    expect(comesEdits(before, AT, 'tokens', '')).toEqual([
      { op: 'set', at: `${AT}/tokens`, value: true },
      { op: 'remove', at: `${AT}/error` },
      { op: 'remove', at: `${AT}/message` },
    ]);
    expect(comesEdits(before, AT, 'any', '')).toEqual([{ op: 'remove', at: AT }]);
    expect(comesEdits({}, AT, 'any', '')).toEqual([]);
  });

  it('keeps that no tokens may come', () => {
    expect(comesOf({ tokens: false })).toBe('any');
    expect(comesEdits({ error: 'X', tokens: false }, AT, 'any', '')).toEqual([
      { op: 'remove', at: `${AT}/error` },
    ]);
  });
});
