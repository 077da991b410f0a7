import type { ChainEvent, Outcome } from '@core/chain/event.ts';
import { chainOf } from '@core/chain/model.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { sampleChain, stepEvents } from '../testing/sample-chain.ts';
import { spoken } from '../ui/announce.ts';
import { announceEnd } from './announce-end.ts';

beforeEach(() => (spoken.value = { polite: '', assertive: '' }));

const heard = (events: readonly ChainEvent[], stepId: string): typeof spoken.value => {
  announceEnd(chainOf(events), stepId);
  return spoken.value;
};
/** The chain with TOTP waiting, and one more step that came to this. */
const after = (outcome: Outcome, status = 200): ChainEvent[] => [
  ...sampleChain('one', 0, 2),
  ...stepEvents({
    stepId: 'last',
    parentId: 'step-2',
    operation: 'RespondToAuthChallenge',
    answers: 'SOFTWARE_TOKEN_MFA',
    summary: '',
    at: 50_000,
    totalMs: 80,
    status,
    outcome,
    request: {},
    response: {},
  }),
];

describe('what is said as a step ends', () => {
  it('a challenge: its name, the status, the time, and what is asked next', () => {
    expect(heard(sampleChain('one', 0, 2), 'step-2')).toEqual({
      polite: 'PASSWORD_VERIFIER succeeded, HTTP 200, 91 ms. Next: SOFTWARE_TOKEN_MFA.',
      assertive: '',
    });
  });
  it('a refusal that can be tried again', () => {
    expect(heard(sampleChain('one', 0, 3), 'step-3')).toEqual({
      polite: '',
      assertive:
        'SOFTWARE_TOKEN_MFA refused: CodeMismatchException, HTTP 400, 77 ms. SOFTWARE_TOKEN_MFA still waits for an answer.',
    });
  });
  it('a refusal that ends the sign-in', () => {
    const events = after(
      {
        kind: 'error',
        code: 'NotAuthorizedException',
        message: 'Invalid session for the user, session is expired.',
      },
      400,
    );
    expect(heard(events, 'last').assertive).toBe(
      'SOFTWARE_TOKEN_MFA refused: NotAuthorizedException, HTTP 400, 80 ms. SOFTWARE_TOKEN_MFA can’t be answered any more; start again.',
    );
  });
  it('no usable answer', () => {
    const [sent, ended] = stepEvents({
      stepId: 'last',
      parentId: 'step-2',
      operation: 'RespondToAuthChallenge',
      answers: 'SOFTWARE_TOKEN_MFA',
      summary: '',
      at: 50_000,
      totalMs: 3_000,
      outcome: { kind: 'failure', code: 'TIMEOUT', detail: '' },
      request: {},
      response: {},
    });
    const { response: _none, ...silent } = ended;
    expect(heard([...sampleChain('one', 0, 2), sent, silent], 'last').assertive).toBe(
      'SOFTWARE_TOKEN_MFA got no usable answer: TIMEOUT, 3.0 s. SOFTWARE_TOKEN_MFA still waits for an answer.',
    );
  });
  it('tokens', () => {
    expect(heard(sampleChain('one', 0), 'step-4').polite).toBe(
      'SOFTWARE_TOKEN_MFA succeeded, HTTP 200, 112 ms. The sign-in is complete: tokens received.',
    );
  });
  it('an operation beside the chain, after the tokens too', () => {
    const [sent, ended] = stepEvents({
      stepId: 'beside',
      parentId: 'step-4',
      operation: 'ConfirmDevice',
      answers: 'ConfirmDevice',
      summary: '',
      at: 60_000,
      totalMs: 20,
      outcome: { kind: 'done' },
      request: {},
      response: {},
    });
    expect(heard([...sampleChain('one', 0), sent, ended], 'beside').polite).toBe(
      'ConfirmDevice succeeded, HTTP 200, 20 ms.',
    );
  });
  it('nothing of a chain that the bench began', () => {
    const events = sampleChain('one', 0).map((event) =>
      event.type === 'chain.started'
        ? { ...event, origin: { kind: 'bench', chainId: 'two', stepId: 'x', fault: 'y' } as const }
        : event,
    );
    expect(heard(events, 'step-4')).toEqual({ polite: '', assertive: '' });
  });
});
