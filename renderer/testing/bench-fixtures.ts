import type { BenchFault, BenchList } from '@core/contract.ts';

/** A fault of a code challenge, and what it should bring. */
function benchFault(id: string, more: Partial<BenchFault> = {}): BenchFault {
  return {
    id,
    group: 'Code',
    title: `Fault ${id}`,
    rule: 'Every digit counts.',
    source: '2.5',
    expected: [{ code: 'CodeMismatchException' }],
    messages: 0,
    ...more,
  };
}

export const benchList: BenchList = {
  name: 'SOFTWARE_TOKEN_MFA',
  operation: 'RespondToAuthChallenge',
  username: 'ann',
  faults: [
    benchFault('session-missing', {
      group: 'Session',
      title: 'No Session',
      expected: [{ code: 'InvalidParameterException' }],
    }),
    benchFault('code-short', { title: 'Code without its last digit', counts: 'code' }),
    benchFault('code-before', { title: 'Code of the message before', messages: 2 }),
    benchFault('session-of-another-user', {
      group: 'Session',
      title: 'Another user’s Session',
      hindered: 'Needs another user.',
    }),
  ],
};
