import { describe, expect, it, vi } from 'vitest';
import type { Chain } from '../../chain/model.ts';
import type { ExplainedCause } from '../../contract/explain.ts';
import { drivenHost, type DrivenHost } from '../testing/driven-host.ts';

/** A busy machine takes its time over keys. */
vi.setConfig({ testTimeout: 60_000 });

const ZEROS = 'A'.repeat(43);

async function causesOf(host: DrivenHost, chainId: string): Promise<readonly ExplainedCause[]> {
  const stepId = (await host.chain(chainId)).steps.at(-1)?.id ?? '';
  return (await host.value('step.explain', { chainId, stepId })).causes;
}
const foundOf = (causes: readonly ExplainedCause[]) =>
  causes.filter(({ verdict }) => verdict === 'in').map(({ id }) => id);

/** pia’s sign-in as far as WEB_AUTHN. */
async function toThePasskey(host: DrivenHost): Promise<string> {
  const chainId = await host.begin('pia');
  await host.answer(chainId, { ANSWER: 'WEB_AUTHN' });
  return chainId;
}

/** A credential as the console makes it, changed: what another authenticator’s would be. */
async function pasted(host: DrivenHost, change: (credential: Shape) => unknown): Promise<string> {
  const first = await toThePasskey(host);
  const done = await host.answer(first, {});
  const stepId = done.steps.at(-1)?.id ?? '';
  const { value } = await host.value('secret.reveal', {
    ...{ chainId: first, stepId, side: 'request' as const },
    pointer: '/ChallengeResponses/CREDENTIAL',
  });
  const changed = change(JSON.parse(value) as Shape);
  return typeof changed === 'string' ? changed : JSON.stringify(changed);
}
interface Shape {
  readonly response: Readonly<Record<string, string>>;
}

describe('a refused passkey', () => {
  it.each([
    [
      'passkey-origin',
      { PASSKEY_ORIGIN: 'https://elsewhere.example' },
      'origin is https://elsewhere.example.',
    ],
    ['passkey-relying-party', { PASSKEY_RP_ID: 'elsewhere.example' }, 'the hash of elsewhere.example.'],
    ['passkey-challenge', { PASSKEY_CHALLENGE: ZEROS }, 'that of no options in this run'],
    ['passkey-flags', { PASSKEY_FLAGS: 'UV' }, 'UP, the user’s presence, is off'],
    ['passkey-flags', { PASSKEY_FLAGS: 'UP UV BS' }, 'BS'],
    ['passkey-user-handle', { PASSKEY_USER_HANDLE: 'bm9ib2R5' }, 'not that of this user'],
    ['passkey-type', { PASSKEY_TYPE: 'webauthn.create' }, 'webauthn.get has to stand'],
  ])('%s is told from the bytes alone, and signed anew to tokens', async (id, bends, words) => {
    const host = await drivenHost();
    const chainId = await toThePasskey(host);
    const refused = await host.answer(chainId, bends);
    expect(refused.steps.at(-1)?.outcome).toMatchObject({ message: 'Invalid passkey assertion.' });
    const causes = await causesOf(host, chainId);
    expect(foundOf(causes)).toEqual([id]);
    expect(causes[0]?.because).toContain(words);
    expect(causes[0]?.fix?.changes).toMatchObject([{ key: 'CREDENTIAL', afterFrom: expect.any(String) }]);
    expect((await fixed(host, chainId, id)).status).toBe('tokens');
  });

  it('with a counter that went back is told by the one accepted before', async () => {
    const host = await drivenHost();
    const before = await toThePasskey(host);
    expect((await host.answer(before, { PASSKEY_COUNTER: '9' })).status).toBe('tokens');
    const chainId = await toThePasskey(host);
    await host.answer(chainId, { PASSKEY_COUNTER: '9' });
    const [cause] = await causesOf(host, chainId);
    expect(cause).toMatchObject({ id: 'passkey-counter', verdict: 'in' });
    expect(cause?.because).toBe('signCount is 9, and 9 was accepted before: it may only grow.');
  });

  it.each([
    [
      'passkey-signature',
      (credential: Shape) => {
        const { signature = '' } = credential.response;
        const other = `${signature.slice(0, -4)}${signature.at(-4) === 'A' ? 'B' : 'A'}${signature.slice(-3)}`;
        return { ...credential, response: { ...credential.response, signature: other } };
      },
    ],
    ['passkey-not-listed', (credential: Shape) => ({ ...credential, id: ZEROS, rawId: ZEROS })],
    ['passkey-challenge', (credential: Shape) => credential],
  ] as const)('%s is told of one that was pasted', async (id, change) => {
    const host = await drivenHost();
    const CREDENTIAL = await pasted(host, change);
    const chainId = await toThePasskey(host);
    await host.answer(chainId, { CREDENTIAL });
    const causes = await causesOf(host, chainId);
    expect(foundOf(causes)).toContain(id);
    // What was signed for an earlier sign-in says so.
    expect(causes.find((cause) => cause.id === 'passkey-challenge')?.because).toMatch(
      /that of step \d of another chain: each is good for one answer/,
    );
    expect((await fixed(host, chainId, id)).status).toBe('tokens');
  });

  it('that is no credential is told by what is missing in it', async () => {
    const host = await drivenHost();
    const CREDENTIAL = await pasted(host, (credential) => ({
      ...credential,
      response: { ...credential.response, signature: '' },
    }));
    const chainId = await toThePasskey(host);
    const refused = await host.answer(chainId, { CREDENTIAL });
    expect(refused.steps.at(-1)?.outcome).toMatchObject({ code: 'InvalidParameterException' });
    const causes = await causesOf(host, chainId);
    expect(foundOf(causes)).toEqual(['passkey-unreadable']);
    expect(causes[0]?.because).toBe('The credential can’t be read: signature is missing.');
  });
});

async function fixed(host: DrivenHost, chainId: string, cause: string): Promise<Chain> {
  const stepId = (await host.chain(chainId)).steps.at(-1)?.id ?? '';
  await host.value('step.fixAndResend', { chainId, stepId, cause });
  return host.chain(chainId);
}

/** pia with tokens, and what begins and completes a registration with them. */
async function registering() {
  const host = await drivenHost();
  const chainId = await host.begin('pia');
  const signedIn = await host.answer(chainId, { ANSWER: 'PASSWORD' });
  const parentId = signedIn.steps.at(-1)?.id ?? '';
  const operate = async (operation: string, inputs: Record<string, string> = {}) => {
    await host.value('chain.operate', { chainId, parentId, operation, inputs, keep: false });
    return (await host.chain(chainId)).steps.at(-1);
  };
  return { host, chainId, operate };
}

describe('a passkey that could not be registered', () => {
  it.each([
    [
      'WebAuthnOriginNotAllowedException',
      'passkey-origin',
      { PASSKEY_ORIGIN: 'https://elsewhere.example' },
      'The relying party is localhost',
    ],
    [
      'WebAuthnRelyingPartyMismatchException',
      'passkey-relying-party',
      { PASSKEY_RP_ID: 'elsewhere.example' },
      'the hash of another name',
    ],
    [
      'WebAuthnCredentialNotSupportedException',
      'passkey-algorithm',
      { PASSKEY_ALGORITHM: 'EdDSA' },
      'EdDSA (-8). Asked for: ES256 (-7), RS256 (-257)',
    ],
    [
      'WebAuthnChallengeNotFoundException',
      'passkey-challenge',
      { PASSKEY_CHALLENGE: ZEROS },
      'that of no options in this run',
    ],
  ] as const)('%s is told by the credential', async (code, id, bends, words) => {
    const { host, chainId, operate } = await registering();
    await operate('StartWebAuthnRegistration');
    const refused = await operate('CompleteWebAuthnRegistration', bends);
    expect(refused?.outcome).toMatchObject({ code });
    const causes = await causesOf(host, chainId);
    expect(foundOf(causes)).toEqual([id]);
    expect(causes[0]?.because).toContain(words);
    expect(causes[0]?.fix).toMatchObject({ how: 'again' });
    expect((await fixed(host, chainId, id)).steps.at(-1)).toMatchObject({
      ...{ operation: 'CompleteWebAuthnRegistration', outcome: { kind: 'done' } },
    });
  });

  it('is mended by one of the console’s own where another’s credential was pasted', async () => {
    const { host, chainId, operate } = await registering();
    await operate('StartWebAuthnRegistration');
    await operate('CompleteWebAuthnRegistration', { PASSKEY_ORIGIN: 'https://elsewhere.example' });
    const refused = (await host.chain(chainId)).steps.at(-1);
    const { value: Credential } = await host.value('secret.reveal', {
      ...{ chainId, stepId: refused?.id ?? '', side: 'request' as const, pointer: '/Credential' },
    });
    const again = await operate('CompleteWebAuthnRegistration', { Credential });
    expect(again?.outcome).toMatchObject({ code: 'WebAuthnOriginNotAllowedException' });
    expect((await causesOf(host, chainId))[0]).toMatchObject({
      ...{ id: 'passkey-origin', verdict: 'in' },
      fix: { how: 'again' },
    });
    expect((await fixed(host, chainId, 'passkey-origin')).steps.at(-1)?.outcome).toEqual({ kind: 'done' });
  });

  it('after it was completed is told by which step, after three minutes by its age', async () => {
    const { host, chainId, operate } = await registering();
    await operate('StartWebAuthnRegistration');
    await operate('CompleteWebAuthnRegistration');
    const again = await operate('CompleteWebAuthnRegistration', { PASSKEY_COUNTER: '3' });
    expect(again?.outcome).toMatchObject({ code: 'WebAuthnChallengeNotFoundException' });
    const [over] = await causesOf(host, chainId);
    expect(over).toMatchObject({ id: 'registration-over', verdict: 'in' });
    expect(over?.because).toMatch(/^Step \d completed it: each is good for one passkey\.$/);

    await operate('StartWebAuthnRegistration');
    await host.value('sandbox.changeClock', { advanceSeconds: 200 });
    await operate('CompleteWebAuthnRegistration');
    const [old] = await causesOf(host, chainId);
    expect(old).toMatchObject({ id: 'registration-too-old', verdict: 'in' });
    expect(old?.because).toContain('3 min 20 s old');
  });

  it('because another was begun with other tokens is told by which', async () => {
    const { host, chainId, operate } = await registering();
    await operate('StartWebAuthnRegistration');
    const other = await host.begin('pia');
    const tokens = await host.answer(other, { ANSWER: 'PASSWORD' });
    await host.value('chain.operate', {
      ...{ chainId: other, parentId: tokens.steps.at(-1)?.id ?? '', inputs: {} },
      operation: 'StartWebAuthnRegistration',
    });
    await host.chain(other);
    await operate('CompleteWebAuthnRegistration');
    const [cause] = await causesOf(host, chainId);
    expect(cause).toMatchObject({ id: 'registration-over', verdict: 'in' });
    expect(cause?.because).toMatch(/step \d of another chain began another\.$/);
  });
});
