import { describe, expect, it } from 'vitest';
import { challenges } from '@core/challenges/index.ts';
import { catalogue } from '@core/errors/catalogue.ts';
import { EXIT } from './exit-codes.ts';
import { main } from './program.ts';

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
    for (const command of ['demo', 'sandbox', 'challenges', 'errors']) {
      expect((await run(command, '--help')).out).toContain(`Usage: countersign ${command}`);
    }
  });

  it.each([
    ['nonsense'],
    ['sandbox', '--port', '99999'],
    ['sandbox', '--port', 'x'],
    ['demo', '--no-such-flag'],
  ])('refuses %s with the usage code and a hint', async (...args) => {
    const { code, err } = await run(...args);
    expect(code).toBe(EXIT.usage.code);
    expect(err).toContain('--help');
  });
});
