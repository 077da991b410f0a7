import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChainLine } from '@core/contract/search.ts';
import { EXIT } from '../exit-codes.ts';
import { harOf, passwordSignIn, WRONG_CODE } from './testing/har-of.ts';
import { type Shell, shell } from './testing/typed.ts';

let at: Shell;
beforeAll(async () => {
  at = shell();
  const url = 'https://cognito-idp.eu-west-1.amazonaws.com/';
  await at.type(['import', '-'], { input: harOf(WRONG_CODE) });
  await at.type(['import', '-'], { input: harOf(passwordSignIn(url, 'abc123', 'una', 'Hidden-horse-7')) });
});
afterAll(() => at.remove());

async function linesOf(...args: string[]): Promise<readonly ChainLine[]> {
  const { out } = await at.type(['history', 'search', ...args, '--json']);
  return (JSON.parse(out) as { found: { line: ChainLine }[] }).found.map(({ line }) => line);
}
const found = async (...args: string[]) => (await linesOf(...args)).map(({ username }) => username);

describe('countersign history search', () => {
  it('prints a line a chain, the id first, what came last first', async () => {
    const { code, out, err } = await at.type(['history', 'search']);
    expect({ code, err }).toEqual({ code: EXIT.ok.code, err: '' });
    expect(out).toMatch(
      /^[0-9a-f-]{36} {2}2026-09-0\d \d\d:00:00 {2}una {2}USER_PASSWORD_AUTH {2}cognito-idp\.\S+ {2}● tokens {2}1 step {2}har\n[0-9a-f-]{36} .* {2}ann .* {2}⧗ expired, NOT_RECORDED {2}3 steps {2}har\n$/,
    );
  });

  it('takes the window’s language, in one word or in several, with terms that begin with a dash', async () => {
    expect(await found('error:CodeMismatchException')).toEqual(['ann']);
    expect(await found('challenge:SMS_MFA user:ann')).toEqual(['ann']);
    expect(await found('-error:CodeMismatchException')).toEqual(['una']);
    expect(await found('source:har', '-user:una')).toEqual(['ann']);
    expect(await found('user:nobody')).toEqual([]);
    // What is sealed is not there to be found.
    expect(await found('Hidden-horse-7')).toEqual([]);
  });

  it('stops at the limit and says that there are more', async () => {
    const { out, err } = await at.type(['history', 'search', '--limit', '1']);
    expect(out.split('\n')).toHaveLength(2);
    expect(err).toBe('There are more than these 1: see --limit.\n');
    expect((await at.type(['history', 'search', '--limit', '0'])).code).toBe(EXIT.usage.code);
  });

  it('searches for nothing where a term can’t be read', async () => {
    const { code, out, err } = await at.type(['history', 'search', 'since:yesterdayish ann']);
    expect({ code, out }).toEqual({ code: EXIT.usage.code, out: '' });
    expect(err).toMatch(/^since:yesterdayish: /);
    const flag = await at.type(['history', 'search', '--jsn']);
    expect(flag).toMatchObject({ code: EXIT.usage.code, out: '' });
    expect(flag.err).toContain("unknown option '--jsn'");
  });

  it('says where no history is, and begins none', async () => {
    const nowhere = at.path('nowhere');
    const { code, err } = await at.type(['history', 'search', '--data', nowhere]);
    expect(code).toBe(EXIT.unusable.code);
    expect(err).toBe(`There is no history in ${nowhere}. Name the console’s data folder with --data DIR.\n`);
    expect(existsSync(nowhere)).toBe(false);
  });
});

describe('countersign history show', () => {
  it('prints a chain by its id or the beginning of it', async () => {
    const [line] = await linesOf('user:ann');
    const id = line?.chainId ?? '';
    const whole = await at.type(['history', 'show', id]);
    expect(whole).toMatchObject({ code: EXIT.ok.code, err: '' });
    expect(whole.out).toContain('request id 11111111-2222-4333-8444-555555555555');
    expect(whole.out).toContain('3 steps · 1 hole · CodeMismatchException');
    expect(whole.out).toContain(`chain ${id}\nfrom standard input, WebInspector`);
    expect(await at.type(['history', 'show', id.slice(0, 8)])).toEqual(whole);
  });

  it('prints its masked events as JSON', async () => {
    const [line] = await linesOf('user:ann');
    const { out } = await at.type(['history', 'show', line?.chainId ?? '', '--json']);
    const shown = JSON.parse(out) as { events: unknown[]; annotations: unknown };
    expect(shown.events).toHaveLength(7);
    expect(shown.annotations).toEqual({ notes: '', tags: [], ticket: '', pinned: false });
    expect(out).not.toMatch(/Hidden-horse|424242|session-one/);
  });

  it.each(['00000000-0000-4000-8000-000000000000', '00000000', 'ab'])(
    'says that %s is none',
    async (name) => {
      const { code, err } = await at.type(['history', 'show', name]);
      expect(code).toBe(EXIT.unusable.code);
      expect(err).toContain('(CHAIN_UNKNOWN)');
    },
  );
});
