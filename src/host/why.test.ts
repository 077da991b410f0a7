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
      const { doing } = await value('run.state', { chainId });
      if (shown && shown.status !== 'sending' && doing === undefined) return shown;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const begin = async (username: string): Promise<string> => {
    const { users } = await value('sandbox.start', {});
    const userPoolId = users.find((user) => user.username === username)?.userPoolId ?? '';
    const { chainId } = await value('chain.startSeeded', { userPoolId, username });
    await settled(chainId);
    return chainId;
  };
  const step = async (chainId: string): Promise<Chain> => {
    await value('run.start', { chainId, until: { kind: 'step' }, given: GIVEN });
    return settled(chainId);
  };
  return { value, settled, begin, step };
}

const GIVEN = { NEW_PASSWORD: 'Better-horse-2', 'userAttributes.name': 'Fay', EMAIL_OTP_CODE: '00000000' };

describe('why, asked of the sandbox', async () => {
  // One sandbox for all: its keys take longer to make than all its sign-ins.
  const shared = await started();
  const { users } = await shared.value('sandbox.start', {});

  it.each(users.map(({ username }) => username))(
    'expects what comes, all the way of %s',
    async (username) => {
      const { value, begin, step, settled } = shared;
      const chainId = await begin(username);
      for (let chain = await settled(chainId); ; chain = await step(chainId)) {
        const newest = chain.steps.findLast(
          ({ parentId, operation, answers }) => parentId === null || operation !== answers,
        );
        const why = await value('chain.why', { chainId, stepId: newest?.id ?? '' });
        if (newest?.status === 'ok' || newest?.status === 'tokens') {
          expect(why?.from).toBe('pool');
          expect(why?.difference, `${why?.name} of ${username}`).toBeUndefined();
          expect(why?.reasons.length, why?.name).toBeGreaterThan(0);
          expect(why?.reasons.map(({ verdict }) => verdict)).not.toContain('unknown');
        } else expect(why).toBeNull();
        const { pending } = chain;
        if (pending === undefined || pending.spent || chain.steps.length > 8) break;
        if (newest?.status === 'error') break;
      }
    },
  );

  it('knows a name that nobody has, where the chain alone can’t', async () => {
    const { value, begin, settled } = shared;
    const chainId = await begin('zoe');
    const [first] = (await settled(chainId)).steps;
    const why = await value('chain.why', { chainId, stepId: first?.id ?? '' });
    expect(why?.simulated?.verdict).toBe('certain');
  });

  it('keeps what was so when the challenge was asked', async () => {
    const { value, begin, step } = shared;
    await value('sandbox.reset', {});
    const chainId = await begin('eli');
    const asked = await step(chainId);
    const stepId = asked.pending?.stepId ?? '';
    const then = await value('chain.why', { chainId, stepId });
    expect(then?.reasons[0]?.says).toContain('FORCE_CHANGE_PASSWORD');
    expect((await step(chainId)).status).toBe('tokens');
    expect(await value('chain.why', { chainId, stepId })).toEqual(then);
  });

  it('says that it was read later when nobody asked then', async () => {
    const { value, begin, step } = shared;
    await value('sandbox.reset', {});
    const chainId = await begin('eli');
    const stepId = (await step(chainId)).pending?.stepId ?? '';
    await step(chainId);
    const why = await value('chain.why', { chainId, stepId });
    expect(why?.difference).toContain('read after later steps');
  });

  it('is nothing for a step that is not there', async () => {
    const { value, begin } = shared;
    expect(await value('chain.why', { chainId: await begin('ann'), stepId: 'none' })).toBeNull();
  });
});
