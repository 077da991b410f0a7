import { describe, expect, it } from 'vitest';
import type { Answer } from '../../contract.ts';
import { applyFix, fixedKeys } from './apply-fix.ts';

const answer: Answer = {
  name: 'SMS_MFA',
  inputs: { SMS_MFA_CODE: '123456', DEVICE_KEY: 'd' },
  responses: { USERNAME: 'alias', KEPT: 'on purpose', LEFT_OUT: null },
  members: { Session: 'typed', ClientMetadata: { kept: 'too' } },
};

describe('a fix', () => {
  it('takes back what was typed over what is computed, and nothing else', () => {
    const fixed = applyFix(answer, { label: '', compute: ['USERNAME', 'Session'] });
    expect(fixed).toEqual({
      ...answer,
      responses: { KEPT: 'on purpose', LEFT_OUT: null },
      members: { ClientMetadata: { kept: 'too' } },
    });
  });
  it('thaws what it computes, and takes the form in place of a body by hand', () => {
    const frozen = { '/ChallengeResponses/SECRET_HASH': 'a', 'header:X-Own': 'b' };
    const fixed = applyFix({ ...answer, frozen, rawBody: '{}' }, { label: '', compute: ['SECRET_HASH'] });
    expect(fixed).toEqual({ ...answer, frozen: { 'header:X-Own': 'b' } });
  });
  it('sets inputs, empties them, and leaves keys out', () => {
    const fixed = applyFix(answer, {
      label: '',
      inputs: { SMS_MFA_CODE: null, DEVICE_KEY: 'e' },
      leaveOut: ['KEPT'],
    });
    expect(fixed.inputs).toEqual({ DEVICE_KEY: 'e' });
    expect(fixed.responses['KEPT']).toBeNull();
  });
  it('is about every key it names', () => {
    expect([...fixedKeys({ label: '', compute: ['A'], inputs: { B: null }, leaveOut: ['C'] })]).toEqual([
      'A',
      'B',
      'C',
    ]);
  });
});
