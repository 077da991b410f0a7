import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chainOf } from '../../chain/model.ts';
import type { History } from '../../history/history.ts';
import { createHost } from '../host.ts';
import { drivenHost, type DrivenHost } from '../testing/driven-host.ts';

/** The causes of a chain's refused step, by id. */
async function told(host: Pick<DrivenHost, 'value' | 'chain'>, chainId: string) {
  const steps = (await host.chain(chainId)).steps;
  const stepId = steps.findLast(({ status }) => status === 'error')?.id ?? '';
  const { causes } = await host.value('step.explain', { chainId, stepId });
  return { causes, by: new Map(causes.map((cause) => [cause.id, cause])) };
}

/** The same history in a later run whose keychain has lost the key: only the masked forms are there. */
async function later(before: DrivenHost, chainId: string) {
  const { history } = before.ports;
  await expect.poll(async () => (await history.read(chainId))?.events.at(-1)?.event.type).toBe('step.ended');
  const read: History['read'] = async (id) => {
    const kept = await history.read(id);
    return kept && { ...kept, events: kept.events.map(({ sealed: _sealed, ...event }) => event) };
  };
  const host = await createHost({ ...before.ports, history: { ...history, read } });
  const value: DrivenHost['value'] = async (name, input) => {
    const result = await host.ask(name, input);
    if (!result.ok) throw new Error(`${name}: ${result.error.code} ${result.error.detail}`);
    return result.value as never;
  };
  await value('sandbox.start', {});
  const chain: DrivenHost['chain'] = async (id) => {
    const shown = chainOf(await value('chain.events', { chainId: id }));
    if (shown === undefined) throw new Error('no chain');
    return shown;
  };
  return { value, chain };
}

describe('a step of which only the masked form is left', () => {
  it('has a hash that is not called misshapen', async () => {
    const before = await drivenHost();
    const chainId = await before.begin('hal');
    await before.answer(chainId, {}, { responses: { SECRET_HASH: `${'A'.repeat(43)}=` } });
    expect((await told(before, chainId)).by.get('hash-other-secret')?.verdict).toBe('in');
    const { by } = await told(await later(before, chainId), chainId);
    for (const id of ['hash-misshapen', 'hash-other-secret', 'hash-other-name'])
      expect(by.get(id)?.because, id).toBe('The hash that was sent is not kept here.');
  });

  it('has a passkey’s credential that is told by what it said, all but the signature', async () => {
    const before = await drivenHost();
    const chainId = await before.begin('pia');
    await before.answer(chainId, { ANSWER: 'WEB_AUTHN' });
    await before.answer(chainId, { PASSKEY_ORIGIN: 'https://elsewhere.example' });
    const { causes, by } = await told(await later(before, chainId), chainId);
    expect(causes[0]).toMatchObject({ id: 'passkey-origin', verdict: 'in' });
    expect(by.get('passkey-unreadable')?.verdict).toBe('unknown');
    expect(by.get('passkey-signature')?.verdict).toBe('unknown');
    expect(by.get('passkey-challenge')?.verdict).toBe('out');
  });
});

/** Opens the one file that was saved. @returns its chain */
async function imported(here: DrivenHost, saved: ReadonlyMap<string, Uint8Array>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-hidden-'));
  try {
    const [[name, bytes]] = [...saved] as [[string, Uint8Array]];
    writeFileSync(join(folder, name), bytes);
    here.choose(join(folder, name));
    const [file] = await here.value('import.choose', {});
    const { importId } = await here.value('import.start', { files: [file?.id ?? ''] });
    for (;;) {
      const { files } = await here.value('import.state', { importId });
      if (files[0]?.phase === 'done') return files[0].chains[0]?.chainId ?? '';
      here.clock.move(1);
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('a redacted file of another console', () => {
  it('has names in place of secrets, of which nothing is told', async () => {
    const there = await drivenHost();
    const chainId = await there.begin('hal');
    await there.answer(chainId, {}, { responses: { SECRET_HASH: `${'A'.repeat(43)}=` } });
    await there.value('chain.export', { chainIds: [chainId], format: 'bundle', secrets: 'redacted' });
    const here = await drivenHost();
    const brought = await imported(here, there.saved);
    const { by } = await told(here, brought);
    for (const id of ['hash-misshapen', 'hash-other-secret'])
      expect(by.get(id)?.because, id).toBe('The hash that was sent is not kept here.');
  });
});
