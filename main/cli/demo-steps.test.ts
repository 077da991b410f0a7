import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Call, SandboxUser } from '@core/contract.ts';
import type { Host } from '@core/host/host.ts';
import { buildSandboxProcess, type Built } from '../testing/built-sandbox.ts';
import { demoAnswer } from './demo-answer.ts';
import { pathOf, stepSeeded, valueOf } from './demo-steps.ts';
import { terminalHost } from './terminal-host.ts';

let built: Built;
let host: Host;
let call: Call;
let users: readonly SandboxUser[];
beforeAll(async () => {
  built = await buildSandboxProcess();
  ({ host, call } = await terminalHost(built.script));
  ({ users } = valueOf(await call('sandbox.start', {})));
});
afterAll(async () => {
  await host.close();
  await built.remove();
});

test('every seeded user takes the path of the README’s table', { timeout: 60_000 }, async () => {
  const taken: Record<string, string> = {};
  for (const user of users) {
    const { chain } = await stepSeeded(host, call, user);
    taken[user.username] = pathOf(chain).join(' → ');
  }
  expect(users.length).toBeGreaterThan(30);
  expect(taken).toEqual(Object.fromEntries(users.map(({ username, path }) => [username, path.join(' → ')])));
});

test.each(['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'CUSTOM_CHALLENGE', 'A_CHALLENGE_OF_TOMORROW'])(
  '%s without what answers it needs a person',
  (name) => {
    const user = users.find(({ username }) => username === 'bob');
    if (user === undefined) throw new Error('bob is not seeded');
    const pending = {
      stepId: 's1',
      name,
      parameters: {},
      available: [],
      hasSession: true,
      askedAt: 0,
      spent: false,
    };
    expect(demoAnswer(pending, { user, inbox: [], remembered: new Set(['PASSWORD']) })).toBeUndefined();
  },
);
