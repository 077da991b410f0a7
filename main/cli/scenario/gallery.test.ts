import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ChainEvent } from '@core/chain/event.ts';
import { totpCode } from '@core/crypto/totp.ts';
import { coverageOf } from '@core/scenario/coverage.ts';
import type { ScenarioResult } from '@core/scenario/result.ts';
import { gallery } from '@core/scenario/gallery.ts';
import { type Call, createCaller, good } from '../../../scripts/bench/sandbox/caller.mjs';
import { cognitoLocalFor } from '../../testing/cognito-local-side.ts';
import { createPool } from '../../../scripts/bench/sandbox/pool.mjs';
import { startServer } from '../../../scripts/bench/sandbox/server.mjs';
import { builtSandbox } from '../../testing/built-sandbox.ts';
import { shell } from '../evidence/testing/typed.ts';
import { openLane, type LaneWish } from './lane.ts';
import { loadCases } from './load.ts';
import { runSuite } from './suite.ts';

const LANES = 2;

const FACTOR =
  'The service asks for a second factor in a custom flow only where it holds a password step (protocol reference 3.1, 3.2), and the sandbox asks for it right after that step, not after a question.';
const DEVICE =
  'The sandbox asks for a device in place of the second factor; that the service asks after one is unverified (protocol reference 3.1).';

/** Why no scenario of the gallery gets there. */
const GAPS: Readonly<Record<string, string>> = {
  ADMIN_NO_SRP_AUTH:
    'The name stands in the service’s list of challenges, and is never asked or answered (protocol reference 2.13).',
  CANCELLED: 'Somebody has to press Cancel while a step waits.',
  DNS: 'The evaluation runtime refuses every name before it is looked up, and the gallery is for every runtime.',
  NETWORK: 'The network itself has to fail in a way that has no name of its own.',
  NOT_LOOPBACK: 'Only the evaluation runtime answers so, and only to a service elsewhere.',
  NOT_RECORDED: 'Chains that were imported end so. Nothing that was sent does.',
  TIMEOUT: 'A scenario of it would wait for as long as the console waits for an answer, half a minute.',
  TLS: 'It needs an endpoint with https that is always there, and the sandbox speaks http.',
  ...Object.fromEntries(
    ['EMAIL_OTP', 'MFA_SETUP', 'SELECT_MFA_TYPE', 'SMS_MFA', 'SOFTWARE_TOKEN_MFA'].map((name) => [
      `CUSTOM_CHALLENGE → ${name}`,
      FACTOR,
    ]),
  ),
  ...Object.fromEntries(
    ['EMAIL_OTP', 'SMS_MFA', 'SOFTWARE_TOKEN_MFA'].map((name) => [`${name} → DEVICE_SRP_AUTH`, DEVICE]),
  ),
};

test('the whole gallery passes on the sandbox, and touches all there is but what has a reason', async () => {
  const { cases, broken } = await loadCases(['gallery'], '/nowhere', undefined);
  expect(broken).toEqual([]);
  expect(new Set(cases.map(({ file }) => file)).size).toBe(gallery.size);
  const at = shell(builtSandbox().script);
  const wish: LaneWish = {
    around: at.surroundings(),
    env: {},
    folder: at.path('data'),
    record: false,
    lean: false,
    keychain: false,
    poolIdFlag: '',
    target: undefined,
    confirmed: undefined,
    timeout: undefined,
    sandbox: true,
    secrets: () => ({}),
    ask: async () => undefined,
  };
  const bad: ScenarioResult[] = [];
  const logs: (readonly ChainEvent[])[] = [];
  try {
    await runSuite({
      ...{ cases, workers: LANES, retries: 0, bail: false },
      open: () => openLane(wish),
      began: () => undefined,
      ended: async (result) => {
        if (result.status !== 'passed') bad.push(result);
        logs.push(...result.chains);
      },
    }).end;
  } finally {
    at.remove();
  }
  expect(bad.map(({ id, steps, fault }) => ({ id, steps, fault }))).toEqual([]);

  const { challenges, transitions, errors, unlisted } = coverageOf(logs);
  const untouched = [
    ...[...challenges, ...errors].filter(({ chains }) => chains === 0).map(({ name }) => name),
    ...transitions.filter(({ chains }) => chains === 0).map(({ from, to }) => `${from} → ${to}`),
  ];
  expect(untouched.sort()).toEqual(Object.keys(GAPS).sort());
  for (const reason of Object.values(GAPS)) expect(reason).toMatch(/^[A-Z].{30,}\.$/);
  expect(unlisted).toEqual([]);
}, 240_000);

const PASSWORD = 'Correct-horse-1';
const WITH_AUTHENTICATOR = {
  ann: 'transitions/password-sent-then-authenticator',
  dee: 'transitions/password-sent-then-choice',
} as const;

/** Gives a user an authenticator, as an app would. @returns its seed */
async function withAuthenticator(
  call: Call,
  clientId: string,
  username: string,
  settings: object,
): Promise<string> {
  const parameters = { USERNAME: username, PASSWORD };
  const signedIn = good(
    'InitiateAuth',
    await call('InitiateAuth', {
      ...{ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: clientId, AuthParameters: parameters },
    }),
  );
  const { AccessToken } = signedIn['AuthenticationResult'] as { readonly AccessToken: string };
  const associated = good('AssociateSoftwareToken', await call('AssociateSoftwareToken', { AccessToken }));
  const { SecretCode } = associated as { readonly SecretCode: string };
  const UserCode = totpCode(SecretCode, Date.now());
  good('VerifySoftwareToken', await call('VerifySoftwareToken', { AccessToken, UserCode }));
  const preference = { AccessToken, SoftwareTokenMfaSettings: { Enabled: true }, ...settings };
  good('SetUserMFAPreference', await call('SetUserMFAPreference', preference));
  return SecretCode;
}

/** Scenarios that have no tag of cognito-local's though some of their cases pass there, and why they have none. */
const PARTLY: Readonly<Record<string, string>> = {
  'transitions/user-password-auth':
    'A matrix over the seed’s users: most of its cases need factors that cognito-local does not have.',
};

test('what cognito-local supports passes there, too, and nothing else does', async (context) => {
  const side = await cognitoLocalFor(context);
  const server = await startServer(side);
  const caller = createCaller(server.port, 1);
  const at = shell();
  try {
    const { poolId, clientId } = await createPool(caller.call);
    const made = async (operation: string, input: object) =>
      void good(operation, await caller.call(operation, input));
    await made('SetUserPoolMfaConfig', {
      ...{ UserPoolId: poolId, MfaConfiguration: 'OPTIONAL' },
      SoftwareTokenMfaConfiguration: { Enabled: true },
    });
    const email = (name: string) => [{ Name: 'email', Value: `${name}@example.com` }];
    for (const Username of ['bob', 'eli', 'ann', 'dee'])
      await made('AdminCreateUser', {
        ...{ UserPoolId: poolId, Username, TemporaryPassword: PASSWORD },
        ...{ MessageAction: 'SUPPRESS', UserAttributes: email(Username) },
      });
    for (const Username of ['bob', 'ann', 'dee'])
      await made('AdminSetUserPassword', {
        UserPoolId: poolId,
        Username,
        Password: PASSWORD,
        Permanent: true,
      });
    await made('SignUp', {
      ...{ ClientId: clientId, Username: 'jon', Password: PASSWORD, UserAttributes: email('jon') },
    });
    const seeds = {
      ann: await withAuthenticator(caller.call, clientId, 'ann', {}),
      dee: await withAuthenticator(caller.call, clientId, 'dee', { SMSMfaSettings: { Enabled: true } }),
    };
    const passed = async (which: string, seed = '') => {
      const { code, out, err } = await at.type([
        ...['run', 'gallery', '--grep', which, '--workers', '1'],
        ...['--endpoint', `http://127.0.0.1:${String(server.port)}`],
        ...['--client-id', clientId, '--user-pool-id', poolId, '--secret', `PASSWORD=${PASSWORD}`],
        ...(seed === '' ? [] : ['--secret', `TOTP_SECRET=${seed}`]),
      ]);
      expect({ code, said: `${out}${err}` }).toEqual({ code: 0, said: expect.stringMatching(/\d passed/) });
      return Number(/(\d+) passed/.exec(out)?.[1]);
    };
    // One seed for all users is more than a service would give: those with an authenticator run by themselves.
    const by = (user: keyof typeof WITH_AUTHENTICATOR) => passed(WITH_AUTHENTICATOR[user], seeds[user]);
    const others = [...gallery].filter(
      ([name, text]) =>
        /tags: \[.*\bcognito-local\b/.test(text) &&
        !Object.values(WITH_AUTHENTICATOR).some((file) => name.endsWith(file)),
    );
    for (const [name] of others) expect(await passed(`${name}.yaml`)).toBe(1);
    expect([others.length, await by('ann'), await by('dee')]).toEqual([3, 1, 1]);

    // With everybody there whom the gallery names, so that nothing fails for want of a user alone.
    const named = [...gallery.values()].flatMap((text) =>
      [...text.matchAll(/\bUSERNAME: (\w+)/g)].map(([, name = '']) => name),
    );
    const there = new Set(['bob', 'eli', 'ann', 'dee', 'jon']);
    for (const Username of new Set(named.filter((name) => !there.has(name)))) {
      await made('AdminCreateUser', {
        ...{ UserPoolId: poolId, Username, MessageAction: 'SUPPRESS', UserAttributes: email(Username) },
      });
      await made('AdminSetUserPassword', {
        UserPoolId: poolId,
        Username,
        Password: PASSWORD,
        Permanent: true,
      });
    }
    const report = at.path('all.json');
    const all = await at.type([
      ...['run', 'gallery', '--reporter', `json:${report}`],
      ...['--endpoint', `http://127.0.0.1:${String(server.port)}`],
      ...['--client-id', clientId, '--user-pool-id', poolId, '--secret', `PASSWORD=${PASSWORD}`],
    ]);
    expect(all.out + all.err).toMatch(/\d failed/);
    const { results } = JSON.parse(readFileSync(report, 'utf8')) as { results: readonly ScenarioResult[] };
    const passing = results
      .filter(({ status }) => status === 'passed')
      .map(({ id }) => id.replace(/^gallery\/|\.yaml.*$/g, ''));
    const untagged = passing.filter((name) => !/\bcognito-local\b/.test(gallery.get(name) ?? ''));
    expect([...new Set(untagged)].sort()).toEqual(Object.keys(PARTLY).sort());
  } finally {
    at.remove();
    caller.close();
    await server.stop();
    side.discard();
  }
}, 240_000);
