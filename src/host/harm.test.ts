import { describe, expect, it } from 'vitest';
import type { Answer } from '../contract.ts';
import { benchHost, type BenchHost } from './bench/testing.ts';

const NAME = 'Shop EU';

const OPTIONAL_MFA = { userPoolId: 'eu-west-1_Kq7Zt2mXa', clientId: '4k2p7v9m1x6c8b3n5q0z2l7t4h' };

async function productionTarget(host: BenchHost, pool = OPTIONAL_MFA): Promise<string> {
  const { endpoint } = await host.value('sandbox.start', {});
  const { id } = await host.value('target.save', {
    ...pool,
    ...{ name: NAME, region: '', endpoint, fips: false, color: 'red', production: true },
    sessionMinutes: 3,
  });
  return id;
}

const given = (name: string, inputs: Record<string, string>): Answer => ({
  name,
  inputs,
  responses: {},
  members: {},
});
const CHOICE = { userPoolId: 'eu-west-1_Lm6Pc9yWs', clientId: '2q5w8e1r4t7y0u3i6o9p2a5s8d' };
const REFUSED = { ok: false, error: { code: 'HARM_UNCONFIRMED', field: 'confirmed' } };
const LOCKS = { ok: false, error: { detail: expect.stringContaining('a wrong answer locks the user') } };

/** One fewer than lock the user, each in a chain of its own. */
async function failFourTimes(host: BenchHost, targetId: string, answer: Answer): Promise<void> {
  for (let times = 0; times < 4; times++) {
    const { chainId } = await host.value('chain.start', { targetId, answer, confirmed: NAME });
    await host.chain(chainId);
  }
}

const PASSWORD_AUTH = (USERNAME: string, PASSWORD: string) =>
  given('USER_PASSWORD_AUTH', { USERNAME, PASSWORD });

describe('on a production target', () => {
  it('asks once a chain before a password counts, and nothing is sent until the name was typed', async () => {
    const host = await benchHost();
    const targetId = await productionTarget(host);
    const chainId = await host.start(targetId, 'USER_SRP_AUTH', {
      USERNAME: 'cy',
      PASSWORD: 'Correct-horse-1',
    });
    const asked = await host.chain(chainId);
    await expect(host.answer(chainId, {})).rejects.toThrow(
      `HARM_UNCONFIRMED ${NAME} is marked production. A wrong answer counts as a failed try on cy. A message with a code may go out to cy.`,
    );
    await expect(host.answer(chainId, {}, 'shop eu')).rejects.toThrow('HARM_UNCONFIRMED');
    expect((await host.chain(chainId)).steps).toHaveLength(asked.steps.length);
    expect((await host.answer(chainId, {}, NAME)).pending?.name).toBe('SMS_MFA');
    expect((await host.answer(chainId, { SMS_MFA_CODE: '000000' })).steps.at(-1)?.status).toBe('error');
  });

  it('asks again before the try that locks', async () => {
    const host = await benchHost();
    const targetId = await productionTarget(host);
    const answer = PASSWORD_AUTH('ivy', 'Wrong-horse-1');
    await failFourTimes(host, targetId, answer);
    expect(await host.host.ask('chain.start', { targetId, answer })).toMatchObject(LOCKS);
  });

  it('asks before the try that locks, also where the chains of the tries before it were removed', async () => {
    const host = await benchHost();
    const targetId = await productionTarget(host);
    const answer = PASSWORD_AUTH('ivy', 'Wrong-horse-1');
    await failFourTimes(host, targetId, answer);
    for (const { chainId } of await host.value('chains.list', {}))
      await host.value('chain.remove', { chainId });
    // A reset of the sandbox says nothing of a target that is none.
    host.clock.move(1_000);
    await host.value('sandbox.reset', {});
    expect(await host.host.ask('chain.start', { targetId, answer })).toMatchObject(LOCKS);
  });

  it('asks again where what the name was typed for did not go', async () => {
    const host = await benchHost();
    const targetId = await productionTarget(host);
    const chainId = await host.start(targetId, 'USER_SRP_AUTH', { USERNAME: 'bob', PASSWORD: 'x' });
    const parentId = (await host.chain(chainId)).pending?.stepId ?? '';
    const answer = given('PASSWORD_VERIFIER', {});
    const unfit = { ...answer, headers: { 'no header’s name': 'x' } };
    const typed = { chainId, parentId, answer: unfit, confirmed: NAME };
    expect(await host.host.ask('chain.answer', typed)).toMatchObject({ ok: false });
    expect((await host.chain(chainId)).steps).toHaveLength(1);
    expect(await host.host.ask('chain.answer', { chainId, parentId, answer })).toMatchObject(REFUSED);
  });

  it('asks before a run and another beginning', async () => {
    const host = await benchHost();
    const targetId = await productionTarget(host);
    const { chainId } = await host.value('chain.start', {
      targetId,
      answer: PASSWORD_AUTH('cy', 'Wrong-horse-1'),
      confirmed: NAME,
    });
    const { steps } = await host.chain(chainId);
    const stepId = steps[0]?.id ?? '';
    const other = await host.start(targetId, 'USER_SRP_AUTH', {
      USERNAME: 'cy',
      PASSWORD: 'Correct-horse-1',
    });
    const pending = (await host.chain(other)).pending?.stepId ?? '';
    for (const kind of ['end', 'step'] as const)
      expect(await host.host.ask('run.start', { chainId: other, until: { kind } })).toMatchObject(REFUSED);
    // Confirmed once: the chain that was begun with the name typed goes on.
    const branch = { kind: 'replay', of: stepId } as const;
    const again = PASSWORD_AUTH('cy', 'Correct-horse-1');
    expect(await host.host.ask('chain.restart', { chainId, answer: again, branch })).toMatchObject({
      ok: true,
    });
    const restart = { chainId: other, answer: again, branch: { kind: 'replay', of: pending } };
    expect(await host.host.ask('chain.restart', restart)).toMatchObject(REFUSED);
  });

  it('asks before a run chooses by itself what sends a code', async () => {
    const host = await benchHost();
    const targetId = await productionTarget(host, CHOICE);
    const chainId = await host.start(targetId, 'USER_AUTH', { USERNAME: 'joy' });
    const { pending, steps } = await host.chain(chainId);
    expect(pending).toMatchObject({ name: 'SELECT_CHALLENGE', available: ['EMAIL_OTP'] });
    const step = { chainId, until: { kind: 'step' } } as const;
    expect(await host.host.ask('run.start', step)).toMatchObject(REFUSED);
    expect((await host.chain(chainId)).steps).toHaveLength(steps.length);
    await host.value('run.start', { ...step, confirmed: NAME });
    expect((await host.ran(chainId)).stopped).toMatchObject({ kind: 'stepped', text: 'Next: EMAIL_OTP' });
  });

  it('asks before a run may come to the try that locks, wherever it begins', async () => {
    const host = await benchHost();
    const targetId = await productionTarget(host, CHOICE);
    const wrong = { USERNAME: 'ian', PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD: 'Wrong-horse-1' };
    await failFourTimes(host, targetId, given('USER_AUTH', wrong));
    const begins = { targetId, answer: given('USER_AUTH', { USERNAME: 'ian' }), confirmed: NAME };
    const { chainId } = await host.value('chain.start', begins);
    expect((await host.chain(chainId)).pending?.name).toBe('SELECT_CHALLENGE');
    const answer = given('SELECT_CHALLENGE', { ANSWER: 'PASSWORD_SRP', PASSWORD: 'Wrong-horse-1' });
    const run = { chainId, answer, until: { kind: 'end' } };
    expect(await host.host.ask('run.start', run)).toMatchObject(LOCKS);
  });

  it('asks before a replay, and before a fork that is tried live all the same', async () => {
    const host = await benchHost();
    const targetId = await productionTarget(host);
    const inputs = { USERNAME: 'cy', PASSWORD: 'Correct-horse-1' };
    const chainId = await host.start(targetId, 'USER_SRP_AUTH', inputs);
    await host.chain(chainId);
    await host.answer(chainId, {}, NAME);
    await host.answer(chainId, { SMS_MFA_CODE: '000000' });
    const [first, second, third] = (await host.chain(chainId)).steps.map(({ id }) => id);
    await failFourTimes(host, targetId, PASSWORD_AUTH('cy', 'Wrong-horse-1'));
    const replay = { chainId, stepId: third ?? '', kind: 'replay' } as const;
    expect(await host.host.ask('chain.fork', replay)).toMatchObject(LOCKS);
    const branch = { kind: 'live', of: second ?? '' } as const;
    const live = { chainId, parentId: first ?? '', branch, until: { kind: 'step' } };
    expect(await host.host.ask('run.start', live)).toMatchObject(LOCKS);
    expect((await host.chain(chainId)).steps).toHaveLength(3);
    await host.value('chain.fork', { ...replay, confirmed: NAME });
    expect((await host.chain(chainId)).pending?.name).toBe('SMS_MFA');
  });

  it('asks nothing of what neither proves nor sends, nor elsewhere', async () => {
    const host = await benchHost();
    const targetId = await productionTarget(host);
    const chainId = await host.start(targetId, 'USER_SRP_AUTH', { USERNAME: 'bob', PASSWORD: 'x' });
    expect((await host.chain(chainId)).pending?.name).toBe('PASSWORD_VERIFIER');
    const sandboxed = await host.begin('cy');
    await host.chain(sandboxed);
    expect((await host.answer(sandboxed, {})).pending?.name).toBe('SMS_MFA');
  });
});

describe('a fix on a production target', () => {
  it('is asked for where it may be the try that locks', async () => {
    const host = await benchHost();
    const targetId = await productionTarget(host);
    let [chainId, stepId] = ['', ''];
    for (let times = 0; times < 4; times++) {
      chainId = await host.start(targetId, 'USER_SRP_AUTH', {
        USERNAME: 'bob',
        PASSWORD: 'Correct-horse-1',
      });
      const parentId = (await host.chain(chainId)).pending?.stepId ?? '';
      const responses = { PASSWORD_CLAIM_SECRET_BLOCK: btoa('not the one that came') };
      const answer = { ...given('PASSWORD_VERIFIER', {}), responses };
      await host.value('chain.answer', { chainId, parentId, answer, confirmed: NAME });
      stepId = (await host.chain(chainId)).steps.at(-1)?.id ?? '';
    }
    const fix = { chainId, stepId, cause: 'secret-block-changed' };
    expect(await host.host.ask('step.fixAndResend', fix)).toMatchObject({
      ok: false,
      error: { code: 'HARM_UNCONFIRMED', detail: expect.stringContaining('locks the user') },
    });
    await host.value('step.fixAndResend', { ...fix, confirmed: NAME });
    expect((await host.chain(chainId)).status).toBe('tokens');
  });
});
