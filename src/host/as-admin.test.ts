import { beforeEach, describe, expect, test } from 'vitest';
import type { Chain } from '../chain/model.ts';
import type { Answer, CommandInput, HostEvent } from '../contract.ts';
import { coreFault } from '../form/form.ts';
import { drivenHost, type DrivenHost } from './testing/driven-host.ts';
import { runScenario, scenarioOf, whatFailed } from './testing/run-scenario.ts';
import { sandboxTargetId } from './targets.ts';

let at: DrivenHost;
/** The app client with a secret of the pool with optional MFA: where an administrator's server is at home. */
let targetId: string;
let told: HostEvent[];
beforeEach(async () => {
  at = await drivenHost();
  const { pools } = await at.value('sandbox.start', {});
  const clients = pools.flatMap((pool) => pool.clients);
  targetId = sandboxTargetId(clients.find(({ name }) => name === 'server, with a secret')?.clientId ?? '');
  told = [];
  at.host.listen((event) => told.push(event));
});

const PASSWORD = 'Correct-horse-1';
const ANN = { name: 'ADMIN_USER_PASSWORD_AUTH', admin: true, inputs: { USERNAME: 'ann', PASSWORD } };

function whole(answer: Pick<Answer, 'name'> & Partial<Answer>): Answer {
  return { inputs: {}, responses: {}, members: {}, ...answer };
}
async function begun(answer: Pick<Answer, 'name'> & Partial<Answer> = ANN): Promise<Chain> {
  const { chainId } = await at.value('chain.start', { targetId, answer: whole(answer) });
  return at.chain(chainId);
}
const operations = ({ steps }: Chain) => steps.map(({ operation, status }) => `${operation} ${status}`);
const bodyOf = (chain: Chain, step: number) =>
  JSON.parse(chain.steps[step]?.request.body.text ?? '') as Record<string, unknown>;

async function ranToEnd(chainId: string, more: Partial<CommandInput<'run.start'>> = {}): Promise<Chain> {
  await at.value('run.start', { chainId, until: { kind: 'end' }, ...more });
  for (;;) {
    const { doing } = await at.value('run.state', { chainId });
    if (doing === undefined) return at.chain(chainId);
    if (doing.kind === 'waiting') at.clock.move(1_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const ADMIN_WAY = ['AdminInitiateAuth ok', 'AdminRespondToAuthChallenge tokens'];

describe('a sign-in as administrator', () => {
  test('is answered by the administrator’s operation to its end, the pool in every request', async () => {
    const { id } = await begun();
    const chain = await at.answer(id, {});
    expect(operations(chain)).toEqual(ADMIN_WAY);
    const [first, second] = [bodyOf(chain, 0), bodyOf(chain, 1)];
    expect(first).toMatchObject({
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      UserPoolId: chain.target.userPoolId,
    });
    expect(second).toMatchObject({
      ChallengeName: 'SOFTWARE_TOKEN_MFA',
      UserPoolId: chain.target.userPoolId,
    });
    // The rail tells who signed in, and nothing of the frame.
    expect(chain.steps[0]?.summary).toMatch(/^ann · PASSWORD •+$/);
    expect(chain.flow).toBe('ADMIN_USER_PASSWORD_AUTH');
  });

  test.each(['USER_SRP_AUTH', 'ADMIN_NO_SRP_AUTH'])('begins with %s as well', async (name) => {
    const chain = await begun({ ...ANN, name });
    expect(operations(await ranToEnd(chain.id)).at(-1)).toBe('AdminRespondToAuthChallenge tokens');
  });

  test('carries ContextData as it is given', async () => {
    const HttpHeaders = [{ headerName: 'User-Agent', headerValue: 'a browser' }];
    const ContextData = { IpAddress: '203.0.113.9', ServerName: 'a', ServerPath: '/', HttpHeaders };
    const chain = await begun({ ...ANN, members: { ContextData } });
    expect(bodyOf(chain, 0)['ContextData']).toEqual(ContextData);
    expect(chain.steps[0]?.status).toBe('ok');
  });

  test('masks what a browser’s headers carry of its sign-in elsewhere', async () => {
    const HttpHeaders = [
      { headerName: 'Cookie', headerValue: 'sid=planted-cookie' },
      { headerValue: 'Bearer planted-token', headerName: 'authorization' },
      { headerName: 'User-Agent', headerValue: 'a browser' },
    ];
    const ContextData = { IpAddress: '203.0.113.9', ServerName: 'a', ServerPath: '/', HttpHeaders };
    const chain = await begun({ ...ANN, members: { ContextData } });
    expect(JSON.stringify(told)).not.toContain('planted');
    expect(chain.steps[0]?.request.body.text).toContain('a browser');
    const { text } = await at.value('request.preview', {
      ...{ targetId, answer: whole({ ...ANN, members: { ContextData } }) },
    });
    expect(text).not.toContain('planted');
  });

  test('is shown before it goes: signed then, and in whose name', async () => {
    const shown = await at.value('request.preview', { targetId, answer: whole(ANN) });
    expect(shown.operation).toBe('AdminInitiateAuth');
    expect(shown.signedWith).toBe('made-up credentials: any are taken there');
    expect(shown.warnings).toEqual([]);
    const signature = shown.headers.filter(({ by }) => by === 'signature');
    expect(signature.map(({ name }) => name)).toEqual(['x-amz-date', 'authorization']);
    expect(new Set(signature.map(({ value }) => value))).toEqual(new Set(['signed when it goes']));
    // What is sent has them where they were shown.
    const chain = await begun();
    const names = chain.steps[0]?.request.headers.map(([name]) => name.toLowerCase()) ?? [];
    expect(names).toEqual(expect.arrayContaining(signature.map(({ name }) => name)));
    const plain = whole({ name: 'USER_SRP_AUTH', inputs: { USERNAME: 'ann' } });
    const public_ = await at.value('request.preview', { targetId, answer: plain });
    expect(public_).not.toHaveProperty('signedWith');
    expect(public_.headers.some(({ by }) => by === 'signature')).toBe(false);
  });

  test('is forked live, replayed and begun again inside its chain as it was', async () => {
    const first = await begun({ name: 'USER_SRP_AUTH', admin: true, inputs: { USERNAME: 'ann', PASSWORD } });
    const ended = await ranToEnd(first.id);
    const last = ended.steps.at(-1)?.id ?? '';
    const forked = await at.value('chain.fork', { chainId: first.id, stepId: last, kind: 'replay' });
    const replayed = await at.chain(first.id);
    expect(operations(replayed).slice(3)).toEqual(['AdminInitiateAuth ok', 'AdminRespondToAuthChallenge ok']);
    expect(forked.parentId).toBe(replayed.steps.at(-1)?.id);
    const stepId = replayed.steps[0]?.id ?? '';
    const { answer } = await at.value('chain.fork', { chainId: first.id, stepId, kind: 'replay' });
    expect(answer).toMatchObject({ name: 'USER_SRP_AUTH', admin: true });
    const branch = { kind: 'replay', of: stepId } as const;
    await at.value('chain.restart', { chainId: first.id, answer, branch });
    expect(operations(await at.chain(first.id)).at(-1)).toBe('AdminInitiateAuth ok');
  });

  test('may be answered by anybody’s operation on purpose, which a service may refuse', async () => {
    await at.value('sandbox.changeSettings', { settings: { mixAdminSessions: false } });
    const { id } = await begun();
    const mixed = await at.answer(id, {}, { admin: false });
    expect(operations(mixed).at(-1)).toBe('RespondToAuthChallenge error');
    // The way it came by is still the one that is taken by itself.
    at.clock.move(30_000);
    expect(operations(await at.answer(id, {})).at(-1)).toBe('AdminRespondToAuthChallenge tokens');
  });
});

describe('where nothing signs', () => {
  const refusing = async () => {
    const shut = await drivenHost({
      aws: { credentials: () => Promise.reject(coreFault('AWS_CREDENTIALS', 'None.', 'profile')) },
    });
    const { endpoint, pools } = await shut.value('sandbox.start', {});
    const pool = pools.find(({ clients }) => clients.some(({ name }) => name === 'web'));
    const client = pool?.clients.find(({ name }) => name === 'web');
    const saved = await shut.value('target.save', {
      ...{ name: 'Shop', region: 'eu-west-1', endpoint, userPoolId: pool?.userPoolId ?? '' },
      ...{ clientId: client?.clientId ?? '', fips: false, profile: 'gone', color: 'none' as const },
      ...{ production: false, sessionMinutes: 3 },
    });
    return { shut, id: saved.id };
  };

  test('a start leaves no chain, and tells nobody of one', async () => {
    const { shut, id } = await refusing();
    const events: HostEvent[] = [];
    shut.host.listen((event) => events.push(event));
    const before = await shut.value('chains.list', {});
    const refused = await shut.host.ask('chain.start', { targetId: id, answer: whole(ANN) });
    expect(refused).toMatchObject({ ok: false, error: { code: 'AWS_CREDENTIALS' } });
    expect(await shut.value('chains.list', {})).toEqual(before);
    expect(events.filter(({ type }) => type.startsWith('chain.'))).toEqual([]);
    const unfit = whole({ ...ANN, headers: { Host: 'elsewhere' } });
    expect(await shut.host.ask('chain.start', { targetId: id, answer: unfit })).toMatchObject({ ok: false });
    expect(await shut.value('chains.list', {})).toEqual(before);
  });

  test('an answer leaves the chain as it was, and it goes on as anybody', async () => {
    const { shut, id } = await refusing();
    const answer = whole({ name: 'USER_PASSWORD_AUTH', inputs: { USERNAME: 'ann', PASSWORD } });
    const { chainId } = await shut.value('chain.start', { targetId: id, answer });
    const { pending, steps } = await shut.chain(chainId);
    const refused = await shut.host.ask('chain.answer', {
      ...{ chainId, parentId: pending?.stepId },
      answer: whole({ name: 'SOFTWARE_TOKEN_MFA', admin: true }),
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'AWS_CREDENTIALS' } });
    expect((await shut.chain(chainId)).steps).toEqual(steps);
  });
});

describe('while credentials are waited for', () => {
  /** A sign-in begun as anybody, on a target whose credentials come only when `late` is called. */
  async function slow() {
    const waiting: (() => void)[] = [];
    const made = { accessKeyId: 'AKIASLOW', secretAccessKey: 'x' };
    const credentials = () => new Promise<typeof made>((resolve) => void waiting.push(() => resolve(made)));
    const shut = await drivenHost({ aws: { credentials } });
    const { endpoint, pools } = await shut.value('sandbox.start', {});
    const pool = pools.find(({ clients }) => clients.some(({ name }) => name === 'web'));
    const client = pool?.clients.find(({ name }) => name === 'web');
    const { id } = await shut.value('target.save', {
      ...{ name: 'Shop', region: 'eu-west-1', endpoint, userPoolId: pool?.userPoolId ?? '' },
      ...{ clientId: client?.clientId ?? '', fips: false, profile: 'slow', color: 'none' as const },
      ...{ production: false, sessionMinutes: 3 },
    });
    const answer = whole({ name: 'USER_PASSWORD_AUTH', inputs: { USERNAME: 'ann', PASSWORD } });
    const { chainId } = await shut.value('chain.start', { targetId: id, answer });
    const { pending, steps } = await shut.chain(chainId);
    const asked = () => expect.poll(() => waiting.length).toBe(1);
    return { shut, id, chainId, steps, parentId: pending?.stepId ?? '', asked, late: () => waiting[0]?.() };
  }
  const settled = async () => {
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  const CODE = whole({
    ...{ name: 'SOFTWARE_TOKEN_MFA', admin: true },
    inputs: { SOFTWARE_TOKEN_MFA_CODE: '000000' },
  });

  test('Cancel gives the answer up: the chain is as it was, and nothing is sent later', async () => {
    const { shut, chainId, steps, parentId, asked, late } = await slow();
    const answered = shut.host.ask('chain.answer', { chainId, parentId, answer: CODE });
    await asked();
    await shut.value('chain.cancel', { chainId });
    expect(await answered).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    late();
    await settled();
    expect((await shut.chain(chainId)).steps).toEqual(steps);
  });

  test.each([
    ['the first request of a chain', 'chain.start', { answer: whole({ ...ANN, admin: true }) }],
    [
      'an operation that begins a chain',
      'service.call',
      { operation: 'ListUserPools', body: { MaxResults: 1 } },
    ],
  ] as const)(
    '%s is given up: there is no chain, and nothing is sent later',
    async (_what, command, input) => {
      const { shut, id, asked, late } = await slow();
      const before = await shut.value('chains.list', {});
      const begun = shut.host.ask(command, { targetId: id, ...input, beginId: 'one' });
      await asked();
      await shut.value('chain.giveUp', { beginId: 'another' });
      await shut.value('chain.giveUp', { beginId: 'one' });
      expect(await begun).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
      late();
      await settled();
      expect(await shut.value('chains.list', {})).toEqual(before);
    },
  );

  test('a chain that is removed ends the wait, and is gone', async () => {
    const { shut, chainId, parentId, asked } = await slow();
    const answered = shut.host.ask('chain.answer', { chainId, parentId, answer: CODE });
    await asked();
    await shut.value('chain.remove', { chainId });
    expect(await answered).toMatchObject({ ok: false, error: { code: 'CHAIN_UNKNOWN' } });
  });

  test('a run that is stopped says so, and sends nothing later', async () => {
    const { shut, chainId, steps, parentId, asked, late } = await slow();
    await shut.value('run.start', { chainId, until: { kind: 'end' }, parentId, answer: CODE });
    await asked();
    await shut.value('run.stop', { chainId });
    await expect
      .poll(() => shut.value('run.state', { chainId }))
      .toMatchObject({ stopped: { kind: 'hand', text: 'Stopped' } });
    late();
    await settled();
    expect((await shut.chain(chainId)).steps).toEqual(steps);
  });

  test('a scenario that is stopped begins nothing later', async () => {
    const { shut, id, asked, late } = await slow();
    const before = await shut.value('chains.list', {});
    const text = scenarioOf('  - flow: USER_SRP_AUTH\n    admin: true\n    with: { USERNAME: ann }');
    const { runId } = await shut.value('scenario.run', {
      ...{ text, file: 'test.yaml', begin: 'as it is', pace: 'through', target: { targetId: id } },
    });
    await asked();
    await shut.value('scenario.stop', { runId });
    await expect
      .poll(async () => (await shut.value('scenario.runState', { runId })).result?.fault?.code)
      .toBe('SCENARIO_STOPPED');
    late();
    await settled();
    expect(await shut.value('chains.list', {})).toEqual(before);
  });
});

describe('a scenario', () => {
  const STEPS = [
    '  - flow: USER_SRP_AUTH',
    '    admin: true',
    '    with: { USERNAME: ann }',
    '  - answer: PASSWORD_VERIFIER',
    '    expect: { challenge: SOFTWARE_TOKEN_MFA }',
    '  - answer: SOFTWARE_TOKEN_MFA',
    '    expect: { tokens: true }',
    '  - flow: ADMIN_USER_PASSWORD_AUTH',
    '    with: { USERNAME: bob }',
    '    expect: { tokens: true }',
  ].join('\n');

  test('goes as administrator where it says so, or where its flow does', async () => {
    const result = await runScenario(scenarioOf(STEPS));
    expect(whatFailed(result)).toEqual([]);
    expect(result.steps.map(({ title }) => title)).toEqual([
      'AdminInitiateAuth USER_SRP_AUTH',
      'AdminRespondToAuthChallenge PASSWORD_VERIFIER',
      'AdminRespondToAuthChallenge SOFTWARE_TOKEN_MFA',
      'AdminInitiateAuth ADMIN_USER_PASSWORD_AUTH',
    ]);
    const sent = result.chains
      .flat()
      .flatMap((event) => (event.type === 'step.sent' ? [event.operation] : []));
    expect(sent.map((operation) => operation.startsWith('Admin'))).toEqual([true, true, true, true]);
  });

  test('is recorded from a chain as it went', async () => {
    const first = await begun({ name: 'USER_SRP_AUTH', admin: true, inputs: { USERNAME: 'ann', PASSWORD } });
    await ranToEnd(first.id);
    const { text } = await at.value('scenario.record', { chainId: first.id });
    expect(text).toContain('  - flow: USER_SRP_AUTH\n    admin: true\n');
    expect(text.match(/admin:/g)).toHaveLength(1);
    const own = await begun();
    await ranToEnd(own.id);
    const recorded = await at.value('scenario.record', { chainId: own.id });
    expect(recorded.text).toContain('flow: ADMIN_USER_PASSWORD_AUTH');
    expect(recorded.text).not.toContain('admin:');
  });
});
