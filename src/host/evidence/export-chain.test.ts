import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ChainEvent } from '../../chain/event.ts';
import { chainOf } from '../../chain/model.ts';
import { unlock } from '../../evidence/bundle/age.ts';
import type { Bundle } from '../../evidence/bundle/format.ts';
import { readBundle } from '../../evidence/bundle/read.ts';
import { exportFormats } from '../../evidence/export/formats.ts';
import { drivenHost } from '../testing/driven-host.ts';
import { bundleReader } from './bundle-reader.ts';

const WRONG = '604817';

/** A sign-in of a seeded user with an SRP proof and a wrong code, and a sandbox that knows its secrets. */
async function signIn(noted?: string) {
  const test = await drivenHost();
  const chainId = await test.begin('ann');
  const asked = await test.chain(chainId);
  if (asked.pending?.name === 'PASSWORD_VERIFIER') await test.answer(chainId, {});
  await test.answer(chainId, { SOFTWARE_TOKEN_MFA_CODE: WRONG });
  if (noted !== undefined) await test.value('chain.annotate', { chainId, changes: { notes: noted } });
  const wish = (format: string, more = {}) =>
    test.host.ask('chain.export', { chainIds: [chainId], format, secrets: 'redacted', ...more });
  return { ...test, chainId, wish };
}

function bundleIn(bytes: Uint8Array | undefined): Bundle {
  return JSON.parse(gunzipSync(bytes ?? new Uint8Array()).toString('utf8')) as Bundle;
}

describe('chain.export', () => {
  it('writes a redacted bundle under a name that tells of nobody', async () => {
    const { wish, saved, chainId } = await signIn('ann typed 604817');
    expect(await wish('bundle')).toEqual({
      ok: true,
      value: { name: 'USER_SRP_AUTH 2026-09-08.countersign' },
    });
    const bundle = bundleIn(saved.get('USER_SRP_AUTH 2026-09-08.countersign'));
    expect(bundle).toMatchObject({ countersign: 'bundle', version: 1, redacted: true });
    const [chain] = bundle.chains;
    expect(chain?.secrets).toBeUndefined();
    expect(chain?.annotations.notes).toBe('person-1 typed code-1');
    const model = chainOf(chain?.events ?? []);
    expect(model).toMatchObject({ id: chainId, username: 'person-1' });
    expect(model?.steps.map(({ summary }) => summary)).toEqual([
      expect.stringContaining('person-1'),
      expect.any(String),
      expect.stringContaining('SOFTWARE_TOKEN_MFA_CODE code-1'),
    ]);
    const [, asked, answered] = model?.steps ?? [];
    // The Session that came with one answer is the one that the next request carried.
    const sessionOf = (text = '') => (JSON.parse(text) as { Session?: string }).Session;
    expect(sessionOf(asked?.response?.body.text)).toBe('session-1');
    expect(sessionOf(answered?.request.body.text)).toBe('session-1');
  });

  it('writes every format without a secret the host knows', async () => {
    const { host, wish, saved, chainId, value } = await signIn();
    const events = await value('chain.events', { chainId });
    const real: string[] = [WRONG];
    for (const [stepId, side, pointer] of spotsOf(events)) {
      const answer = await host.ask('secret.reveal', { chainId, stepId, side, pointer });
      if (answer.ok) real.push((answer.value as { value: string }).value);
    }
    expect(real.length).toBeGreaterThan(5);
    for (const { id } of exportFormats) {
      const answer = await wish(id);
      expect(answer, id).toMatchObject({ ok: true });
      const bytes = saved.get((answer as { value: { name: string } }).value.name) ?? new Uint8Array();
      const text =
        bytes[0] === 0x1f ? gunzipSync(bytes).toString('utf8') : Buffer.from(bytes).toString('utf8');
      for (const secret of real) expect(text.includes(secret), `${id}: ${secret.slice(0, 4)}`).toBe(false);
    }
  });

  it('refuses where a secret stands in another form, names the place, and writes nothing', async () => {
    const hidden = Buffer.from(`the code ${WRONG}`).toString('base64');
    const { wish, saved, host, chainId } = await signIn(`see ${hidden}`);
    expect(await wish('bundle')).toEqual({
      ok: false,
      error: {
        code: 'EXPORT_SECRET',
        detail: expect.stringMatching(
          /^Nothing was written: a secret \(.+\) would stand in the file in base64 form, at chains\/0\/annotations\/notes\.$/,
        ),
      },
    });
    expect(saved.size).toBe(0);
    const preview = await host.ask('export.preview', { chainIds: [chainId], format: 'bundle' });
    expect(preview).toMatchObject({
      ok: true,
      value: { refused: expect.stringContaining('annotations/notes') },
    });
    expect(JSON.stringify(preview)).not.toContain(WRONG);
    // What holds no notes is written.
    expect(await wish('mermaid')).toMatchObject({ ok: true });
  });

  it('gives the window its pictures as they may leave, in its own colours', async () => {
    const { value, chainId } = await signIn();
    for (const picture of ['graph', 'timeline', 'mermaid'] as const) {
      const [dark, light] = await Promise.all(
        (['dark', 'light'] as const).map(
          async (theme) => (await value('chain.picture', { chainId, picture, theme })).text,
        ),
      );
      expect(dark, picture).toMatch(picture === 'mermaid' ? /^flowchart TD/ : /<title>person-1 · /);
      expect(dark === light, picture).toBe(picture === 'mermaid');
      for (const secret of ['ann', WRONG]) expect(dark).not.toMatch(new RegExp(`\\b${secret}\\b`));
    }
  });

  it('finds the secrets of the vault, too', async () => {
    const hex = Buffer.from('CANARYSEED234567').toString('hex');
    const { wish, host, ports, value } = await signIn(`a seed: ${hex}`);
    expect(await wish('bundle')).toMatchObject({ ok: true });
    const entry = { v: 2, kind: 'totp', id: '1', name: 'CANARYNAME', secret: 'CANARYSEED234567' };
    await ports.keychain.set('index', JSON.stringify(['thing:1']));
    await ports.keychain.set('thing:1', JSON.stringify(entry));
    await host.ask('vault.retry', {});
    expect((await value('vault.state', {})).kind).toBe('keychain');
    expect(await wish('bundle')).toMatchObject({
      ok: false,
      error: {
        code: 'EXPORT_SECRET',
        detail: expect.stringContaining('in hex form, at chains/0/annotations/notes'),
      },
    });
  });

  it('writes nothing that it can’t search for the secrets of a keychain that locked', async () => {
    const { wish, saved, host, value, lockKeychain, chainId } = await signIn();
    await expect.poll(async () => (await value('vault.state', {})).kind).toBe('keychain');
    const refused = {
      ok: false,
      error: { code: 'VAULT_UNAVAILABLE', detail: expect.stringContaining('Unlock') },
    };
    lockKeychain(true);
    expect(await wish('bundle')).toMatchObject(refused);
    expect((await value('vault.state', {})).kind).toBe('unavailable');
    // Known to be away by now, and given up on: its secrets are there all the same.
    expect(await wish('json')).toMatchObject(refused);
    await value('vault.useMemory', {});
    expect(await wish('har')).toMatchObject(refused);
    expect((await value('vault.state', {})).kind).toBe('memory');
    const picture = { chainId, picture: 'graph', theme: 'dark' } as const;
    expect(await host.ask('chain.picture', picture)).toMatchObject(refused);
    expect([...saved]).toEqual([]);
    lockKeychain(false);
    expect(await wish('bundle')).toMatchObject({ ok: true });
  });

  it('writes nothing where it locks between two of its values', async () => {
    const { wish, saved, ports, value, lockKeychain } = await signIn();
    await expect.poll(async () => (await value('vault.state', {})).kind).toBe('keychain');
    await ports.keychain.set('index', JSON.stringify(['thing:1', 'thing:2']));
    const { get } = ports.keychain;
    Object.assign(ports.keychain, {
      get: async (account: string) => {
        const read = await get(account);
        if (account === 'thing:1') lockKeychain(true);
        return read;
      },
    });
    expect(await wish('bundle')).toMatchObject({ ok: false, error: { code: 'VAULT_UNAVAILABLE' } });
    expect([...saved]).toEqual([]);
  });

  it('writes secrets only into a file that a passphrase locks', async () => {
    const { wish, saved, chainId } = await signIn();
    expect(await wish('bundle', { secrets: 'unredacted' })).toMatchObject({
      ok: false,
      error: { code: 'EXPORT_PASSPHRASE', field: 'passphrase' },
    });
    expect(await wish('bundle', { secrets: 'unredacted', passphrase: 'short' })).toMatchObject({
      error: { code: 'EXPORT_PASSPHRASE' },
    });
    expect(await wish('svg', { secrets: 'unredacted', passphrase: 'correct horse battery' })).toMatchObject({
      error: { code: 'EXPORT_NO_SECRETS' },
    });
    expect(saved.size).toBe(0);
    const passphrase = 'correct horse battery';
    const name = 'USER_SRP_AUTH 2026-09-08.countersign.age';
    expect(await wish('bundle', { secrets: 'unredacted', passphrase })).toEqual({
      ok: true,
      value: { name },
    });
    const file = saved.get(name) ?? new Uint8Array();
    expect(Buffer.from(file).toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S+ 18\n/);
    const opened = await unlock(file, passphrase);
    expect(gunzipSync(opened ?? new Uint8Array()).toString('utf8')).toContain(WRONG);

    const [brought] = await bundleReader(() => 'new-id')(file, 'case.countersign.age', passphrase);
    expect(brought?.secrets.some(({ requestText }) => requestText.includes(WRONG))).toBe(true);
    expect(brought?.events[0]).toMatchObject({
      chainId: 'new-id',
      imported: { kind: 'bundle', name: 'case.countersign.age', place: `chain ${chainId}` },
    });
  }, 60_000);

  it('says null when no place was chosen, and refuses what it does not know', async () => {
    const { wish, ports, host } = await signIn();
    ports.saveDialog.save = async () => undefined;
    expect(await wish('mermaid')).toEqual({ ok: true, value: null });
    ports.saveDialog.save = async () => Promise.reject(new Error('ENOSPC: /home/ann/secret-place'));
    expect(await wish('mermaid')).toMatchObject({ ok: false, error: { code: 'FILE_NOT_SAVED' } });
    expect(await wish('pdf')).toMatchObject({ ok: false, error: { code: 'EXPORT_FORMAT' } });
    expect(
      await host.ask('chain.export', { chainIds: ['gone'], format: 'bundle', secrets: 'redacted' }),
    ).toMatchObject({ ok: false, error: { code: 'CHAIN_UNKNOWN' } });
  });

  it('puts several chains into one bundle with the same names in all, and into no picture', async () => {
    const { begin, chain, host, saved, chainId } = await signIn();
    const other = await begin('ann');
    await chain(other);
    const chainIds = [chainId, other, chainId];
    expect(await host.ask('chain.export', { chainIds, format: 'bundle', secrets: 'redacted' })).toMatchObject(
      {
        ok: true,
        value: { name: '2 chains 2026-09-08.countersign' },
      },
    );
    const { chains } = await readBundle(saved.get('2 chains 2026-09-08.countersign') ?? new Uint8Array());
    expect(chains.map(({ events }) => chainOf(events)?.username)).toEqual(['person-1', 'person-1']);
    expect(await host.ask('chain.export', { chainIds, format: 'svg', secrets: 'redacted' })).toMatchObject({
      ok: false,
      error: { code: 'EXPORT_ONE_CHAIN' },
    });
  });
});

type Spot = readonly [stepId: string, side: 'request' | 'response', pointer: string];

function spotsOf(events: readonly ChainEvent[]): readonly Spot[] {
  return events.flatMap((event): readonly Spot[] => {
    if (event.type === 'step.sent')
      return event.request.body.secrets.map(({ pointer }) => [event.stepId, 'request', pointer]);
    if (event.type === 'step.ended')
      return (event.response?.body.secrets ?? []).map(({ pointer }) => [event.stepId, 'response', pointer]);
    return [];
  });
}
