import { describe, expect, it } from 'vitest';
import { chainOf, type Chain } from '../chain/model.ts';
import type { Answer, CommandInput, CommandName, CommandOutput, HostEvent } from '../contract.ts';
import type { HttpRequest } from './ports.ts';
import { testHost } from './testing/test-host.ts';

/** A host with a seeded chain that waits for its second answer, and every request that went out. */
async function waiting(username: string) {
  const { host, clock, ports, clipboard } = await testHost();
  const sent: HttpRequest[] = [];
  const { send } = ports.http;
  Object.assign(ports.http, {
    send: (request: HttpRequest) => (sent.push(request), send.call(ports.http, request)),
  });
  const events: HostEvent[] = [];
  host.listen((event) => events.push(event));
  const value = async <N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> => {
    const result = await host.ask(name, input);
    if (!result.ok)
      throw new Error(`${result.error.code} ${result.error.field ?? ''}: ${result.error.detail}`);
    return result.value as CommandOutput<N>;
  };
  const chain = async (): Promise<Chain> => {
    for (;;) {
      const shown = chainOf(await value('chain.events', { chainId }));
      if (shown && shown.status !== 'sending') return shown;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const { users } = await value('sandbox.start', {});
  const user = users.find((seeded) => seeded.username === username);
  const { chainId } = await value('chain.startSeeded', { userPoolId: user?.userPoolId ?? '', username });
  const { pending, target } = await chain();
  const place = { chainId, parentId: pending?.stepId ?? '' };
  const plain: Answer = { name: pending?.name ?? '', inputs: {}, responses: {}, members: {} };
  const preview = (changes: Partial<Answer> = {}) =>
    value('request.preview', { targetId: target.id, ...place, answer: { ...plain, ...changes } });
  const answer = async (changes: Partial<Answer> = {}) => {
    await value('chain.answer', { ...place, answer: { ...plain, ...changes } });
    return (await chain()).steps.at(-1);
  };
  const text = () => new TextDecoder().decode(sent.at(-1)?.body);
  const responses = () =>
    (JSON.parse(text()) as { ChallengeResponses: Record<string, string> }).ChallengeResponses;
  return { value, chain, preview, answer, sent, text, responses, clock, clipboard, events, chainId, user };
}

describe('headers', () => {
  it('are sent as changed, noted on the step, and refused by name where they can’t travel', async () => {
    const { answer, preview, sent, value, clipboard, chainId } = await waiting('ann');
    const headers = {
      'X-Amz-Target': 'AWSCognitoIdentityProviderService.GetUser',
      Authorization: 'Bearer s3cret-token',
    };
    const shown = await preview({ headers });
    expect(shown.headers).toEqual([
      { name: 'Host', value: '127.0.0.1:9', by: 'transport' },
      { name: 'Content-Type', value: 'application/x-amz-json-1.1', by: 'computed' },
      { name: 'X-Amz-Target', value: 'AWSCognitoIdentityProviderService.GetUser', by: 'typed' },
      { name: 'Authorization', value: '••••••', by: 'typed' },
      { name: 'Content-Length', value: String(shown.bytes), by: 'transport' },
      { name: 'Connection', value: 'close', by: 'transport' },
    ]);
    expect(shown.requestLine).toBe('POST / HTTP/1.1');
    expect(shown.differences).toEqual([
      {
        header: 'X-Amz-Target',
        kind: 'changed',
        computed: 'AWSCognitoIdentityProviderService.RespondToAuthChallenge',
      },
      { header: 'Authorization', kind: 'added' },
    ]);

    const step = await answer({ headers });
    expect(step?.overridden).toEqual(['header:X-Amz-Target', 'header:Authorization']);
    expect(sent.at(-1)?.headers).toContainEqual(['Authorization', 'Bearer s3cret-token']);
    expect(JSON.stringify(await value('chain.events', { chainId }))).not.toContain('s3cret-token');
    const copied = (secrets: 'masked' | 'revealed') =>
      value('step.copyAs', { chainId, stepId: step?.id ?? '', format: 'curl', secrets });
    expect((await copied('masked')).text).toContain(`'Authorization: '"$AUTHORIZATION"`);
    await copied('revealed');
    expect(clipboard()).toContain("export AUTHORIZATION='Bearer s3cret-token'");

    const before = sent.length;
    await expect(answer({ headers: { Host: 'elsewhere' } })).rejects.toThrow('HEADER_RESERVED header:Host');
    expect(sent).toHaveLength(before);
    expect((await preview({ headers: { Host: 'elsewhere' } })).faults).toMatchObject([
      { code: 'HEADER_RESERVED', field: 'header:Host' },
    ]);
  });
});

describe('a frozen value', () => {
  it('is the same in every send, signed as such, and fresh again once it is computed', async () => {
    const { answer, preview, responses, clock } = await waiting('ann');
    const frozen = { '/ChallengeResponses/TIMESTAMP': 'f1' };
    const shown = await preview({ frozen });
    const kept = shown.computed.find(({ key }) => key === 'TIMESTAMP');
    expect(kept).toMatchObject({ frozenSince: clock.now(), overridden: true });
    expect(shown.differences).toEqual([]);

    clock.move(12_000);
    const later = await preview({ frozen });
    expect(later.computed.find(({ key }) => key === 'TIMESTAMP')).toEqual(kept);
    expect(later.differences).toMatchObject([
      { pointer: '/ChallengeResponses/PASSWORD_CLAIM_SIGNATURE', kind: 'changed' },
      { pointer: '/ChallengeResponses/TIMESTAMP', kind: 'changed' },
    ]);
    const inputs = { PASSWORD: 'wrong-Passw0rd' };
    const first = await answer({ frozen, inputs });
    const signature = responses()['PASSWORD_CLAIM_SIGNATURE'];
    expect(responses()['TIMESTAMP']).toBe(kept?.value);
    expect(first?.overridden).toEqual(['TIMESTAMP']);
    clock.move(5_000);
    await answer({ frozen, inputs });
    expect(responses()['TIMESTAMP']).toBe(kept?.value);
    expect(responses()['PASSWORD_CLAIM_SIGNATURE']).toBe(signature);
    await answer({ inputs });
    expect(responses()['TIMESTAMP']).not.toBe(kept?.value);
    // The name of another wish takes the value of now.
    await answer({ inputs, frozen: { '/ChallengeResponses/TIMESTAMP': 'f2' } });
    expect(responses()['TIMESTAMP']).not.toBe(kept?.value);
  });

  it('never passes through the page when it is secret, and gives way to what is typed', async () => {
    const { answer, preview, responses, clock, events } = await waiting('ann');
    const frozen = { '/ChallengeResponses/PASSWORD_CLAIM_SIGNATURE': 'f1', '/ClientId': 'f2' };
    const shown = await preview({ frozen });
    const kept = shown.computed.find(({ key }) => key === 'PASSWORD_CLAIM_SIGNATURE');
    expect(kept).toMatchObject({
      value: expect.stringMatching(/^.{4}… 44 chars$/),
      frozenSince: clock.now(),
    });
    clock.move(2_000);
    await answer({ frozen, inputs: { PASSWORD: 'wrong-Passw0rd' } });
    const signature = responses()['PASSWORD_CLAIM_SIGNATURE'] ?? '';
    expect(signature.slice(0, 4)).toBe(kept?.value.slice(0, 4));
    expect(JSON.stringify([events, shown])).not.toContain(signature);
    await answer({ frozen, responses: { PASSWORD_CLAIM_SIGNATURE: 'typed' } });
    expect(responses()['PASSWORD_CLAIM_SIGNATURE']).toBe('typed');
  });

  it('keeps the exchange of an SRP_A, so that its proof still holds', async () => {
    const { host, clock } = await testHost();
    const ask = async <N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> => {
      const result = await host.ask(name, input);
      if (!result.ok) throw new Error(result.error.detail);
      return result.value as CommandOutput<N>;
    };
    const { users } = await ask('sandbox.start', {});
    const user = users.find(({ username }) => username === 'ann');
    const target = (await ask('targets.list', {})).find(({ clientId }) => clientId === user?.clientId);
    const answer: Answer = {
      name: 'USER_SRP_AUTH',
      inputs: { USERNAME: 'ann', PASSWORD: user?.password ?? '' },
      responses: {},
      members: {},
      frozen: { '/AuthParameters/SRP_A': 'f1' },
    };
    const sentA: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      const { chainId } = await ask('chain.start', { targetId: target?.id ?? '', answer });
      const shown = async () => {
        for (;;) {
          const chain = chainOf(await ask('chain.events', { chainId }));
          if (chain && chain.status !== 'sending') return chain;
          await new Promise((resolve) => setImmediate(resolve));
        }
      };
      const { pending, steps } = await shown();
      sentA.push(JSON.parse(steps[0]?.request.body.text ?? '{}').AuthParameters.SRP_A);
      const proof: Answer = { name: 'PASSWORD_VERIFIER', inputs: {}, responses: {}, members: {} };
      await ask('chain.answer', { chainId, parentId: pending?.stepId ?? '', answer: proof });
      expect((await shown()).pending?.name).toBe('SOFTWARE_TOKEN_MFA');
      clock.move(1_000);
    }
    expect(sentA[1]).toBe(sentA[0]);
  });
});

describe('the preview', () => {
  it('is the text that is sent but for masks, with its bytes and what differs from the computed request', async () => {
    const { preview, answer, text } = await waiting('ann');
    const changes = {
      responses: { TIMESTAMP: 'Wed Sep 9 09:05:07 UTC 2026', EXTRA: 'é', PASSWORD_CLAIM_SECRET_BLOCK: null },
    };
    const shown = await preview(changes);
    expect(shown.differences).toMatchObject([
      { pointer: '/ChallengeResponses/TIMESTAMP', kind: 'changed', computed: 'Tue Sep 8 09:05:07 UTC 2026' },
      { pointer: '/ChallengeResponses/EXTRA', kind: 'added' },
      {
        pointer: '/ChallengeResponses/PASSWORD_CLAIM_SECRET_BLOCK',
        kind: 'removed',
        computed: expect.stringMatching(/chars$/),
      },
    ]);
    const step = await answer(changes);
    expect(step?.request.body.text).toBe(shown.text);
    expect(step?.request.body.bytes).toBe(shown.bytes);
    expect(new TextEncoder().encode(text()).length).toBe(shown.bytes);
  });
});

describe('a raw body', () => {
  it('is sent as typed with the real values behind its masks, and shown without them', async () => {
    const { preview, answer, text, user, events, value, chainId } = await waiting('ann');
    const shown = await preview();
    const typed = `${shown.text.slice(0, -1)},}`;
    const raw = await preview({ rawBody: typed });
    expect(raw.warnings).toMatchObject([{ code: 'BODY_NOT_JSON', detail: expect.stringMatching(/comma/) }]);
    expect(raw.differences).toEqual([{ pointer: '', kind: 'changed' }]);
    expect(raw.computedBody).toMatchObject({ ChallengeName: 'PASSWORD_VERIFIER' });

    const step = await answer({ rawBody: typed });
    const { ChallengeResponses } = JSON.parse(`${text().slice(0, -2)}}`) as {
      ChallengeResponses: Record<string, string>;
    };
    const signature = ChallengeResponses['PASSWORD_CLAIM_SIGNATURE'] ?? '';
    expect(signature).toMatch(/^[\w+/=]{44}$/);
    expect(text()).toHaveLength(raw.bytes);
    expect(step).toMatchObject({
      overridden: ['raw body'],
      outcome: { kind: 'error', code: 'SerializationException' },
    });
    const told = JSON.stringify([events, raw, await value('chain.events', { chainId })]);
    expect(told).not.toContain(signature);
    expect(told).not.toContain(user?.password);
    await expect(
      value('step.copyAs', { chainId, stepId: step?.id ?? '', format: 'aws-cli', secrets: 'masked' }),
    ).rejects.toThrow('BODY_NOT_JSON');
  });

  it('goes on with the chain when it is what would have been sent', async () => {
    const { preview, answer, chain } = await waiting('ann');
    const { text } = await preview();
    await answer({ rawBody: ` ${text}\n` });
    expect((await chain()).pending?.name).toBe('SOFTWARE_TOKEN_MFA');
  });
});
