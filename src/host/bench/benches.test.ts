import { describe, expect, it } from 'vitest';
import type { TargetDraft } from '../../contract.ts';
import { benchHost, type BenchHost } from './testing.ts';

const POOL = 'eu-west-1_Kq7Zt2mXa';
const CLIENT = '4k2p7v9m1x6c8b3n5q0z2l7t4h';
const PASSWORD = 'Correct-horse-1';

/** A target of one's own that is the sandbox behind: nothing is taken back there, as on a real pool. */
async function ownTarget(host: BenchHost, more: Partial<TargetDraft> = {}): Promise<string> {
  const { endpoint } = await host.value('sandbox.start', {});
  const target = await host.value('target.save', {
    name: 'live',
    region: '',
    endpoint,
    userPoolId: POOL,
    clientId: CLIENT,
    fips: false,
    color: 'none',
    production: false,
    sessionMinutes: 3,
    ...more,
  });
  return target.id;
}

async function signedIn(
  host: BenchHost,
  targetId: string,
  username: string,
  flow = 'USER_SRP_AUTH',
): Promise<string> {
  const chainId = await host.start(targetId, flow, { USERNAME: username, PASSWORD });
  while ((await host.chain(chainId)).pending !== undefined) await host.answer(chainId, {}, 'live');
  return chainId;
}

describe('the guard', () => {
  it('clears the count by clean sign-ins, so that a whole run locks nobody out', async () => {
    const host = await benchHost();
    const chainId = await signedIn(host, await ownTarget(host), 'bob');
    const { steps } = await host.chain(chainId);
    const { faults } = await host.value('bench.list', { chainId, stepId: steps[1]?.id ?? '' });
    expect(faults.filter(({ counts }) => counts !== undefined).length).toBeGreaterThan(8);
    const { results } = await host.bench(chainId, steps[1]?.id ?? '');
    expect(results.filter(({ verdict }) => verdict !== 'expected')).toEqual([]);
    expect((await host.chain(await signedIn(host, await ownTarget(host), 'bob'))).status).toBe('tokens');
  }, 30_000);

  it('holds back the fifth try where no right answer is known', async () => {
    const host = await benchHost();
    const targetId = await ownTarget(host);
    const chainId = await host.start(targetId, 'USER_PASSWORD_AUTH', {
      USERNAME: 'ivy',
      PASSWORD: 'Wrong-horse-1',
    });
    const [first] = (await host.chain(chainId)).steps;
    const verdicts = [];
    for (let times = 0; times < 5; times++) {
      const { results } = await host.bench(chainId, first?.id ?? '', ['password-wrong']);
      verdicts.push(results[0]?.verdict);
    }
    expect(verdicts).toEqual(['expected', 'expected', 'expected', 'held', 'held']);
    // Four failed tries, so the right password still signs in.
    expect((await host.chain(await signedIn(host, targetId, 'ivy', 'USER_PASSWORD_AUTH'))).status).toBe(
      'tokens',
    );
  });

  it('asks on a production target before anything that counts, and sends nothing until it is confirmed', async () => {
    const host = await benchHost();
    const targetId = await ownTarget(host, { production: true });
    const chainId = await signedIn(host, targetId, 'bob');
    const { steps } = await host.chain(chainId);
    const spot = { chainId, stepId: steps[1]?.id ?? '' };
    expect(await host.value('bench.run', { ...spot, faults: ['claim-user'] })).toEqual({
      kind: 'ask',
      tries: 1,
      messages: 0,
      username: 'bob',
      typed: 'live',
    });
    expect(
      await host.value('bench.run', { ...spot, faults: ['claim-user'], confirmed: 'Live' }),
    ).toMatchObject({ kind: 'ask' });
    expect(await host.value('bench.results', spot)).toEqual({ results: [] });
    // Harmless: no question.
    expect((await host.bench(chainId, spot.stepId, ['client-unknown'])).results).toMatchObject([
      { verdict: 'expected' },
    ]);
    expect((await host.bench(chainId, spot.stepId, ['claim-user'], 'live')).results).toMatchObject([
      {},
      { verdict: 'expected' },
    ]);
  });

  it('counts a message that a real service may send after a proof nobody has given yet', async () => {
    const host = await benchHost();
    const targetId = await ownTarget(host, { production: true });
    const chainId = await host.start(targetId, 'USER_SRP_AUTH', { USERNAME: 'cy', PASSWORD });
    await host.chain(chainId);
    const spot = { chainId, stepId: 'pending' };
    const { faults } = await host.value('bench.list', spot);
    const accepted = faults.find(({ expected }) => expected.some(({ code }) => code === 'ACCEPTED'));
    expect(accepted?.messages).toBe(1);
    expect(await host.value('bench.run', { ...spot, faults: [accepted?.id ?? ''] })).toMatchObject({
      kind: 'ask',
      messages: 1,
    });
  });

  it('counts the messages of a sign-in by code', async () => {
    const host = await benchHost();
    const targetId = await ownTarget(host, { production: true });
    const chainId = await host.start(targetId, 'USER_SRP_AUTH', { USERNAME: 'cy', PASSWORD });
    await host.answer(chainId, {}, 'live');
    const { faults } = await host.value('bench.list', { chainId, stepId: 'pending' });
    expect(faults.find(({ id }) => id === 'session-missing')?.messages).toBe(1);
    // The right code is not known there: whatever is sent may count as a wrong one.
    expect(faults.find(({ id }) => id === 'session-missing')?.counts).toBe('code');
    expect(faults.find(({ id }) => id === 'session-used')?.hindered).toContain('only the user has');
  });
});

describe('a run', () => {
  it('can be stopped, and leaves what was run', async () => {
    const host = await benchHost();
    const chainId = await host.begin('bob');
    await host.chain(chainId);
    const spot = { chainId, stepId: 'pending' };
    expect(await host.value('bench.run', { ...spot, faults: 'all' })).toMatchObject({ kind: 'running' });
    await expect(host.value('bench.run', { ...spot, faults: 'all' })).rejects.toThrow('BENCH_BUSY');
    await host.value('bench.stop', spot);
    const { results } = await host
      .bench(chainId, 'pending', ['client-missing'])
      .catch(() => ({ results: [] }));
    expect(results.length).toBeLessThan(5);
  });

  it('goes with the chain under study, and stands in no list', async () => {
    const host = await benchHost();
    const chainId = await host.begin('bob');
    await host.chain(chainId);
    const { results } = await host.bench(chainId, 'pending', ['claim-user']);
    const other = results[0]?.chainId ?? '';
    expect((await host.value('chain.events', { chainId: other }))[0]).toMatchObject({
      origin: { kind: 'bench', chainId, fault: 'claim-user' },
    });
    expect((await host.value('chains.list', {})).map((head) => head.chainId)).toEqual([chainId]);
    await host.value('chain.remove', { chainId });
    await expect(host.value('chain.events', { chainId: other })).rejects.toThrow('CHAIN_UNKNOWN');
  });

  it('tells no secret of the user, nor a right code', async () => {
    const host = await benchHost();
    const told: unknown[] = [];
    host.host.listen((event) => told.push(event));
    const { password, totpSecret = '' } = await host.seeded('ann');
    const chainId = await host.begin('ann');
    await host.answer(chainId, {});
    const code = (await host.value('chain.totp', { chainId }))?.code ?? '';
    told.push(
      await host.value('bench.list', { chainId, stepId: 'pending' }),
      await host.bench(chainId, 'pending'),
    );
    const text = JSON.stringify(told);
    expect([password, totpSecret, `"${code}"`].filter((secret) => text.includes(secret))).toEqual([]);
  }, 30_000);

  it('refuses a step that answers nothing', async () => {
    const host = await benchHost();
    const chainId = await host.begin('gus');
    await host.answer(chainId, {});
    const parentId = (await host.chain(chainId)).pending?.stepId ?? '';
    const { stepId } = await host.value('chain.operate', {
      chainId,
      parentId,
      operation: 'AssociateSoftwareToken',
      inputs: {},
    });
    await host.chain(chainId);
    await expect(host.value('bench.list', { chainId, stepId })).rejects.toThrow('BENCH_IMPOSSIBLE');
  });
});
