import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Call, SandboxUser } from '@core/contract.ts';
import type { Host } from '@core/host/host.ts';
import { builtSandbox } from '../testing/built-sandbox.ts';
import { pathOf } from '@core/chain/path.ts';
import { stepSeeded, valueOf } from './demo-steps.ts';
import { terminalHost } from './terminal-host.ts';

let host: Host;
let call: Call;
let users: readonly SandboxUser[];
beforeAll(async () => {
  ({ host, call } = await terminalHost(builtSandbox().script));
  ({ users } = valueOf(await call('sandbox.start', {})));
});
afterAll(async () => {
  await host.close();
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
