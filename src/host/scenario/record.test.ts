import { describe, expect, it } from 'vitest';
import type { Recorded } from '../../contract/scenario.ts';
import { readScenario } from '../../scenario/read.ts';
import type { ScenarioResult } from '../../scenario/result.ts';
import { drivenHost, type DrivenHost } from '../testing/driven-host.ts';

/** Runs a text on the seed of another host. */
async function ran({ text, file }: Recorded, secrets: Record<string, string> = {}): Promise<ScenarioResult> {
  const test = await drivenHost();
  const { runId } = await test.value('scenario.run', { text, file, secrets, begin: 'seed', pace: 'through' });
  for (;;) {
    const { result } = await test.value('scenario.runState', { runId });
    if (result !== undefined) return result;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

async function recorded(test: DrivenHost, chainId: string, stepId?: string): Promise<Recorded> {
  await test.chain(chainId);
  return test.value('scenario.record', { chainId, ...(stepId === undefined ? {} : { stepId }) });
}

/** Steps a seeded user to wherever their path ends. */
async function finished(test: DrivenHost, username: string): Promise<string> {
  const chainId = await test.begin(username);
  await test.chain(chainId);
  const { runId } = await test.value('run.finish', { chainId });
  for (;;) {
    const run = (await test.value('run.list', {})).find((each) => each.runId === runId);
    if (run === undefined || run.state !== 'running') return chainId;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

describe('a recorded chain', () => {
  it('is', async () => {
    const test = await drivenHost();
    const { users } = await test.value('sandbox.start', {});
    for (const { username } of users) {
      const r = await recorded(test, await test.begin(username));
      console.log(r.text, r.notes);
    }
    void finished; void ran; void readScenario; void expect;
  });
});
