import { describe, expect, it } from 'vitest';
import { createStop } from '../../run/stop.ts';
import { type DrivenHost, drivenHost } from '../../testing/driven-host.ts';
import { createCodes, type CodeParts } from '../codes.ts';

/** Codes for a chain of a whole host: its events as they are, and the sandbox behind. */
async function codeFor(test: DrivenHost, chainId: string, within = '0s'): Promise<string> {
  const { ports } = test;
  const events = await test.value('chain.events', { chainId });
  const began = events.find((event) => event.type === 'chain.started');
  const steps = new Map(
    events.flatMap((event) => {
      if (event.type !== 'step.sent') return [];
      const ended = events.findLast((each) => each.type === 'step.ended' && each.stepId === event.stepId);
      const responseText = ended?.type === 'step.ended' ? (ended.response?.body.text ?? '') : '';
      return [[event.stepId, { id: event.stepId, parentId: event.parentId, responseText }] as const];
    }),
  );
  const info = await ports.sandbox.start();
  const parts = {
    ports,
    sandbox: {
      ask: (method: 'GET', path: string) => ports.sandbox.control(method, path),
      ahead: () => info.offsetSeconds * 1_000,
    },
  } as unknown as CodeParts;
  const codes = createCodes(parts, {
    sources: { mail: { inbox: 'sandbox', within } },
    stop: createStop(),
    fill: async (text) => text,
    agreed: new Set(),
    ask: async () => undefined,
  });
  const username = began?.type === 'chain.started' ? began.username : '';
  const chain = { events, steps, username, target: { kind: 'sandbox', id: 'x' } };
  return codes.code('mail', { chain: chain as never });
}

describe('the sandbox’s inbox', () => {
  it('gives the code of the chain’s last send, and none from before it', async () => {
    const test = await drivenHost();
    const { users } = await test.value('sandbox.start', {});
    const user = users.find(({ path }) => path.at(0) === 'SMS_MFA' || path.at(1) === 'SMS_MFA');
    const first = await test.begin(user?.username ?? '');
    await test.chain(first);
    for (let shown = await test.chain(first); shown.pending?.name === 'PASSWORD_VERIFIER';)
      shown = await test.answer(first, {});
    const code = await codeFor(test, first);
    const newest = (await test.value('sandbox.inbox', {})).at(-1);
    expect(code).toBe(newest?.code);

    // The clock goes on: what lay there is old, and the next send counts by the sandbox's own time.
    await test.value('sandbox.changeClock', { advanceSeconds: 3_600 });
    const second = await test.begin(user?.username ?? '');
    for (let shown = await test.chain(second); shown.pending?.name === 'PASSWORD_VERIFIER';)
      shown = await test.answer(second, {});
    const after = await codeFor(test, second);
    expect(after).toBe((await test.value('sandbox.inbox', {})).at(-1)?.code);

    await test.value('sandbox.clearInbox', {});
    await expect(codeFor(test, second)).rejects.toMatchObject({ code: 'CODE_NONE' });
  });
});
