import { describe, expect, it } from 'vitest';
import { shownChain } from './marks.ts';

const NOW = Date.UTC(2026, 8, 8, 9);
const MINUTE = 60_000;

describe('a chain in a list', () => {
  it('waits as long as its Session lives, and where that is not known as long as any may', () => {
    const waiting = { status: 'waiting' } as const;
    expect(shownChain({ ...waiting, expiresAt: NOW + 1 }, NOW)).toEqual({
      status: 'waiting',
      word: 'waiting',
    });
    expect(shownChain({ ...waiting, expiresAt: NOW }, NOW)).toEqual({ status: 'expired', word: 'expired' });
    expect(shownChain({ ...waiting, lastAt: NOW - 14 * MINUTE }, NOW).status).toBe('waiting');
    expect(shownChain({ ...waiting, lastAt: NOW - 15 * MINUTE }, NOW).status).toBe('expired');
    expect(shownChain({ ...waiting, lastAt: NOW - 3 * MINUTE, sessionMinutes: 3 }, NOW).status).toBe(
      'expired',
    );
    expect(shownChain(waiting, NOW).status).toBe('waiting');
  });

  it('has failed where it sends for longer than any request takes: the console ended under it', () => {
    const sending = { status: 'sending', failure: 'CodeMismatchException' } as const;
    expect(shownChain({ ...sending, lastAt: NOW - MINUTE + 1 }, NOW).status).toBe('sending');
    expect(shownChain({ ...sending, lastAt: NOW - MINUTE }, NOW)).toEqual({
      status: 'failed',
      word: 'failed',
    });
    expect(shownChain(sending, NOW).status).toBe('sending');
  });

  it('failed by its code, and did not fail where nobody knows what was answered', () => {
    const failed = { status: 'failed', failure: 'CodeMismatchException' } as const;
    expect(shownChain(failed, NOW)).toEqual({ status: 'failed', word: 'CodeMismatchException', code: true });
    expect(shownChain({ ...failed, failure: 'NOT_RECORDED' }, NOW)).toEqual({
      status: 'idle',
      word: 'no answer',
    });
    // A refusal after which it went on.
    expect(shownChain({ ...failed, status: 'tokens' }, NOW).word).toBe('tokens');
  });
});
