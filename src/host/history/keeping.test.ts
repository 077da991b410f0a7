import { describe, expect, it } from 'vitest';
import { chainOf } from '../../chain/model.ts';
import { testHost } from '../testing/test-host.ts';

async function signedIn() {
  const test = await testHost();
  const ask = async (name: string, input: unknown) => {
    const result = await test.host.ask(name, input);
    if (!result.ok) throw new Error(result.error.code);
    return result.value;
  };
  const info = (await ask('sandbox.start', {})) as { users: { userPoolId: string; username: string }[] };
  const { userPoolId = '', username = '' } = info.users[0] ?? {};
  const { chainId } = (await ask('chain.startSeeded', { userPoolId, username })) as { chainId: string };
  const history = test.ports.history;
  await expect.poll(async () => (await history.read(chainId))?.events.at(-1)?.event.type).toBe('step.ended');
  return { ...test, ask, chainId, history };
}

describe('what happens in chains', () => {
  it('is in the history as it was told, without secrets', async () => {
    const { ask, chainId, history } = await signedIn();
    const kept = await history.read(chainId);
    expect(kept?.events.map(({ event }) => event)).toEqual(await ask('chain.events', { chainId }));
    expect(kept?.line).toMatchObject({ chainId, steps: 1, hidden: false });
    expect(kept?.line.status).toBe(chainOf(kept?.events.map(({ event }) => event) ?? [])?.status);
  });

  it('goes from the history with its chain', async () => {
    const { ask, chainId, history } = await signedIn();
    await ask('chain.remove', { chainId });
    await expect.poll(async () => history.read(chainId)).toBeUndefined();
  });
});
