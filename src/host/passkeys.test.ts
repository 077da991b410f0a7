import { verifyRegistrationResponse } from '@simplewebauthn/server';
import { describe, expect, it, vi } from 'vitest';
import { chainOf } from '../chain/model.ts';
import type { CommandInput, CommandName, CommandOutput } from '../contract.ts';
import { register, signIn } from './passkey.ts';
import { createPasskey } from '../crypto/webauthn/passkey.ts';
import { readCredential } from '../chain/credential.ts';
import { testHost } from './testing/test-host.ts';

/** A busy machine takes its time over keys and proofs. */
const PATIENCE = { timeout: 20_000, interval: 10 };
vi.setConfig({ testTimeout: 60_000 });

const POOL = 'eu-west-1_Pq2Kq8nVz';

async function started() {
  const { host, keychainEntries, clipboard } = await testHost();
  const ask = <N extends CommandName>(name: N, input: CommandInput<N>) => host.ask(name, input);
  const value = async <N extends CommandName>(name: N, input: CommandInput<N>) => {
    const result = await ask(name, input);
    if (!result.ok) throw new Error(`${name}: ${result.error.code} ${result.error.detail}`);
    return result.value as CommandOutput<N>;
  };
  const chain = async (chainId: string) => {
    const shown = chainOf(await value('chain.events', { chainId }));
    if (shown === undefined) throw new Error('no chain');
    return shown;
  };
  /** Waits until nothing is under way, and until what it taught is kept. */
  const settled = async (chainId: string) => {
    await vi.waitFor(async () => expect((await chain(chainId)).status).not.toBe('sending'), PATIENCE);
    await value('things.list', {});
    return chain(chainId);
  };
  const { users } = await value('sandbox.start', {});
  const pia = users.find(({ username }) => username === 'pia');
  if (pia === undefined) throw new Error(`no pia in ${POOL}`);
  const answer = async (chainId: string, inputs: Record<string, string>) => {
    const { pending } = await chain(chainId);
    await value('chain.answer', {
      chainId,
      parentId: pending?.stepId ?? '',
      answer: { name: pending?.name ?? '', inputs, responses: {}, members: {} },
    });
    return settled(chainId);
  };
  const begin = async () => {
    const { chainId } = await value('chain.startSeeded', { userPoolId: pia.userPoolId, username: 'pia' });
    await settled(chainId);
    return chainId;
  };
  const operate = async (
    chainId: string,
    parentId: string,
    operation: string,
    inputs = {},
    keep?: boolean,
  ) => {
    await value('chain.operate', {
      chainId,
      parentId,
      operation,
      inputs,
      ...(keep === undefined ? {} : { keep }),
    });
    return (await settled(chainId)).steps.at(-1);
  };
  return { ask, value, begin, answer, operate, keychainEntries, clipboard };
}

describe('a passkey of the software authenticator', () => {
  it('is registered with the tokens, kept, and signs in in place of the seeded one', async () => {
    const { ask, value, begin, answer, operate, keychainEntries, clipboard } = await started();
    const chainId = await begin();
    const signedIn = await answer(chainId, { ANSWER: 'PASSWORD' });
    expect(signedIn.status).toBe('tokens');
    const parentId = signedIn.steps.at(-1)?.id ?? '';
    const early = await ask('chain.operate', {
      chainId,
      parentId,
      operation: 'CompleteWebAuthnRegistration',
      inputs: {},
    });
    expect(early).toMatchObject({ error: { code: 'REGISTRATION_MISSING' } });

    await operate(chainId, parentId, 'StartWebAuthnRegistration');
    const inputs = { PASSKEY_COUNTER: '7' };
    const shown = await value('things.ceremony', { chainId, parentId, inputs });
    const refused = await operate(chainId, parentId, 'CompleteWebAuthnRegistration', {
      PASSKEY_ORIGIN: 'https://elsewhere.example',
    });
    expect(refused?.outcome).toMatchObject({ code: 'WebAuthnOriginNotAllowedException' });
    expect(await value('things.list', {})).toEqual([]);
    const done = await operate(chainId, parentId, 'CompleteWebAuthnRegistration', inputs);
    expect(done?.outcome).toEqual({ kind: 'done' });
    // What was shown before is what was sent: the same key, the same bends.
    expect(done?.request.body.secrets.find(({ credential }) => credential)?.credential).toEqual(
      shown.credential,
    );

    const [thing] = await value('things.list', {});
    expect(thing).toMatchObject({ kind: 'passkey', username: 'pia', counter: 7, rpId: 'localhost' });
    const id = thing?.id ?? '';
    expect(await ask('things.reveal', { id })).toMatchObject({ error: { code: 'REVEAL_REFUSED' } });
    await value('things.copy', { id });
    const { privateKey } = JSON.parse(clipboard()) as { privateKey: string };
    expect([...keychainEntries().values()].join()).toContain(privateKey);
    expect(
      JSON.stringify([await value('things.list', {}), await value('chain.events', { chainId })]),
    ).not.toContain(privateKey);

    const next = await begin();
    await answer(next, { ANSWER: 'WEB_AUTHN' });
    expect(await value('chain.remembered', { chainId: next })).toContainEqual(
      expect.objectContaining({ key: 'PASSKEY', thing: thing?.id }),
    );
    expect((await answer(next, {})).status).toBe('tokens');
    await expect
      .poll(async () => (await value('things.list', {}))[0], PATIENCE)
      .toMatchObject({ counter: 8, lastUsedAt: expect.any(Number) });
  });

  it('is not kept when that is not wanted', async () => {
    const { value, begin, answer, operate } = await started();
    const chainId = await begin();
    const parentId = (await answer(chainId, { ANSWER: 'PASSWORD' })).steps.at(-1)?.id ?? '';
    await operate(chainId, parentId, 'StartWebAuthnRegistration');
    const done = await operate(chainId, parentId, 'CompleteWebAuthnRegistration', {}, false);
    expect(done?.outcome).toEqual({ kind: 'done' });
    expect(await value('things.list', {})).toEqual([]);
  });

  it('goes with the sandbox’s other changes when that is reset', async () => {
    const { value, begin, answer, operate } = await started();
    const chainId = await begin();
    const parentId = (await answer(chainId, { ANSWER: 'PASSWORD' })).steps.at(-1)?.id ?? '';
    await operate(chainId, parentId, 'StartWebAuthnRegistration');
    await operate(chainId, parentId, 'CompleteWebAuthnRegistration');
    await value('things.addTotp', { name: '', username: 'pia', seed: 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU' });
    await value('sandbox.reset', {});
    expect((await value('things.list', {})).map(({ kind }) => kind)).toEqual(['totp']);
  });
});

describe('a bent ceremony', () => {
  const counting = (n: number) => new Uint8Array(n).fill(3);
  const own = createPasskey({ rpId: 'auth.example.com', userHandle: 'c3Vi' }, counting);
  const options = { challenge: 'dGVzdA', rp: { id: 'auth.example.com' }, user: { id: 'c3Vi' } };
  const said = (bends: Record<string, string>) =>
    readCredential(signIn({ passkey: JSON.stringify(own), options: '{"challenge":"dGVzdA"}', bends }));

  it.each([
    [{ PASSKEY_ORIGIN: 'https://x.example' }, { clientDataJSON: { origin: 'https://x.example' } }],
    [{ PASSKEY_TYPE: 'webauthn.create' }, { clientDataJSON: { type: 'webauthn.create' } }],
    [{ PASSKEY_CHALLENGE: 'AAAA' }, { clientDataJSON: { challenge: 'AAAA' } }],
    [{ PASSKEY_CROSS_ORIGIN: 'true' }, { clientDataJSON: { crossOrigin: true } }],
    [{ PASSKEY_FLAGS: 'up be bs' }, { authenticatorData: { flags: 'UP BE BS' } }],
    [{ PASSKEY_FLAGS: 'none' }, { authenticatorData: { flags: '' } }],
    [{ PASSKEY_FLAGS: '0x45' }, { authenticatorData: { flags: 'UP UV AT' } }],
    [{ PASSKEY_FLAGS: 'UP,AT' }, { authenticatorData: { flags: 'UP AT' } }],
    [{ PASSKEY_COUNTER: '4294967295' }, { authenticatorData: { signCount: 4_294_967_295 } }],
    [{ PASSKEY_USER_HANDLE: 'bm8' }, { userHandle: 'bm8' }],
    [{ PASSKEY_COUNTER: '' }, { authenticatorData: { signCount: 0 } }],
  ])('%j says so', (bends, expected) => {
    expect(said(bends as Record<string, string>)).toMatchObject(expected);
  });

  it.each([
    [{ PASSKEY_COUNTER: '-1' }, 'PASSKEY_COUNTER'],
    [{ PASSKEY_COUNTER: '4294967296' }, 'PASSKEY_COUNTER'],
    [{ PASSKEY_FLAGS: 'UP XY' }, 'PASSKEY_FLAGS'],
  ])('%j is refused at its field', (bends, field) => {
    expect(() => said(bends as Record<string, string>)).toThrow(
      expect.objectContaining({ code: 'PASSKEY_CEREMONY_INVALID', field }),
    );
  });

  it('of a registration holds before another implementation, or not, by what is bent', async () => {
    const verify = (bends: Record<string, string>) =>
      verifyRegistrationResponse({
        response: JSON.parse(register(own, options, bends)),
        expectedChallenge: options.challenge,
        expectedOrigin: 'https://auth.example.com',
        expectedRPID: 'auth.example.com',
      });
    const { registrationInfo } = await verify({ PASSKEY_FLAGS: 'UP UV BE BS', PASSKEY_COUNTER: '5' });
    expect(registrationInfo).toMatchObject({
      credential: { id: own.id, counter: 5 },
      credentialDeviceType: 'multiDevice',
      credentialBackedUp: true,
      userVerified: true,
    });
    await expect(verify({ PASSKEY_FLAGS: 'UP UV BS' })).rejects.toThrow();
    await expect(verify({ PASSKEY_RP_ID: 'x.example' })).rejects.toThrow(/RP ID/);
    await expect(verify({ PASSKEY_ORIGIN: 'https://x.example' })).rejects.toThrow(/origin/);
  });
});
