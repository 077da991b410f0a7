import { beforeAll, describe, expect, it } from 'vitest';
import { challenges } from '../../challenges/index.ts';
import type { ReferenceKind } from '../../contract/context.ts';
import type { CommandInput, CommandName, CommandOutput, FaultInForce, Result } from '../../contract.ts';
import { catalogue } from '../../errors/catalogue.ts';
import { flows } from '../../flows/flows.ts';
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
  const { chainId, how } = await value('reference.try', { kind, name });
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
      const { chainId } = await value('reference.try', { kind: 'challenge', name: 'NEW_PASSWORD_REQUIRED' });
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
