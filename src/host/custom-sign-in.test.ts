import { describe, expect, it } from 'vitest';
import { chainOf, type Chain } from '../chain/model.ts';
import type { CommandInput, CommandName, CommandOutput, Result } from '../contract.ts';
import { testHost } from './testing/test-host.ts';

async function started() {
  const { host } = await testHost();
  const value = async <N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> => {
    const result = (await host.ask(name, input)) as Result<CommandOutput<N>>;
    if (!result.ok) throw new Error(`${name}: ${result.error.code} ${result.error.detail}`);
    return result.value;
  };
  const settled = async (chainId: string): Promise<Chain> => {
    for (;;) {
      const shown = chainOf(await value('chain.events', { chainId }));
      if (shown && shown.status !== 'sending' && (shown.status !== 'tokens' || shown.tokens)) return shown;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const answer = async (chainId: string, inputs: Record<string, string>): Promise<Chain> => {
    const { pending } = await settled(chainId);
    if (pending === undefined) throw new Error('nothing to answer');
    const answered = { name: pending.name, inputs, responses: {}, members: {} };
    await value('chain.answer', { chainId, parentId: pending.stepId, answer: answered });
    return settled(chainId);
  };
  return { value, settled, answer };
}

describe('a seeded custom sign-in, by one click and empty forms', () => {
  it.each(['una', 'vic', 'rob', 'wes'])('%s walks the path the start screen promises', async (username) => {
    const { value, settled, answer } = await started();
    const { users } = await value('sandbox.start', {});
    const user = users.find((seeded) => seeded.username === username);
    const { chainId } = await value('chain.startSeeded', { userPoolId: user?.userPoolId ?? '', username });
    const walked: string[] = [];
    let chain = await settled(chainId);
    while (chain.pending !== undefined && !chain.pending.spent) {
      walked.push(chain.pending.name);
      chain = await answer(chainId, {});
    }
    const last = chain.steps.at(-1)?.outcome;
    walked.push(chain.status === 'tokens' ? 'TOKENS' : last?.kind === 'error' ? last.code : '?');
    expect(walked).toEqual(user?.path);
  });

  it('does not take a wrong answer for the next round', async () => {
    const { value, answer } = await started();
    const { users } = await value('sandbox.start', {});
    const userPoolId = users.find(({ username }) => username === 'una')?.userPoolId ?? '';
    const { chainId } = await value('chain.startSeeded', { userPoolId, username: 'una' });
    expect((await answer(chainId, { ANSWER: 'open barley' })).pending?.name).toBe('CUSTOM_CHALLENGE');
    expect((await answer(chainId, {})).status).toBe('tokens');
  });
});
