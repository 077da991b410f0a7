import { describe, expect, it } from 'vitest';
import { secretHash } from '../../crypto/secret-hash.ts';
import published from '../../crypto/vectors/srp-vectors.json';
import { drivenHost, type DrivenHost } from '../testing/driven-host.ts';

const V1 = published.vectors.V1;

async function exchange(username: string) {
  const host = await drivenHost();
  const chainId = await host.begin(username);
  const done = await host.answer(chainId, {});
  const step = (at: number) => ({ kind: 'step' as const, chainId, stepId: done.steps.at(at)?.id ?? '' });
  return { host, chainId, asked: step(0), proved: step(-1) };
}
async function valueOf(
  host: DrivenHost,
  from: { kind: 'step'; chainId: string; stepId: string },
  line: string,
) {
  return (await host.value('lens.srpReveal', { from, line })).value;
}

describe('the SRP lens', () => {
  it('shows the exchange of a chain, from either of its steps, and comes to the signature that was sent', async () => {
    const { host, asked, proved } = await exchange('bob');
    for (const from of [asked, proved]) {
      const view = await host.value('lens.srp', { from });
      expect(view).toMatchObject({ device: false, passwordKnown: true, sent: 'same' });
      expect(view.lines.filter(({ value }) => value === undefined)).toEqual([]);
      expect(view.lines.find(({ id }) => id === 'B')?.step).toBe(1);
      expect(view.lines.find(({ id }) => id === 'timestamp')?.step).toBe(2);
    }
  });

  it('tells no secret unless that one is asked for', async () => {
    const { host, proved } = await exchange('bob');
    const told = JSON.stringify(await host.value('lens.srp', { from: proved, pasted: 'key: 00' }));
    for (const line of [
      'password',
      'a',
      'inner',
      'x',
      'v',
      'S',
      'hkdfInput',
      'prk',
      'key',
      'secretBlock',
      'message',
      'signature',
    ]) {
      const value = await valueOf(host, proved, line);
      expect(value).not.toBe('');
      expect(told, line).not.toContain(value);
    }
    await host.value('lens.srpCopy', { from: proved, line: 'key' });
    expect(host.clipboard()).toBe(await valueOf(host, proved, 'key'));
    host.clock.move(60_000);
    await Promise.resolve();
    expect(host.clipboard()).toBe('');
  });

  it('shows a device’s proof, with the device in place of pool and user', async () => {
    const host = await drivenHost();
    const first = await host.begin('ada');
    await host.answer(first, {});
    const done = await host.answer(first, {});
    await host.value('chain.operate', {
      chainId: first,
      parentId: done.steps.at(-1)?.id ?? '',
      operation: 'ConfirmDevice',
      inputs: {},
    });
    await host.chain(first);
    const chainId = await host.begin('ada');
    for (const name of ['PASSWORD_VERIFIER', 'DEVICE_SRP_AUTH', 'DEVICE_PASSWORD_VERIFIER']) {
      expect((await host.chain(chainId)).pending?.name).toBe(name);
      await host.answer(chainId, {});
    }
    const { steps, status } = await host.chain(chainId);
    expect(status).toBe('tokens');
    const view = await host.value('lens.srp', {
      from: { kind: 'step', chainId, stepId: steps.at(-1)?.id ?? '' },
    });
    expect(view).toMatchObject({ device: true, sent: 'same' });
    expect(view.lines.find(({ id }) => id === 'identity')?.value).toMatch(/^eu-west-1_/);
    // The user's own proof in the same chain is another exchange.
    const user = await host.value('lens.srp', {
      from: { kind: 'step', chainId, stepId: steps[1]?.id ?? '' },
    });
    expect(user).toMatchObject({ device: false, sent: 'same' });
  });

  it('finds where a client took the email for the name', async () => {
    const { host, proved } = await exchange('nia@example.com');
    const { comparison } = await host.value('lens.srp', {
      from: proved,
      pasted: '{"userId":"nia@example.com"}',
    });
    expect(comparison?.first).toMatchObject({ id: 'identity' });
    expect(comparison?.first?.because).toContain('is the name that was typed');
  });

  it('asks for a password that is not known, and does not keep it', async () => {
    const host = await drivenHost();
    await host.value('sandbox.start', {});
    const targetId = 'sandbox:4k2p7v9m1x6c8b3n5q0z2l7t4h';
    const answer = { name: 'USER_SRP_AUTH', inputs: { USERNAME: 'nobody' }, responses: {}, members: {} };
    const { chainId } = await host.value('chain.start', { targetId, answer });
    const stepId = (await host.chain(chainId)).steps.at(-1)?.id ?? '';
    const from = { kind: 'step' as const, chainId, stepId };
    expect(await host.value('lens.srp', { from })).toMatchObject({ passwordKnown: false });
    expect(await host.host.ask('lens.srpReveal', { from, line: 'x' })).toMatchObject({
      error: { code: 'LENS_PASSWORD_NEEDED' },
    });
    const { value } = await host.value('lens.srpReveal', { from, line: 'x', password: 'Any-horse-1' });
    expect(value).toMatch(/^[0-9a-f]{64}$/);
    expect(await host.value('chain.remembered', { chainId })).not.toContainEqual(
      expect.objectContaining({ key: 'PASSWORD' }),
    );
  });

  it('computes what is typed by hand, in whatever form', async () => {
    const host = await drivenHost();
    const values = {
      group: V1.group,
      identity: V1.ident,
      password: V1.password,
      a: `0x${V1.a.toUpperCase()}`,
      B: V1.B,
      salt: V1.salt,
      secretBlock: V1.secret_block,
      timestamp: V1.timestamp,
    };
    const from = { kind: 'typed' as const, values };
    expect((await host.value('lens.srpReveal', { from, line: 'signature' })).value).toBe(V1.signature);
    const { comparison } = await host.value('lens.srp', { from, pasted: `u = ${V1.u}\nkey = ${V1.prk}` });
    expect(comparison?.first).toMatchObject({ id: 'key' });
  });
});

describe('the secret-hash bench', () => {
  it('finds who made a step’s hash, with the target’s secret unseen', async () => {
    const { host, chainId } = await exchange('hal');
    const stepId = (await host.chain(chainId)).steps[0]?.id ?? '';
    const report = await host.value('lens.secretHash', { step: { chainId, stepId }, names: [] });
    expect(report.verdict).toBe('“hal” made it (USERNAME of the request).');
    expect(report.hashMask).toMatch(/^.{4}… 44 chars$/);
  });

  it('says what is missing, by field', async () => {
    const host = await drivenHost();
    const ask = (input: object) => host.host.ask('lens.secretHash', { names: ['ann'], ...input });
    expect(await ask({})).toMatchObject({ error: { field: 'hash' } });
    expect(await ask({ hash: 'x' })).toMatchObject({ error: { field: 'clientId' } });
    expect(await ask({ hash: 'x', clientId: 'c' })).toMatchObject({ error: { field: 'clientSecret' } });
    expect(await ask({ hash: 'x', clientId: 'c', clientSecret: 's', names: [] })).toMatchObject({
      error: { field: 'names' },
    });
  });

  it('says so when none of the names fits', async () => {
    const host = await drivenHost();
    const hash = secretHash({ username: 'somebody', clientId: 'c', clientSecret: 's' });
    const { verdict } = await host.value('lens.secretHash', {
      hash,
      clientId: 'c',
      clientSecret: 's',
      names: ['ann'],
    });
    expect(verdict).toContain('another secret or app client');
  });
});
