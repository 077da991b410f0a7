import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SandboxInfo } from '@core/contract.ts';
import { builtSandbox } from '../../testing/built-sandbox.ts';
import { EXIT } from '../exit-codes.ts';
import { terminalHost } from '../terminal-host.ts';
import { valueIn } from '../value-in.ts';
import { harOf, passwordSignIn, WRONG_CODE } from './testing/har-of.ts';
import { noKeyring, type Shell, shell } from './testing/typed.ts';

let at: Shell;
let facts: SandboxInfo;
beforeAll(async () => {
  const { script } = builtSandbox();
  at = shell(script);
  const { host, call } = await terminalHost(script);
  facts = valueIn(await call('sandbox.start', {}));
  await host.close();
}, 60_000);
afterAll(() => at.remove());

/** The id of the chain that a HAR file of somebody's sign-in brings. */
async function imported(username: string): Promise<string> {
  const user = facts.users.find((seeded) => seeded.username === username);
  const calls = passwordSignIn(
    'https://login.example.com/',
    user?.clientId ?? '',
    username,
    'Hidden-horse-6',
  );
  const { out } = await at.type(['import', '-', '--json'], { input: harOf(calls) });
  return idIn(out);
}

/** The one chain of what an import printed for programs. */
function idIn(out: string): string {
  return (
    (JSON.parse(out) as { files: { chains: { chainId: string }[] }[] }).files[0]?.chains[0]?.chainId ?? ''
  );
}

describe('countersign reproduce', () => {
  it('runs a sign-in again on the sandbox: the same', { timeout: 60_000 }, async () => {
    const chain = await imported('ivy');
    const { code, out, err } = await at.type(['reproduce', chain.slice(0, 8), '--target', 'sandbox']);
    expect({ code, err }).toEqual({ code: EXIT.ok.code, err: '' });
    expect(out).toMatch(/^ivy · USER_PASSWORD_AUTH · sandbox · /);
    expect(out).toMatch(/\nSame\. The one step came out as then\./);
    expect(out).not.toMatch(/eyJ[\w-]{20,}|Hidden-horse/);
    // Tokens of a sandbox that is gone are nobody's: the keyring has the history's key and no more.
    expect([...at.keychain.keys()]).toEqual(['history:key']);
    const { out: found } = await at.type(['history', 'search', 'user:ivy', '--json']);
    expect((JSON.parse(found) as { found: unknown[] }).found).toHaveLength(2);
  });

  it('can’t tell of a request whose answer is not there', { timeout: 60_000 }, async () => {
    const user = facts.users.find(({ username }) => username === 'ivy');
    const [call] = passwordSignIn(
      'https://login.example.com/',
      user?.clientId ?? '',
      'ivy',
      'Hidden-horse-6',
    );
    const { came: _came, ...request } = call ?? { operation: 'InitiateAuth', at: 0, sent: {} };
    const { out: json } = await at.type(['import', '-', '--json', '--again'], { input: harOf([request]) });
    const chain = idIn(json);
    const told = await at.type(['reproduce', chain, '--target', 'sandbox']);
    expect(told).toMatchObject({ code: EXIT.stopped.code, err: '' });
    expect(told.out).toMatch(/\nCan’t tell\. Nothing could be compared: .* It ended in TOKENS now\.\n$/);
    const { code, out } = await at.type(['reproduce', chain, '--target', 'sandbox', '--json']);
    expect(code).toBe(EXIT.stopped.code);
    expect(JSON.parse(out)).toMatchObject({ verdict: { kind: 'unknown', of: 1 }, reproduces: chain });
  });

  it('tells at which step and why another came out otherwise', { timeout: 60_000 }, async () => {
    const chain = await imported('ivy');
    const { code, out } = await at.type(['reproduce', chain, '--target', 'sandbox', '--json'], {
      env: { COUNTERSIGN_GIVEN_PASSWORD: 'Wrong-horse-5' },
    });
    expect(code).toBe(EXIT.unfinished.code);
    expect(JSON.parse(out)).toMatchObject({
      verdict: { kind: 'different', number: 1, then: 'TOKENS', now: 'NotAuthorizedException' },
      reproduces: chain,
      steps: [{ result: 'NotAuthorizedException' }],
    });
    expect(out).not.toContain('Wrong-horse');
  });

  it('asks a production target’s name before anything is sent', async () => {
    const chain = await imported('ivy');
    mkdirSync(at.path('data'), { recursive: true });
    const target = {
      ...{ id: 't1', name: 'Shop', region: '', endpoint: 'http://127.0.0.1:1/', userPoolId: '' },
      ...{ clientId: 'abc123', fips: false, color: 'red', production: true, sessionMinutes: 3 },
      hasClientSecret: false,
    };
    writeFileSync(at.path('data/targets.json'), JSON.stringify({ version: 1, data: [target] }));
    const args = ['reproduce', chain, '--target', 'shop', '--give', 'PASSWORD=x'];
    const alone = await at.type(args);
    expect(alone).toMatchObject({ code: EXIT.usage.code, out: '' });
    expect(alone.err).toMatch(/^Shop is a production target: 1 answer .*--confirm 'Shop'\.\n$/);
    const asked = await at.type(args, { answers: ['no'] });
    expect(asked).toMatchObject({ code: EXIT.usage.code, out: '' });
    const typed = await at.type(args, { answers: ['Shop'] });
    expect(typed.out).toMatch(/✕ USER_PASSWORD_AUTH[^]*→ REFUSED[^]*Different at step 1 of 1\./);
    const confirmed = await at.type([...args, '--confirm', 'Shop'], { keychain: noKeyring });
    expect(confirmed.code).toBe(EXIT.unfinished.code);
  });

  it('names what is missing, and the targets there are', async () => {
    await at.type(['import', '-'], { input: harOf(WRONG_CODE) });
    const { out } = await at.type(['history', 'search', 'user:ann', '--json']);
    const id = (JSON.parse(out) as { found: { line: { chainId: string } }[] }).found[0]?.line.chainId ?? '';
    const nowhere = await at.type(['reproduce', id, '--target', 'nowhere']);
    expect(nowhere.code).toBe(EXIT.unusable.code);
    expect(nowhere.err).toContain('No target is called nowhere. There are: sandbox');
  });

  it('says that the sandbox could not start', async () => {
    writeFileSync(at.path('ends-at-once.js'), 'process.exit(3)');
    const broken = shell(at.path('ends-at-once.js'));
    await broken.type(['import', '-'], { input: harOf(WRONG_CODE) });
    const { out } = await broken.type(['history', 'search', '--json']);
    const id = (JSON.parse(out) as { found: { line: { chainId: string } }[] }).found[0]?.line.chainId ?? '';
    const { code } = await broken.type(['reproduce', id, '--target', 'sandbox']);
    broken.remove();
    expect(code).toBe(EXIT.sandbox.code);
  });
});
