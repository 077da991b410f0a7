import { describe, expect, it } from 'vitest';
import { chainOf, type Chain } from '../chain/model.ts';
import type {
  Answer,
  Call,
  CommandInput,
  CommandName,
  CommandOutput,
  HostEvent,
  Result,
} from '../contract.ts';
import { totpCode } from '../crypto/totp.ts';
import type { Http } from './ports.ts';
import { testHost } from './testing/test-host.ts';

async function started(options: Parameters<typeof testHost>[0] = {}) {
  const { host, ...rest } = await testHost(options);
  const events: HostEvent[] = [];
  host.listen((event) => events.push(event));
  const call: Call = async <N extends CommandName>(name: N, input: CommandInput<N>) =>
    (await host.ask(name, input)) as Result<CommandOutput<N>>;
  const value = async <N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> => {
    const result = await call(name, input);
    if (!result.ok) throw new Error(`${name}: ${result.error.code} ${result.error.detail}`);
    return result.value;
  };
  const chain = async (chainId: string): Promise<Chain> => {
    for (;;) {
      const shown = chainOf(await value('chain.events', { chainId }));
      if (shown && shown.status !== 'sending' && (shown.status !== 'tokens' || shown.tokens)) return shown;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const begin = async (username: string) => {
    const { users } = await value('sandbox.start', {});
    const user = users.find((seeded) => seeded.username === username);
    if (user === undefined) throw new Error(`no user ${username}`);
    const { chainId } = await value('chain.startSeeded', { userPoolId: user.userPoolId, username });
    return { chainId, user };
  };
  const answer = async (chainId: string, inputs: Record<string, string>, changes: Partial<Answer> = {}) => {
    const { pending } = await chain(chainId);
    if (pending === undefined) throw new Error('nothing to answer');
    const full: Answer = { name: pending.name, inputs, responses: {}, members: {}, ...changes };
    await value('chain.answer', { chainId, parentId: pending.stepId, answer: full });
    return chain(chainId);
  };
  return { host, call, value, chain, begin, answer, events, ...rest };
}

/** Everything the host has ever told or answered must be free of these. */
function leaks(told: unknown, secrets: readonly string[]): string[] {
  const text = JSON.stringify(told);
  return secrets.filter((secret) => text.includes(secret));
}

/** What the keychain holds beside tokens and secrets: what the history is sealed with. */
const keyOnly = ['history:key', 'index'];

describe('a seeded sign-in through the host', () => {
  it('steps SRP and TOTP to tokens, stores them, and never tells a secret', async () => {
    const { begin, answer, chain, value, events, keychainEntries } = await started();
    const { chainId, user } = await begin('ann');
    expect((await chain(chainId)).pending?.name).toBe('PASSWORD_VERIFIER');
    expect((await answer(chainId, {})).pending?.name).toBe('SOFTWARE_TOKEN_MFA');
    const totp = await value('chain.totp', { chainId });
    const done = await answer(chainId, {});
    expect(done.status).toBe('tokens');
    expect(done.tokens?.where).toBe('keychain');

    const [set] = await value('tokens.list', {});
    expect(set?.chainId).toBe(chainId);
    const access = await value('tokens.reveal', { id: set?.id ?? '', token: 'AccessToken' });
    expect([...keychainEntries().values()].join('')).toContain(access.value);
    expect(set?.tokens.map((token) => token.name)).toEqual(['AccessToken', 'IdToken', 'RefreshToken']);

    const signature = access.value.split('.')[2] ?? '';
    const told = [events, await value('chain.events', { chainId }), await value('tokens.list', {})];
    expect(
      leaks(told, [user.password, user.totpSecret ?? '?', `"${totp?.code ?? '?'}"`, access.value, signature]),
    ).toEqual([]);
  });

  it('answers WEB_AUTHN in one press with the seeded passkey, whose private key stays in the host', async () => {
    const { begin, answer, value, events, ports } = await started();
    const { users } = await ports.sandbox.start();
    const key = users.find(({ username }) => username === 'pia')?.passkey?.privateKey ?? '';
    expect(key).not.toBe('');
    const { chainId, user } = await begin('pia');
    expect(user.passkey).toMatchObject({ rpId: 'localhost' });
    const asked = await answer(chainId, { ANSWER: 'WEB_AUTHN' });
    expect(asked.pending?.name).toBe('WEB_AUTHN');
    expect(await value('chain.remembered', { chainId })).toContainEqual({
      key: 'PASSKEY',
      from: 'sandbox seed',
    });
    const done = await answer(chainId, {});
    expect(done.status).toBe('tokens');

    const sent = done.steps.at(-1)?.request?.body;
    expect(sent?.secrets.map(({ pointer }) => pointer)).toContain('/ChallengeResponses/CREDENTIAL');
    const stepId = done.steps.at(-1)?.id ?? '';
    const pointer = '/ChallengeResponses/CREDENTIAL';
    const credential = await value('secret.reveal', { chainId, stepId, side: 'request', pointer });
    const { signature } = JSON.parse(credential.value).response;
    const told = [
      events,
      await value('chain.events', { chainId }),
      await value('sandbox.start', {}),
      await value('sandbox.reset', {}),
    ];
    expect(leaks(told, [key, signature])).toEqual([]);
  });

  it('masks in the event what reveal gives back, field by field', async () => {
    const { begin, answer, chain, value } = await started();
    const { chainId } = await begin('ann');
    await answer(chainId, {});
    const step = (await chain(chainId)).steps[1];
    const spot = step?.response?.body.secrets.find(({ pointer }) => pointer === '/Session');
    expect(spot?.mask).toMatch(/^AYAB… 1,\d{3} chars$/);
    const revealed = await value('secret.reveal', {
      chainId,
      stepId: step?.id ?? '',
      side: 'response',
      pointer: '/Session',
    });
    expect(revealed.value).toHaveLength(spot?.length ?? -1);
  });

  it('keeps the challenge after a wrong code and ends at the right one', async () => {
    const { begin, answer } = await started();
    const { chainId } = await begin('ann');
    await answer(chainId, {});
    const wrong = await answer(chainId, { SOFTWARE_TOKEN_MFA_CODE: '000000' });
    expect(wrong.steps.at(-1)?.outcome).toMatchObject({ kind: 'error', code: 'CodeMismatchException' });
    expect(wrong.pending).toMatchObject({ name: 'SOFTWARE_TOKEN_MFA', spent: false });
    expect((await answer(chainId, {})).status).toBe('tokens');
  });

  it('says so when the Session has expired', async () => {
    const { begin, answer, value, chain } = await started();
    const { chainId } = await begin('ann');
    await answer(chainId, {});
    const before = (await chain(chainId)).pending?.expiresAt ?? 0;
    await value('sandbox.changeClock', { advanceSeconds: 181 });
    expect((await chain(chainId)).pending?.expiresAt).toBe(before - 181_000);
    const late = await answer(chainId, {});
    expect(late.steps.at(-1)?.outcome).toMatchObject({
      code: 'NotAuthorizedException',
      message: 'Invalid session for the user, session is expired.',
    });
    expect(late.pending?.spent).toBe(true);
    expect(late.status).toBe('failed');
  });
});

describe('setting up an authenticator inside the chain', () => {
  it('associates, verifies and answers MFA_SETUP with the newest Session', async () => {
    const { value, chain, begin, answer, clock } = await started();
    const { users } = await value('sandbox.start', {});
    const newcomer = users.find((user) => user.path.includes('MFA_SETUP'));
    const { chainId } = await begin(newcomer?.username ?? '');
    let shown = await chain(chainId);
    while (shown.pending?.name !== 'MFA_SETUP') shown = await answer(chainId, {});
    const parentId = shown.pending.stepId;
    const associated = await value('chain.operate', {
      chainId,
      parentId,
      operation: 'AssociateSoftwareToken',
      inputs: {},
    });
    await chain(chainId);
    const setup = await value('chain.totpSetup', { chainId, stepId: associated.stepId });
    expect(setup.otpauthUri).toContain(`secret=${setup.secret}`);
    const code = totpCode(setup.secret, clock.now());
    await value('chain.operate', {
      chainId,
      parentId,
      operation: 'VerifySoftwareToken',
      inputs: { UserCode: code },
    });
    shown = await chain(chainId);
    expect(shown.steps.at(-1)?.outcome?.kind).toBe('done');
    shown = await answer(chainId, {});
    expect(shown.status).toBe('tokens');
  });
});

describe('bending a request', () => {
  it('sends what was typed over and leaves out what was removed', async () => {
    const { begin, answer, value, chain } = await started();
    const { chainId } = await begin('ann');
    const bent = await answer(
      chainId,
      {},
      {
        responses: { TIMESTAMP: 'Wed Sep 9 09:05:07 UTC 2026', EXTRA: 'x' },
        members: { ClientMetadata: { k: 'v' } },
      },
    );
    const step = bent.steps.at(-1);
    expect(step?.overridden).toEqual(expect.arrayContaining(['TIMESTAMP', 'EXTRA', 'ClientMetadata']));
    expect(step?.outcome).toMatchObject({
      code: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
    expect((await chain(chainId)).pending?.spent).toBe(true);
    await expect(
      value('chain.answer', {
        chainId,
        parentId: 'nope',
        answer: { name: 'X', inputs: {}, responses: {}, members: {} },
      }),
    ).rejects.toThrow('STEP_UNKNOWN');
  });

  it('previews exactly what it then sends', async () => {
    const { begin, value, chain, answer } = await started();
    const { chainId } = await begin('ann');
    const { pending, target } = await chain(chainId);
    const preview = await value('request.preview', {
      targetId: target.id,
      chainId,
      parentId: pending?.stepId ?? '',
      answer: { name: 'PASSWORD_VERIFIER', inputs: {}, responses: {}, members: {} },
    });
    expect(preview.faults).toEqual([]);
    expect(preview.warnings).toEqual([]);
    const sent = (await answer(chainId, {})).steps.at(-1);
    expect(JSON.parse(sent?.request.body.text ?? '')).toEqual(preview.body);
  });
});

describe('what the host remembers', () => {
  it('uses a new password from the moment it was accepted, and the seed again after a reset', async () => {
    const { begin, answer, value } = await started();
    const first = await begin('eli');
    await answer(first.chainId, {});
    expect((await answer(first.chainId, { NEW_PASSWORD: 'short' })).status).toBe('waiting');
    expect((await answer(first.chainId, { NEW_PASSWORD: 'Changed-horse-2' })).status).toBe('tokens');
    const second = await begin('eli');
    expect((await answer(second.chainId, {})).status).toBe('tokens');
    await value('sandbox.reset', {});
    const third = await begin('eli');
    expect((await answer(third.chainId, {})).pending?.name).toBe('NEW_PASSWORD_REQUIRED');
  });

  it('tells a typed code from a computed one', async () => {
    const { begin, answer } = await started();
    const { chainId } = await begin('ann');
    await answer(chainId, {});
    const typed = await answer(chainId, { SOFTWARE_TOKEN_MFA_CODE: '000000' });
    expect(typed.steps.at(-1)?.summary).toBe('SOFTWARE_TOKEN_MFA_CODE ••••••');
    expect((await answer(chainId, {})).steps.at(-1)?.summary).toBe('computed SOFTWARE_TOKEN_MFA_CODE');
  });
});

describe('the boundary', () => {
  it('refuses unknown commands and malformed input without repeating it', async () => {
    const { host } = await started();
    expect(await host.ask('no.such', {})).toMatchObject({ ok: false, error: { code: 'COMMAND_UNKNOWN' } });
    let deep: unknown = {};
    for (let i = 0; i < 20_000; i++) deep = { deep };
    const answer = { name: 'X', inputs: {}, responses: {}, members: { deep } };
    expect(await host.ask('chain.start', { targetId: 'x', answer })).toMatchObject({
      ok: false,
      error: { code: 'INPUT_INVALID' },
    });
    expect(await host.ask('__proto__', {})).toMatchObject({ ok: false, error: { code: 'COMMAND_UNKNOWN' } });
    const bad = await host.ask('chain.start', { targetId: 'x', answer: 's3cret-in-the-wrong-place' });
    expect(bad).toMatchObject({ ok: false, error: { code: 'INPUT_INVALID', field: 'answer' } });
    expect(JSON.stringify(bad)).not.toContain('s3cret');
  });

  it('keeps to loopback in the evaluation runtime', async () => {
    const { value, chain } = await started({ runtime: 'evaluation' });
    const target = await value('target.save', {
      name: 'real',
      region: 'eu-west-1',
      endpoint: '',
      userPoolId: 'eu-west-1_Ab12Cd34E',
      clientId: 'abc',
      fips: false,
      color: 'none',
      production: false,
      sessionMinutes: 3,
    });
    const { chainId } = await value('chain.start', {
      targetId: target.id,
      answer: {
        name: 'USER_PASSWORD_AUTH',
        inputs: { USERNAME: 'ann', PASSWORD: 'p' },
        responses: {},
        members: {},
      },
    });
    expect((await chain(chainId)).failure).toBe('NOT_LOOPBACK');
  });
});

describe('when the keychain goes away', () => {
  it('keeps tokens waiting while it is locked, and stores them once it is back', async () => {
    const { begin, answer, value, lockKeychain, keychainEntries } = await started();
    const { chainId } = await begin('ann');
    await answer(chainId, {});
    lockKeychain(true);
    const parentId = (await value('chain.events', { chainId })).findLast(
      (event) => event.type === 'step.ended',
    )?.stepId;
    await value('chain.answer', {
      chainId,
      parentId: parentId ?? '',
      answer: { name: 'SOFTWARE_TOKEN_MFA', inputs: {}, responses: {}, members: {} },
    });
    await expect.poll(async () => (await value('tokens.list', {})).length).toBe(1);
    expect((await value('vault.state', {})).kind).toBe('unavailable');
    expect([...keychainEntries().keys()].sort()).toEqual(keyOnly);
    lockKeychain(false);
    expect((await value('vault.retry', {})).kind).toBe('keychain');
    expect(keychainEntries().size).toBeGreaterThan(0);
  });

  it('says that something could not be removed, and removes it when it can', async () => {
    const { begin, value, call, lockKeychain, keychainEntries } = await started();
    await begin('ivy');
    await expect.poll(async () => (await value('tokens.list', {})).length).toBe(1);
    const id = (await value('tokens.list', {}))[0]?.id ?? '';
    lockKeychain(true);
    expect(await call('tokens.forget', { id })).toMatchObject({
      ok: false,
      error: { code: 'VAULT_UNAVAILABLE' },
    });
    lockKeychain(false);
    await value('vault.retry', {});
    expect([...keychainEntries().keys()].sort()).toEqual(keyOnly);
  });
});

describe('removing a target', () => {
  it('removes its secret and the tokens it brought', async () => {
    const { value, chain, keychainEntries } = await started();
    const { endpoint, pools, users } = await value('sandbox.start', {});
    const client = pools[0]?.clients.find((candidate) => candidate.clientSecret !== undefined);
    const user = users.find((candidate) => candidate.clientId === client?.clientId);
    const target = await value('target.save', {
      name: 'by hand',
      region: '',
      endpoint,
      userPoolId: pools[0]?.userPoolId ?? '',
      clientId: client?.clientId ?? '',
      clientSecret: client?.clientSecret ?? '',
      fips: false,
      color: 'none',
      production: false,
      sessionMinutes: 3,
    });
    const inputs = { USERNAME: user?.username ?? '', PASSWORD: user?.password ?? '' };
    const { chainId } = await value('chain.start', {
      targetId: target.id,
      answer: { name: 'USER_PASSWORD_AUTH', inputs, responses: {}, members: {} },
    });
    expect((await chain(chainId)).status).toBe('tokens');
    expect([...keychainEntries().keys()].filter((account) => account.includes(target.id))).toHaveLength(2);
    await value('target.remove', { id: target.id });
    expect([...keychainEntries().keys()].filter((account) => account.includes(target.id))).toEqual([]);
  });
});

describe('an endpoint that echoes what it got', () => {
  it('shows its message with the secret masked, and no more', async () => {
    const echo: Http = {
      send: async (request) => ({
        ok: true,
        sentHeaders: request.headers,
        status: 400,
        statusText: 'Bad Request',
        headers: [['Content-Type', 'application/x-amz-json-1.1']],
        body: new TextEncoder().encode(
          JSON.stringify({
            __type: 'InvalidParameterException',
            message: "1 validation error detected: Value 'S3cret-echoed' at 'password' failed",
          }),
        ),
        timing: { total: 1 },
      }),
    };
    const { value, chain } = await started({ http: echo });
    const targets = (await value('sandbox.start', {}), await value('targets.list', {}));
    const { chainId } = await value('chain.start', {
      targetId: targets[0]?.id ?? '',
      answer: {
        name: 'USER_PASSWORD_AUTH',
        inputs: { USERNAME: 'ann', PASSWORD: 'S3cret-echoed' },
        responses: {},
        members: {},
      },
    });
    const [step] = (await chain(chainId)).steps;
    expect(step?.outcome).toMatchObject({
      message: "1 validation error detected: Value '••••••' at 'password' failed",
    });
    expect(JSON.stringify(await value('chain.events', { chainId }))).not.toContain('S3cret-echoed');
  });
});

describe('an SRP_A that was typed', () => {
  it('has a secret nobody here knows, so no proof is made up for it', async () => {
    const { value, chain } = await started();
    const { users } = await value('sandbox.start', {});
    const bob = users.find((user) => user.username === 'bob');
    const targetId = `sandbox:${bob?.clientId ?? ''}`;
    const { chainId } = await value('chain.start', {
      targetId,
      answer: {
        name: 'USER_SRP_AUTH',
        inputs: { USERNAME: 'bob' },
        responses: { SRP_A: 'ab'.repeat(384) },
        members: {},
      },
    });
    const { pending } = await chain(chainId);
    const preview = await value('request.preview', {
      targetId,
      chainId,
      parentId: pending?.stepId ?? '',
      answer: { name: 'PASSWORD_VERIFIER', inputs: {}, responses: {}, members: {} },
    });
    expect(preview.faults.map((fault) => fault.code)).toEqual(['SRP_STATE_MISSING']);
  });
});

describe('tokens', () => {
  it('refreshes a rotating client the way it allows', async () => {
    const { begin, answer, value, chain } = await started();
    const { chainId } = await begin('ray');
    await answer(chainId, {});
    const id = (await value('tokens.list', {}))[0]?.id ?? '';
    const before = await value('tokens.reveal', { id, token: 'RefreshToken' });
    const refreshed = await chain((await value('tokens.refresh', { id })).chainId);
    expect(refreshed.flow).toBe('GetTokensFromRefreshToken');
    expect(refreshed.status).toBe('tokens');
    expect(await value('tokens.reveal', { id, token: 'RefreshToken' })).not.toEqual(before);
  });

  it('verifies, refreshes, revokes and signs out, leaving the keychain empty', async () => {
    const { begin, answer, value, chain, keychainEntries } = await started();
    const { chainId } = await begin('ann');
    await answer(chainId, {});
    await answer(chainId, {});
    const id = (await value('tokens.list', {}))[0]?.id ?? '';
    expect(await value('tokens.verify', { id })).toMatchObject([
      { token: 'AccessToken', ok: true },
      { token: 'IdToken', ok: true },
    ]);
    const before = await value('tokens.reveal', { id, token: 'RefreshToken' });
    const refreshed = await chain((await value('tokens.refresh', { id })).chainId);
    expect(refreshed.status).toBe('tokens');
    expect(await value('tokens.reveal', { id, token: 'RefreshToken' })).toEqual(before);
    const out = await chain((await value('tokens.signOut', { id })).chainId);
    expect(out.status).toBe('done');
    expect(await value('tokens.list', {})).toEqual([]);
    expect([...keychainEntries().keys()].sort()).toEqual(keyOnly);
  });
});
