import { chainOf, type Chain } from '../../chain/model.ts';
import type {
  Answer,
  BenchState,
  CommandInput,
  CommandName,
  CommandOutput,
  Result,
  RunState,
} from '../../contract.ts';
import { testHost } from '../testing/test-host.ts';

/** The host with words for stepping a sign-in and running the bench of its steps. */
export async function benchHost(options: Parameters<typeof testHost>[0] = {}) {
  const test = await testHost(options);
  const value = async <N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> => {
    const result = (await test.host.ask(name, input)) as Result<CommandOutput<N>>;
    if (!result.ok) throw new Error(`${name}: ${result.error.code} ${result.error.detail}`);
    return result.value;
  };
  const settled = async <T>(read: () => Promise<T>, done: (now: T) => boolean): Promise<T> => {
    for (;;) {
      const now = await read();
      if (done(now)) return now;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  };
  const chain = (chainId: string): Promise<Chain> =>
    settled(
      async () => chainOf(await value('chain.events', { chainId })) as Chain,
      (shown) => shown.status !== 'sending' && (shown.status !== 'tokens' || shown.tokens !== undefined),
    );
  const seeded = async (username: string) => {
    const { users } = await value('sandbox.start', {});
    const user = users.find((known) => known.username === username);
    if (user === undefined) throw new Error(`no user ${username}`);
    return user;
  };
  const start = async (
    targetId: string,
    name: string,
    inputs: Record<string, string>,
    admin?: true,
  ): Promise<string> => {
    const own = admin === undefined ? {} : { admin };
    const answer: Answer = { name, ...own, inputs, responses: {}, members: {} };
    return (await value('chain.start', { targetId, answer })).chainId;
  };
  return {
    ...test,
    value,
    chain,
    seeded,
    start,
    begin: async (username: string): Promise<string> => {
      const { userPoolId } = await seeded(username);
      return (await value('chain.startSeeded', { userPoolId, username })).chainId;
    },
    answer: async (chainId: string, inputs: Record<string, string>, confirmed?: string): Promise<Chain> => {
      const { pending } = await chain(chainId);
      if (pending === undefined) throw new Error('nothing to answer');
      const answer: Answer = { name: pending.name, inputs, responses: {}, members: {} };
      await value('chain.answer', {
        chainId,
        parentId: pending.stepId,
        answer,
        ...(confirmed === undefined ? {} : { confirmed }),
      });
      return chain(chainId);
    },
    /** What a run of this chain came to. */
    ran: (chainId: string): Promise<RunState> =>
      settled(
        () => value('run.state', { chainId }),
        ({ doing }) => doing === undefined,
      ),
    /** Runs faults of a step and waits for the end. */
    bench: async (
      chainId: string,
      stepId: string,
      faults: 'all' | string[] = 'all',
      confirmed?: string,
    ): Promise<BenchState> => {
      const answer = await value('bench.run', {
        chainId,
        stepId,
        faults,
        ...(confirmed === undefined ? {} : { confirmed }),
      });
      if (answer.kind === 'ask') throw new Error(`asks for ${answer.typed}`);
      return settled(
        () => value('bench.results', { chainId, stepId }),
        ({ running }) => running === undefined,
      );
    },
  };
}

export type BenchHost = Awaited<ReturnType<typeof benchHost>>;
