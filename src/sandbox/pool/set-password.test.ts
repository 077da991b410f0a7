import { expect, test } from 'vitest';
import { createSandboxClock } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Pool } from '../state.ts';
import { countingRandom } from '../testing.ts';
import { makePool } from './make-pool.ts';
import type { PoolRequest } from './pool-settings.ts';
import { setPassword } from './set-password.ts';
import { newUser } from './user.ts';

const NOW = Date.UTC(2026, 8, 8);
/** Of the context, only the clock is looked at. */
const context = { clock: createSandboxClock({ now: () => NOW }) } as Context;
const pool = (request: PoolRequest): Pool => makePool(countingRandom(), NOW, 'eu-west-1_AbCdEf123', request);
const user = () =>
  newUser({ username: 'ann', sub: 'a sub', status: 'CONFIRMED', password: 'First-one-1', createdAt: 0 });
const history = (PasswordHistorySize: number, more: PoolRequest = {}): PoolRequest => ({
  Policies: { PasswordPolicy: { PasswordHistorySize } },
  ...more,
});

test('stores the password, drops what was made of the old one, and settles the status', () => {
  const ann = user();
  ann.srp = { salt: 1n, verifier: 2n };
  setPassword(context, pool({}), ann, 'Second-one-2', { permanent: false });
  expect(ann).toMatchObject({
    password: 'Second-one-2',
    passwordSetAt: NOW,
    status: 'FORCE_CHANGE_PASSWORD',
  });
  expect(ann.srp).toBeUndefined();
  setPassword(context, pool({}), ann, 'Third-one-3', { permanent: true });
  expect(ann.status).toBe('CONFIRMED');
});

test('refuses what breaks the policy, and changes nothing then', () => {
  const ann = user();
  expect(() => setPassword(context, pool({}), ann, 'short', { permanent: true })).toThrow(
    expect.objectContaining({ code: 'InvalidPasswordException' }),
  );
  expect(ann.password).toBe('First-one-1');
});

test('refuses as many of the newest passwords as the pool remembers, the one in use included', () => {
  const ann = user();
  const remembers = pool(history(2));
  const set = (password: string) => () => setPassword(context, remembers, ann, password, { permanent: true });
  const used = expect.objectContaining({ code: 'PasswordHistoryPolicyViolationException' });
  expect(set('First-one-1')).toThrow(used);
  set('Second-one-2')();
  expect(set('First-one-1')).toThrow(used);
  set('Third-one-3')();
  expect(set('Second-one-2')).toThrow(used);
  expect(set('First-one-1')).not.toThrow();
  expect(ann.passwordHistory).toEqual(['Third-one-3', 'Second-one-2']);
});

test.each<[string, PoolRequest]>([
  ['without a history size', {}],
  ['in the Lite plan', history(5, { UserPoolTier: 'LITE' })],
])('takes the same password again %s', (_, request) => {
  const ann = user();
  expect(() => setPassword(context, pool(request), ann, 'First-one-1', { permanent: true })).not.toThrow();
  expect(ann.passwordHistory).toEqual([]);
});
