import { describe, expect, it } from 'vitest';
import { testHost } from '../testing/test-host.ts';

const PNG = btoa('\u0089PNG\r\n\u001a\n and the rest');

describe('file.save', () => {
  it('hands a picture to the dialog under a name that is no path', async () => {
    const { host, saved } = await testHost();
    const answer = await host.ask('file.save', {
      suggestedName: '../../etc/Ann <ann@example.com>: USER_SRP_AUTH',
      kind: 'svg',
      data: '<svg/>',
    });
    expect(answer).toEqual({ ok: true, value: { name: 'etc-Ann -ann@example.com- USER_SRP_AUTH.svg' } });
    expect([...saved].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)])).toEqual([
      ['etc-Ann -ann@example.com- USER_SRP_AUTH.svg', '<svg/>'],
    ]);
  });

  it('names what has no name, and keeps letters of every script', async () => {
    const { host } = await testHost();
    const named = async (suggestedName: string): Promise<unknown> =>
      host.ask('file.save', { suggestedName, kind: 'mermaid', data: 'flowchart TD' });
    expect(await named('...')).toMatchObject({ value: { name: 'chain.mmd' } });
    expect(await named('משה')).toMatchObject({ value: { name: 'משה.mmd' } });
  });

  it('writes a PNG as the bytes it is, and nothing else for one', async () => {
    const { host, saved } = await testHost();
    expect(await host.ask('file.save', { suggestedName: 'a', kind: 'png', data: PNG })).toMatchObject({
      ok: true,
    });
    expect([...(saved.get('a.png') ?? [])].slice(0, 4)).toEqual([0x89, 0x50, 0x4e, 0x47]);
    for (const data of [btoa('GIF89a'), 'no base64 …'])
      expect(await host.ask('file.save', { suggestedName: 'b', kind: 'png', data })).toMatchObject({
        ok: false,
        error: { code: 'FILE_NOT_PNG' },
      });
    expect(saved.size).toBe(1);
  });

  it('says null when no place was chosen, and so when it could not be written', async () => {
    const { host, ports, saved } = await testHost();
    const ask = () => host.ask('file.save', { suggestedName: 'a', kind: 'svg', data: '<svg/>' });
    ports.saveDialog.save = async () => undefined;
    expect(await ask()).toEqual({ ok: true, value: null });
    ports.saveDialog.save = async () => Promise.reject(new Error('ENOSPC: /home/ann/secret-place'));
    const failed = await ask();
    expect(failed).toMatchObject({ ok: false, error: { code: 'FILE_NOT_SAVED' } });
    expect(JSON.stringify(failed)).not.toContain('secret-place');
    expect(saved.size).toBe(0);
  });

  it('refuses kinds it does not know', async () => {
    const { host } = await testHost();
    expect(await host.ask('file.save', { suggestedName: 'a', kind: 'html', data: 'x' })).toMatchObject({
      ok: false,
      error: { code: 'INPUT_INVALID' },
    });
  });
});
