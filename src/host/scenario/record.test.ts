import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Answer, Result } from '../../contract.ts';
import type { Recorded } from '../../contract/scenario.ts';
import type { JsonObject } from '../../json.ts';
import { readScenario } from '../../scenario/read.ts';
import type { ScenarioResult } from '../../scenario/result.ts';
import { drivenHost, type DrivenHost } from '../testing/driven-host.ts';

const CORPUS = resolve(import.meta.dirname, '../../evidence/har/corpus');

/** Runs a text on the seed of another host. */
async function ran({ text, file }: Recorded, on?: DrivenHost): Promise<ScenarioResult> {
  const test = on ?? (await drivenHost());
  const { runId } = await test.value('scenario.run', { text, file, begin: 'seed', pace: 'through' });
  for (;;) {
    const { result } = await test.value('scenario.runState', { runId });
    if (result !== undefined) return result;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

async function recorded(test: DrivenHost, chainId: string, stepId?: string): Promise<Recorded> {
  await test.chain(chainId);
  return test.value('scenario.record', { chainId, ...(stepId === undefined ? {} : { stepId }) });
}

/** Steps a seeded user to wherever their path ends. */
async function finished(test: DrivenHost, chainId: string): Promise<void> {
  await test.chain(chainId);
  const given = { NEW_PASSWORD: 'Better-horse-2', 'userAttributes.name': 'Sample' };
  await test.value('run.start', { chainId, until: { kind: 'end' }, given });
  for (;;) {
    const { doing } = await test.value('run.state', { chainId });
    if (doing === undefined) return;
    if (doing.kind === 'waiting') test.clock.move(1_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Begins at a target by hand. */
async function begun(
  test: DrivenHost,
  targetId: string,
  answer: Partial<Answer> & Pick<Answer, 'name'>,
): Promise<string> {
  const whole = { inputs: {}, responses: {}, members: {}, ...answer };
  return (await test.value('chain.start', { targetId, answer: whole })).chainId;
}

/** The sandbox as an endpoint of somebody else's: nothing is known of its users. */
async function foreign(test: DrivenHost): Promise<string> {
  const { endpoint, pools } = await test.value('sandbox.start', {});
  const pool = pools.find(({ name }) => name === 'MFA optional');
  const clientId = pool?.clients.find(({ name }) => name === 'web')?.clientId ?? '';
  const rest = { region: '', fips: false, color: 'none' as const, production: false, sessionMinutes: 3 };
  const draft = { name: 'staging', endpoint, userPoolId: pool?.userPoolId ?? '', clientId, ...rest };
  return (await test.value('target.save', draft)).id;
}

/** The app client that most seeded users sign in by. */
async function atWeb(test: DrivenHost): Promise<{ targetId: string }> {
  await test.value('sandbox.start', {});
  const target = (await test.value('targets.list', {})).find(({ name }) => name.includes('web'));
  return { targetId: target?.id ?? '' };
}

describe('a recorded chain', () => {
  it('of every seeded user runs green on the seed of another console, and holds no secret', async () => {
    const test = await drivenHost();
    const other = await drivenHost();
    const { users } = await test.value('sandbox.start', {});
    for (const { username, password, totpSecret } of users) {
      const chainId = await test.begin(username);
      await finished(test, chainId);
      const record = await recorded(test, chainId);
      expect(readScenario(record.text, record.file).faults).toEqual([]);
      const { status, fault, steps } = await ran(record, other);
      expect({ username, status, fault, steps: status === 'passed' ? [] : steps }).toEqual({
        username,
        status: 'passed',
        steps: [],
      });
      for (const secret of [password, totpSecret ?? ''])
        if (secret !== '') expect(record.text).not.toContain(secret);
    }
  }, 120_000);

  it('keeps a wrong code and the right one after it', async () => {
    const test = await drivenHost();
    const chainId = await test.begin('ann');
    await test.answer(chainId, {});
    await test.answer(chainId, { SOFTWARE_TOKEN_MFA_CODE: '123123' });
    await test.answer(chainId, {});
    const record = await recorded(test, chainId);
    expect(record.text).toContain(`  - answer: SOFTWARE_TOKEN_MFA
    with: { SOFTWARE_TOKEN_MFA_CODE: '000000' }
    expect: { error: CodeMismatchException, message: Invalid code received for user }
  - answer: SOFTWARE_TOKEN_MFA
    expect:
      tokens: true`);
    expect(await ran(record)).toMatchObject({ status: 'passed' });
  });

  it('says of a wrong password that it is wrong, and not what it was', async () => {
    const test = await drivenHost();
    const { targetId } = await atWeb(test);
    const chainId = await begun(test, targetId, {
      name: 'USER_SRP_AUTH',
      inputs: { USERNAME: 'ann', PASSWORD: 'Corect-horse-battery' },
    });
    await test.answer(chainId, {});
    const record = await recorded(test, chainId);
    expect(record.text).not.toContain('Corect');
    expect(record.text).toContain('PASSWORD: { wrong: Not-the-right-1 }');
    expect(record.notes.join()).toContain('the wrong PASSWORD is not in the file');
    expect(await ran(record)).toMatchObject({ status: 'passed' });
  });

  it('goes the way of the branch that is selected', async () => {
    const test = await drivenHost();
    const chainId = await test.begin('dee');
    const asked = await test.answer(chainId, {});
    const parentId = asked.pending?.stepId ?? '';
    await test.answer(chainId, { ANSWER: 'SMS_MFA' });
    const first = (await test.chain(chainId)).steps.at(-1);
    const answer: Answer = {
      name: 'SELECT_MFA_TYPE',
      inputs: { ANSWER: 'SOFTWARE_TOKEN_MFA' },
      responses: {},
      members: {},
    };
    const branch = { kind: 'live' as const, of: first?.id ?? '' };
    await test.value('chain.answer', { chainId, parentId, answer, branch });
    const fork = await recorded(test, chainId);
    const main = await recorded(test, chainId, first?.id);
    expect([fork, main].map(({ text }) => /ANSWER: (\w+)/.exec(text)?.[1])).toEqual([
      'SOFTWARE_TOKEN_MFA',
      'SMS_MFA',
    ]);
    expect(fork.text.match(/SELECT_MFA_TYPE\n/g)).toHaveLength(1);
  });

  it('keeps bends: what was left out, what was typed over, and old values by where they came from', async () => {
    const test = await drivenHost();
    const chainId = await test.begin('ann');
    const { steps } = await test.answer(chainId, {});
    await test.answer(chainId, { SOFTWARE_TOKEN_MFA_CODE: '123123' }, { members: { Session: null } });
    await test.answer(
      chainId,
      { SOFTWARE_TOKEN_MFA_CODE: '123123' },
      {
        responses: { USERNAME: 'bob' },
        members: { Session: 'made up by hand, and long' },
        headers: { 'X-Test': '1' },
      },
    );
    void steps;
    const { text } = await recorded(test, chainId);
    expect(text).toContain('members: { Session: null }');
    expect(text).toContain('responses: { USERNAME: bob }');
    expect(text).toContain('members: { Session: { wrong: AAAAAAAAAAAAAAAAAAAAAAAA } }');
    expect(text).toContain("headers: { X-Test: '1' }");
    expect(text).not.toContain('made up');
  });

  it('takes a Session of an earlier step from there', async () => {
    const test = await drivenHost();
    const chainId = await test.begin('dee');
    await test.answer(chainId, {});
    await test.answer(chainId, { ANSWER: 'SMS_MFA' });
    const before = (await test.chain(chainId)).steps[1];
    const old = await test.value('secret.reveal', {
      chainId,
      stepId: before?.id ?? '',
      side: 'response',
      pointer: '/Session',
    });
    await test.answer(chainId, { SMS_MFA_CODE: '111111' }, { members: { Session: old.value } });
    const { text } = await recorded(test, chainId);
    expect(text).toContain('capture: { Session: /Session }');
    expect(text).toContain("members: { Session: '${Session}' }");
    expect(text).not.toContain(old.value);
  });

  it('names secrets where a run knows nothing of the user, and asks for codes', async () => {
    const test = await drivenHost();
    const targetId = await foreign(test);
    const { users } = await test.value('sandbox.start', {});
    const ann = users.find(({ username }) => username === 'ann');
    const chainId = await begun(test, targetId, {
      name: 'USER_SRP_AUTH',
      inputs: { USERNAME: 'ann', PASSWORD: ann?.password ?? '' },
    });
    await test.answer(chainId, {});
    await test.answer(chainId, { TOTP_SECRET: ann?.totpSecret ?? '' });
    const record = await recorded(test, chainId);
    expect(record.text).toContain('target: staging');
    expect(record.text).toContain('secrets: { PASSWORD: env:PASSWORD, TOTP_SECRET: env:TOTP_SECRET }');
    expect(record.text).toContain("with: { USERNAME: ann, PASSWORD: '${PASSWORD}' }");
    expect(record.text).toContain("with: { TOTP_SECRET: '${TOTP_SECRET}' }");
    expect(record.notes.join()).toContain('PASSWORD is a secret: it is taken from env:PASSWORD');
    expect(record.text).not.toContain(ann?.totpSecret ?? '');
    const cy = await begun(test, targetId, {
      name: 'USER_PASSWORD_AUTH',
      inputs: { USERNAME: 'cy', PASSWORD: users.find(({ username }) => username === 'cy')?.password ?? '' },
    });
    await test.answer(cy, { SMS_MFA_CODE: '123123' });
    await test.answer(cy, { SMS_MFA_CODE: '12' });
    expect((await recorded(test, cy)).text).toContain("SMS_MFA_CODE: '000000'");
  });

  it('keeps operations beside it, and how the clock was moved', async () => {
    const test = await drivenHost();
    const chainId = await test.begin('bob');
    await finished(test, chainId);
    const parentId = (await test.chain(chainId)).tokens?.stepId ?? '';
    await test.value('sandbox.changeClock', { advanceSeconds: 7_200 });
    await test.value('chain.operate', { chainId, parentId, operation: 'GetUser', inputs: {} });
    await test.chain(chainId);
    const { text } = await recorded(test, chainId);
    expect(text).toContain('  - sandbox: { advance: 2h }\n  - operate: GetUser\n');
  });

  it('keeps any operation with its members, secrets by reference', async () => {
    const test = await drivenHost();
    const chainId = await test.begin('bob');
    await finished(test, chainId);
    const { target, tokens } = await test.chain(chainId);
    const UserPoolId = target.userPoolId ?? '';
    await test.value('service.call', {
      ...{ targetId: target.id, chainId, parentId: tokens?.stepId, operation: 'AdminCreateUser' },
      body: {
        ...{ UserPoolId, Username: 'mia', TemporaryPassword: 'Green-Meadow-77!', MessageAction: 'SUPPRESS' },
        UserAttributes: [{ Name: 'email', Value: 'mia@example.com' }],
      },
    });
    await test.chain(chainId);
    const { text } = await recorded(test, chainId);
    expect(text).toContain('  - operate: AdminCreateUser\n');
    expect(text).toContain('UserAttributes: [{ Name: email, Value: mia@example.com }]');
    expect(text).toContain('${TemporaryPassword}');
    expect(text).not.toContain('Green-Meadow');
    expect(text).not.toContain(`UserPoolId: ${UserPoolId}`);
  });

  it('keeps units of time for tokens, which are no tokens, and what goes to triggers by its names', async () => {
    const test = await drivenHost();
    await test.value('sandbox.start', {});
    const [target] = await test.value('targets.list', {});
    if (target === undefined) throw new Error('no target');
    const { userPoolId: UserPoolId } = target;
    const recording = async (operation: string, body: JsonObject) => {
      const { chainId } = await test.value('service.call', { targetId: target.id, operation, body });
      const { text } = await recorded(test, chainId);
      expect(readScenario(text, 'recorded.yaml').faults).toEqual([]);
      return { chainId, text };
    };
    const units = await recording('CreateUserPoolClient', {
      ...{ UserPoolId, ClientName: 'short', AccessTokenValidity: 15 },
      TokenValidityUnits: { AccessToken: 'minutes', RefreshToken: 'days' },
    });
    expect(units.text).toContain('TokenValidityUnits: { AccessToken: minutes, RefreshToken: days }');
    expect(units.text).not.toContain('env:');
    const events = await test.value('chain.events', { chainId: units.chainId });
    expect(JSON.stringify(events)).toContain(String.raw`\"AccessToken\":\"minutes\"`);
    const pair = (Name: string, Value: string) => ({ Name, Value });
    const { text } = await recording('AdminCreateUser', {
      ...{ UserPoolId, Username: 'mia', MessageAction: 'SUPPRESS' },
      ValidationData: [pair('captcha', 'one-answer'), pair('from', 'another')],
      ClientMetadata: { ticket: '42', empty: '' },
    });
    for (const name of ['captcha', 'from'])
      expect(text).toMatch(new RegExp(String.raw`Name: ${name},?\s+Value: '\$\{${name}\}'`));
    expect(text).toContain("{ ticket: '${ticket}', empty: '' }");
    expect(text).not.toMatch(/one-answer|another|env:(?:Name|Value)/);
  });

  it('of a chain that is a call alone begins with it', async () => {
    const test = await drivenHost();
    await test.value('sandbox.start', {});
    const [target] = await test.value('targets.list', {});
    if (target === undefined) throw new Error('no target');
    const { chainId } = await test.value('service.call', {
      ...{ targetId: target.id, operation: 'AdminDisableUser' },
      body: { UserPoolId: target.userPoolId, Username: 'ann' },
    });
    await test.chain(chainId);
    const { text } = await recorded(test, chainId);
    expect(text).toMatch(/steps:\n {2}- operate: AdminDisableUser\n {4}with:/);
  });

  it('holds no refresh token', async () => {
    const test = await drivenHost();
    const chainId = await begun(test, (await atWeb(test)).targetId, {
      name: 'REFRESH_TOKEN_AUTH',
      inputs: { REFRESH_TOKEN: 'eyJjdHkiOiJKV1QifQ.a.b.c.d' },
    });
    const { text, notes } = await recorded(test, chainId);
    expect(text).not.toContain('eyJ');
    expect(notes).not.toEqual([]);
  });

  it('of an import has references, and begins at the beginning or not at all', async () => {
    const test = await drivenHost();
    test.choose(
      ...['identity-js.chrome.har', 'amplify.cut-in-the-middle.har'].map((name) => resolve(CORPUS, name)),
    );
    const files = (await test.value('import.choose', {})).map(({ id }) => id);
    const { importId } = await test.value('import.start', { files });
    for (;;) {
      const state = await test.value('import.state', { importId });
      if (state.files.every(({ phase }) => phase === 'done')) break;
      test.clock.move(1);
      await new Promise((resume) => setTimeout(resume, 5));
    }
    const heads = await test.value('chains.list', {});
    const all = await Promise.all(
      heads.map(({ chainId }) => test.host.ask('scenario.record', { chainId }) as Promise<Result<Recorded>>),
    );
    const texts = all.flatMap((each) => (each.ok ? [each.value] : []));
    const whole = texts.map(({ text }) => text).join('\n');
    expect(whole).toContain('with: { PASSWORD: { wrong: Not-the-right-1 } }');
    expect(whole).toContain('  - flow: REFRESH_TOKEN_AUTH\n    expect:');
    expect(whole).toContain("EMAIL_OTP_CODE: '${code.EMAIL_OTP}'");
    expect(whole).not.toMatch(/eyJ|SMS_MFA_CODE: /);
    expect(texts.map(({ text, file }) => readScenario(text, file).faults)).toEqual(texts.map(() => []));
    expect(all.flatMap((each) => (each.ok ? [] : [each.error]))).toMatchObject([
      { code: 'RECORD_IMPOSSIBLE', detail: expect.stringContaining('Import a source that holds') as string },
    ]);
  });
});
