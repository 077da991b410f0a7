import { describe, expect, it } from 'vitest';
import type { Chain } from '../../chain/model.ts';
import type { RunState } from '../../contract.ts';
import type { ExplainedCause } from '../../contract/explain.ts';
import { passwordClaimSignature } from '../../crypto/srp.ts';
import { secretHash } from '../../crypto/secret-hash.ts';
import { totpCode } from '../../crypto/totp.ts';
import { drivenHost, type DrivenHost } from '../testing/driven-host.ts';

const POOL_BY_EMAIL = 'eu-west-1_Dw8Ys3fJe';
const SECRET = '0m1n2b3v4c5x6z7a8s9d0f1g2h3j4k5l6q7w8e9r0t1y2u3i4o5p';

/** The causes of the newest step. */
async function causesOf(host: DrivenHost, chainId: string): Promise<readonly ExplainedCause[]> {
  const stepId = (await host.chain(chainId)).steps.at(-1)?.id ?? '';
  return (await host.value('step.explain', { chainId, stepId })).causes;
}
async function fix(host: DrivenHost, chainId: string, cause: string): Promise<Chain> {
  const stepId = (await host.chain(chainId)).steps.at(-1)?.id ?? '';
  await host.value('step.fixAndResend', { chainId, stepId, cause });
  return host.chain(chainId);
}
/** TIMESTAMP and the signature over it, as a client that writes it so would send them. */
async function signedOver(host: DrivenHost, chainId: string, timestamp: string) {
  const stepId = (await host.chain(chainId)).steps.at(-1)?.id ?? '';
  const line = async (name: string) =>
    (await host.value('lens.srpReveal', { from: { kind: 'step', chainId, stepId }, line: name })).value;
  const [key, group, identity, secretBlock] = await Promise.all(
    ['key', 'group', 'identity', 'secretBlock'].map(line),
  );
  const values = {
    key: key ?? '',
    group: group ?? '',
    identity: identity ?? '',
    secretBlock: secretBlock ?? '',
  };
  const signature = passwordClaimSignature({ ...values, timestamp });
  return { responses: { TIMESTAMP: timestamp, PASSWORD_CLAIM_SIGNATURE: signature } };
}
const outOf = (causes: readonly ExplainedCause[]) =>
  causes.filter(({ verdict }) => verdict === 'out').map(({ id }) => id);

/** nia signs in by email, on a client that has a secret. */
async function niaWithSecret(host: DrivenHost): Promise<{ chainId: string; clientId: string }> {
  await host.value('sandbox.start', {});
  const [client] = await host.value('sandbox.clients', { userPoolId: POOL_BY_EMAIL });
  await host.value('sandbox.putClient', {
    userPoolId: POOL_BY_EMAIL,
    client: { ...client, ClientSecrets: [SECRET] },
  });
  return { chainId: await host.begin('nia@example.com'), clientId: client?.ClientId ?? '' };
}

describe('the hash made from the alias', () => {
  it('is explained, with the canonical name, and fixed to tokens', async () => {
    const host = await drivenHost();
    const { chainId, clientId } = await niaWithSecret(host);
    const hash = secretHash({ username: 'nia@example.com', clientId, clientSecret: SECRET });
    const refused = await host.answer(chainId, {}, { responses: { SECRET_HASH: hash } });
    expect(refused.steps.at(-1)?.outcome).toMatchObject({ message: expect.stringMatching(/secret hash/i) });

    const causes = await causesOf(host, chainId);
    expect(causes[0]).toMatchObject({ id: 'hash-from-alias', verdict: 'in' });
    expect(causes[0]?.because).toContain('nia@example.com, the name that was typed');
    expect(outOf(causes)).toEqual(
      expect.arrayContaining(['username-not-canonical', 'hash-other-secret', 'client-changed']),
    );
    expect(causes[0]?.fix).toMatchObject({
      how: 'replay',
      changes: [
        {
          key: 'SECRET_HASH',
          beforeFrom: 'typed',
          after: '••••••',
          afterFrom: expect.stringMatching(/^computed anew: client secret over “[-0-9a-f]{36}” and/),
        },
      ],
    });
    expect(JSON.stringify(causes)).not.toContain(hash);
    expect(JSON.stringify(causes)).not.toContain(SECRET);

    const fixed = await fix(host, chainId, 'hash-from-alias');
    expect(fixed.status).toBe('tokens');
    expect(fixed.steps.at(-1)?.branch).toMatchObject({ kind: 'replay' });
  });
});

describe('the hash of a refresh made from the alias', () => {
  it('is explained by the tokens’ own name, and fixed to tokens', async () => {
    const host = await drivenHost();
    const first = await host.begin('hal');
    await host.answer(first, {});
    const [set] = await host.value('tokens.list', {});
    const { value: REFRESH_TOKEN } = await host.value('tokens.reveal', {
      id: set?.id ?? '',
      token: 'RefreshToken',
    });
    const inputs = { REFRESH_TOKEN, USERNAME: 'hal@example.com' };
    const { chainId } = await host.value('chain.start', {
      targetId: set?.targetId ?? '',
      answer: { name: 'REFRESH_TOKEN_AUTH', inputs, responses: {}, members: {} },
    });
    await host.chain(chainId);
    const [cause] = await causesOf(host, chainId);
    expect(cause).toMatchObject({ id: 'hash-from-alias', verdict: 'in' });
    expect(cause?.because).toContain('The tokens say the user is hal');
    expect((await fix(host, chainId, 'hash-from-alias')).status).toBe('tokens');
  });
});

describe('a TIMESTAMP with a padded day', () => {
  it.each(['08', '008'])(
    '“%s” is explained with what Cognito makes of it, and fixed to tokens',
    async (day) => {
      const host = await drivenHost();
      const chainId = await host.begin('bob');
      const signed = await signedOver(host, chainId, `Tue Sep ${day} 09:05:07 UTC 2026`);
      const refused = await host.answer(chainId, {}, signed);
      expect(refused.steps.at(-1)?.status).toBe('error');
      const causes = await causesOf(host, chainId);
      expect(causes[0]).toMatchObject({ id: 'timestamp-padded', verdict: 'in' });
      expect(causes[0]?.because).toContain('“Tue Sep 8 09:05:07 UTC 2026”');
      expect(outOf(causes)).toEqual(
        expect.arrayContaining([
          'timestamp-weekday',
          'secret-block-changed',
          'password-wrong',
          'user-masked',
        ]),
      );
      expect((await fix(host, chainId, 'timestamp-padded')).status).toBe('tokens');
    },
  );
});

describe('a wrong proof', () => {
  it.each([
    ['the password', { inputs: { PASSWORD: 'Wrong-horse-1' } }, 'password-wrong'],
    [
      'a changed SECRET_BLOCK',
      { responses: { PASSWORD_CLAIM_SECRET_BLOCK: btoa('not the one that came') } },
      'secret-block-changed',
    ],
    [
      'a typed signature',
      { responses: { PASSWORD_CLAIM_SIGNATURE: `${'A'.repeat(43)}=` } },
      'signature-changed',
    ],
    ['another name', { responses: { USERNAME: 'ann' } }, 'username-not-canonical'],
    [
      'a TIMESTAMP that was not signed',
      { responses: { TIMESTAMP: 'Tue Sep 8 09:03:00 UTC 2026' } },
      'timestamp-not-signed',
    ],
  ])('is told by %s', async (_what, changes, cause) => {
    const host = await drivenHost();
    const chainId = await host.begin('bob');
    await host.answer(chainId, {}, changes);
    const causes = await causesOf(host, chainId);
    expect(causes.filter(({ verdict }) => verdict === 'in').map(({ id }) => id)).toContain(cause);
    expect(
      causes.filter(({ verdict, id }) => verdict === 'in' && /^timestamp/.test(id) && id !== cause),
    ).toEqual([]);
  });

  it.each([
    ['a weekday that is not the date’s', 'Wed Sep 8 09:05:07 UTC 2026', 'timestamp-weekday'],
    ['a clock an hour off', 'Tue Sep 8 10:05:07 UTC 2026', 'clock-skew'],
  ])('is told by %s, signed as sent', async (_what, timestamp, cause) => {
    const host = await drivenHost();
    const chainId = await host.begin('bob');
    await host.answer(chainId, {}, await signedOver(host, chainId, timestamp));
    const causes = await causesOf(host, chainId);
    expect(causes.find(({ id }) => id === cause)?.verdict).toBe('in');
  });

  it('says what only the sandbox knows apart from what the chain shows', async () => {
    const host = await drivenHost();
    const chainId = await host.begin('zoe');
    await host.answer(chainId, { PASSWORD: 'Any-horse-1' });
    const [first] = await causesOf(host, chainId);
    expect(first).toMatchObject({ id: 'user-masked', sandbox: 'The pool has no user of this name.' });
    expect(first?.because).toContain('also comes for users who don’t exist');
  });
});

describe('an expired Session', () => {
  it('is explained with its age, and reached again', async () => {
    const host = await drivenHost();
    const chainId = await host.begin('ann');
    await host.answer(chainId, {});
    await host.value('sandbox.changeClock', { advanceSeconds: 200 });
    await host.answer(chainId, {});
    const [first] = await causesOf(host, chainId);
    expect(first).toMatchObject({ id: 'session-expired', verdict: 'in', fix: { how: 'replay' } });
    expect(first?.because).toBe('The Session was 3 min 20 s old when it was sent; this client’s live 3 min.');
    expect((await fix(host, chainId, 'session-expired')).status).toBe('tokens');
  });
});

describe('a code', () => {
  it('from an earlier message is told by the inbox, and the newest one sent', async () => {
    const host = await drivenHost();
    const first = await host.begin('cy');
    await host.answer(first, {});
    const [{ code } = { code: '' }] = await host.value('sandbox.inbox', {});
    host.clock.move(2_000);
    const chainId = await host.begin('cy');
    await host.answer(chainId, {});
    const [again] = (await host.value('sandbox.inbox', {})).toSorted((a, b) => b.at - a.at);
    expect(again?.code).not.toBe(code);
    await host.answer(chainId, { SMS_MFA_CODE: code });
    const [cause] = await causesOf(host, chainId);
    expect(cause).toMatchObject({ id: 'code-of-earlier-message', verdict: 'in', fix: { how: 'resend' } });
    expect(cause?.fix?.changes).toMatchObject([
      { beforeFrom: 'typed', afterFrom: 'the newest code in the inbox' },
    ]);
    expect(JSON.stringify(cause)).not.toContain(code);
    const fixed = await fix(host, chainId, 'code-of-earlier-message');
    expect(fixed.status).toBe('tokens');
    expect(fixed.steps.at(-1)?.parentId).toBe(fixed.steps.at(-2)?.parentId);
  });

  it('of another 30 seconds is told by how far, and the code of now sent', async () => {
    const host = await drivenHost();
    const chainId = await host.begin('ann');
    await host.answer(chainId, {});
    const { users } = await host.value('sandbox.start', {});
    const seed = users.find(({ username }) => username === 'ann')?.totpSecret ?? '';
    const late = totpCode(seed, host.clock.now(), -4);
    await host.answer(chainId, { SOFTWARE_TOKEN_MFA_CODE: late });
    const causes = await causesOf(host, chainId);
    expect(causes[0]).toMatchObject({ id: 'totp-other-moment', verdict: 'in' });
    expect(causes[0]?.fix?.changes).toMatchObject([{ beforeFrom: 'typed', afterFrom: 'the code of now' }]);
    expect(causes[0]?.because).toContain('2 min earlier');
    expect((await fix(host, chainId, 'totp-other-moment')).status).toBe('tokens');
  });

  it('with two digits swapped is told as a slip', async () => {
    const host = await drivenHost();
    const chainId = await host.begin('ann');
    await host.answer(chainId, {});
    const right = (await host.value('chain.totp', { chainId }))?.code ?? '';
    const at = [...right].findIndex((digit, index) => digit !== right[index + 1]);
    const swapped = right.slice(0, at) + (right[at + 1] ?? '') + (right[at] ?? '') + right.slice(at + 2);
    await host.answer(chainId, { SOFTWARE_TOKEN_MFA_CODE: swapped });
    expect((await causesOf(host, chainId))[0]).toMatchObject({ id: 'code-typed-wrong', verdict: 'in' });
  });
});

describe('locked out rather than wrong', () => {
  it('counts the tries, says when the lock ends, and signs in after it', async () => {
    const host = await drivenHost();
    for (let attempt = 0; attempt < 7; attempt++) {
      const { users } = await host.value('sandbox.start', {});
      const ivy = users.find(({ username }) => username === 'ivy');
      const targetId = `sandbox:${ivy?.clientId ?? ''}`;
      const inputs = { USERNAME: 'ivy', PASSWORD: attempt < 6 ? 'Wrong-horse-1' : 'Correct-horse-1' };
      // The lock of the fifth is over before the sixth.
      if (attempt === 5) host.clock.move(1_500);
      const answer = { name: 'USER_PASSWORD_AUTH', inputs, responses: {}, members: {} };
      const { chainId } = await host.value('chain.start', { targetId, answer });
      await host.chain(chainId);
      if (attempt < 6) continue;
      const [cause] = await causesOf(host, chainId);
      expect(cause).toMatchObject({ id: 'locked-out', verdict: 'in' });
      expect(cause?.because).toContain(
        '6 wrong passwords in a row were sent from here; by this count it ends in 2.0 s',
      );
      expect(cause?.fix?.readyAt).toBe(host.clock.now() + 2_000);
      host.clock.move(2_001);
      expect((await fix(host, chainId, 'locked-out')).status).toBe('tokens');
    }
  });
});

describe('a request', () => {
  it('without Session is told so, and sent with it', async () => {
    const host = await drivenHost();
    const chainId = await host.begin('cy');
    await host.answer(chainId, {});
    const [message] = await host.value('sandbox.inbox', {});
    await host.answer(chainId, { SMS_MFA_CODE: message?.code ?? '' }, { members: { Session: null } });
    const [cause] = await causesOf(host, chainId);
    expect(cause).toMatchObject({ id: 'session-left-out', verdict: 'in', fix: { how: 'resend' } });
    expect((await fix(host, chainId, 'session-left-out')).status).toBe('tokens');
  });

  it('of a step that was answered has nothing to explain', async () => {
    const host = await drivenHost();
    const chainId = await host.begin('bob');
    expect(await causesOf(host, chainId)).toEqual([]);
  });
});

describe('a device nobody knows', () => {
  it('is told so, and the sign-in goes on without it', async () => {
    const host = await drivenHost();
    await host.value('sandbox.start', {});
    const targetId = 'sandbox:3v7b1n5m9k2j6h0g4f8d1s5a9p';
    const answer = { name: 'USER_SRP_AUTH', inputs: { USERNAME: 'ada' }, responses: {}, members: {} };
    const { chainId } = await host.value('chain.start', { targetId, answer });
    await host.answer(
      chainId,
      {},
      { responses: { DEVICE_KEY: 'eu-west-1_0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9' } },
    );
    const [cause] = await causesOf(host, chainId);
    expect(cause).toMatchObject({ id: 'device-unknown', verdict: 'in', fix: { how: 'replay' } });
    const fixed = await fix(host, chainId, 'device-unknown');
    expect(fixed.pending?.name).toBe('SOFTWARE_TOKEN_MFA');
  });
});

describe('fix and resend while it lasts', () => {
  /** ann's code was used: the mended answer waits for the next one. */
  async function waiting() {
    const host = await drivenHost();
    const told: RunState[] = [];
    const heard = new Set<() => void>();
    host.host.listen((event) => {
      if (event.type === 'run.changed') told.push(event.state);
      for (const look of heard) look();
    });
    const { users } = await host.value('sandbox.start', {});
    const seed = users.find(({ username }) => username === 'ann')?.totpSecret ?? '';
    const used = totpCode(seed, host.clock.now());
    const first = await host.begin('ann');
    await host.answer(first, {});
    await host.answer(first, { SOFTWARE_TOKEN_MFA_CODE: used });
    const chainId = await host.begin('ann');
    await host.answer(chainId, {});
    await host.answer(chainId, { SOFTWARE_TOKEN_MFA_CODE: used });
    const stepId = (await host.chain(chainId)).steps.at(-1)?.id ?? '';
    const [cause] = await causesOf(host, chainId);
    const fixed = host.value('step.fixAndResend', { chainId, stepId, cause: cause?.id ?? '' });
    await new Promise<void>((resolve) =>
      heard.add(() => told.at(-1)?.doing?.kind === 'waiting' && resolve()),
    );
    return { ...host, told, chainId, stepId, fixed, cause };
  }

  it('is told, and nothing else steps the chain on', async () => {
    const host = await waiting();
    const { chainId, stepId, cause } = host;
    expect(host.told.map(({ doing }) => doing)).toEqual([
      { kind: 'sending', name: 'SOFTWARE_TOKEN_MFA', mended: true },
      { kind: 'replaying', done: 0, of: 2 },
      { kind: 'replaying', done: 1, of: 2 },
      { kind: 'sending', name: 'SOFTWARE_TOKEN_MFA', mended: true },
      { kind: 'waiting', why: 'totp', name: 'SOFTWARE_TOKEN_MFA', at: host.clock.now() + 23_000 },
    ]);
    const others = [
      host.host.ask('run.start', { chainId, until: { kind: 'end' } }),
      host.host.ask('chain.fork', { chainId, stepId, kind: 'replay' }),
      host.host.ask('step.fixAndResend', { chainId, stepId, cause: cause?.id }),
    ];
    for (const result of await Promise.all(others))
      expect(result).toMatchObject({ ok: false, error: { code: 'RUN_UNDER_WAY' } });

    host.clock.move(23_100);
    expect(await host.fixed).toMatchObject({ chainId });
    expect((await host.chain(chainId)).status).toBe('tokens');
    expect(host.told.at(-1)).toEqual({ chainId });
  });

  it('is stopped as a run is', async () => {
    const host = await waiting();
    await host.value('run.stop', { chainId: host.chainId });
    const stopped = { kind: 'hand', text: 'Stopped' };
    expect((await host.fixed).stopped).toMatchObject(stopped);
    expect(host.told.at(-1)?.stopped).toMatchObject(stopped);
    expect((await host.chain(host.chainId)).steps).toHaveLength(5);
  });
});
