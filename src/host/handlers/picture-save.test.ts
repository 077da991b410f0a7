import { describe, expect, it } from 'vitest';
import { PNG, pngChunk, pngOf } from '../../evidence/testing/png.ts';
import { drivenHost } from '../testing/driven-host.ts';

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

async function begun() {
  const driven = await drivenHost();
  const chainId = await driven.begin('bob');
  const save = (input: object) =>
    driven.host.ask('picture.save', { chainId, picture: 'graph', theme: 'light', ...input });
  const { ports, saved } = driven;
  return { save, ports, saved, text: (name: string) => new TextDecoder().decode(saved.get(name)) };
}

describe('picture.save', () => {
  it('writes what is made here, under a name without the user’s', async () => {
    const { save, text } = await begun();
    const graph = 'USER_SRP_AUTH graph.svg';
    expect(await save({})).toEqual({ ok: true, value: { name: graph } });
    expect(text(graph)).toContain('as a graph</title>');
    await save({ picture: 'timeline' });
    expect(text('USER_SRP_AUTH timeline.svg')).toContain('as a timeline</title>');
    await save({ picture: 'mermaid' });
    expect(text('USER_SRP_AUTH graph.mmd')).toMatch(/^flowchart TD\n/);
  });

  it('writes the image of a painting, and nothing else that it holds', async () => {
    const { save, saved } = await begun();
    const text = pngChunk('tEXt', new TextEncoder().encode('Comment\0something to carry out'));
    expect(await save({ png: base64(pngOf([text])) })).toMatchObject({ ok: true });
    expect(saved.get('USER_SRP_AUTH graph.png')).toEqual(PNG);
  });

  it('takes no text and no other bytes from the page', async () => {
    const { save, saved } = await begun();
    for (const png of [btoa('GIF89a'), btoa('<svg/>'), 'no base64 …', base64(PNG.slice(0, 20))])
      expect(await save({ png })).toMatchObject({ ok: false, error: { code: 'FILE_NOT_PNG' } });
    for (const more of [{ data: '<svg/>' }, { suggestedName: 'a' }, { picture: 'html' }])
      expect(await save(more)).toMatchObject({ ok: false, error: { code: 'INPUT_INVALID' } });
    expect(saved.size).toBe(0);
  });

  it('writes nothing of a chain that is not there', async () => {
    const { save, saved } = await begun();
    expect(await save({ chainId: 'nobody', png: base64(PNG) })).toMatchObject({
      ok: false,
      error: { code: 'CHAIN_UNKNOWN' },
    });
    expect(saved.size).toBe(0);
  });

  it('says null when no place was chosen, and so when it could not be written', async () => {
    const { save, ports, saved } = await begun();
    ports.saveDialog.save = async () => undefined;
    expect(await save({})).toEqual({ ok: true, value: null });
    ports.saveDialog.save = async () => Promise.reject(new Error('ENOSPC: /home/ann/secret-place'));
    const failed = await save({});
    expect(failed).toMatchObject({ ok: false, error: { code: 'FILE_NOT_SAVED' } });
    expect(JSON.stringify(failed)).not.toContain('secret-place');
    expect(saved.size).toBe(0);
  });
});
