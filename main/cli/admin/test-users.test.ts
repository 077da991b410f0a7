import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { STATES } from '@core/admin/test-users/kinds.ts';
import { buildBesidePackages } from '../../testing/build-scripts.ts';
import { HISTORY_FILE } from '../../ports/history/history-file.ts';
import { useRunningSandbox } from '../../testing/running-sandbox.ts';
import { noKeyring, type Shell, shell } from '../evidence/testing/typed.ts';
import { EXIT } from '../exit-codes.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const POOL = 'eu-west-1_Kq7Zt2mXa';
const CLIENT = '4k2p7v9m1x6c8b3n5q0z2l7t4h';
const sandbox = useRunningSandbox();
let at: Shell;
beforeEach(() => {
  at = shell();
  return () => at.remove();
});

const place = () => ['--endpoint', sandbox().info.endpoint, '--user-pool-id', POOL, '--client-id', CLIENT];

async function names(): Promise<string[]> {
  const { users } = (await sandbox().port.control('GET', `users/${POOL}`)) as {
    users: { Username: string }[];
  };
  return users.map(({ Username }) => Username).toSorted();
}

async function signIn(username: string, password: string): Promise<string> {
  const reply = await fetch(sandbox().info.endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
    },
    body: JSON.stringify({
      ...{ ClientId: CLIENT, AuthFlow: 'USER_PASSWORD_AUTH' },
      AuthParameters: { USERNAME: username, PASSWORD: password },
    }),
  });
  const body = (await reply.json()) as Record<string, unknown>;
  return String(body['ChallengeName'] ?? body['__type'] ?? (body['AuthenticationResult'] ? 'TOKENS' : ''));
}

function batchIn(out: string): string {
  return /^Batch ([0-9a-f]{8}):/m.exec(out)?.[1] ?? '';
}

describe('countersign admin create-test-users', () => {
  it('makes what a template asks for, each as its state says, and remove-test-users takes exactly that away', async () => {
    const before = await names();
    const template = at.path('users.yaml');
    writeFileSync(
      template,
      'states: [CONFIRMED, disabled, RESET_REQUIRED, FORCE_CHANGE_PASSWORD]\nfactors: [none, sms]\n',
    );
    const secrets = at.path('secrets.csv');
    const made = await at.type(['admin', 'create-test-users', template, ...place(), '--passwords', secrets]);
    expect(made).toMatchObject({ code: EXIT.ok.code, err: `${secrets}\n` });
    expect(made.out).toMatch(/8 users made, 0 failed, 0 to go/);
    expect(statSync(secrets).mode & 0o077).toBe(0);
    const rows = readFileSync(secrets, 'utf8').trim().split('\r\n').slice(1);
    const outcomes: Record<string, string> = {};
    for (const row of rows) {
      const [username = '', password = '', , state, factor] = row.split(',');
      outcomes[`${String(state)} ${String(factor)}`] = await signIn(username, password);
      expect(made.out).not.toContain(password);
    }
    expect(outcomes).toEqual({
      'CONFIRMED none': 'TOKENS',
      'CONFIRMED SMS_MFA': 'SMS_MFA',
      'disabled none': 'NotAuthorizedException',
      'disabled SMS_MFA': 'NotAuthorizedException',
      'RESET_REQUIRED none': 'NotAuthorizedException',
      'RESET_REQUIRED SMS_MFA': 'NotAuthorizedException',
      'FORCE_CHANGE_PASSWORD none': 'NEW_PASSWORD_REQUIRED',
      'FORCE_CHANGE_PASSWORD SMS_MFA': 'NEW_PASSWORD_REQUIRED',
    });
    const batch = batchIn(made.out);
    expect((await at.type(['admin', 'remove-test-users', '--list'])).out).toContain(`${batch}  `);
    const removed = await at.type(['admin', 'remove-test-users', batch]);
    expect(removed).toMatchObject({ code: EXIT.ok.code, err: '' });
    expect(removed.out).toContain('8 users removed, 0 left alone, 0 still there.');
    expect(await names()).toEqual(before);
    const none = await at.type(['admin', 'remove-test-users', '--list']);
    expect(none).toMatchObject({ out: '', err: 'There is no batch of test users in this data folder.\n' });
    expect([...at.keychain.keys()].filter((account) => account !== 'index')).toEqual([]);
  });

  it('makes users with two factors from a template and from CSV, who are asked which', async () => {
    const csv = at.path('users.csv');
    writeFileSync(
      csv,
      'username,factor,email,phone_number,name\nqa-two,totp+sms,two@example.com,+447700900987,Two\n',
    );
    const typed = [
      ['-', '--name', 'Template'],
      ['--csv', csv],
    ];
    for (const [n, words] of typed.entries()) {
      const secrets = at.path(`secrets-${String(n)}.csv`);
      const made = await at.type(
        ['admin', 'create-test-users', ...words, ...place(), '--passwords', secrets],
        { input: 'factors: [sms+totp]\n' },
      );
      expect(made).toMatchObject({ code: EXIT.ok.code, err: `${secrets}\n` });
      expect(made.out).toContain('CONFIRMED SMS_MFA+SOFTWARE_TOKEN_MFA → SELECT_MFA_TYPE');
      const [username = '', password = '', totp = ''] =
        readFileSync(secrets, 'utf8').split('\r\n')[1]?.split(',') ?? [];
      expect(totp).toMatch(/^[A-Z2-7]{16,}$/);
      expect(await signIn(username, password)).toBe('SELECT_MFA_TYPE');
      expect((await at.type(['admin', 'remove-test-users', batchIn(made.out)])).code).toBe(EXIT.ok.code);
    }
  });

  it('keeps each user’s making and removal in the history where it is asked for', async () => {
    const make = (...more: string[]) =>
      at.type(['admin', 'create-test-users', '-', ...place(), '--name', 'Kept', ...more], {
        input: 'each: 2\n',
      });
    const unkept = await make();
    expect((await at.type(['admin', 'remove-test-users', batchIn(unkept.out)])).code).toBe(EXIT.ok.code);
    expect(existsSync(at.path(`data/${HISTORY_FILE}`))).toBe(false);

    const made = await make('--record');
    expect(made).toMatchObject({ code: EXIT.ok.code, err: '' });
    const removed = await at.type(['admin', 'remove-test-users', batchIn(made.out), '--record']);
    expect(removed.code).toBe(EXIT.ok.code);
    const found = async (query: string) => {
      const { out } = await at.type(['history', 'search', query, '--json']);
      const { found: chains } = JSON.parse(out) as { found: { line: { username: string } }[] };
      return chains.map(({ line }) => line.username);
    };
    const both = ['qa-confirmed-none-1', 'qa-confirmed-none-2'];
    expect((await found('tag:test-users-kept operation:AdminCreateUser')).toSorted()).toEqual(both);
    expect((await found('tag:test-users operation:AdminDeleteUser')).toSorted()).toEqual(both);
  });

  it('makes and removes nothing with --record where the history can’t be opened', async () => {
    const before = await names();
    // A folder stands where the file would.
    at.file(`data/${HISTORY_FILE}/in-the-way`, '');
    for (const words of [
      ['create-test-users', '-', ...place()],
      ['remove-test-users', '00000000'],
    ]) {
      const { code, err } = await at.type(['admin', ...words, '--record'], { input: 'each: 1\n' });
      expect(code).toBe(EXIT.unusable.code);
      expect(err).toContain('HISTORY_UNAVAILABLE');
    }
    expect(await names()).toEqual(before);
  });

  it('prints a plan as lines of the AWS CLI, and makes nothing', async () => {
    const before = await names();
    const args = ['admin', 'create-test-users', '-', ...place(), '--plan'];
    const all = await at.type(args, { input: `states: [${STATES.join(', ')}]` });
    expect(all).toMatchObject({ code: EXIT.ok.code, err: '' });
    expect(all.out).not.toContain('can’t be made');
    const { code, out, err } = await at.type(args, {
      input: `states: [${STATES.join(', ')}]\nfactors: [none, totp]`,
    });
    // As making them would end: not all of them can be.
    expect({ code, err }).toEqual({ code: EXIT.unusable.code, err: '' });
    expect(out).toContain('aws cognito-idp admin-create-user');
    expect(out).toContain('not possible: SOFTWARE_TOKEN_MFA is set up by signing in');
    expect(out).toMatch(/^9 users, \d+ calls, 3 messages\.\n1 user can’t be made\.$/m);
    expect(await names()).toEqual(before);
  });

  it('lists each that failed, and tries those again alone', async () => {
    const csv = at.path('users.csv');
    writeFileSync(
      csv,
      'username,email,name\nqa-one,one@example.com,One\nann,ann@example.com,Ann\nqa-two,two@example.com,Two\n',
    );
    const made = await at.type(['admin', 'create-test-users', '--csv', csv, ...place()]);
    expect(made.code).toBe(EXIT.unusable.code);
    expect(made.out).toContain('✕ ann  AdminGetUser: There is a user ann already. (TEST_USER_THERE)');
    const batch = batchIn(made.out);
    const again = await at.type(['admin', 'create-test-users', '--retry', batch, '--json']);
    expect(JSON.parse(again.out)).toMatchObject({ counts: { made: 2, failed: 1 } });
    const alone = await at.type(['admin', 'create-test-users', '--retry', batch, '--user', 'ann']);
    expect(alone.out).toMatch(/^✕ ann /m);
    const slip = await at.type(['admin', 'create-test-users', '--retry', batch, '--user', 'bob']);
    expect(slip.err).toContain('This batch has nobody called bob. (TEST_USERS_NOT_OF_BATCH)');
    const removed = await at.type(['admin', 'remove-test-users', batch]);
    expect(removed.code).toBe(EXIT.ok.code);
    // Who was never ours is not counted with those who were removed.
    expect(removed.out).toContain(`2 users will be removed from ${POOL}: qa-one, qa-two.\n`);
    expect(removed.out).toContain('◌ ann  was never made\n');
    expect(removed.out).toContain('2 users removed, 0 left alone, 0 still there.\n1 was never made.\n');
    expect(await names()).toContain('ann');
    expect(await names()).not.toContain('qa-one');
  });

  it('names each that could not be removed, and tries them again alone or together', async () => {
    const before = await names();
    const made = await at.type(['admin', 'create-test-users', '-', ...place()], { input: 'each: 3\n' });
    const batch = batchIn(made.out);
    const faults = (await sandbox().port.control('POST', 'faults', {
      rule: 'AdminDeleteUser user=qa-confirmed-none-2 -> InternalErrorException',
    })) as { rules: { id: string }[] };
    const remove = (...more: string[]) => at.type(['admin', 'remove-test-users', batch, ...more]);
    const failed = await remove();
    expect(failed.code).toBe(EXIT.unusable.code);
    expect(failed.out).toMatch(/^✕ qa-confirmed-none-2 {2}AdminDeleteUser: .+ \(InternalErrorException\)$/m);
    expect(failed.out).toContain('2 users removed, 0 left alone, 1 still there.');
    expect(failed.out).toContain(`1 removal failed. Try again with`);
    expect(failed.out).toContain(`remove-test-users ${batch} --user NAME`);
    const listed = await at.type(['admin', 'remove-test-users', '--list']);
    expect(listed.out).toContain('2 removed, 1 not removed');

    // It fails as before: that is said again.
    const alone = await remove('--user', 'qa-confirmed-none-2');
    expect(alone.out).toMatch(/^✕ qa-confirmed-none-2 {2}AdminDeleteUser/m);
    expect(alone.code).toBe(EXIT.unusable.code);
    const slip = await remove('--user', 'qa-confirmed-none-22');
    expect(slip).toMatchObject({ code: EXIT.unusable.code, err: expect.stringContaining('NOT_OF_BATCH') });
    await sandbox().port.control('DELETE', `faults/${faults.rules.at(-1)?.id ?? ''}`);
    const last = await remove('--user', 'qa-confirmed-none-1', '--user', 'qa-confirmed-none-2');
    expect(last).toMatchObject({ code: EXIT.ok.code, err: '' });
    // Those of the first run are none of this one's.
    expect(last.out).toContain('1 user removed, 0 left alone, 0 still there.\nEarlier: 2 removed.\n');
    expect(await names()).toEqual(before);
    expect((await at.type(['admin', 'remove-test-users', '--list'])).out).toBe('');
  });

  it('tells who was gone already from who was removed', async () => {
    const made = await at.type(['admin', 'create-test-users', '-', ...place()], { input: 'each: 3\n' });
    const batch = batchIn(made.out);
    await sandbox().port.control('DELETE', `users/${POOL}/qa-confirmed-none-2`);
    const removed = await at.type(['admin', 'remove-test-users', batch]);
    expect(removed).toMatchObject({ code: EXIT.ok.code, err: '' });
    expect(removed.out).toContain('◌ qa-confirmed-none-2  was gone already\n');
    expect(removed.out).toContain('2 users removed, 0 left alone, 0 still there.\n1 was gone already.\n');
    expect((await at.type(['admin', 'remove-test-users', '--list'])).out).toBe('');
  });

  it('names those that can’t be made, each with its reason, and does not count as done', async () => {
    const input = 'states: [CONFIRMED, UNCONFIRMED]\nfactors: [none, passkey]\n';
    const make = (...more: string[]) =>
      at.type(['admin', 'create-test-users', '-', ...place(), ...more], { input });
    const made = await make();
    expect(made).toMatchObject({ code: EXIT.unusable.code, err: '' });
    expect(made.out).toContain('⚠ qa-confirmed-passkey-2  not made: Passkeys are not set up in this pool.\n');
    expect(made.out).toContain('⚠ qa-unconfirmed-passkey-4  not made: WEB_AUTHN is set up by signing in');
    const batch = batchIn(made.out);
    expect(made.out).toContain(`Batch ${batch}: 2 users made, 0 failed, 0 to go, 2 not possible.\n`);
    // Nor does going on with it, which makes nobody more.
    expect((await at.type(['admin', 'create-test-users', '--resume', batch])).code).toBe(EXIT.unusable.code);
    const removed = await at.type(['admin', 'remove-test-users', batch]);
    expect(removed).toMatchObject({ code: EXIT.ok.code, err: '' });
    expect(removed.out).toContain('2 users removed, 0 left alone, 0 still there.\n');

    const json = await make('--json');
    expect(json.code).toBe(EXIT.unusable.code);
    const { batchId, counts, notPossible } = JSON.parse(json.out) as Record<string, unknown>;
    expect(counts).toMatchObject({ made: 2 });
    expect(notPossible).toEqual([
      {
        ...{ username: 'qa-confirmed-passkey-2', state: 'CONFIRMED', factor: 'WEB_AUTHN' },
        why: 'Passkeys are not set up in this pool.',
      },
      {
        ...{ username: 'qa-unconfirmed-passkey-4', state: 'UNCONFIRMED', factor: 'WEB_AUTHN' },
        why: expect.stringContaining('signing in') as string,
      },
    ]);
    expect((await at.type(['admin', 'remove-test-users', String(batchId)])).code).toBe(EXIT.ok.code);
  });

  it('without --client-id says so of those who need one before anything is made', async () => {
    const before = await names();
    const where = ['--endpoint', sandbox().info.endpoint, '--user-pool-id', POOL];
    const make = (input: string) => at.type(['admin', 'create-test-users', '-', ...where], { input });
    const nobody = await make('states: [UNCONFIRMED]\nfactors: [none, sms]');
    expect(nobody.code).toBe(EXIT.unusable.code);
    expect(nobody.out).toContain(
      'not possible: Users sign up through an app client: name one with --client-id.',
    );
    expect(nobody.err).toContain('--client-id. (TEST_USERS_NOBODY)');
    expect(await names()).toEqual(before);
    const some = await make('factors: [none, totp]');
    expect(some.code).toBe(EXIT.unusable.code);
    expect(some.out).toContain(
      '⚠ qa-confirmed-totp-2  not made: SOFTWARE_TOKEN_MFA is set up by signing in through an app client: name one with --client-id.\n',
    );
    expect(some.out).not.toContain('Not read');
    expect((await at.type(['admin', 'remove-test-users', batchIn(some.out)])).code).toBe(EXIT.ok.code);
    expect(await names()).toEqual(before);
  });

  it('takes nothing beside a saved target that the target says itself', async () => {
    const flags = ['--target', 'staging', '--client-id', CLIENT, '--profile', 'ops'];
    const { code, err } = await at.type(['admin', 'create-test-users', '-', ...flags], { input: '{}' });
    expect(code).toBe(EXIT.unusable.code);
    expect(err).toContain('leave --client-id and --profile out');
    // As a variable that is not set leaves it: the users would be made at AWS itself.
    const unset = await at.type(
      ['admin', 'create-test-users', '-', '--endpoint', '', '--user-pool-id', POOL, '--client-id', CLIENT],
      { input: '{}' },
    );
    expect(unset).toMatchObject({ code: EXIT.unusable.code, out: '' });
    expect(unset.err).toContain('--endpoint is empty: leave it out, or give a value. (TARGET_INCOMPLETE)');
  });

  describe('on a production target', () => {
    /** A saved target beside which the same pool is addressed by its endpoint, too. */
    beforeEach(() => {
      const { endpoint } = sandbox().info;
      const live = {
        ...{ id: 'live-1', name: 'Live shop', region: 'eu-west-1', endpoint, userPoolId: POOL },
        ...{ clientId: CLIENT, hasClientSecret: false, fips: false, profile: '', color: 'red' },
        ...{ production: true, sessionMinutes: 3 },
      };
      at.file('data/targets.json', JSON.stringify({ version: 1, data: [live] }));
    });
    const make = (...more: string[]) =>
      at.type(['admin', 'create-test-users', '-', ...place(), ...more], { input: 'each: 12\n' });
    const remove = (batch: string, how?: Parameters<Shell['type']>[1], ...more: string[]) =>
      at.type(['admin', 'remove-test-users', batch, ...more], how);
    const nobody = 'is a production target. Nothing was done: go on with --confirm ';

    it('asks for its name, says whom it removes and where, and removes nobody for another', async () => {
      const before = await names();
      const refused = await make();
      expect(refused).toMatchObject({ code: EXIT.unusable.code });
      expect(refused.err).toContain(`Live shop ${nobody}'Live shop'. (TARGET_PRODUCTION)`);
      const made = await at.type(['admin', 'create-test-users', '-', ...place()], {
        ...{ input: 'each: 12\n', answers: ['Live shop'] },
      });
      expect(made.err).toBe(
        `12 users will be made in Live shop (${POOL}).\nLive shop is a production target. Type Live shop to go on: `,
      );
      const batch = batchIn(made.out);
      const others = Array.from({ length: 10 }, (_, n) => `qa-confirmed-none-${String(n + 1)}`).join(', ');
      const question =
        `12 users will be removed from Live shop (${POOL}): ${others} and 2 more.\n` +
        'Live shop is a production target. Type Live shop to go on: ';

      const alone = await remove(batch);
      expect(alone).toMatchObject({ code: EXIT.unusable.code, out: '' });
      expect(alone.err).toContain(`Live shop ${nobody}'Live shop'. (TARGET_PRODUCTION)`);
      for (const answer of ['', 'live shop', batch, POOL]) {
        const slip = await remove(batch, { answers: [answer] });
        expect(slip.code).toBe(EXIT.unusable.code);
        expect(slip.err.startsWith(question)).toBe(true);
        expect(slip.err).toContain('Type Live shop to change it. (TARGET_PRODUCTION)');
      }
      expect(await names()).toHaveLength(before.length + 12);

      const one = await remove(batch, { answers: ['Live shop'] }, '--user', 'qa-confirmed-none-3');
      expect(one.err).toMatch(/^1 user will be removed from Live shop \(.+\): qa-confirmed-none-3\.\n/);
      const json = await remove(batch, { answers: ['Live shop'] }, '--json');
      expect(json.err).toMatch(/^11 users will be removed from Live shop /);
      expect(JSON.parse(json.out)).toMatchObject({ counts: { removed: 12 } });
      expect(await names()).toEqual(before);
    });

    it('asks nothing where nobody is left to remove, and takes --confirm for an answer', async () => {
      const made = await make('--confirm', 'Live shop');
      expect(made).toMatchObject({ code: EXIT.ok.code, err: '' });
      const batch = batchIn(made.out);
      const removed = await remove(batch, undefined, '--confirm', 'Live shop');
      expect(removed).toMatchObject({ code: EXIT.ok.code, err: '' });
      expect(removed.out).toContain(`12 users will be removed from Live shop (${POOL}): qa-`);

      const csv = at.file('ann.csv', 'username\nann\n');
      const there = await at.type([
        'admin',
        'create-test-users',
        '--csv',
        csv,
        ...place(),
        '--confirm',
        'Live shop',
      ]);
      const never = await remove(batchIn(there.out));
      expect(never).toMatchObject({ code: EXIT.ok.code, err: '' });
      expect(never.out).toContain(`There is nobody to remove from Live shop (${POOL}).\n`);
      expect(never.out).toContain('0 users removed, 0 left alone, 0 still there.\n1 was never made.\n');
    });

    it('asks before it goes on with a batch', async () => {
      const csv = at.file('two.csv', 'username\nann\nqa-new\n');
      const made = await at.type([
        'admin',
        'create-test-users',
        '--csv',
        csv,
        ...place(),
        '--confirm',
        'Live shop',
      ]);
      const batch = batchIn(made.out);
      const again = (how?: Parameters<Shell['type']>[1]) =>
        at.type(['admin', 'create-test-users', '--retry', batch], how);
      expect((await again()).err).toContain(`Live shop ${nobody}`);
      const asked = await again({ answers: ['Live shop'] });
      expect(asked.err).toMatch(
        /^1 user will be made in Live shop \(.+\)\.\nLive shop is a production target\./,
      );
      expect(asked.out).toContain('✕ ann ');
      const gone = await remove(batch, { answers: ['Live shop'] });
      expect(gone.out).toContain('1 user removed, 0 left alone, 0 still there.\n1 was never made.\n');
    });
  });

  it('takes a single user of a batch away, and keeps the others and the batch', async () => {
    const made = await at.type(['admin', 'create-test-users', '-', ...place()], { input: 'each: 2\n' });
    const batch = batchIn(made.out);
    const one = await at.type(['admin', 'remove-test-users', batch, '--user', 'qa-confirmed-none-1']);
    expect(one).toMatchObject({ code: EXIT.ok.code, err: '' });
    expect(one.out).toContain('1 user removed, 0 left alone, 1 still there.');
    expect(await names()).toContain('qa-confirmed-none-2');
    const rest = await at.type(['admin', 'remove-test-users', batch]);
    expect(rest.code).toBe(EXIT.ok.code);
    expect(rest.out).toContain('1 user removed, 0 left alone, 0 still there.\nEarlier: 1 removed.\n');
  });

  it('tells each slip of a template where it stands, and a file that is not there as that', async () => {
    const slips = await at.type(['admin', 'create-test-users', '-', ...place()], {
      input: 'states: [CONFIRMD]\neech: 2\nattributes: { shoe: "42" }\ngroups: [nobodies]\n',
    });
    expect(slips.err).toContain(
      'Line 1, column 10: states[0]: There is no state CONFIRMD; is CONFIRMED meant?',
    );
    expect(slips.err).toContain('Line 2, column 1: A template has no eech. Is each meant?');
    expect(slips.err).toContain('Line 3, column 15: The pool has no attribute shoe.');
    expect(slips.err).toContain('Line 4, column 10: The pool has no group nobodies.');
    const none = await at.type(['admin', 'create-test-users', 'nowhere.yaml', ...place()]);
    expect(none.err).toContain('There is no file nowhere.yaml that can be read: give its path');
    expect(none.err).not.toContain('lines that are named');
  });

  it('says of a target that there is none which there are, and how one is added', async () => {
    const { err } = await at.type(['admin', 'create-test-users', '-', '--target', 'staging'], { input: '' });
    expect(err).toContain('No target is called staging. No target is saved here.');
    expect(err).toContain('Targets');
    expect(err).toContain('--endpoint');
  });

  it.each([
    [['admin', 'create-test-users'], 'give a template, --csv, --resume or --retry'],
    [['admin', 'create-test-users', 'x.yaml', '--csv', 'x.csv'], 'give one of'],
    [['admin', 'create-test-users', 'x.yaml', '--user', 'ann'], '--user goes with --retry'],
    [['admin', 'remove-test-users'], 'name a batch'],
    [['admin', 'remove-test-users', '--user', 'ann'], 'name a batch'],
  ])('%j is told what it lacks', async (args, said) => {
    const { code, err } = await at.type(args);
    expect(code).toBe(EXIT.usage.code);
    expect(err).toContain(said);
  });

  it('makes nothing without a place for passwords, nor from what can’t be read', async () => {
    const lost = await at.type(['admin', 'create-test-users', '-', ...place()], {
      keychain: noKeyring,
      input: '{}',
    });
    expect(lost.code).toBe(EXIT.unusable.code);
    expect(lost.err).toContain('--passwords FILE');
    const slip = await at.type(['admin', 'create-test-users', '-', ...place()], {
      input: 'stats: [CONFIRMED]',
    });
    expect(slip.err).toContain('Is states meant? (TEST_USERS_INPUT)');
    const nobody = await at.type(['admin', 'remove-test-users', 'abc']);
    expect(nobody.err).toContain('TEST_USERS_GONE');
  });
});

describe('killed in the middle', () => {
  let built: Awaited<ReturnType<typeof buildBesidePackages>>;
  let folder = '';
  beforeAll(async () => {
    built = await buildBesidePackages('testing/test-users-terminal');
    folder = mkdtempSync(join(tmpdir(), 'countersign-killed-'));
  });
  afterAll(async () => {
    await built.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  function typed(...args: string[]): { child: ChildProcess; out: () => string; ended: Promise<unknown> } {
    const child = spawn(process.execPath, [built.script, folder, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => void (out += text));
    return { child, out: () => out, ended: once(child, 'close') };
  }
  const lines = (out: string) => out.split('\n').filter((line) => line.startsWith('✓')).length;

  /** As long as it takes until so many were made, or it has ended. */
  async function killAfter(count: number, ...args: string[]): Promise<void> {
    const { child, out, ended } = typed(...args);
    await expect
      .poll(() => lines(out()) >= count || child.exitCode !== null, { timeout: 120_000, interval: 2 })
      .toBe(true);
    child.kill('SIGKILL');
    await ended;
  }

  it('it goes on where it was, and cleans up to the last one', async () => {
    const before = await names();
    const template = join(folder, 'users.yaml');
    writeFileSync(template, 'factors: [none, sms, totp]\neach: 14\n');
    await killAfter(3, 'admin', 'create-test-users', template, ...place());
    const listed = typed('admin', 'remove-test-users', '--list');
    await listed.ended;
    const batch = listed.out().slice(0, 8);
    expect(listed.out()).toContain(' waiting');

    for (const count of [0, 2, 5]) await killAfter(count, 'admin', 'create-test-users', '--resume', batch);
    const last = typed('admin', 'create-test-users', '--resume', batch);
    await last.ended;
    expect(last.out()).toContain('42 users made, 0 failed, 0 to go');
    expect(await names()).toHaveLength(before.length + 42);

    await killAfter(4, 'admin', 'remove-test-users', batch);
    const removed = typed('admin', 'remove-test-users', batch);
    await removed.ended;
    const [, now = '', earlier = ''] =
      /(\d+) users? removed, 0 left alone, 0 still there\.\nEarlier: (\d+) removed\./.exec(removed.out()) ??
      [];
    expect(Number(now) + Number(earlier)).toBe(42);
    expect(Number(earlier)).toBeGreaterThanOrEqual(4);
    expect(await names()).toEqual(before);
  });
});
