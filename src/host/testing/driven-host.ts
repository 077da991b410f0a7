import { chainOf, type Chain } from '../../chain/model.ts';
import type { Answer, CommandInput, CommandName, CommandOutput, Result } from '../../contract.ts';
import { testHost, type TestHost, type TestHostOptions } from './test-host.ts';

/** A host of a test with what a face does with it: ask, begin, answer, wait for the end. */
export interface DrivenHost extends TestHost {
  /** The value of an answer that must be a good one. */
  value<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
  /** The chain once nothing of it is under way. */
  chain(chainId: string): Promise<Chain>;
  /** Starts a seeded user of the sandbox. */
  begin(username: string): Promise<string>;
  /** Answers the challenge that waits. */
  answer(chainId: string, inputs: Record<string, string>, changes?: Partial<Answer>): Promise<Chain>;
}

export async function drivenHost(options: TestHostOptions = {}): Promise<DrivenHost> {
  const test = await testHost(options);
  const value: DrivenHost['value'] = async (name, input) => {
    const result = (await test.host.ask(name, input)) as Result<CommandOutput<typeof name>>;
    if (!result.ok) throw new Error(`${name}: ${result.error.code} ${result.error.detail}`);
    return result.value;
  };
  const chain = async (chainId: string): Promise<Chain> => {
    for (;;) {
      const shown = chainOf(await value('chain.events', { chainId }));
      if (shown && shown.status !== 'sending' && (shown.status !== 'tokens' || shown.tokens)) return shown;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return {
    ...test,
    value,
    chain,
    async begin(username) {
      const { users } = await value('sandbox.start', {});
      const user = users.find((seeded) => seeded.username === username);
      if (user === undefined) throw new Error(`the sandbox has no user ${username}`);
      return (await value('chain.startSeeded', { userPoolId: user.userPoolId, username })).chainId;
    },
    async answer(chainId, inputs, changes = {}) {
      const { pending } = await chain(chainId);
      if (pending === undefined) throw new Error('nothing waits for an answer');
      const answer: Answer = { name: pending.name, inputs, responses: {}, members: {}, ...changes };
      await value('chain.answer', { chainId, parentId: pending.stepId, answer });
      return chain(chainId);
    },
  };
}
