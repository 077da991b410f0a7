import { expect, test } from 'vitest';
import { fixedFaults } from '../../bench/catalogue.ts';
import type { Answer } from '../../contract.ts';
import { sandboxTargetId } from '../targets.ts';
import { benchHost, type BenchHost } from './testing.ts';

// Two independent readings of the protocol against each other: what the bench expects, and what the sandbox answers.

const run = new Set<string>();

/** What the bench of a step came to: every fault that did not come out as expected, in words. */
async function surprises(host: BenchHost, chainId: string, stepId: string): Promise<string[]> {
  const { faults } = await host.value('bench.list', { chainId, stepId });
  const { results } = await host.bench(chainId, stepId);
  const runnable = faults.filter(({ hindered }) => hindered === undefined);
  expect(results.map(({ fault }) => fault)).toEqual(runnable.map(({ id }) => id));
  expect(runnable.length).toBeGreaterThan(5);
  for (const { id } of runnable) run.add(id);
  return results
    .filter(({ verdict }) => verdict !== 'expected')
    .map(
      ({ fault, verdict, got, detail }) =>
        `${fault}: ${verdict} ${got?.code ?? detail} ${got?.message ?? ''}`,
    );
}

interface Way {
  readonly user: string;
  /** Where a bench is run: `start`, or a challenge as it waits. */
  readonly at: readonly string[];
  /** What is typed at the start, where it is not the seed’s own sign-in. */
  readonly start?: Pick<Answer, 'name' | 'inputs'> & { readonly admin?: true };
  /** What is typed at each challenge; all else the host knows. */
  readonly answers?: Readonly<Record<string, Record<string, string>>>;
}

const SELECT = (ANSWER: string) => ({ SELECT_CHALLENGE: { ANSWER }, SELECT_MFA_TYPE: { ANSWER } });
const PASSWORD = 'Correct-horse-1';
const alias = (name: string) => ({
  name: 'USER_SRP_AUTH',
  inputs: { USERNAME: `${name}@example.com`, PASSWORD },
});
const asAdmin = (USERNAME: string, name = 'USER_SRP_AUTH') => ({
  ...{ name, admin: true as const, inputs: { USERNAME, PASSWORD } },
});
const preferring = (USERNAME: string, PREFERRED_CHALLENGE: string) => ({
  name: 'USER_AUTH',
  inputs: { USERNAME, PREFERRED_CHALLENGE, PASSWORD },
});

const ways: readonly Way[] = [
  { user: 'bob', at: ['start', 'PASSWORD_VERIFIER'] },
  { user: 'hal', start: alias('hal'), at: ['start', 'PASSWORD_VERIFIER'] },
  { user: 'ann', at: ['SOFTWARE_TOKEN_MFA'] },
  { user: 'cy', at: ['SMS_MFA'] },
  { user: 'dee', answers: SELECT('SOFTWARE_TOKEN_MFA'), at: ['SELECT_MFA_TYPE', 'SOFTWARE_TOKEN_MFA'] },
  { user: 'eli', at: ['NEW_PASSWORD_REQUIRED'] },
  { user: 'fay', at: ['NEW_PASSWORD_REQUIRED'] },
  { user: 'gus', at: ['MFA_SETUP'] },
  { user: 'ivy', at: ['start'] },
  { user: 'pam', at: ['start', 'SMS_MFA'] },
  { user: 'eva', answers: SELECT('EMAIL_OTP'), at: ['start', 'SELECT_CHALLENGE', 'EMAIL_OTP'] },
  { user: 'gil', answers: SELECT('SMS_OTP'), at: ['SMS_OTP'] },
  { user: 'ian', answers: SELECT('PASSWORD_SRP'), at: ['SELECT_CHALLENGE', 'PASSWORD_VERIFIER'] },
  { user: 'kit', answers: SELECT('PASSWORD'), at: ['SELECT_CHALLENGE'] },
  { user: 'kit', start: preferring('kit', 'PASSWORD'), at: ['start'] },
  { user: 'ian', start: preferring('ian', 'PASSWORD_SRP'), at: ['start'] },
  { user: 'liz', at: ['EMAIL_OTP'] },
  { user: 'mel', answers: SELECT('EMAIL_OTP'), at: ['SELECT_MFA_TYPE'] },
  { user: 'pia', answers: SELECT('WEB_AUTHN'), at: ['WEB_AUTHN'] },
  { user: 'quin', answers: SELECT('WEB_AUTHN'), at: ['WEB_AUTHN'] },
  { user: 'una', at: ['start', 'CUSTOM_CHALLENGE'] },
  { user: 'vic', at: ['start', 'PASSWORD_VERIFIER'] },
  { user: 'bob', start: asAdmin('bob'), at: ['start', 'PASSWORD_VERIFIER'] },
  { user: 'cy', start: asAdmin('cy@example.com', 'ADMIN_USER_PASSWORD_AUTH'), at: ['start', 'SMS_MFA'] },
];

const CODES = ['SMS_MFA', 'SMS_OTP', 'EMAIL_OTP'];

/** Steps a sign-in until the challenge waits. */
async function stepTo(
  host: BenchHost,
  chainId: string,
  { user, answers = {} }: Pick<Way, 'user' | 'answers'>,
  until: string,
) {
  for (;;) {
    const { pending } = await host.chain(chainId);
    if (pending === undefined || pending.name === until) return pending;
    const inbox = CODES.includes(pending.name) ? await host.value('sandbox.inbox', {}) : [];
    const sent = inbox.findLast(({ username }) => username === user)?.code;
    await host.answer(chainId, {
      ...answers[pending.name],
      ...(sent === undefined ? {} : { [`${pending.name}_CODE`]: sent }),
    });
  }
}

test.each(ways)(
  '$user at $at: every fault comes out as the protocol has it',
  async (way) => {
    const host = await benchHost();
    const { clientId } = await host.seeded(way.user);
    const { start } = way;
    const chainId = start
      ? await host.start(sandboxTargetId(clientId), start.name, { ...start.inputs }, start.admin)
      : await host.begin(way.user);
    for (const at of way.at) {
      const pending = at === 'start' ? undefined : await stepTo(host, chainId, way, at);
      if (at !== 'start') expect(pending?.name).toBe(at);
      await host.chain(chainId);
      const before = await host.value('chain.events', { chainId });
      const stepId = at === 'start' ? ((await host.chain(chainId)).steps[0]?.id ?? '') : 'pending';
      expect(await surprises(host, chainId, stepId)).toEqual([]);
      // Nothing of all that reached the chain under study, but that the clock went and came back.
      const after = await host.value('chain.events', { chainId });
      expect(after.filter(({ type }) => type !== 'clock.moved')).toEqual(
        before.filter(({ type }) => type !== 'clock.moved'),
      );
    }
  },
  120_000,
);

test('a chain under study goes on to its tokens after every fault of its last step', async () => {
  const host = await benchHost();
  const chainId = await host.begin('ann');
  await stepTo(host, chainId, { user: 'ann' }, 'SOFTWARE_TOKEN_MFA');
  await host.bench(chainId, 'pending');
  const done = await host.answer(chainId, {});
  expect(done.status).toBe('tokens');
  expect(await host.value('tokens.list', {})).toHaveLength(1);
  expect(await host.value('chains.list', {})).toHaveLength(1);
  // The step as it was answered has a bench too, though its code is used up by now.
  expect(await surprises(host, chainId, done.steps.at(-1)?.id ?? '')).toEqual([]);
}, 60_000);

test('a device: its proof, and the refresh of its tokens', async () => {
  const host = await benchHost();
  const chainId = await host.begin('ada');
  await stepTo(host, chainId, { user: 'ada' }, 'TOKENS');
  const { steps } = await host.chain(chainId);
  const parentId = steps.at(-1)?.id ?? '';
  await host.value('chain.operate', { chainId, parentId, operation: 'ConfirmDevice', inputs: {} });
  await host.chain(chainId);
  const refresh = await host.value('tokens.refresh', {
    id: (await host.value('tokens.list', {}))[0]?.id ?? '',
  });
  const refreshed = await host.chain(refresh.chainId);
  expect(await surprises(host, refresh.chainId, refreshed.steps[0]?.id ?? '')).toEqual([]);

  const again = await host.begin('ada');
  for (const at of ['DEVICE_SRP_AUTH', 'DEVICE_PASSWORD_VERIFIER']) {
    expect((await stepTo(host, again, { user: 'ada' }, at))?.name).toBe(at);
    expect(await surprises(host, again, 'pending')).toEqual([]);
  }
}, 60_000);

test.each([
  ['bob', 'REFRESH_TOKEN_AUTH'],
  ['hal', 'REFRESH_TOKEN_AUTH'],
  ['hal', 'GetTokensFromRefreshToken'],
  ['ray', 'GetTokensFromRefreshToken'],
] as const)('%s: the refresh of tokens by %s', async (user, flow) => {
  const host = await benchHost();
  await stepTo(host, await host.begin(user), { user }, 'TOKENS');
  const { chainId } = await host.value('tokens.refresh', {
    id: (await host.value('tokens.list', {}))[0]?.id ?? '',
    flow,
  });
  const { steps } = await host.chain(chainId);
  expect(await surprises(host, chainId, steps[0]?.id ?? '')).toEqual([]);
});

test.each(['PASSWORD', 'PASSWORD_SRP'])('SELECT_CHALLENGE answered under the name %s', async (name) => {
  const host = await benchHost();
  const chainId = await host.begin('ian');
  const pending = await stepTo(host, chainId, { user: 'ian' }, 'SELECT_CHALLENGE');
  const answer: Answer = { name, inputs: {}, responses: {}, members: {} };
  const { stepId } = await host.value('chain.answer', { chainId, parentId: pending?.stepId ?? '', answer });
  await host.chain(chainId);
  expect(await surprises(host, chainId, stepId)).toEqual([]);
});

test('every fault there is was run', () => {
  expect(fixedFaults.map(({ id }) => id).filter((id) => !run.has(id))).toEqual([]);
  expect(new Set(fixedFaults.map(({ id }) => id)).size).toBe(fixedFaults.length);
});
