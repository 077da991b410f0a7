import { beforeAll, describe, expect, it } from 'vitest';
import { challenges } from '../../challenges/index.ts';
import type { ReferenceKind } from '../../contract/context.ts';
import type {
  CommandInput,
  CommandName,
  CommandOutput,
  FaultInForce,
  HostEvent,
  Result,
} from '../../contract.ts';
import { catalogue } from '../../errors/catalogue.ts';
import { flows } from '../../flows/flows.ts';
import { drivenHost } from '../testing/driven-host.ts';
import { testHost, type TestHost } from '../testing/test-host.ts';
import { shows } from './trial.ts';

// Every page is tried on one sandbox, one after the other, as a person reads on: no try may spoil another.
let shared: TestHost;
beforeAll(async () => void (shared = await testHost()));

async function value<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
  const result = (await shared.host.ask(name, input)) as Result<CommandOutput<N>>;
  if (!result.ok) throw new Error(`${name}: ${result.error.code} ${result.error.detail}`);
  return result.value;
}

async function tried(kind: ReferenceKind, name: string) {
  const { chainId = '', how } = await value('reference.try', { kind, name });
  const events = await value('chain.events', { chainId });
  const faults: readonly FaultInForce[] = await value('sandbox.faults', {});
  // The next step of TOTP: a code is taken once, and the test's clock stands still.
  shared.clock.move(30_000);
  return { how, events, faults };
}

describe('reference.try', () => {
  it.each(challenges.map(({ name }) => name))('%s', async (name) => {
    const { events, how } = await tried('challenge', name);
    expect(shows('challenge', name, events)).toBe(true);
    expect(how).toBe('natural');
  });

  it.each(flows.map(({ name }) => name))('%s', async (name) => {
    const { events, how } = await tried('flow', name);
    expect(shows('flow', name, events)).toBe(true);
    expect(how).toBe('natural');
  });

  it.each(catalogue.filter(({ kind }) => kind !== 'own').map(({ code }) => code))('%s', async (code) => {
    const page = await value('reference.page', { kind: 'error', name: code });
    const { events, how, faults } = await tried('error', code);
    expect(shows('error', code, events)).toBe(true);
    expect(how).toBe(page.trial.how);
    expect(page.trial.says.includes('fault rule')).toBe(how === 'fault');
    expect(faults).toEqual([]);
  });

  it('meets a good part of the errors by requests, not by rules', async () => {
    const hows = await Promise.all(
      catalogue
        .filter(({ kind }) => kind === 'cognito')
        .map(async ({ code }) => (await value('reference.page', { kind: 'error', name: code })).trial.how),
    );
    expect(hows.filter((how) => how === 'natural').length).toBeGreaterThan(13);
  });

  it('puts back a user whom an earlier sign-in changed', async () => {
    for (const time of [1, 2]) {
      const { chainId = '' } = await value('reference.try', {
        kind: 'challenge',
        name: 'NEW_PASSWORD_REQUIRED',
      });
      const parentId = (await value('chain.events', { chainId })).findLast(
        ({ type }) => type === 'step.ended',
      );
      if (parentId?.type !== 'step.ended') throw new Error('nothing ended');
      const answer = {
        name: 'NEW_PASSWORD_REQUIRED',
        inputs: { NEW_PASSWORD: `Better-horse-${time}` },
        responses: {},
        members: {},
      };
      await value('chain.answer', { chainId, parentId: parentId.stepId, answer });
    }
  });

  it('says why the console’s own codes can’t be tried', async () => {
    for (const { code } of catalogue.filter(
      ({ kind, code: own }) => kind === 'own' && !['RESET', 'NOT_JSON', 'TRUNCATED'].includes(own),
    )) {
      const page = await value('reference.page', { kind: 'error', name: code });
      expect(page.trial.how, code).toBe('none');
      expect(page.trial.says.length, code).toBeGreaterThan(20);
    }
    const refused = await shared.host.ask('reference.try', { kind: 'error', name: 'REFUSED' });
    expect(refused).toMatchObject({ ok: false, error: { code: 'TRY_IMPOSSIBLE' } });
  });
});

describe('reference.try while it lasts', () => {
  const page = { kind: 'challenge', name: 'SOFTWARE_TOKEN_MFA' } as const;
  const error = { kind: 'error', name: 'DeviceKeyExistsException' } as const;

  /** ada's code was used: her sign-in to the tokens waits for the next one. */
  async function waiting() {
    const host = await drivenHost();
    await host.value('sandbox.start', {});
    const told: HostEvent[] = [];
    const waits = new Promise<string>((resolve) =>
      host.host.listen((event) => {
        told.push(event);
        if (event.type === 'run.changed' && event.state.doing?.kind === 'waiting')
          resolve(event.state.chainId);
      }),
    );
    const before = await host.begin('ada');
    await host.answer(before, {});
    await host.answer(before, {});
    const result = host.value('reference.try', error);
    const chainId = await waits;
    return { ...host, told, result, chainId };
  }

  it('is told, is one at a time, and steps its chain alone', async () => {
    const host = await waiting();
    expect(await host.value('reference.state', {})).toEqual({ ...error, chainId: host.chainId });
    expect(await host.host.ask('reference.try', page)).toMatchObject({
      ok: false,
      error: { code: 'TRY_UNDER_WAY' },
    });
    expect(await host.host.ask('run.start', { chainId: host.chainId, until: { kind: 'end' } })).toMatchObject(
      { ok: false, error: { code: 'RUN_UNDER_WAY' } },
    );
    const done = host.told.flatMap((event) =>
      event.type === 'run.changed' && event.state.chainId === host.chainId ? [event.state.doing] : [],
    );
    expect(done.slice(0, 3)).toEqual([
      { kind: 'sending', name: 'USER_SRP_AUTH' },
      { kind: 'sending', name: 'PASSWORD_VERIFIER' },
      { kind: 'sending', name: 'SOFTWARE_TOKEN_MFA' },
    ]);
    await host.value('reference.stop', {});
    await host.result;
  });

  it.each(['reference.stop', 'run.stop'] as const)('ends with %s, and what was sent stays', async (stop) => {
    const host = await waiting();
    await host.host.ask(stop, stop === 'run.stop' ? { chainId: host.chainId } : {});
    expect(await host.result).toEqual({ how: 'natural', stopped: true, chainId: host.chainId });
    expect(await host.value('reference.state', {})).toBeNull();
    expect(host.told.at(-1)).toEqual({ type: 'reference.changed' });
    expect(await host.value('run.state', { chainId: host.chainId })).toMatchObject({
      stopped: { kind: 'hand', text: 'Stopped' },
    });
    expect((await host.chain(host.chainId)).steps).toHaveLength(2);
  });
});

describe('reference.page', () => {
  it('has the wire by example for every challenge, flow and Cognito error', async () => {
    for (const { name } of challenges) {
      const { example } = await value('reference.page', { kind: 'challenge', name });
      expect(example?.asked?.body['ChallengeName']).toBe(name);
      expect(example?.request?.curl).toContain('RespondToAuthChallenge');
    }
    for (const { name } of flows) {
      const { example } = await value('reference.page', { kind: 'flow', name });
      // A signed one says first where its credentials come from.
      expect(example?.request?.curl).toMatch(/^(?:# .*\n)*.*curl /);
    }
    for (const { code } of catalogue.filter(({ kind }) => kind === 'cognito')) {
      const { example } = await value('reference.page', { kind: 'error', name: code });
      expect(example?.reply?.body['__type']).toBe(code);
    }
  });
});
