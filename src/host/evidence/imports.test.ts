import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chainOf } from '../../chain/model.ts';
import type { ChainEvent } from '../../chain/event.ts';
import type { ChainHead } from '../../contract.ts';
import type { ImportFile, ImportState } from '../../contract/import.ts';
import { testHost, type TestHost } from '../testing/test-host.ts';

const CORPUS = resolve(import.meta.dirname, '../../evidence/har/corpus');

let test: TestHost;
let folder: string;
beforeEach(async () => {
  test = await testHost();
  folder = mkdtempSync(join(tmpdir(), 'imports-'));
});
afterEach(async () => {
  await test.host.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ask<T>(name: string, input: unknown = {}): Promise<T> {
  const result = await test.host.ask(name, input);
  if (!result.ok) throw Object.assign(new Error(result.error.detail), result.error);
  return result.value as T;
}

async function start(...paths: string[]): Promise<string> {
  return startWith({}, ...paths);
}
async function startWith(how: { again?: boolean }, ...paths: string[]): Promise<string> {
  test.choose(...paths);
  const files = (await ask<ImportFile[]>('import.choose')).map(({ id }) => id);
  return (await ask<{ importId: string }>('import.start', { files, ...how })).importId;
}

/** The state when nothing of it is under way any more. */
function ended(importId: string): Promise<ImportState> {
  return vi.waitFor(
    async () => {
      test.clock.move(1);
      const state = await ask<ImportState>('import.state', { importId });
      expect(state.files.every(({ phase }) => !['waiting', 'reading', 'keeping'].includes(phase))).toBe(true);
      return state;
    },
    { timeout: 20_000, interval: 5 },
  );
}

describe('importing files', () => {
  it('brings every sign-in as a chain of its own, read-only', async () => {
    const { files } = await ended(await start(join(CORPUS, 'identity-js.chrome.har')));
    expect(files).toMatchObject([{ phase: 'done', tool: expect.stringContaining('Chrome'), faults: [] }]);
    const brought = files[0]?.chains ?? [];
    expect(brought.map(({ username, steps, ends }) => [username, steps, ends])).toHaveLength(5);
    const heads = await ask<ChainHead[]>('chains.list');
    expect(heads.map(({ chainId }) => chainId).sort()).toEqual(brought.map(({ chainId }) => chainId).sort());
    const ann = brought.find(({ username }) => username === 'ann');
    expect(ann).toMatchObject({ steps: 5, codes: ['CodeMismatchException'], holes: 0, ends: 'tokens' });
    const events = await ask<ChainEvent[]>('chain.events', { chainId: ann?.chainId });
    expect(chainOf(events)).toMatchObject({
      readOnly: true,
      imported: { kind: 'har', name: 'identity-js.chrome.har' },
    });
  });

  it('shows a chain under the name of the target it ran on, where that is known', async () => {
    await ask('target.save', {
      name: 'staging',
      region: 'eu-west-1',
      endpoint: 'http://127.0.0.1:1',
      userPoolId: 'eu-west-1_Lm6Pc9yWs',
      clientId: '2q5w8e1r4t7y0u3i6o9p2a5s8d',
      fips: false,
      color: 'none',
      production: false,
      sessionMinutes: 3,
    });
    const { files } = await ended(await start(join(CORPUS, 'amplify.chrome.har')));
    const names = Object.fromEntries(
      (files[0]?.chains ?? []).map((chain) => [chain.username, chain.targetName]),
    );
    expect(names).toEqual({ cy: expect.stringMatching(/^127\.0\.0\.1:\d+$/), eva: 'staging' });
  });

  it('takes a request that someone saved as text', async () => {
    const text = join(folder, 'request.txt');
    const body = JSON.stringify({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: 'c',
      AuthParameters: { USERNAME: 'ann' },
    });
    writeFileSync(
      text,
      `curl 'https://cognito-idp.eu-west-1.amazonaws.com/' -H 'x-amz-target: AWSCognitoIdentityProviderService.InitiateAuth' --data-raw '${body}'`,
    );
    const { files } = await ended(await start(text));
    expect(files).toMatchObject([
      { phase: 'done', chains: [{ username: 'ann', flow: 'USER_PASSWORD_AUTH', holes: 1 }] },
    ]);
  });

  it('brings what is here already once more only where that is asked for', async () => {
    const har = join(CORPUS, 'amplify.chrome.har');
    const idsOf = ({ files }: ImportState) => files.flatMap(({ chains }) => chains.map((one) => one.chainId));
    const hereOf = ({ files }: ImportState) => files.flatMap(({ chains }) => chains.map((one) => one.here));
    const first = await ended(await start(har));
    expect(hereOf(first)).toEqual([undefined, undefined]);

    const second = await ended(await start(har, har));
    expect(hereOf(second)).toEqual([true, true, true, true]);
    expect(idsOf(second)).toEqual([...idsOf(first), ...idsOf(first)]);
    expect(await ask<ChainHead[]>('chains.list')).toHaveLength(2);

    // Cut in the middle it holds one of the two as a whole, and the other one as another chain.
    const cut = await ended(await start(join(CORPUS, 'amplify.cut-in-the-middle.har')));
    expect(hereOf(cut)).toEqual([undefined, true]);

    const again = await ended(await startWith({ again: true }, har));
    expect(hereOf(again)).toEqual([undefined, undefined]);
    expect(await ask<ChainHead[]>('chains.list')).toHaveLength(5);
  });

  it('brings a request that someone saved as text no second time either, whatever its file is called', async () => {
    const text = `curl 'https://cognito-idp.eu-west-1.amazonaws.com/' -H 'x-amz-target: AWSCognitoIdentityProviderService.InitiateAuth' -d '{"AuthFlow":"CUSTOM_AUTH"}'`;
    const [one, other] = [join(folder, 'one.txt'), join(folder, 'other.txt')];
    for (const path of [one, other]) writeFileSync(path, text);
    const [first] = (await ended(await start(one))).files;
    const [second] = (await ended(await start(other))).files;
    expect(first?.chains).toMatchObject([{ flow: 'CUSTOM_AUTH' }]);
    expect(second?.chains).toEqual([{ ...first?.chains[0], here: true }]);
    const { files } = await ended(await startWith({ again: true }, other));
    expect(files[0]?.chains[0]?.here).toBeUndefined();
    expect(await ask<ChainHead[]>('chains.list')).toHaveLength(2);
  });

  it('reveals what came with it, one value at a time', async () => {
    const { files } = await ended(await start(join(CORPUS, 'amplify.chrome.har')));
    const chainId = files[0]?.chains.find(({ username }) => username === 'cy')?.chainId;
    const step = chainOf(await ask<ChainEvent[]>('chain.events', { chainId }))?.steps[2];
    const spot = step?.request.body.secrets.find(({ pointer }) => pointer === '/Session');
    expect(spot?.mask).toMatch(/^AYAB…/);
    const { value } = await ask<{ value: string }>('secret.reveal', {
      chainId,
      stepId: step?.id,
      side: 'request',
      pointer: '/Session',
    });
    expect(value.slice(0, 4)).toBe('AYAB');
    expect(value.length).toBeGreaterThan(100);
  });

  it('says why a file brings nothing, goes on with the next, and touches nothing else', async () => {
    const half = join(folder, 'half.har');
    writeFileSync(half, '{"log":{"entries":[{"request":{');
    const before = await ask<ChainHead[]>('chains.list');
    const { files } = await ended(await start(half, join(CORPUS, 'amplify.chrome.har')));
    expect(files.map(({ phase }) => phase)).toEqual(['failed', 'done']);
    expect(files[0]).toMatchObject({ chains: [], faults: [{ code: 'IMPORT_CUT_OFF' }] });
    expect(before).toEqual([]);
    expect(await ask<ChainHead[]>('chains.list')).toHaveLength(2);
  });

  it('brings nothing of a file that was stopped', async () => {
    const importId = await start(join(CORPUS, 'amplify.chrome.har'), join(CORPUS, 'amplify.safari.har'));
    await ask('import.cancel', { importId });
    const { files } = await ended(importId);
    expect(files.map(({ phase, chains }) => [phase, chains.length])).toEqual([
      ['cancelled', 0],
      ['cancelled', 0],
    ]);
    expect(await ask<ChainHead[]>('chains.list')).toEqual([]);
  });

  it('reads no file that nobody chose', async () => {
    expect(await test.host.ask('import.start', { files: ['/etc/passwd'] })).toMatchObject({
      ok: false,
      error: { code: 'IMPORT_UNREADABLE' },
    });
  });

  it('refuses to answer what it brought', async () => {
    const { files } = await ended(await start(join(CORPUS, 'amplify.cut-in-the-middle.har')));
    const [first] = files[0]?.chains ?? [];
    expect(first).toMatchObject({ username: 'cy', holes: 1 });
    const chain = chainOf(await ask<ChainEvent[]>('chain.events', { chainId: first?.chainId }));
    const answered = await test.host.ask('chain.answer', {
      chainId: first?.chainId,
      parentId: chain?.steps[0]?.id,
      answer: { name: 'SMS_MFA', inputs: { SMS_MFA_CODE: '1' }, responses: {}, members: {} },
    });
    expect(answered).toMatchObject({ ok: false, error: { code: 'CHAIN_READ_ONLY' } });
  });
});
