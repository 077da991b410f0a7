import { describe, expect, it } from 'vitest';
import type { ScenarioResult } from '../../scenario/result.ts';
import { drivenHost } from '../testing/driven-host.ts';

/** Runs a text on a fresh host and waits for its end. */
async function ran(text: string): Promise<ScenarioResult> {
  const test = await drivenHost();
  const { runId } = await test.value('scenario.run', {
    text,
    file: 'test.yaml',
    begin: 'seed',
    pace: 'through',
  });
  for (;;) {
    const { result } = await test.value('scenario.runState', { runId });
    if (result !== undefined) return result;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('a scenario on the sandbox', () => {
  it('passes where every step comes to what is expected', async () => {
    const result = await ran(`version: 1
name: ann
steps:
  - flow: USER_SRP_AUTH
    with: { USERNAME: ann }
    expect: { challenge: PASSWORD_VERIFIER }
  - answer: PASSWORD_VERIFIER
    expect: { challenge: SOFTWARE_TOKEN_MFA }
  - answer: SOFTWARE_TOKEN_MFA
    expect: { tokens: true }
`);
    expect(result).toMatchObject({ status: 'passed', steps: [{ line: 4 }, { line: 7 }, { line: 9 }] });
    expect(result.chains).toHaveLength(1);
  });

  it('fails at the step that came to something else, and leaves out what follows', async () => {
    const result = await ran(`version: 1
name: ann
steps:
  - flow: USER_SRP_AUTH
    with: { USERNAME: ann }
    expect: { challenge: SMS_MFA }
  - answer: SMS_MFA
`);
    expect(result).toMatchObject({
      status: 'failed',
      steps: [
        { status: 'failed', checks: [{ what: 'challenge', expected: 'SMS_MFA', got: 'PASSWORD_VERIFIER' }] },
        { status: 'skipped' },
      ],
    });
  });
});
