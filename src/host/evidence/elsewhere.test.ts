import { describe, expect, it } from 'vitest';
import { chainOf, type Chain } from '../../chain/model.ts';
import type { ChainEvent } from '../../chain/event.ts';
import type { Adoptable, PasteKept, PasteView, Reproducible, Reproduction } from '../../contract/adopt.ts';
import type { SandboxInfo } from '../../contract.ts';
import type { Exchange } from '../../evidence/exchange.ts';
import { debugText } from '../../evidence/paste/testing/debug-text.ts';
import type { Verdict } from '../../evidence/verdict.ts';
import { totpCode } from '../../crypto/totp.ts';
import type { JsonObject } from '../../json.ts';
import { testHost } from '../testing/test-host.ts';

const ENDPOINT = 'http://127.0.0.1:9/';

/** A host, and a client beside it that talks to the same sandbox as an app elsewhere would. */
async function scene() {
  const test = await testHost();
  const { host, ports, clock } = test;
  const ask = async <T>(name: string, input: unknown): Promise<T> => {
    const result = await host.ask(name, input);
    if (!result.ok) throw Object.assign(new Error(result.error.detail), result.error);
    return result.value as T;
  };
  const { users } = await ask<SandboxInfo>('sandbox.start', {});
  const ann = users.find(({ username }) => username === 'ann');
  if (ann === undefined) throw new Error('no ann');
  const heard: Exchange[] = [];

  async function call(operation: string, body: JsonObject): Promise<JsonObject> {
    clock.move(1_000);
    const sentAt = clock.now();
    const headers = [
      ['Content-Type', 'application/x-amz-json-1.1'],
      ['X-Amz-Target', `AWSCognitoIdentityProviderService.${operation}`],
    ] as const;
    const text = JSON.stringify(body);
    const http = await ports.http.send({
      method: 'POST',
      url: ENDPOINT,
      headers,
      body: new TextEncoder().encode(text),
      timeoutMs: 1_000,
      maxBytes: 1_000_000,
    });
    if (!http.ok) throw new Error(http.detail);
    const answer = new TextDecoder().decode(http.body);
    heard.push({
      operation,
      sentAt,
      timing: { total: 5 },
      request: { method: 'POST', url: ENDPOINT, headers, text },
      response: { status: http.status, statusText: '', headers: http.headers, text: answer },
      holes: [],
      place: '',
    });
    return JSON.parse(answer) as JsonObject;
  }
  /** Ann signs in elsewhere, up to her second factor. */
  const begin = (password = ann.password, USERNAME = 'ann') =>
    call('InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: ann.clientId,
      AuthParameters: { USERNAME, PASSWORD: password },
    });
  const code = (Session: unknown, SOFTWARE_TOKEN_MFA_CODE: string) =>
    call('RespondToAuthChallenge', {
      ChallengeName: 'SOFTWARE_TOKEN_MFA',
      ClientId: ann.clientId,
      Session: Session as string,
      ChallengeResponses: { USERNAME: 'ann', SOFTWARE_TOKEN_MFA_CODE },
    });
  const chain = async (chainId: string): Promise<Chain> => {
    const shown = chainOf(await ask<ChainEvent[]>('chain.events', { chainId }));
    if (shown === undefined) throw new Error('no chain');
    return shown;
  };
  const keep = async (): Promise<string> => {
    const kept = await ask<PasteKept>('paste.keep', { text: debugText(heard) });
    if (!('chainId' in kept)) throw new Error(kept.explanation.code);
    return kept.chainId;
  };
  const reproduce = async (chainId: string, more: object = {}): Promise<string> => {
    const begun = await ask<Reproduction>('chain.reproduce', { chainId, targetId, ...more });
    if (!('chainId' in begun)) throw new Error('it was asked for first');
    return begun.chainId;
  };
  const verdict = (chainId: string) => ask<Verdict>('reproduction.verdict', { chainId });
  const settled = async (chainId: string): Promise<Verdict> => {
    await expect.poll(async () => (await verdict(chainId)).kind).not.toBe('running');
    return verdict(chainId);
  };
  const targetId = `sandbox:${ann.clientId}`;
  return { ...test, ask, ann, begin, code, chain, keep, reproduce, verdict, settled, targetId, heard, call };
}

describe('a pasted text', () => {
  it('is shown masked and leaves nothing behind', async () => {
    const { ask, begin, ann, heard } = await scene();
    await begin();
    const view = await ask<PasteView>('paste.read', { text: debugText(heard) });
    expect(view).toMatchObject({ kind: 'exchanges', form: 'AWS CLI debug output' });
    expect(JSON.stringify(view)).not.toContain(ann.password);
    expect(view.kind === 'exchanges' && chainOf(view.chains[0] ?? [])).toMatchObject({
      username: 'ann',
      readOnly: true,
      imported: { kind: 'paste', name: 'AWS CLI debug output' },
    });
    expect(await ask('chains.list', {})).toEqual([]);
  });

  it('that words an error is told, no secret in it; any other is refused', async () => {
    const { ask } = await scene();
    const text =
      'NotAuthorizedException: Password eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl is wrong';
    const kept = await ask('paste.keep', { text });
    expect(kept).toMatchObject({
      explanation: {
        code: 'NotAuthorizedException',
        message: expect.stringMatching(/^Password .* is wrong$/) as string,
      },
    });
    expect(JSON.stringify(kept)).not.toContain('c2lnbmF0dXJl');
    expect(JSON.stringify(await ask('paste.read', { text }))).not.toContain('c2lnbmF0dXJl');
    await expect(ask('paste.keep', { text: 'hello' })).rejects.toMatchObject({ code: 'PASTE_UNREADABLE' });
  });

  it('becomes a chain that is read-only', async () => {
    const { ask, begin, keep, chain } = await scene();
    await begin();
    const chainId = await keep();
    const [step] = (await chain(chainId)).steps;
    const answer = { name: 'SOFTWARE_TOKEN_MFA', inputs: {}, responses: {}, members: {} };
    await expect(ask('chain.answer', { chainId, parentId: step?.id, answer })).rejects.toMatchObject({
      code: 'CHAIN_READ_ONLY',
    });
  });
});

describe('a text that is pasted twice', () => {
  const curl = (password: string, username = 'ann') =>
    `curl 'http://127.0.0.1:9/' -H 'X-Amz-Target: AWSCognitoIdentityProviderService.InitiateAuth' --data-raw '${JSON.stringify(
      {
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: 'c',
        AuthParameters: { USERNAME: username, PASSWORD: password },
      },
    )}'`;
  const chainIn = (kept: PasteKept) => ('chainId' in kept ? kept.chainId : '');

  it('is the chain that is here, at whatever time and from whichever shell, until another is asked for', async () => {
    const { ask, clock } = await scene();
    const text = curl('Correct-horse-1');
    const first = await ask<PasteKept>('paste.keep', { text });
    expect(first).toMatchObject({ here: [] });
    clock.move(86_400_000);
    const other = text.replace(/^curl ('\S+') /, 'curl --url $1 \\\n  ');
    expect(other).not.toBe(text);
    expect(await ask<PasteKept>('paste.keep', { text: other })).toEqual({ ...first, here: [chainIn(first)] });
    const at = clock.now() - 86_400_000;
    expect(await ask('paste.read', { text })).toMatchObject({ here: [{ chainId: chainIn(first), at }] });
    expect(await ask('chains.list', {})).toHaveLength(1);

    const again = await ask<PasteKept>('paste.keep', { text, again: true });
    expect(again).toMatchObject({ here: [] });
    expect(chainIn(again)).not.toBe(chainIn(first));
    expect(await ask('chains.list', {})).toHaveLength(2);
  });

  it('is another chain where what is masked, or who signs in, is another', async () => {
    const { ask } = await scene();
    await ask('paste.keep', { text: curl('Correct-horse-1') });
    for (const text of [curl('Correct-horse-2'), curl('Correct-horse-1', 'bob')]) {
      expect(await ask('paste.read', { text })).toMatchObject({ here: [null] });
      expect(await ask('paste.keep', { text })).toMatchObject({ here: [] });
    }
    expect(await ask('chains.list', {})).toHaveLength(3);
  });

  it('with the Date of its answer is as old as that, and another where its code is', async () => {
    const { ask, clock } = await scene();
    clock.move(600_000);
    const date = new Date(Math.floor(clock.now() / 1_000) * 1_000 - 300_000);
    const http = (code: string) =>
      `POST / HTTP/1.1\nHost: 127.0.0.1:9\nX-Amz-Target: AWSCognitoIdentityProviderService.RespondToAuthChallenge\n\n${JSON.stringify(
        {
          ChallengeName: 'SMS_MFA',
          ClientId: 'c',
          ChallengeResponses: { USERNAME: 'ann', SMS_MFA_CODE: code },
        },
      )}\n\nHTTP/1.1 200\nDate: ${date.toUTCString()}\n\n{"ChallengeName":"SOFTWARE_TOKEN_MFA","Session":"AYABeMadeUp"}`;
    const first = await ask<PasteKept>('paste.keep', { text: http('111111') });
    expect(await ask('chain.adoptable', { chainId: chainIn(first) })).toEqual({
      why: expect.stringContaining('ran out') as string,
    });
    expect(await ask('paste.keep', { text: http('111111') })).toEqual({ ...first, here: [chainIn(first)] });
    expect(await ask('paste.keep', { text: http('222222') })).toMatchObject({ here: [] });
  });

  it('of which the text says the time is looked for at that time', async () => {
    const { ask, begin, heard, clock } = await scene();
    await begin();
    const text = debugText(heard);
    const first = await ask<PasteKept>('paste.keep', { text });
    clock.move(1_000);
    expect(await ask<PasteKept>('paste.keep', { text })).toEqual({ ...first, here: [chainIn(first)] });
    const [one] = heard;
    if (one === undefined) throw new Error('nothing was heard');
    const later = debugText([{ ...one, sentAt: one.sentAt + 60_000 }]);
    expect(await ask('paste.keep', { text: later })).toMatchObject({ here: [] });
  });
});

describe('adopting', () => {
  it('goes on from the live Session, with what is known of the user here', async () => {
    const { ask, begin, keep, chain, targetId, clock } = await scene();
    await begin();
    const chainId = await keep();
    const before = await ask<Adoptable>('chain.adoptable', { chainId });
    expect(before).toMatchObject({ name: 'SOFTWARE_TOKEN_MFA', expiresAt: clock.now() + 180_005 });
    expect('targets' in before && before.targets[0]).toMatchObject({ id: targetId, fits: true });

    const { stepId } = await ask<{ stepId: string }>('chain.adopt', { chainId, targetId });
    const adopted = await chain(chainId);
    expect(adopted).toMatchObject({ readOnly: false, target: { id: targetId }, status: 'waiting' });
    const answer = { name: 'SOFTWARE_TOKEN_MFA', inputs: {}, responses: {}, members: {} };
    await ask('chain.answer', { chainId, parentId: stepId, answer });
    await expect.poll(async () => (await chain(chainId)).status).toBe('tokens');
    expect(await ask('chain.adoptable', { chainId })).toEqual({ why: 'This chain goes on here already.' });
    // Its first step is one of ours now: it can be run again.
    expect(await ask('chain.fork', { chainId, stepId: adopted.steps[0]?.id, kind: 'replay' })).toMatchObject({
      parentId: null,
      answer: { name: 'USER_PASSWORD_AUTH', inputs: { USERNAME: 'ann' } },
    });
  });

  it('is refused where nothing waits, for what it came to', async () => {
    const { ask, begin, keep, ann } = await scene();
    await begin('Not-the-password-1');
    expect(await ask('chain.adoptable', { chainId: await keep() })).toEqual({
      why: 'Nothing waits for an answer: the last one ended the sign-in with NotAuthorizedException.',
    });
    const unanswered = `curl 'http://127.0.0.1:9/' -H 'X-Amz-Target: AWSCognitoIdentityProviderService.InitiateAuth' --data-raw '{"AuthFlow":"USER_PASSWORD_AUTH","ClientId":"${ann.clientId}","AuthParameters":{"USERNAME":"ann"}}'`;
    const kept = await ask<{ chainId: string }>('paste.keep', { text: unanswered });
    expect(await ask('chain.adoptable', { chainId: kept.chainId })).toEqual({
      why: 'The source holds no answer to its last request. Reproduce the chain to see what comes.',
    });
  });

  it('is refused once the Session ran out, saying so', async () => {
    const { ask, begin, keep, clock, targetId } = await scene();
    await begin();
    const chainId = await keep();
    clock.move(180_005);
    expect(await ask('chain.adoptable', { chainId })).toEqual({
      why: 'The Session of SOFTWARE_TOKEN_MFA ran out: it was good for 3 minutes. Reproduce the chain instead.',
    });
    await expect(ask('chain.adopt', { chainId, targetId })).rejects.toMatchObject({
      code: 'ADOPT_IMPOSSIBLE',
    });
  });

  it('is refused where only the app knows the secret of SRP_A', async () => {
    const { ask, call, keep, ann } = await scene();
    await call('InitiateAuth', {
      AuthFlow: 'USER_SRP_AUTH',
      ClientId: ann.clientId,
      AuthParameters: { USERNAME: 'ann', SRP_A: 'ab'.repeat(384) },
    });
    expect(await ask('chain.adoptable', { chainId: await keep() })).toEqual({
      why: 'PASSWORD_VERIFIER is answered with the secret of SRP_A, which stayed in the app that made it. Reproduce the chain instead.',
    });
  });
});

describe('reproducing', () => {
  it('comes out the same: a wrong code, then the right one', async () => {
    const { begin, code, ann, keep, chain, reproduce, settled, clock } = await scene();
    const { Session } = await begin();
    await code(Session, '000000');
    await code(Session, totpCode(ann.totpSecret ?? '', clock.now() + 1_000));
    const source = await keep();
    // Its code is used up: the next one comes with the next step of time.
    clock.move(31_000);
    const chainId = await reproduce(source);
    expect(await settled(chainId)).toEqual({
      kind: 'same',
      because: 'All 3 steps came out as then. It ended in TOKENS both times.',
      done: 3,
      of: 3,
    });
    expect(await chain(chainId)).toMatchObject({ reproduces: source, readOnly: false, status: 'tokens' });
  });

  it('is different where the answers are, at which step and why', async () => {
    const { begin, keep, reproduce, settled, chain } = await scene();
    await begin('not the password');
    const source = await keep();
    const same = await settled(await reproduce(source));
    expect(same).toMatchObject({ kind: 'same', of: 1 });

    const chainId = await reproduce(source, { given: { PASSWORD: 'Correct-horse-1' } });
    expect(await settled(chainId)).toEqual({
      kind: 'different',
      because:
        'NotAuthorizedException then, SOFTWARE_TOKEN_MFA now: what was answered then was refused, what this console knows of the user is right here.',
      done: 0,
      of: 1,
      stepId: (await chain(chainId)).steps[0]?.id,
      number: 1,
      then: 'NotAuthorizedException',
      now: 'SOFTWARE_TOKEN_MFA',
    });
  });

  it('proves a password by SRP anew, and asks for one nobody knows by its name', async () => {
    const { ask, call, keep, ann, targetId, reproduce, settled, verdict, chain } = await scene();
    const asked = await call('InitiateAuth', {
      AuthFlow: 'USER_SRP_AUTH',
      ClientId: ann.clientId,
      AuthParameters: { USERNAME: 'nobody', SRP_A: 'ab'.repeat(384) },
    });
    const parameters = asked['ChallengeParameters'] as JsonObject;
    await call('RespondToAuthChallenge', {
      ChallengeName: 'PASSWORD_VERIFIER',
      ClientId: ann.clientId,
      ChallengeResponses: {
        USERNAME: parameters['USER_ID_FOR_SRP'] ?? '',
        PASSWORD_CLAIM_SECRET_BLOCK: parameters['SECRET_BLOCK'] ?? '',
        PASSWORD_CLAIM_SIGNATURE: 'AAAA',
        TIMESTAMP: 'Tue Sep 8 09:05:07 UTC 2026',
      },
    });
    const source = await keep();
    expect(await ask<Reproducible>('chain.reproducible', { chainId: source, targetId })).toEqual({
      steps: 2,
      needs: [{ key: 'PASSWORD', label: 'Password', secret: true, at: 'PASSWORD_VERIFIER' }],
    });

    const chainId = await reproduce(source);
    expect(await settled(chainId)).toMatchObject({
      kind: 'stopped',
      because: 'PASSWORD is needed at step 2 of 2.',
    });
    await ask('reproduction.goOn', { chainId, given: { PASSWORD: 'Whatever-1' } });
    expect(await settled(chainId)).toMatchObject({ kind: 'same', of: 2 });
    expect((await chain(chainId)).steps.map(({ answers }) => answers)).toEqual([
      'USER_SRP_AUTH',
      'PASSWORD_VERIFIER',
    ]);
    await expect(verdict(source)).rejects.toMatchObject({ code: 'REPRODUCE_IMPOSSIBLE' });
  });

  it('asks before it sends anything to a production target', async () => {
    const { ask, begin, keep, ann } = await scene();
    await begin();
    const source = await keep();
    const { id: targetId } = await ask<{ id: string }>('target.save', {
      name: 'live',
      region: '',
      endpoint: ENDPOINT,
      userPoolId: ann.userPoolId,
      clientId: ann.clientId,
      fips: false,
      color: 'none',
      production: true,
      sessionMinutes: 3,
    });
    const asked = await ask('chain.reproduce', { chainId: source, targetId });
    expect(asked).toEqual({ ask: { tries: 1, messages: 0, username: 'ann', typed: 'live' } });
    expect(
      await ask<Reproduction>('chain.reproduce', { chainId: source, targetId, confirmed: 'Live' }),
    ).toEqual(asked);
    expect(await ask('chain.reproduce', { chainId: source, targetId, confirmed: 'live' })).toHaveProperty(
      'chainId',
    );
  });

  it('is impossible from the middle of a sign-in', async () => {
    const { ask, begin, code, keep, heard, targetId } = await scene();
    const { Session } = await begin();
    await code(Session, '000000');
    heard.shift();
    const chainId = await keep();
    await expect(ask('chain.reproduce', { chainId, targetId })).rejects.toMatchObject({
      code: 'REPRODUCE_IMPOSSIBLE',
    });
    expect(await ask('chain.reproducible', { chainId, targetId })).toHaveProperty('why');
  });
});
