import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportState } from '../../contract/import.ts';
import { drivenHost, type DrivenHost } from '../testing/driven-host.ts';

const WRONG = '604817';
const PASSPHRASE = 'correct horse battery';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'countersign-bundle-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** One console signs in and hands the chain over; the file lies in a folder of the other one. */
async function handedOver(secrets: 'redacted' | 'unredacted', format: 'bundle' | 'har' = 'bundle') {
  const here = await drivenHost();
  const chainId = await here.begin('ann');
  await here.answer(chainId, {});
  await here.answer(chainId, { SOFTWARE_TOKEN_MFA_CODE: WRONG });
  const changes = { notes: 'ann can’t sign in', tags: ['vip'], ticket: 'CASE-12', pinned: true };
  await here.value('chain.annotate', { chainId, changes });
  const locked = secrets === 'unredacted' ? { passphrase: PASSPHRASE } : {};
  await here.value('chain.export', { chainIds: [chainId], format, secrets, ...locked });
  const [[name, bytes]] = [...here.saved] as [[string, Uint8Array]];
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return { path, chainId };
}

async function imported(there: DrivenHost, path: string, passphrase?: string): Promise<ImportState> {
  there.choose(path);
  const [file] = await there.value('import.choose', {});
  const start = { files: [file?.id ?? ''], ...(passphrase === undefined ? {} : { passphrase }) };
  const { importId } = await there.value('import.start', start);
  for (;;) {
    const state = await there.value('import.state', { importId });
    if (['done', 'failed', 'cancelled'].includes(state.files[0]?.phase ?? '')) return state;
    there.clock.move(1);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('a bundle of another console', () => {
  it('is brought read-only, with its notes, and answers nothing', async () => {
    const { path, chainId: before } = await handedOver('redacted');
    const there = await drivenHost();
    const { files } = await imported(there, path);
    expect(files[0]).toMatchObject({ phase: 'done', faults: [] });
    const [brought] = files[0]?.chains ?? [];
    expect(brought).toMatchObject({ username: 'person-1', steps: 3, codes: ['CodeMismatchException'] });
    const chainId = brought?.chainId ?? '';
    expect(chainId).not.toBe(before);
    const chain = await there.chain(chainId);
    expect(chain).toMatchObject({
      readOnly: true,
      imported: { kind: 'bundle', name: 'USER_SRP_AUTH 2026-09-08.countersign', place: `chain ${before}` },
    });
    expect(await there.value('chain.annotations', { chainId })).toEqual({
      notes: 'person-1 can’t sign in',
      tags: ['vip'],
      ticket: 'CASE-12',
      pinned: false,
    });
    const reveal = { chainId, stepId: chain.steps[0]?.id ?? '', side: 'request', pointer: '/ClientId' };
    expect(await there.host.ask('secret.reveal', reveal)).toMatchObject({ ok: false });
    // That it may not be answered is said before what it would be answered with is missed.
    const answer = { name: 'SOFTWARE_TOKEN_MFA', inputs: {}, responses: {}, members: {} };
    const parentId = chain.steps.at(-1)?.id ?? '';
    expect(await there.host.ask('chain.answer', { chainId, parentId, answer })).toMatchObject({
      error: { code: 'CHAIN_READ_ONLY' },
    });
  });

  it('is run again by someone who is named, not by who stands in for them', async () => {
    const { path } = await handedOver('redacted');
    const there = await drivenHost();
    const { files } = await imported(there, path);
    const chainId = files[0]?.chains[0]?.chainId ?? '';
    await there.value('sandbox.start', {});
    const told = (await there.chain(chainId)).target.id;
    const targetId = (await there.value('targets.list', {})).find(({ id }) => id === told)?.id ?? '';
    const { needs } = (await there.value('chain.reproducible', { chainId, targetId })) as {
      needs: readonly object[];
    };
    expect(needs).toContainEqual({
      ...{ key: 'USERNAME', label: 'Username', secret: false },
      at: 'USER_SRP_AUTH',
    });
    expect(await there.host.ask('chain.reproduce', { chainId, targetId })).toMatchObject({
      ok: false,
      error: { code: 'REPRODUCE_NEEDS', field: 'USERNAME' },
    });
    const given = { USERNAME: 'ann' };
    const again = await there.value('chain.reproduce', { chainId, targetId, given });
    if (!('chainId' in again)) throw new Error('It asks first.');
    expect((await there.chain(again.chainId)).username).toBe('ann');
  });

  it('with secrets opens with its passphrase, and shows them when asked', async () => {
    const { path } = await handedOver('unredacted');
    const there = await drivenHost();
    const locked = await imported(there, path);
    expect(locked.files[0]).toMatchObject({ phase: 'failed', faults: [{ code: 'IMPORT_LOCKED' }] });
    const wrong = await imported(there, path, 'another horse battery');
    expect(wrong.files[0]).toMatchObject({ phase: 'failed', faults: [{ code: 'IMPORT_LOCKED' }] });
    expect(await there.value('chains.list', {})).toEqual([]);
    const { files } = await imported(there, path, PASSPHRASE);
    const chainId = files[0]?.chains[0]?.chainId ?? '';
    const chain = await there.chain(chainId);
    const step = chain.steps.at(-1);
    const pointer = '/ChallengeResponses/SOFTWARE_TOKEN_MFA_CODE';
    expect(step?.request.body.text).not.toContain(WRONG);
    expect(
      await there.value('secret.reveal', { chainId, stepId: step?.id ?? '', side: 'request', pointer }),
    ).toEqual({ value: WRONG });
    const answer = { name: 'SOFTWARE_TOKEN_MFA', inputs: {}, responses: {}, members: {} };
    const parentId = chain.pending?.stepId ?? '';
    expect(await there.host.ask('chain.answer', { chainId, parentId, answer })).toMatchObject({
      ok: false,
      error: { code: 'CHAIN_READ_ONLY' },
    });
  }, 60_000);
});

describe('a HAR of another console', () => {
  it('with secrets opens with its passphrase, too', async () => {
    const { path } = await handedOver('unredacted', 'har');
    expect(path).toMatch(/\.har\.age$/);
    const there = await drivenHost();
    const locked = await imported(there, path);
    expect(locked.files[0]).toMatchObject({ phase: 'failed', faults: [{ code: 'IMPORT_LOCKED' }] });
    const { files } = await imported(there, path, PASSPHRASE);
    expect(files[0]).toMatchObject({ phase: 'done', faults: [], calls: 3, left: 0 });
    const [brought] = files[0]?.chains ?? [];
    expect(brought).toMatchObject({ username: 'ann', steps: 3, codes: ['CodeMismatchException'] });
    const chain = await there.chain(brought?.chainId ?? '');
    expect(chain.imported).toMatchObject({ kind: 'har' });
    const step = chain.steps.at(-1);
    expect(step?.request.body.text).not.toContain(WRONG);
    const spot = { side: 'request', pointer: '/ChallengeResponses/SOFTWARE_TOKEN_MFA_CODE' } as const;
    expect(
      await there.value('secret.reveal', { chainId: chain.id, stepId: step?.id ?? '', ...spot }),
    ).toEqual({ value: WRONG });
  }, 60_000);
});
