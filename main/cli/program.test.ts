import { afterEach, describe, expect, it, vi } from 'vitest';
import { challenges } from '@core/challenges/index.ts';
import { catalogue } from '@core/errors/catalogue.ts';
import { EXIT } from './exit-codes.ts';
import { main } from './program.ts';

afterEach(() => vi.unstubAllEnvs());

async function run(...args: string[]) {
  let out = '';
  let err = '';
  const code = await main(['node', 'countersign', ...args], {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    color: false,
  });
  return { code, out, err };
}

describe('countersign', () => {
  it('prints every challenge and every error, for people and as JSON', async () => {
    const text = await run('challenges');
    for (const { name } of challenges) expect(text.out).toContain(`${name} · `);
    const asJson: unknown = JSON.parse((await run('challenges', '--json')).out);
    expect(asJson).toHaveLength(challenges.length);

    const errors = await run('errors');
    for (const { code } of catalogue) expect(errors.out).toContain(code);
    expect(JSON.parse((await run('errors', '--json')).out)).toHaveLength(catalogue.length);
  });

  it('documents its exit codes in --help, and helps on every command', async () => {
    const help = await run('--help');
    expect(help.code).toBe(0);
    for (const { code, meaning } of Object.values(EXIT)) {
      expect(help.out).toMatch(new RegExp(`^ +${code} +${meaning.replaceAll(/[()+]/g, '\\$&')}$`, 'm'));
    }
    for (const command of [
      'demo',
      'sandbox',
      'run',
      'merge-reports',
      'import',
      'history',
      'export',
      'reproduce',
      'admin',
      'challenges',
      'errors',
    ]) {
      expect((await run(command, '--help')).out).toContain(`Usage: countersign ${command}`);
    }
    for (const command of ['search', 'show'])
      expect((await run('history', command, '--help')).out).toContain(
        `Usage: countersign history ${command}`,
      );
  });

  it('prints the challenges and errors that a name tells', async () => {
    expect((await run('challenges', 'password')).out).toMatch(/^PASSWORD · [^·]*$/);
    expect((await run('challenges', 'otp')).out).toMatch(/^EMAIL_OTP · .*^SMS_OTP · /ms);
    const asJson = JSON.parse((await run('errors', 'codemismatch', '--json')).out) as { code: string }[];
    expect(asJson.map(({ code }) => code)).toEqual(['CodeMismatchException']);
    expect(await run('errors', 'nothing-like-it')).toEqual({
      code: EXIT.usage.code,
      out: '',
      err: 'No error has nothing-like-it in its name. countersign errors prints them all.\n',
    });
  });

  it('names the fix, and itself as it was typed', async () => {
    expect((await run('demo', 'eli')).err).toContain('Name the user with --user NAME.');
    const elsewhere = await run('demo', '--endpoint', 'http://127.0.0.1:9229', '--client-id', 'abc');
    expect(elsewhere.code).toBe(EXIT.usage.code);
    expect(elsewhere.err).toContain('demo runs on a sandbox of its own');
    expect(elsewhere.err).toContain(
      ' run sign-in.yaml --endpoint http://127.0.0.1:9229 --client-id abc --user-pool-id ID --secret PASSWORD\n',
    );
    expect((await run('demo', '--target', 'my pool')).err).toContain(
      "--target 'my pool' --secret PASSWORD\n",
    );
    expect((await run('demo', '--help')).out).not.toContain('--endpoint');
    expect((await run('sandbox', '--prot', '1')).err).toContain('Run countersign sandbox --help');
    expect((await run('sandbox', '--port')).err).toContain('Run countersign sandbox --help');
    expect((await run()).err).toContain(
      'A command is missing. There are: demo, sandbox, run, merge-reports, matrix, parity, coverage, record, secret, import, history, export, reproduce, admin, challenges, errors.',
    );
    vi.stubEnv('COUNTERSIGN_TYPED_AS', 'npm run -s countersign --');
    expect((await run('sandbox', '--help')).out).toContain('Usage: npm run -s countersign -- sandbox');
    expect((await run('demo', '--no-such-flag')).err).toContain('Run npm run -s countersign -- demo --help');
  });

  it.each([
    ['nonsense'],
    ['sandbox', '--port', '99999'],
    ['sandbox', '--port', 'x'],
    ['demo', '--no-such-flag'],
    ['history'],
    ['history', 'shwo'],
    ['run'],
    ['run', 'a.yaml', '--shard', '3/2'],
    ['run', 'a.yaml', '--reporter', 'pdf'],
    ['run', 'a.yaml', '--endpoint', 'http://127.0.0.1:1'],
    ['run', 'a.yaml', '--endpoint', 'http://127.0.0.1:1', '--client-id', 'a', '--client-secret', 'plain'],
    ['merge-reports'],
    ['matrix'],
    ['matrix', 'a.yaml', '--reporter', 'junit'],
    ['parity', 'sandbox', 'colour=red', 'a.yaml'],
    ['import', '-', '-'],
    ['export', 'abcd', '--format', 'pdf'],
    ['reproduce', 'abcd'],
    ['reproduce', 'abcd', '--target', 'sandbox', '--give', 'PASSWORD'],
    [],
  ])('refuses %s with the usage code and a hint', async (...args) => {
    const { code, err } = await run(...args);
    expect(code).toBe(EXIT.usage.code);
    expect(err).toContain('--help');
  });
});
