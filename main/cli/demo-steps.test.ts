import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Call, SandboxUser } from '@core/contract.ts';
import type { Host } from '@core/host/host.ts';
import { buildSandboxProcess, type Built } from '../testing/built-sandbox.ts';
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
