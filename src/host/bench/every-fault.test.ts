import { expect, test } from 'vitest';
import { benchHost, type BenchHost } from './testing.ts';

// Two independent readings of the protocol against each other: what the bench expects, and what the sandbox answers.

/** What a place came to: every fault that did not come out as expected, in words. */
async function surprises(host: BenchHost, chainId: string, stepId: string): Promise<string[]> {
  const { faults } = await host.value('bench.list', { chainId, stepId });
  const { results } = await host.bench(chainId, stepId);
  const runnable = faults.filter(({ hindered }) => hindered === undefined);
  expect(results.map(({ fault }) => fault)).toEqual(runnable.map(({ id }) => id));
  expect(runnable.length).toBeGreaterThan(5);
  return results
    .filter(({ verdict }) => verdict !== 'expected')
    .map(
      ({ fault, verdict, got, detail }) =>
        `${fault}: ${verdict} ${got?.code ?? ''} ${got?.message ?? detail ?? ''}`,
    );
}

interface Way {
  readonly user: string;
  /** What is typed at each challenge; an empty one is filled from what the host knows. */
  readonly answers: Readonly<Record<string, Record<string, string>>>;
}

const ways: readonly Way[] = [
  { user: 'ann', answers: {} },
  { user: 'bob', answers: {} },
  { user: 'cy', answers: {} },
  { user: 'dee', answers: { SELECT_MFA_TYPE: { ANSWER: 'SOFTWARE_TOKEN_MFA' } } },
  { user: 'eli', answers: { NEW_PASSWORD_REQUIRED: { NEW_PASSWORD: 'Better-horse-2' } } },
  {
    user: 'fay',
    answers: { NEW_PASSWORD_REQUIRED: { NEW_PASSWORD: 'Better-horse-2', 'userAttributes.name': 'Fay' } },
  },
  { user: 'hal', answers: {} },
  { user: 'ivy', answers: {} },
  { user: 'ray', answers: {} },
  { user: 'gus', answers: {} },
  { user: 'pam', answers: {} },
  { user: 'nia@example.com', answers: {} },
  { user: 'ada', answers: {} },
  { user: 'eva', answers: { SELECT_CHALLENGE: { ANSWER: 'EMAIL_OTP' } } },
  { user: 'gil', answers: { SELECT_CHALLENGE: { ANSWER: 'SMS_OTP' } } },
  { user: 'ian', answers: { SELECT_CHALLENGE: { ANSWER: 'PASSWORD_SRP' } } },
  { user: 'kit', answers: { SELECT_CHALLENGE: { ANSWER: 'PASSWORD' } } },
  { user: 'liz', answers: {} },
  { user: 'mel', answers: { SELECT_MFA_TYPE: { ANSWER: 'EMAIL_OTP' } } },
  { user: 'pia', answers: { SELECT_CHALLENGE: { ANSWER: 'WEB_AUTHN' } } },
  { user: 'quin', answers: { SELECT_CHALLENGE: { ANSWER: 'WEB_AUTHN' } } },
  { user: 'una', answers: {} },
  { user: 'vic', answers: {} },
];

const CODES = ['SMS_MFA', 'SMS_OTP', 'EMAIL_OTP'];

test.each(ways)(
  '$user: every fault of every step comes out as the protocol has it',
  async ({ user, answers }) => {
    const host = await benchHost();
    const chainId = await host.begin(user);
    const first = (await host.chain(chainId)).steps[0]?.id ?? '';
    const found: Record<string, string[]> = { start: await surprises(host, chainId, first) };
    for (;;) {
      const { pending, status } = await host.chain(chainId);
      if (pending === undefined) {
        expect(status).toBe('tokens');
        break;
      }
      found[pending.name] = await surprises(host, chainId, 'pending');
      // Nothing of all that reached the chain under study: it goes on.
      if (pending.name === 'MFA_SETUP') break;
      const inbox = CODES.includes(pending.name) ? await host.value('sandbox.inbox', {}) : [];
      const sent = inbox.findLast(({ username }) => username === user)?.code;
      await host.answer(chainId, {
        ...answers[pending.name],
        ...(sent === undefined ? {} : { [`${pending.name}_CODE`]: sent }),
      });
    }
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])));
  },
  60_000,
);
