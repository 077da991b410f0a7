import { readFaultRule } from '../../../src/sandbox/faults/rule-text.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultExamples } from './fault-choices.ts';
import { emptyDraft, type FaultDraft } from './fault-draft.ts';
import { readFaultLine } from './read-fault-line.ts';
import { writeFaultLine } from './write-fault-line.ts';

const LINES = [
  ...faultExamples.map(({ line }) => line),
  'RespondToAuthChallenge challenge=SMS_MFA user=ann step=2 chance=0.5 times=1 id=a-1 -> delay 2s then CodeMismatchException "two words" status=482',
  'Admin* -> throttle 5/s',
  '-> html 503',
  '-> redirect 302',
  '-> contentType text/plain',
  'InitiateAuth -> delay 1s then oversize 17000000',
  '-> unnamed 502',
  '-> delay 500ms then cut 20',
  '-> delay 2s',
  'user="ann lee" -> drop',
  'user="a=\\"b\\"" -> "drop"',
];

describe('the one-line form of a fault rule', () => {
  it.each(LINES)('is read into the fields and written back: %s', (line) => {
    const draft = readFaultLine(line);
    expect(draft).toBeDefined();
    expect(writeFaultLine(draft ?? emptyDraft)).toBe(line);
    expect(readFaultRule(line).problem).toBeUndefined();
  });

  it.each([
    'InitiateAuth',
    'who=ann -> drop',
    'user=ann user=bob -> drop',
    'One Two -> drop',
    '-> drop then html 503',
    '-> drop now',
    '-> delay soon',
    '-> throttle 5',
    '-> cut 1 2',
    '-> redirect away',
    '-> oversize',
    '-> unnamed x',
    '-> "unclosed',
    '-> Name bare',
    'user="" -> drop',
    '-> ',
  ])('is left as it stands where the fields can’t hold it: %s', (line) => {
    expect(readFaultLine(line)).toBeUndefined();
  });

  it('is empty for an empty form, and shows what is missing otherwise', () => {
    expect(writeFaultLine(emptyDraft)).toBe('');
    expect(writeFaultLine({ ...emptyDraft, operation: 'InitiateAuth' })).toBe('InitiateAuth ->');
    expect(writeFaultLine({ ...emptyDraft, kind: 'throttle' })).toBe('-> throttle /s');
    expect(writeFaultLine({ ...emptyDraft, kind: 'late', delay: '250' })).toBe('-> delay 250ms');
  });

  it('means to the sandbox what the fields say, whatever a name holds', () => {
    const name = fc.string({ minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(name, name, (user, message) => {
        const draft: FaultDraft = { ...emptyDraft, user, exception: 'FooException', message };
        const line = writeFaultLine(draft);
        const rule = readFaultRule(line);
        expect(rule.problem).toBeUndefined();
        expect(rule.value?.match.user).toBe(user);
        expect(rule.value?.answer.message).toBe(message);
        expect(readFaultLine(line)).toEqual(draft);
      }),
    );
  });
});
