import { describe, expect, it } from 'vitest';
import type { ScenarioResult } from '../../scenario/result.ts';
import { type DrivenHost, drivenHost } from '../testing/driven-host.ts';

/** Runs a text on a fresh host and waits for its end. */
async function ran(text: string): Promise<ScenarioResult> {
  return endOf(await drivenHost(), text, 'seed');
}

async function endOf(test: DrivenHost, text: string, begin: 'seed' | 'as it is'): Promise<ScenarioResult> {
  const { runId } = await test.value('scenario.run', { text, file: 'test.yaml', begin, pace: 'through' });
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

  it('begins from a seed of its own, and leaves the sandbox as it was', async () => {
    const test = await drivenHost();
    const text = `version: 1
name: una in a pool of her own
variables:
  password: { generate: password }
seed:
  pools:
    - Id: eu-west-1_OwnPool01
      PoolName: Own
      Clients: [{ ClientId: own, ClientName: web, ExplicitAuthFlows: [ALLOW_USER_PASSWORD_AUTH] }]
      Users: [{ Username: una, Password: '\${password}' }]
target: { sandbox: own }
steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: una, PASSWORD: '\${password}' }
    expect: { tokens: true }
`;
    const before = await test.value('sandbox.start', {});
    expect(await endOf(test, text, 'as it is')).toMatchObject({
      status: 'passed',
      target: 'sandbox · Own · web',
    });
    expect((await test.value('sandbox.start', {})).pools).toEqual(before.pools);
  });
});
