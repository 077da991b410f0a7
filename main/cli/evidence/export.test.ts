import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { version } from '../../../package.json' with { type: 'json' };
import { exportFormats } from '@core/evidence/export/formats.ts';
import { EXIT } from '../exit-codes.ts';
import { harOf, WRONG_CODE } from './testing/har-of.ts';
import { type Shell, shell } from './testing/typed.ts';

let at: Shell;
let id: string;
beforeAll(async () => {
  at = shell();
  const { out } = await at.type(['import', '-', '--json'], { input: harOf(WRONG_CODE) });
  id = (JSON.parse(out) as { files: { chains: { chainId: string }[] }[] }).files[0]?.chains[0]?.chainId ?? '';
});
afterAll(() => at.remove());

const SECRETS = /Hidden-horse|424242|515151|session-one/;
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('countersign export', () => {
  it.each(exportFormats.map(({ id }) => id))(
    'writes %s to standard output, without a secret',
    async (format) => {
      const { code, err, bytes } = await at.type(['export', id, '--format', format]);
      expect({ code, err }).toEqual({ code: EXIT.ok.code, err: '' });
      expect(bytes.length).toBeGreaterThan(100);
      const written = format === 'bundle' ? text(gunzipSync(bytes)) : text(bytes);
      expect(written).not.toMatch(SECRETS);
      expect(written).not.toMatch(/\bann\b/);
    },
  );

  it('writes a file, also into a folder, and over another one only by force', async () => {
    const file = at.path('ticket.md');
    const args = ['export', id.slice(0, 8), '--format', 'markdown', '-o', file];
    expect(await at.type(args)).toMatchObject({ code: EXIT.ok.code, out: '', err: `${file}\n` });
    expect(readFileSync(file, 'utf8')).toContain('CodeMismatchException');

    writeFileSync(file, 'mine');
    const refused = await at.type(args);
    expect(refused.code).toBe(EXIT.unusable.code);
    expect(refused.err).toContain(`${file} was not written: it is there already, and --force was not given.`);
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect((await at.type([...args, '--force'])).code).toBe(EXIT.ok.code);
    expect(readFileSync(file, 'utf8')).toContain('CodeMismatchException');

    mkdirSync(at.path('out'));
    const { err } = await at.type(['export', id, '-o', at.path('out')]);
    expect(err).toMatch(/\.countersign\n$/);
    expect(existsSync(err.trim())).toBe(true);
    const made = at.path('none/yet/ticket.countersign');
    expect(await at.type(['export', id, '-o', made])).toMatchObject({ code: EXIT.ok.code, err: `${made}\n` });
    for (const within of ['x', 'x/y']) {
      const nowhere = await at.type(['export', id, '-o', `${file}/${within}`]);
      expect(nowhere.code).toBe(EXIT.unusable.code);
      expect(nowhere.err).toContain('was not written: a file is where its folder would be.');
    }
  });

  it('shows text on a screen without what would command it, and a bundle not at all', async () => {
    const shown = await at.type(['export', id, '--format', 'markdown'], { outIsScreen: true });
    expect(text(shown.bytes)).not.toContain('\u001b');
    const bundle = await at.type(['export', id], { outIsScreen: true });
    expect(bundle).toMatchObject({ code: EXIT.usage.code, bytes: new Uint8Array() });
    expect(bundle.err).toContain('-o FILE');
  });

  it('brings a bundle back as a chain of its own', async () => {
    const { bytes } = await at.type(['export', id, '--format', 'bundle']);
    const other = shell();
    const { code, out } = await other.type(['import', '-'], { input: bytes });
    other.remove();
    expect(code).toBe(EXIT.ok.code);
    expect(out).toMatch(/3 steps · 1 hole · CodeMismatchException/);
    expect(/^chain (\S+)$/m.exec(out)?.[1]).not.toBe(id);
    expect(out).toContain(`from standard input, Countersign ${version}, chain ${id}`);
  });

  it(
    'locks what has secrets with a passphrase, from the environment or typed twice',
    { timeout: 60_000 },
    async () => {
      const file = at.path('sign-in.age');
      const args = ['export', id, '--unredacted', '-o', file];
      const nobody = await at.type(args);
      expect(nobody.code).toBe(EXIT.usage.code);
      expect(nobody.err).toContain('COUNTERSIGN_PASSPHRASE');
      expect((await at.type(args, { answers: ['correct horse battery', 'correct house'] })).code).toBe(
        EXIT.usage.code,
      );
      expect(existsSync(file)).toBe(false);
      const passphrase = 'correct horse battery staple';
      expect((await at.type(args, { answers: [passphrase, passphrase] })).code).toBe(EXIT.ok.code);
      expect(readFileSync(file, 'latin1')).toMatch(/^age-encryption\.org\//);

      const other = shell();
      const locked = await other.type(['import', file]);
      expect(locked.code).toBe(EXIT.unusable.code);
      expect(locked.out).toContain('IMPORT_LOCKED');
      const asked = await other.type(['import', file], { answers: ['wrong one here', passphrase] });
      expect(asked.code).toBe(EXIT.ok.code);
      const byVariable = await other.type(['import', file], { env: { COUNTERSIGN_PASSPHRASE: passphrase } });
      expect(byVariable.code).toBe(EXIT.ok.code);
      expect(byVariable.out).toContain('ann · USER_PASSWORD_AUTH');
      other.remove();
    },
  );

  it('refuses secrets in a format that never has them, and chains that are not there', async () => {
    const env = { COUNTERSIGN_PASSPHRASE: 'correct horse battery staple' };
    const svg = await at.type(['export', id, '--format', 'svg', '--unredacted', '-o', at.path('x.svg')], {
      env,
    });
    expect(svg.code).toBe(EXIT.unusable.code);
    expect(svg.err).toContain('EXPORT_NO_SECRETS');
    const none = await at.type(['export', '00000000-0000-4000-8000-000000000000', '--format', 'json']);
    expect(none).toMatchObject({ code: EXIT.unusable.code, bytes: new Uint8Array() });
  });
});
