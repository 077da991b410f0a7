import { describe, expect, test, vi } from 'vitest';
import { chainOf, type Chain } from '../../chain/model.ts';
import type {
  Answer,
  Call,
  CommandInput,
  CommandName,
  CommandOutput,
  Forked,
  HostEvent,
  Result,
  RunState,
  RunUntil,
} from '../../contract.ts';
import { testHost, type TestHost } from '../testing/test-host.ts';

const END: RunUntil = { kind: 'end' };
const WRONG = '000000';

interface Bench extends TestHost {
  readonly call: Call;
  readonly events: HostEvent[];
  /** Starts a seeded user's sign-in. */
  begin(username: string, pool?: number): Promise<string>;
  chain(id: string): Promise<Chain>;
  /** Runs and waits until it stopped. */
  run(chainId: string, until: RunUntil, more?: Partial<CommandInput<'run.start'>>): Promise<RunState>;
  stopped(chainId: string): Promise<RunState>;
  /** Waits until the run does this. */
  until(chainId: string, kind: string): Promise<RunState>;
}

async function bench(): Promise<Bench> {
  const made = await testHost();
  const call: Call = async <N extends CommandName>(name: N, input: CommandInput<N>) =>
    (await made.host.ask(name, input)) as Result<CommandOutput<N>>;
  const value = async <N extends CommandName>(name: N, input: CommandInput<N>) => {
    const result = await call(name, input);
    if (!result.ok) throw new Error(`${result.error.code}: ${result.error.detail}`);
    return result.value;
  };
  const events: HostEvent[] = [];
  const listeners = new Set<() => void>();
  made.host.listen((event) => {
    events.push(event);
    for (const run of listeners) run();
  });
  const seen = (fits: () => Promise<RunState | undefined>) =>
    new Promise<RunState>((resolve) => {
      const look = () =>
        void fits().then((state) => {
          if (state === undefined) return;
          listeners.delete(look);
          resolve(state);
        });
      listeners.add(look);
      look();
    });
  const state = (chainId: string) => value('run.state', { chainId });
  const stopped = (chainId: string) =>
    seen(async () => {
      const now = await state(chainId);
      return now.doing === undefined ? now : undefined;
    });
  return {
    ...made,
    call,
    events,
    stopped,
    until: (chainId, kind) =>
      seen(async () => {
        const now = await state(chainId);
        return now.doing?.kind === kind ? now : undefined;
      }),
    async begin(username) {
      const { users } = await value('sandbox.start', {});
      const user = users.find((known) => known.username === username);
      if (user === undefined) throw new Error(`${username} is not seeded`);
      const { userPoolId } = user;
      const { chainId } = await value('chain.startSeeded', { userPoolId, username });
      return chainId;
    },
    async chain(id) {
      const chain = chainOf(await value('chain.events', { chainId: id }));
      if (chain === undefined) throw new Error('no such chain');
      return chain;
    },
    async run(chainId, until, more = {}) {
      await value('run.start', { chainId, until, ...more });
      return stopped(chainId);
    },
  };
}

function answered(name: string, inputs: Record<string, string>): Answer {
  return { name, inputs, responses: {}, members: {} };
}

const stepsOf = (chain: Chain) => chain.steps.map(({ answers, status }) => `${answers} ${status}`);

/** Runs ann to her TOTP challenge and answers it wrongly. */
async function annAfterAWrongCode({ begin, run, chain, call }: Bench) {
  const chainId = await begin('ann');
  await run(chainId, { kind: 'challenge', name: 'SOFTWARE_TOKEN_MFA' });
  const parentId = (await chain(chainId)).pending?.stepId ?? '';
  await call('chain.answer', {
    chainId,
    parentId,
    answer: answered('SOFTWARE_TOKEN_MFA', { SOFTWARE_TOKEN_MFA_CODE: WRONG }),
  });
  return { chainId, parentId };
}

describe('a run', () => {
  test('to the end answers with what the host knows', async () => {
    const { begin, run, chain } = await bench();
    const chainId = await begin('ann');
    expect((await run(chainId, END)).stopped).toEqual({ kind: 'tokens', text: 'Tokens received' });
    expect(stepsOf(await chain(chainId))).toEqual([
      'USER_SRP_AUTH ok',
      'PASSWORD_VERIFIER ok',
      'SOFTWARE_TOKEN_MFA tokens',
    ]);
  });

  test('to a challenge stops when it is asked', async () => {
    const { begin, run, chain } = await bench();
    const chainId = await begin('ann');
    const { stopped } = await run(chainId, { kind: 'challenge', name: 'SOFTWARE_TOKEN_MFA' });
    expect(stopped).toMatchObject({ kind: 'reached', text: 'Reached SOFTWARE_TOKEN_MFA' });
    expect((await chain(chainId)).pending?.name).toBe('SOFTWARE_TOKEN_MFA');
  });

  test('of one step sends one answer', async () => {
    const { begin, run, chain } = await bench();
    const chainId = await begin('ann');
    expect((await run(chainId, { kind: 'step' })).stopped?.text).toBe('Next: SOFTWARE_TOKEN_MFA');
    expect((await chain(chainId)).steps).toHaveLength(2);
  });

  test('says which field nobody has', async () => {
    const { begin, run, chain } = await bench();
    const chainId = await begin('eli');
    const { stopped } = await run(chainId, END);
    expect(stopped).toMatchObject({ kind: 'missing', field: 'NEW_PASSWORD', text: 'NEW_PASSWORD is needed' });
    expect(stopped?.stepId).toBe((await chain(chainId)).pending?.stepId);
    expect((await run(chainId, END, { given: { NEW_PASSWORD: 'Better-horse-2' } })).stopped?.kind).toBe(
      'tokens',
    );
  });

  test('waits for the next TOTP code when the one of now was used, and can be stopped meanwhile', async () => {
    const { begin, run, call, until, stopped, clock, chain } = await bench();
    await run(await begin('ann'), END);
    const chainId = await begin('ann');
    await call('run.start', { chainId, until: END });
    const waiting = await until(chainId, 'waiting');
    expect(waiting.doing).toMatchObject({
      why: 'totp',
      name: 'SOFTWARE_TOKEN_MFA',
      at: clock.now() + 23_000,
    });
    await call('run.stop', { chainId });
    expect((await stopped(chainId)).stopped?.kind).toBe('hand');
    expect((await chain(chainId)).steps).toHaveLength(2);

    await call('run.start', { chainId, until: END });
    await until(chainId, 'waiting');
    clock.move(23_100);
    expect((await stopped(chainId)).stopped?.kind).toBe('tokens');
  });

  test('stops at breakpoints, which survive a restart', async () => {
    const { begin, run, call, files } = await bench();
    const point = { on: 'challenge', name: 'SOFTWARE_TOKEN_MFA', enabled: true } as const;
    await call('run.setSettings', { breakpoints: [point] });
    const chainId = await begin('ann');
    expect((await run(chainId, END)).stopped?.text).toBe('Stopped at breakpoint: SOFTWARE_TOKEN_MFA');
    // Standing on it is no reason to stop again.
    expect((await run(chainId, END)).stopped?.kind).toBe('tokens');
    expect(JSON.parse(files.get('run.json') ?? '')).toEqual({
      version: 1,
      data: { breakpoints: [point], pauseBeforeSending: false },
    });
  });

  test('passes a breakpoint that is switched off', async () => {
    const { begin, run, call } = await bench();
    await call('run.setSettings', {
      breakpoints: [{ on: 'challenge', name: 'SOFTWARE_TOKEN_MFA', enabled: false }],
    });
    expect((await run(await begin('ann'), END)).stopped?.kind).toBe('tokens');
  });

  test('holds each answer back until it was seen', async () => {
    const { begin, run, call, chain } = await bench();
    const chainId = await begin('ann');
    await call('run.setSettings', { pauseBeforeSending: true });
    const { stopped } = await run(chainId, END);
    expect(stopped).toMatchObject({
      kind: 'paused',
      text: 'Paused before sending: PASSWORD_VERIFIER',
      answer: answered('PASSWORD_VERIFIER', {}),
    });
    expect((await chain(chainId)).steps).toHaveLength(1);
    const seen = { parentId: stopped?.stepId ?? '', answer: answered('PASSWORD_VERIFIER', {}) };
    expect((await run(chainId, END, seen)).stopped?.text).toBe('Paused before sending: SOFTWARE_TOKEN_MFA');
    expect((await chain(chainId)).steps).toHaveLength(2);
  });

  test('stops at an error, and sends again where the service was only busy', async () => {
    const { begin, call, until, stopped, clock, chain } = await bench();
    const chainId = await begin('ann');
    const rule = 'RespondToAuthChallenge user=ann step=1 -> TooManyRequestsException';
    expect(await call('sandbox.addFault', { rule })).toMatchObject({ ok: true });
    await call('run.start', { chainId, until: END });
    expect((await until(chainId, 'waiting')).doing).toMatchObject({ why: 'throttled' });
    clock.move(1_000);
    expect((await stopped(chainId)).stopped?.kind).toBe('tokens');
    expect(stepsOf(await chain(chainId)).slice(1, 3)).toEqual([
      'PASSWORD_VERIFIER error',
      'PASSWORD_VERIFIER ok',
    ]);
  });

  test('sends a body that was written by hand as it stands', async () => {
    const made = await bench();
    const { chainId, parentId } = await annAfterAWrongCode(made);
    const answer = { ...answered('SOFTWARE_TOKEN_MFA', {}), rawBody: '{ "no": "answer" }' };
    await made.run(chainId, { kind: 'step' }, { parentId, answer });
    expect((await made.chain(chainId)).steps.at(-1)?.request.body.text).toBe(answer.rawBody);
  });

  test('sends what stands in the form, and stops at what comes of it', async () => {
    const made = await bench();
    const { chainId, parentId } = await annAfterAWrongCode(made);
    const answer = answered('SOFTWARE_TOKEN_MFA', { SOFTWARE_TOKEN_MFA_CODE: '111111' });
    const { stopped } = await made.run(chainId, END, { parentId, answer });
    expect(stopped).toMatchObject({ kind: 'error', text: 'Stopped: CodeMismatchException' });
  });

  test('is one at a time, and ends with its chain', async () => {
    const { begin, run, call, until } = await bench();
    await run(await begin('ann'), END);
    const chainId = await begin('ann');
    await call('run.start', { chainId, until: END });
    await until(chainId, 'waiting');
    expect(await call('run.start', { chainId, until: END })).toMatchObject({
      ok: false,
      error: { code: 'RUN_UNDER_WAY' },
    });
    await call('chain.remove', { chainId });
    expect(await call('run.state', { chainId })).toMatchObject({ error: { code: 'CHAIN_UNKNOWN' } });
  });
});

describe('a fork', () => {
  const forked = async ({ call }: Bench, chainId: string, stepId: string, kind: 'live' | 'replay') => {
    const result = await call('chain.fork', { chainId, stepId, kind });
    if (!result.ok) throw new Error(result.error.code);
    return result.value satisfies Forked;
  };

  test('answers the kept Session once more, live', async () => {
    const made = await bench();
    const { chainId, parentId } = await annAfterAWrongCode(made);
    const wrong = (await made.chain(chainId)).steps.at(-1)?.id ?? '';
    const fork = await forked(made, chainId, wrong, 'live');
    // The code was a secret, and of that moment.
    expect(fork).toEqual({ kind: 'live', parentId, answer: answered('SOFTWARE_TOKEN_MFA', {}) });
    await made.call('chain.answer', {
      chainId,
      parentId,
      answer: fork.answer,
      branch: { kind: 'live', of: wrong },
    });
    const chain = await vi.waitUntil(async () => {
      const now = await made.chain(chainId);
      return now.status === 'sending' ? undefined : now;
    }, 10_000);
    expect(chain.status).toBe('tokens');
    expect(chain.steps.at(-1)?.branch).toEqual({ kind: 'live', of: wrong });
  });

  test('runs the way there again where the Session was used', async () => {
    const made = await bench();
    const chainId = await made.begin('ann');
    await made.run(chainId, END);
    const before = await made.chain(chainId);
    const last = before.steps.at(-1)?.id ?? '';
    const fork = await forked(made, chainId, last, 'replay');
    const chain = await made.chain(chainId);
    expect(
      chain.steps.slice(3).map(({ answers, replays, parentId }) => [answers, replays, parentId]),
    ).toEqual([
      ['USER_SRP_AUTH', before.steps[0]?.id, null],
      ['PASSWORD_VERIFIER', before.steps[1]?.id, chain.steps[3]?.id],
    ]);
    expect(fork.parentId).toBe(chain.pending?.stepId);
    const [then, now] = [before.steps[0], chain.steps[3]].map((step) => step?.request.body.text);
    expect(then).not.toBe(now);
    expect(made.events.filter((event) => event.type === 'run.changed').at(-1)).toMatchObject({
      state: { stopped: { kind: 'forked', text: 'Replay fork ready' } },
    });
  });

  test('is stepped on as any other challenge, and stays a fork', async () => {
    const made = await bench();
    const { chainId, parentId } = await annAfterAWrongCode(made);
    const wrong = (await made.chain(chainId)).steps.at(-1)?.id ?? '';
    await forked(made, chainId, wrong, 'live');
    const branch = { kind: 'live', of: wrong } as const;
    await made.run(chainId, END, { parentId, branch });
    const chain = await made.chain(chainId);
    expect(chain.status).toBe('tokens');
    expect(chain.steps.at(-1)?.branch).toEqual(branch);
  });

  test('stays one while its first answer is sent again to a busy service', async () => {
    const made = await bench();
    const { chainId, parentId } = await annAfterAWrongCode(made);
    const wrong = (await made.chain(chainId)).steps.at(-1)?.id ?? '';
    const branch = { kind: 'live', of: wrong } as const;
    await forked(made, chainId, wrong, 'live');
    const rule = 'RespondToAuthChallenge user=ann times=1 -> TooManyRequestsException';
    expect(await made.call('sandbox.addFault', { rule })).toMatchObject({ ok: true });
    await made.call('run.start', { chainId, until: END, parentId, branch });
    expect((await made.until(chainId, 'waiting')).doing).toMatchObject({ why: 'throttled' });
    made.clock.move(1_000);
    await made.stopped(chainId);
    const [busy, through] = (await made.chain(chainId)).steps.slice(-2);
    expect([busy?.status, through?.status]).toEqual(['error', 'tokens']);
    expect([busy?.branch, through?.branch]).toEqual([branch, branch]);
  });

  test.each(['what stands in the form', 'nothing'])(
    'is stepped on with %s where it is tried live with a Session that was taken',
    async (what) => {
      const made = await bench();
      const chainId = await made.begin('ann');
      await made.run(chainId, END);
      const { steps } = await made.chain(chainId);
      const [taken, parentId] = [steps.at(-1)?.id ?? '', steps.at(-1)?.parentId ?? ''];
      const branch = { kind: 'live', of: taken } as const;
      const { answer } = await forked(made, chainId, taken, 'live');
      const given = what === 'nothing' ? {} : { answer };
      // The next code is waited for: the one of now was used.
      made.clock.move(30_000);
      const { stopped } = await made.run(chainId, { kind: 'step' }, { parentId, branch, ...given });
      expect(stopped).toMatchObject({ kind: 'error', text: 'Stopped: NotAuthorizedException' });
      expect((await made.chain(chainId)).steps.at(-1)).toMatchObject({ branch, parentId, status: 'error' });
    },
  );

  test('says where a replay came out otherwise', async () => {
    const made = await bench();
    const chainId = await made.begin('ann');
    await made.run(chainId, END);
    const { users } = await made.call('sandbox.start', {}).then((result) => {
      if (!result.ok) throw new Error(result.error.code);
      return result.value;
    });
    const userPoolId = users.find(({ username }) => username === 'ann')?.userPoolId ?? '';
    const records = await made.call('sandbox.users', { userPoolId });
    const ann = records.ok ? records.value.find(({ Username }) => Username === 'ann') : undefined;
    await made.call('sandbox.putUser', { userPoolId, user: { ...ann, Enabled: false } as never });
    const last = (await made.chain(chainId)).steps.at(-1)?.id ?? '';
    const { stop } = await forked(made, chainId, last, 'replay');
    expect(stop).toMatchObject({ kind: 'differs' });
    expect(stop?.text).toMatch(/^The replay differs at step \d: /);
  });

  test('of the first step begins again inside the chain', async () => {
    const made = await bench();
    const chainId = await made.begin('ann');
    await made.run(chainId, END);
    const first = (await made.chain(chainId)).steps[0]?.id ?? '';
    const fork = await forked(made, chainId, first, 'replay');
    expect(fork).toMatchObject({ parentId: null, answer: answered('USER_SRP_AUTH', { USERNAME: 'ann' }) });
    const branch = { kind: 'replay', of: first } as const;
    await made.call('chain.restart', { chainId, answer: fork.answer, branch });
    await made.run(chainId, { kind: 'challenge', name: 'SOFTWARE_TOKEN_MFA' });
    const chain = await made.chain(chainId);
    expect(chain.steps[3]).toMatchObject({ parentId: null, branch });
    expect(chain.pending?.name).toBe('SOFTWARE_TOKEN_MFA');
  });

  test('of an operation beside the chain is refused', async () => {
    const made = await bench();
    const { chainId } = await annAfterAWrongCode(made);
    expect(await made.call('chain.fork', { chainId, stepId: 'nowhere', kind: 'live' })).toMatchObject({
      error: { code: 'STEP_UNKNOWN' },
    });
  });
});

describe('an SRP exchange', () => {
  const SRP = { name: 'USER_SRP_AUTH', inputs: { USERNAME: 'ann' }, responses: {}, members: {} };
  const srpAs = async ({ chain }: Bench, chainId: string) =>
    (await chain(chainId)).steps
      .filter(({ answers }) => answers === 'USER_SRP_AUTH')
      .map(({ request }) => /"SRP_A":"([^"]+)"/.exec(request.body.text)?.[1]);

  /** What a form of a new chain shows now. */
  async function shown({ call }: Bench, targetId: string, chainId?: string): Promise<string | undefined> {
    const about = chainId === undefined ? { targetId } : { targetId, chainId };
    const result = await call('request.preview', { ...about, answer: SRP });
    if (!result.ok) throw new Error(result.error.detail);
    return /"SRP_A":"([^"]+)"/.exec(result.value.text)?.[1];
  }

  test('that a form opened goes with that form alone: not with replays, nor with what starts by itself', async () => {
    const made = await bench();
    const chainId = await made.begin('ann');
    const { target, steps } = await made.chain(chainId);
    const inForm = await shown(made, target.id);
    const inFork = await shown(made, target.id, chainId);
    await made.run(chainId, { kind: 'challenge', name: 'SOFTWARE_TOKEN_MFA' });
    const last = (await made.chain(chainId)).steps.at(-1)?.id ?? '';
    for (const _ of [1, 2])
      expect(await made.call('chain.fork', { chainId, stepId: last, kind: 'replay' })).toMatchObject({
        ok: true,
        value: { kind: 'replay' },
      });
    const again = await made.call('chain.start', { targetId: target.id, answer: SRP, again: chainId });
    const [first, ...replays] = await srpAs(made, chainId);
    const restarted = again.ok ? await srpAs(made, again.value.chainId) : [];
    const all = [inForm, inFork, first, ...replays, ...restarted];
    expect(all).toHaveLength(6);
    expect(new Set(all).size).toBe(6);
    expect(all).not.toContain(undefined);

    // What was seen is what goes, in both forms.
    expect(await shown(made, target.id)).toBe(inForm);
    const sent = await made.call('chain.start', { targetId: target.id, answer: SRP });
    expect(sent.ok ? await srpAs(made, sent.value.chainId) : []).toEqual([inForm]);
    expect(await shown(made, target.id)).not.toBe(inForm);
    const branch = { kind: 'replay', of: steps[0]?.id ?? '' } as const;
    await made.call('chain.restart', { chainId, answer: SRP, branch });
    expect((await srpAs(made, chainId)).at(-1)).toBe(inFork);
  });
});

describe('Pause before sending', () => {
  /** Lets go what is held, one by one, until nothing is. @returns what each was, in order */
  async function letGo(made: Bench, chainId: string, until?: RunUntil): Promise<string[]> {
    const names: string[] = [];
    await made.until(chainId, 'held');
    for (;;) {
      const state = await Promise.race([made.until(chainId, 'held'), made.stopped(chainId)]);
      if (state.doing?.kind !== 'held') return names;
      const before = (await made.chain(chainId)).steps.length;
      names.push(state.doing.name);
      const more = until === undefined ? {} : { until };
      const heard = made.events.length;
      expect(await made.call('run.goOn', { chainId, ...more })).toMatchObject({ ok: true });
      await vi.waitFor(() => expect(made.events.length).toBeGreaterThan(heard));
      // What was shown is what went, byte by byte.
      const sent = await vi.waitFor(async () => {
        const step = (await made.chain(chainId)).steps[before];
        if (step === undefined) throw new Error('not sent yet');
        return step;
      });
      expect(sent.request.body.text).toBe(state.doing.preview?.text);
    }
  }
  const paused = async () => {
    const made = await bench();
    await made.call('run.setSettings', { pauseBeforeSending: true });
    return made;
  };

  test('holds the first request of a seeded chain and of one started again; dropped, it takes the chain with it', async () => {
    const made = await paused();
    const chainId = await made.begin('ann');
    const { doing } = await made.until(chainId, 'held');
    expect(doing).toMatchObject({ operation: 'InitiateAuth', name: 'USER_SRP_AUTH' });
    expect((await made.chain(chainId)).steps).toHaveLength(0);
    expect(await letGo(made, chainId)).toEqual(['USER_SRP_AUTH']);
    expect(stepsOf(await made.chain(chainId))).toEqual(['USER_SRP_AUTH ok']);

    const { target } = await made.chain(chainId);
    const answer = answered('USER_SRP_AUTH', { USERNAME: 'ann' });
    const again = await made.call('chain.start', { targetId: target.id, answer, again: chainId });
    const second = again.ok ? again.value.chainId : '';
    await made.until(second, 'held');
    await made.call('run.stop', { chainId: second });
    await vi.waitFor(async () =>
      expect(await made.call('chain.events', { chainId: second })).toMatchObject({
        error: { code: 'CHAIN_UNKNOWN' },
      }),
    );
  });

  test('does not hold what a person sends', async () => {
    const made = await bench();
    const chainId = await made.begin('ann');
    await made.call('run.setSettings', { pauseBeforeSending: true });
    const { target, pending } = await made.chain(chainId);
    const answer = answered('USER_SRP_AUTH', { USERNAME: 'bob' });
    const started = await made.call('chain.start', { targetId: target.id, answer });
    expect((await made.chain(started.ok ? started.value.chainId : '')).steps).toHaveLength(1);
    const password = answered('PASSWORD_VERIFIER', {});
    await made.call('chain.answer', { chainId, parentId: pending?.stepId ?? '', answer: password });
    expect((await made.chain(chainId)).steps).toHaveLength(2);
  });

  test('holds the operations before an answer, and the answer in its form', async () => {
    const made = await bench();
    const chainId = await made.begin('gus');
    await made.run(chainId, { kind: 'challenge', name: 'MFA_SETUP' });
    await made.call('run.setSettings', { pauseBeforeSending: true });
    await made.call('run.start', { chainId, until: END });
    expect(await letGo(made, chainId)).toEqual(['AssociateSoftwareToken', 'VerifySoftwareToken']);
    expect((await made.stopped(chainId)).stopped).toMatchObject({
      kind: 'paused',
      text: 'Paused before sending: MFA_SETUP',
    });
  });

  test('lets a held request go on as far as the person says now', async () => {
    const made = await bench();
    const chainId = await made.begin('gus');
    await made.run(chainId, { kind: 'challenge', name: 'MFA_SETUP' });
    await made.call('run.setSettings', { pauseBeforeSending: true });
    await made.call('run.start', { chainId, until: { kind: 'step' } });
    await made.until(chainId, 'held');
    await made.call('run.setSettings', { pauseBeforeSending: false });
    expect(await letGo(made, chainId, END)).toEqual(['AssociateSoftwareToken']);
    expect((await made.stopped(chainId)).stopped?.kind).toBe('tokens');
  });

  test('dropped by stop, an operation is not sent', async () => {
    const made = await bench();
    const chainId = await made.begin('gus');
    await made.run(chainId, { kind: 'challenge', name: 'MFA_SETUP' });
    await made.call('run.setSettings', { pauseBeforeSending: true });
    await made.call('run.start', { chainId, until: END });
    await made.until(chainId, 'held');
    await made.call('run.stop', { chainId });
    expect((await made.stopped(chainId)).stopped?.kind).toBe('hand');
    expect((await made.chain(chainId)).steps).toHaveLength(2);
  });

  test('holds each request of a replay', async () => {
    const made = await bench();
    const { chainId } = await annAfterAWrongCode(made);
    await made.call('run.setSettings', { pauseBeforeSending: true });
    const stepId = (await made.chain(chainId)).steps.at(-1)?.id ?? '';
    const forked = made.call('chain.fork', { chainId, stepId, kind: 'replay' });
    expect(await letGo(made, chainId)).toEqual(['USER_SRP_AUTH', 'PASSWORD_VERIFIER']);
    expect(await forked).toMatchObject({ ok: true, value: { kind: 'replay' } });

    const dropped = made.call('chain.fork', { chainId, stepId, kind: 'replay' });
    await made.until(chainId, 'held');
    await made.call('run.stop', { chainId });
    expect(await dropped).toMatchObject({ ok: true, value: { stop: { kind: 'hand', text: 'Stopped' } } });
    expect((await made.chain(chainId)).steps).toHaveLength(5);
  });

  test('holds what a fix sends: the way there and the mended answer', async () => {
    const made = await bench();
    const chainId = await made.begin('ann');
    await made.run(chainId, { kind: 'challenge', name: 'SOFTWARE_TOKEN_MFA' });
    await made.call('sandbox.changeClock', { advanceSeconds: 240 });
    await made.run(chainId, { kind: 'step' });
    const stepId = (await made.chain(chainId)).steps.at(-1)?.id ?? '';
    await made.call('run.setSettings', { pauseBeforeSending: true });
    const cause = 'session-expired';
    const dropped = made.call('step.fixAndResend', { chainId, stepId, cause });
    await made.until(chainId, 'held');
    await made.call('run.stop', { chainId });
    expect(await dropped).toMatchObject({ ok: true, value: { stopped: { kind: 'hand' } } });
    expect((await made.chain(chainId)).steps).toHaveLength(3);

    const fixed = made.call('step.fixAndResend', { chainId, stepId, cause });
    const names = ['USER_SRP_AUTH', 'PASSWORD_VERIFIER', 'SOFTWARE_TOKEN_MFA'];
    expect(await letGo(made, chainId)).toEqual(names);
    expect(await fixed).toMatchObject({ ok: true });
    expect((await made.chain(chainId)).status).toBe('tokens');
  });

  test('holds what the reference tries, and what is reproduced', async () => {
    const made = await paused();
    const page = { kind: 'challenge', name: 'SOFTWARE_TOKEN_MFA' } as const;
    const tried = made.call('reference.try', page);
    const chainId = await vi.waitFor(async () => {
      const state = await made.call('reference.state', {});
      if (!state.ok || state.value?.chainId === undefined) throw new Error('not begun');
      return state.value.chainId;
    });
    expect(await letGo(made, chainId)).toEqual(['USER_SRP_AUTH', 'PASSWORD_VERIFIER']);
    expect(await tried).toMatchObject({ ok: true, value: { chainId } });

    const { target } = await made.chain(chainId);
    const again = await made.call('chain.reproduce', { chainId, targetId: target.id });
    const copy = again.ok && 'chainId' in again.value ? again.value.chainId : '';
    expect(await letGo(made, copy)).toEqual(['USER_SRP_AUTH', 'PASSWORD_VERIFIER']);
  });
});
