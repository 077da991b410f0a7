import { expect, describe, it } from 'vitest';
import type { Outcome } from '../../chain/event.ts';
import { story } from '../../chain/testing/story.ts';
import { PASSED } from '../report/testing/some-results.ts';
import type { ScenarioResult, StepResult } from '../result.ts';
import type { Came } from './came.ts';
import { compared, differencesOf, parityOf } from './parity.ts';
import { parityText } from './parity-text.ts';

const CAME: Came = {
  ...{ kind: 'challenge', name: 'SMS_MFA', message: '', status: 200, session: true },
  ...{ parameters: ['CODE_DELIVERY_DESTINATION'], available: [], members: ['ChallengeName'], claims: [] },
};
const TOKENS: Came = {
  ...CAME,
  kind: 'tokens',
  name: '',
  session: false,
  parameters: [],
  claims: ['id.sub'],
};
const REFUSED: Came = { ...CAME, kind: 'error', name: 'NotAuthorizedException', message: 'No.', status: 400 };

describe('two answers', () => {
  it.each([
    ['alike', CAME, CAME, []],
    ['one lets through', REFUSED, TOKENS, [['lets through', 'NotAuthorizedException: No.', 'tokens']]],
    ['another challenge', CAME, { ...CAME, name: 'EMAIL_OTP' }, [['next', 'SMS_MFA', 'EMAIL_OTP']]],
    ['tokens at once', CAME, TOKENS, [['next', 'SMS_MFA', 'tokens']]],
    ['other words', REFUSED, { ...REFUSED, message: 'Nay.' }, [['message', 'No.', 'Nay.']]],
    [
      'another exception',
      REFUSED,
      { ...REFUSED, name: 'UserNotFoundException' },
      [['exception', 'NotAuthorizedException: No.', 'UserNotFoundException: No.']],
    ],
    [
      'other shapes',
      CAME,
      { ...CAME, session: false, parameters: ['CODE_DELIVERY_DESTINATION', 'X'], members: [] },
      [
        ['session', 'a Session', 'none'],
        ['parameters', 'nothing more', 'X'],
        ['members', 'ChallengeName', 'nothing more'],
      ],
    ],
    ['nothing there', CAME, undefined, [['no answer', 'SMS_MFA', 'nothing was sent']]],
  ] as const)('%s', (_, a, b, differences) => {
    expect(differencesOf(a, b).map((each) => [each.kind, each.a, each.b])).toEqual(differences);
    expect(differencesOf(b, a)).toHaveLength(differences.length);
  });

  it('says which side is lax', () => {
    expect(differencesOf(REFUSED, TOKENS)).toMatchObject([{ lax: 'b' }]);
    expect(differencesOf(TOKENS, REFUSED)).toMatchObject([{ lax: 'a' }]);
  });
});

function ranWith(outcome: Outcome, status: StepResult['status'], clientId: string): ScenarioResult {
  const events = story([{ id: 'one', parent: null, answers: 'USER_PASSWORD_AUTH', outcome }], {
    username: 'ann',
  }).map((event) =>
    event.type === 'chain.started' ? { ...event, target: { ...event.target, clientId } } : event,
  );
  const [step] = PASSED.steps;
  if (step === undefined) throw new Error('it has a step');
  return {
    ...PASSED,
    status,
    chains: [events],
    steps: [
      { ...step, status, stepIds: ['one'] },
      { ...step, index: 1, line: 9, status: status === 'passed' ? 'passed' : 'skipped' },
    ],
  };
}

describe('a case on two targets', () => {
  const refusal = (message: string): Outcome => ({
    kind: 'error',
    code: 'ResourceNotFoundException',
    message,
  });

  it('leaves ids of its own out of what is compared', () => {
    const [a, b] = [
      ranWith(refusal('Client abc1 is none.'), 'passed', 'abc1'),
      ranWith(refusal('Client xyz2 is none.'), 'passed', 'xyz2'),
    ];
    expect(compared(a, b).steps.flatMap(({ differences }) => differences)).toEqual([]);
  });

  it('lists what differs, and at the end what one side lets through', () => {
    const a = ranWith(refusal('No such client.'), 'passed', 'abc1');
    const b = ranWith({ kind: 'tokens', newDevice: false }, 'failed', 'xyz2');
    const run = {
      a: 'sandbox',
      b: 'http://127.0.0.1:9229',
      startedAt: 1_790_000_000_000,
      ms: 5,
      interrupted: false,
    };
    const parity = parityOf([compared(a, a), compared(a, b)], run);
    expect(parity.counts).toEqual({
      cases: 2,
      compared: 3,
      alike: 2,
      differences: 1,
      laxA: 0,
      laxB: 1,
      broken: 0,
    });
    expect(parityText(parity, { paint: (_, text) => text, plain: (text) => text })).toBe(
      `A sandbox
B http://127.0.0.1:9229

✓ ann by SRP  ann.yaml · 2 alike
✕ ann by SRP  ann.yaml · 0 alike · 1 not compared: one side had ended
    1. USER_SRP_AUTH line 5
      ! B lets through what A refuses
        A  ResourceNotFoundException: No such client.
        B  tokens

http://127.0.0.1:9229 lets through what sandbox refuses
  ! ann by SRP, step 1, USER_SRP_AUTH: ResourceNotFoundException: No such client.

2 of 3 steps alike · 1 difference
`,
    );
  });

  it('says where a check alone parts them, and what a side could not run', () => {
    const a = ranWith({ kind: 'tokens', newDevice: false }, 'passed', 'abc1');
    const b = ranWith({ kind: 'tokens', newDevice: false }, 'failed', 'abc1');
    expect(compared(a, b).steps[0]?.differences).toMatchObject([{ kind: 'check', a: 'passed' }]);
    const fault = { code: 'SECRET_MISSING', detail: 'SEED is not given.' };
    const none = compared(a, { ...b, steps: [], fault });
    expect(none).toMatchObject({
      faults: [{ side: 'b', ...fault }],
      steps: [{ compared: false }, { compared: false }],
    });
    expect(parityOf([none], { a: '', b: '', startedAt: 0, ms: 0, interrupted: false }).counts.broken).toBe(1);
  });
});
