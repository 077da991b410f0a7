import { describe, expect, it } from 'vitest';
import { scenarioPorts } from '../../../main/ports/scenario/scenario-ports.ts';
import { drivenHost } from '../testing/driven-host.ts';
import { runScenario, scenarioOf, whatFailed } from '../testing/run-scenario.ts';

const IVY = `  - flow: USER_PASSWORD_AUTH\n    with: { USERNAME: ivy }\n    expect: { tokens: true }\n`;
const CY = `  - flow: USER_PASSWORD_AUTH\n    with: { USERNAME: cy }\n    expect: { challenge: SMS_MFA }\n`;

describe('secrets of a run', () => {
  const above = 'secrets: { PW: env:PW, PIN: }';
  const text = scenarioOf(
    `
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: ivy, PASSWORD: '\${PW}' }
    members: { ClientMetadata: { note: 'it is \${PW}', pin: '\${PIN}' } }
    expect: { message: 'no \${PW} and \${PIN}', absent: ['\${PW}'] }
`,
    above,
  );

  it('come from the environment, as they are given, or are asked for, and show up nowhere', async () => {
    const options = { scenarios: scenarioPorts({ env: { PW: 'Wrong-horse-7' } }) };
    const on = await drivenHost(options);
    const result = await runScenario(text, { on, told: { PIN: '4711' } });
    expect(whatFailed(result)).toEqual(['0 message: no •••••• and •••••• / Incorrect username or password.']);
    const shown = JSON.stringify([result, await on.value('scenario.runs', {})]);
    expect(shown).not.toMatch(/Wrong-horse-7|4711/);
    const [chainId = ''] = (await on.value('scenario.runs', {}))[0]?.chainIds ?? [];
    expect(JSON.stringify(await on.value('chain.events', { chainId }))).not.toContain('Wrong-horse-7');
    const given = await runScenario(text, { on, secrets: { PW: 'Correct-horse-1', PIN: '12345' } });
    expect(whatFailed(given)).toEqual(['0 message: no •••••• and •••••• / nothing']);
  });

  it('are dots in results wherever a scenario may write them', async () => {
    const on = await drivenHost();
    const secrets = { NAME: 'secret-name-1', PW: 'pa"ss \\wörd <&> 1', KEY: 'key/with+signs=', PIN: '4711' };
    const places = scenarioOf(
      `
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: '\${NAME}', PASSWORD: '\${PW}' }
    headers: { X-Note: '\${KEY}', X-Pin: '\${PIN}' }
    members: { ClientMetadata: { a: '\${PW}', b: 'pin \${PIN}', c: '{"deep":"\${KEY}"}' } }
    expect:
      error: NotAuthorizedException
  - flow: USER_AUTH
    with: { USERNAME: 'x\${NAME}x' }
    responses: { NOTE: '\${KEY}' }
    members: { ClientId: '\${KEY}' }
    expect:
      error: '\${KEY}'
      message: { contains: '\${PW}' }
      parameters: { NOTE: { matches: '\${NAME}' } }
      headers: { date: { not: '\${PIN}' } }
      body: { /message: '\${KEY} \${PIN}' }
      absent: ['\${NAME}', '\${PW}']
`,
      'secrets: { NAME: , PW: , KEY: , PIN: }',
    );
    const result = await runScenario(places, { on, secrets });
    expect(result.steps.map(({ status }) => status)).toEqual(['passed', 'failed']);
    expect(result.steps[1]?.checks.length).toBeGreaterThanOrEqual(7);
    const shown = JSON.stringify([result, await on.value('scenario.runs', {})]);
    for (const secret of Object.values(secrets)) {
      expect(shown).not.toContain(JSON.stringify(secret).slice(1, -1));
      expect(shown).not.toContain(JSON.stringify(JSON.stringify(secret)).slice(3, -3));
    }
  });

  it('come from the keychain under a name of their own: nothing else of it can be reached', async () => {
    const on = await drivenHost();
    await on.ports.keychain.set('scenario:test-user', 'Correct-horse-1');
    await on.ports.keychain.set('index', 'Correct-horse-1');
    const from = (name: string) =>
      scenarioOf(
        `  - flow: USER_PASSWORD_AUTH\n    with: { USERNAME: ivy, PASSWORD: '\${PW}' }\n    expect: { tokens: true }\n`,
        `secrets: { PW: 'keychain:${name}' }`,
      );
    expect(await runScenario(from('test-user'), { on })).toMatchObject({ status: 'passed' });
    const result = await runScenario(from('index'), { on, told: { PW: 'typed' } });
    expect(result.status).toBe('failed');
  });

  it('that the keychain would have had are asked for with its name, and kept there where somebody wants that', async () => {
    const on = await drivenHost();
    const text = scenarioOf(
      `  - flow: USER_PASSWORD_AUTH\n    with: { USERNAME: ivy, PASSWORD: '\${PW}' }\n    expect: { tokens: true }\n`,
      "secrets: { PW: 'keychain:ivy pass' }",
    );
    const begin = () => on.value('scenario.run', { text, file: 'a.yaml', begin: 'seed', pace: 'through' });
    const standing = async (runId: string) => {
      for (;;) {
        const { waits, result } = await on.value('scenario.runState', { runId });
        if (waits !== undefined || result !== undefined) return { waits, status: result?.status };
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const { runId } = await begin();
    const { waits } = await standing(runId);
    expect(waits).toEqual({ kind: 'ask', question: 'PW', secret: true, keychain: 'ivy pass' });

    on.lockKeychain(true);
    const away = await on.host.ask('scenario.tell', { runId, value: 'Correct-horse-1', keep: true });
    expect(away).toMatchObject({ ok: false, error: { code: 'VAULT_UNAVAILABLE' } });
    on.lockKeychain(false);
    const empty = await on.host.ask('scenario.tell', { runId, value: '', keep: true });
    expect(empty).toMatchObject({ ok: false, error: { code: 'SECRET_VALUE' } });
    expect((await on.value('scenario.runState', { runId })).waits).toEqual(waits);

    await on.value('scenario.tell', { runId, value: 'Correct-horse-1', keep: true });
    expect(await on.ports.keychain.get('scenario:ivy pass')).toBe('Correct-horse-1');
    expect((await standing(runId)).status).toBe('passed');
    expect((await standing((await begin()).runId)).status).toBe('passed');

    expect(await on.value('scenario.keepSecret', { name: 'ivy pass', value: 'Correct-horse-2' })).toBe(true);
    expect(await on.value('scenario.keepSecret', { name: 'other', value: 'x' })).toBe(false);
    expect((await standing((await begin()).runId)).status).toBe('failed');
  });

  it('that nobody gives end the run with their name', async () => {
    const on = await drivenHost();
    const { runId } = await on.value('scenario.run', {
      text,
      file: 'a.yaml',
      begin: 'seed',
      pace: 'through',
    });
    for (;;) {
      const { waits, result } = await on.value('scenario.runState', { runId });
      if (waits?.kind === 'ask') {
        expect(waits).toEqual({ kind: 'ask', question: 'PW', secret: true });
        await on.value('scenario.stop', { runId });
      }
      if (result !== undefined) {
        expect(result.steps[0]?.fault).toMatchObject({ code: 'SECRET_MISSING', field: 'PW' });
        expect(result.fault).toMatchObject({ code: 'SCENARIO_STOPPED' });
        return;
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
});

describe('where a run goes', () => {
  const INLINE =
    'target: { endpoint: https://pool.example.com, region: eu-west-1, clientId: abc, clientSecret: env:SECRET }';

  it('uses a target of its own without adding it to the list', async () => {
    const on = await drivenHost({ scenarios: scenarioPorts({ env: { SECRET: 'client-secret-1' } }) });
    const result = await runScenario(scenarioOf(IVY, INLINE), { on });
    expect(result.chains[0]?.[0]).toMatchObject({ target: { endpoint: 'https://pool.example.com/' } });
    expect((await on.value('targets.list', {})).filter(({ kind }) => kind === 'endpoint')).toEqual([]);
    expect(JSON.stringify(result)).not.toContain('client-secret-1');
  });

  it('refuses a production target until its name is typed', async () => {
    const on = await drivenHost();
    await on.value('target.save', {
      ...{
        name: 'live',
        region: 'eu-west-1',
        endpoint: 'https://pool.example.com',
        userPoolId: '',
        clientId: 'abc',
      },
      ...{ fips: false, color: 'red', production: true, sessionMinutes: 3 },
    });
    for (const text of [
      scenarioOf(IVY, 'target: live'),
      scenarioOf(IVY, INLINE.replace(', clientSecret: env:SECRET', '')),
    ]) {
      const result = await runScenario(text, { on, confirmed: 'life' });
      expect(result).toMatchObject({
        status: 'error',
        fault: { code: 'TARGET_PRODUCTION' },
        steps: [],
        chains: [],
      });
      expect((await runScenario(text, { on, confirmed: 'live' })).chains).toHaveLength(1);
    }
  });

  it('says what a target lacks for the proof of a password, and sends nothing without it', async () => {
    const on = await drivenHost({ scenarios: scenarioPorts({ env: { PW: 'Correct-horse-1' } }) });
    const { endpoint, users } = await on.value('sandbox.start', {});
    const clientId = users.find(({ username }) => username === 'ann')?.clientId ?? '';
    const bare = `target: { endpoint: '${endpoint}', region: eu-west-1, clientId: ${clientId} }\nsecrets: { pw: env:PW }`;
    const steps = `
  - flow: USER_SRP_AUTH
    with: { USERNAME: ann, PASSWORD: '\${pw}' }
  - answer: PASSWORD_VERIFIER
`;
    const stopped = await runScenario(scenarioOf(steps, bare), { on });
    expect(whatFailed(stopped)).toEqual([expect.stringMatching(/^1 POOL_ID_NEEDED: .*Add the user pool ID/)]);
    expect(stopped.steps[1]?.stepIds).toEqual([]);

    const typed = `${steps}    responses: { PASSWORD_CLAIM_SIGNATURE: typed-on-purpose }
    expect: { error: NotAuthorizedException }
`;
    expect((await runScenario(scenarioOf(typed, bare), { on })).steps[1]?.stepIds).toHaveLength(1);
  });

  it('takes a column target of the matrix, and tells of one that is not there', async () => {
    const result = await runScenario(scenarioOf(IVY), { row: { target: 'nowhere' } });
    expect(whatFailed(result)).toEqual(['TARGET_UNKNOWN: No target is called nowhere.']);
  });

  it('changes no sandbox from another target', async () => {
    const text = scenarioOf(
      `${IVY}  - sandbox: { advance: 1m }\n`,
      INLINE.replace(', clientSecret: env:SECRET', ''),
    );
    expect(await runScenario(text)).toMatchObject({ fault: { code: 'SCENARIO_SANDBOX_ONLY' }, chains: [] });
  });

  it('signs in with the app client it names', async () => {
    const text = scenarioOf(IVY, 'target: { sandbox: "server, with a secret" }');
    const result = await runScenario(text);
    expect(result.target).toBe('sandbox · MFA optional · server, with a secret');
  });
});

describe('a run', () => {
  it('waits before each step that is run, and for none that is left out', async () => {
    const on = await drivenHost();
    const paces: (number | undefined)[] = [];
    on.host.listen((event) => {
      if (event.type !== 'scenario.run') return;
      void on.value('scenario.runState', { runId: event.runId }).then(({ waits, at }) => {
        if (waits?.kind === 'next') paces.push(at);
      });
    });
    const text = scenarioOf(`${IVY}${CY.replace('SMS_MFA', 'EMAIL_OTP')}  - answer: EMAIL_OTP\n`);
    const result = await runScenario(text, { on, pace: 'steps' });
    expect(result.steps.map(({ status }) => status)).toEqual(['passed', 'failed', 'skipped']);
    expect(new Set(paces)).toEqual(new Set([0, 1]));
  });

  it('sends a throttled answer again in sight, and not where that is what is expected', async () => {
    const throttled = (steps: string) =>
      runScenario(
        scenarioOf(`  - sandbox: { fault: 'InitiateAuth times=2 -> TooManyRequestsException' }\n${steps}`),
      );
    const again = await throttled(IVY);
    expect(whatFailed(again)).toEqual([]);
    expect(again.steps[1]?.stepIds).toHaveLength(3);
    expect(again.ms).toBeGreaterThanOrEqual(3_000);
    const meant = await throttled(IVY.replace('tokens: true', 'error: TooManyRequestsException'));
    expect(whatFailed(meant)).toEqual([]);
    expect(meant.steps[1]?.stepIds).toHaveLength(1);
  });

  it('tells no usable answer apart from a check that failed', async () => {
    const cut = (expected: string) =>
      runScenario(
        scenarioOf(
          `  - sandbox: { fault: 'InitiateAuth -> html 503' }\n${IVY.replace('tokens: true', expected)}`,
        ),
      );
    expect((await cut('tokens: true')).steps[1]).toMatchObject({
      status: 'error',
      fault: { code: 'NOT_JSON' },
    });
    expect(await cut('error: NOT_JSON')).toMatchObject({ status: 'passed' });
  });

  it('runs a check in JavaScript on what is shown, never on a secret', async () => {
    const seen: unknown[] = [];
    const answers = [
      { kind: 'held' },
      { kind: 'said', text: 'no ann' },
      { kind: 'threw', text: 'TypeError' },
    ] as const;
    const ports = scenarioPorts({ env: {} });
    const scenarios = {
      ...ports,
      check: async (source: string, step: unknown) => {
        seen.push([source, step]);
        return answers[seen.length - 1] ?? { kind: 'held' as const };
      },
    };
    const step = IVY.replace('tokens: true', "tokens: true, check: 'return `${step.tokens}`'");
    const result = await runScenario(scenarioOf(step), { on: await drivenHost({ scenarios }) });
    expect(result.steps[0]?.checks[1]).toEqual({
      what: 'check',
      expected: 'true',
      got: 'true',
      passed: true,
    });
    expect(seen[0]).toMatchObject([
      'return `${step.tokens}`',
      {
        operation: 'InitiateAuth',
        tokens: true,
        error: null,
        status: 200,
        claims: { id: { token_use: 'id' } },
      },
    ]);
    expect(JSON.stringify(seen)).not.toMatch(/eyJ[\w-]{8,}|Correct-horse/);
  });

  it('lets time pass in sight, and stops at once where it stands', async () => {
    const on = await drivenHost();
    const passed = await runScenario(scenarioOf(`  - wait: 2s\n${IVY}`), { on });
    expect(passed).toMatchObject({ status: 'passed' });
    expect(passed.ms).toBeGreaterThanOrEqual(2_000);
    const { runId } = await on.value('scenario.run', {
      ...{ text: scenarioOf(`  - wait: 30d\n${IVY}`), file: 'a.yaml', begin: 'seed', pace: 'through' },
    });
    await expect(runScenario(scenarioOf(IVY), { on })).rejects.toThrow('SCENARIO_UNDER_WAY');
    while ((await on.value('scenario.runState', { runId })).waits === undefined)
      await new Promise((resolve) => setImmediate(resolve));
    await on.value('scenario.stop', { runId });
    await new Promise((resolve) => setImmediate(resolve));
    const { result } = await on.value('scenario.runState', { runId });
    expect(result).toMatchObject({
      status: 'error',
      fault: { code: 'SCENARIO_STOPPED' },
      steps: [{}, { status: 'skipped' }],
    });
    await on.value('scenario.forget', { runId, chains: true });
    expect((await on.host.ask('scenario.runState', { runId })).ok).toBe(false);
  });

  it('leaves no tokens in the vault', async () => {
    const on = await drivenHost();
    await runScenario(scenarioOf(IVY), { on });
    expect(await on.value('tokens.list', {})).toEqual([]);
  });
});
