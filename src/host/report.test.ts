import { describe, expect, it } from 'vitest';
import type { ChainEvent } from '../chain/event.ts';
import type { CommandInput, CommandName, CommandOutput } from '../contract.ts';
import { copyFormats, type CopyFormat } from '../contract/report.ts';
import { liveChainOf } from './history/live-from.ts';
import { CLIPBOARD_MS, snippetOf } from './reveal.ts';
import { testHost } from './testing/test-host.ts';

const formats = Object.keys(copyFormats) as CopyFormat[];

/** A seeded sign-in with a password, done. */
async function signedIn() {
  const made = await testHost();
  const value = async <N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> => {
    const result = await made.host.ask(name, input);
    if (!result.ok) throw new Error(`${result.error.code}: ${result.error.detail}`);
    return result.value as CommandOutput<N>;
  };
  const { users } = await value('sandbox.start', {});
  const user = users.find(({ username }) => username === 'ivy');
  const { chainId } = await value('chain.startSeeded', {
    userPoolId: user?.userPoolId ?? '',
    username: 'ivy',
  });
  const events = async (): Promise<ChainEvent[]> => {
    for (;;) {
      const told = await value('chain.events', { chainId });
      if (told.some(({ type }) => type === 'tokens.stored')) return told;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const all = await events();
  const sent = all.find((event) => event.type === 'step.sent');
  const [target] = (await value('targets.list', {})).filter(({ clientId }) => clientId === user?.clientId);
  return {
    ...made,
    value,
    chainId,
    events: all,
    stepId: sent?.type === 'step.sent' ? sent.stepId : '',
    password: user?.password ?? '',
    target,
  };
}

describe('a copied step', () => {
  it('holds no secret in any language, and is written to the clipboard', async () => {
    const { value, chainId, stepId, password, clipboard } = await signedIn();
    expect(password).not.toBe('');
    for (const format of formats) {
      const { text } = await value('step.copyAs', { chainId, stepId, format, secrets: 'masked' });
      expect(clipboard()).toBe(text);
      expect(text).toContain('PASSWORD');
      expect(text).not.toContain(password);
    }
  });

  it('with its secrets goes to the clipboard alone, which is cleared after a minute', async () => {
    const { value, chainId, stepId, password, clipboard, clock } = await signedIn();
    for (const format of formats) {
      const { text } = await value('step.copyAs', { chainId, stepId, format, secrets: 'revealed' });
      expect(text).toBeUndefined();
      expect(clipboard()).toContain(password);
      clock.move(CLIPBOARD_MS);
      await expect.poll(clipboard).toBe('');
    }
  });

  it('says so where the secrets are not kept', async () => {
    const { events, stepId, target } = await signedIn();
    if (target === undefined) throw new Error('the sandbox has this target');
    const kept = liveChainOf(events, [], target);
    expect(snippetOf(kept, stepId, 'python', 'masked')).toContain('os.environ["PASSWORD"]');
    expect(() => snippetOf(kept, stepId, 'python', 'revealed')).toThrow(
      expect.objectContaining({ code: 'SECRET_UNKNOWN' }),
    );
  });
});

describe('a ticket', () => {
  it('is the chain as Markdown on the clipboard, with its notes and without secrets', async () => {
    const { value, chainId, password, clipboard, ports } = await signedIn();
    await ports.history.annotate(chainId, { notes: 'Works on staging', ticket: 'OPS-7' });
    const { text } = await value('chain.copyTicket', { chainId });
    expect(clipboard()).toBe(text);
    expect(text).toMatch(/^# `[\w-]+` · `USER_PASSWORD_AUTH` · `tokens`\n/);
    expect(text).toContain('person-1');
    expect(text).not.toMatch(/\bivy\b/);
    expect(text).toContain('Works on staging');
    expect(text).not.toContain(password);
  });

  it('is refused where someone hid a secret in the notes', async () => {
    const { host, chainId, password, clipboard, ports } = await signedIn();
    await ports.history.annotate(chainId, { notes: `as hex: ${Buffer.from(password).toString('hex')}` });
    expect(await host.ask('chain.copyTicket', { chainId })).toMatchObject({
      ok: false,
      error: { code: 'EXPORT_SECRET' },
    });
    expect(clipboard()).toBe('');
  });
});
