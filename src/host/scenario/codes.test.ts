import { describe, expect, it } from 'vitest';
import { scenarioPorts } from '../../../main/ports/scenario/scenario-ports.ts';
import { totpCode } from '../../crypto/totp.ts';
import type { CodeSource } from '../../scenario/schema.ts';
import type { LiveChain } from '../live-chain.ts';
import type { CancelSignal, Clock, Mail, ScenarioPorts } from '../ports.ts';
import { createStop } from '../run/stop.ts';
import { testHost } from '../testing/test-host.ts';
import { createCodes, type CodeMoment, type CodeParts } from './codes.ts';

const SEED = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const CHAIN = {
  target: { kind: 'own', id: 't' },
  events: [],
  steps: new Map(),
  username: 'ann',
} as unknown as LiveChain;

interface Setup {
  readonly world?: Partial<ScenarioPorts>;
  readonly used?: readonly string[];
  readonly stop?: ReturnType<typeof createStop>;
  readonly told?: string;
  readonly names?: Readonly<Record<string, string>>;
}

/** Codes on a clock that goes on as soon as something waits for it. */
async function codesOf(
  source: CodeSource,
  { world, used = [], stop = createStop(), told, names = {} }: Setup = {},
) {
  const { ports } = await testHost();
  let now = 1_790_000_001_000;
  const clock: Clock = {
    now: () => now,
    after: (ms, run) => {
      const timer = setImmediate(() => ((now += ms), run()));
      return () => clearImmediate(timer);
    },
  };
  const asked: string[] = [];
  const parts = {
    ports: { ...ports, clock, scenarios: { ...scenarioPorts({ env: {} }), ...world } },
    following: { wasUsed: (_: unknown, __: unknown, code: string) => used.includes(code) },
    serverNow: () => now,
    sandbox: { ask: async () => [], ahead: () => 0 },
  } as unknown as CodeParts;
  const codes = createCodes(parts, {
    sources: { it: source },
    stop,
    fill: async (text) => text.replace(/\$\{(\w+)\}/g, (_, name: string) => names[name] ?? ''),
    agreed: new Set(),
    ask: async (question) => (asked.push(question), told),
  });
  return {
    codes,
    asked,
    clock,
    move: (ms: number) => (now += ms),
    code: (moment: CodeMoment = {}) => codes.code('it', moment),
  };
}

describe('a TOTP seed', () => {
  it('gives the code of now, and waits for the next where that was taken', async () => {
    const fresh = await codesOf({ totp: '${seed}' }, { names: { seed: SEED } });
    const now = totpCode(SEED, fresh.clock.now());
    expect(await fresh.code({ chain: CHAIN, parentId: 'a' })).toBe(now);
    const again = await codesOf({ totp: SEED }, { used: [now] });
    const next = totpCode(SEED, again.clock.now() + 30_000);
    expect(await again.code({ chain: CHAIN, parentId: 'a' })).toBe(next);
  });

  it('says what is wrong with it and not what it is', async () => {
    const { code } = await codesOf({ totp: 'SECRET-THAT-IS-NONE-0189' });
    await expect(code()).rejects.toMatchObject({ code: 'CODE_SOURCE', field: 'codes.it' });
    await expect(code()).rejects.not.toHaveProperty('detail', expect.stringContaining('NONE-0189'));
  });
});

/** An inbox of Mailpit’s kind that is looked at, answer by answer; the last one stays. */
function inbox(...answers: readonly (readonly [id: string, snippet: string][])[]): Partial<ScenarioPorts> {
  let at = 0;
  return {
    fetchText: async () => {
      const messages = (answers[Math.min(at++, answers.length - 1)] ?? []).map(([ID, Snippet]) => ({
        ID,
        Snippet,
      }));
      return { status: 200, text: JSON.stringify({ total: messages.length, messages }) };
    },
  };
}
const HTTP: CodeSource = {
  http: 'http://127.0.0.1:8025/api/v1/messages',
  path: '$.messages[0].Snippet',
  within: '5s',
};

describe('an HTTP inbox', () => {
  it('is asked until the code is there', async () => {
    const { code } = await codesOf(HTTP, { world: inbox([], [], [['a', 'code 492017']]) });
    expect(await code()).toBe('492017');
  });

  it('never gives the code that lay there before', async () => {
    const old = ['a', 'code 111111'] as const;
    const at = await codesOf(HTTP, {
      world: inbox([[...old]], [[...old]], [['b', 'code 492017'], [...old]]),
    });
    await at.codes.note();
    const since = at.move(10);
    expect(await at.code({ since })).toBe('492017');
    // A wrong answer was sent meanwhile: the code is the same still.
    at.move(10);
    await at.codes.note();
    expect(await at.code({ since })).toBe('492017');
  });

  it('takes a message of the same text for a new one by what stands beside it', async () => {
    const at = await codesOf(HTTP, { world: inbox([['a', 'code 123456']], [['b', 'code 123456']]) });
    await at.codes.note();
    expect(await at.code({ since: at.move(10) })).toBe('123456');
  });

  it('says in the end why none came, and no more than the host of the address', async () => {
    const source = { ...HTTP, http: 'http://127.0.0.1:8025/x?key=hunter2hunter2' };
    const silent = await codesOf(source, {
      world: {
        fetchText: () =>
          Promise.reject(new Error('connect refused http://127.0.0.1:8025/x?key=hunter2hunter2')),
      },
    });
    const fault = await silent.code().catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'CODE_NONE' });
    expect((fault as { detail: string }).detail).toContain('127.0.0.1:8025 can’t be read');
    expect((fault as { detail: string }).detail).not.toContain('hunter2');
    const locked = await codesOf(HTTP, { world: { fetchText: async () => ({ status: 401, text: '' }) } });
    await expect(locked.code()).rejects.toMatchObject({ code: 'CODE_SOURCE' });
  });

  it.each<[Partial<CodeSource>, string]>([
    [{ path: '$.messages[0:1]' }, 'column'],
    [{ http: 'ftp://x/' }, 'http or https'],
    [{ match: '(' }, 'regular expression'],
  ])('refuses %j at once', async (wrong, words) => {
    const { code } = await codesOf({ ...HTTP, ...wrong } as CodeSource, {
      world: inbox([['a', 'code 1234']]),
    });
    await expect(code()).rejects.toMatchObject({
      code: 'CODE_SOURCE',
      detail: expect.stringContaining(words),
    });
  });
});

describe('a mail box', () => {
  const mail = (at: number, text: string, to = 'ann@example.com'): Mail => ({
    ...{ at, text, to, from: 'no-reply@example.com', subject: 'Your code' },
  });
  const imap = { host: 'mail.example.com', user: 'ann', password: '${pw}' };

  it('gives the newest code that came since, to whom it was sent', async () => {
    const boxes: unknown[] = [];
    const at = await codesOf(
      { imap, to: 'ann@', match: 'code (\\d+)' },
      {
        names: { pw: 'hunter2' },
        world: {
          mails: async (box) => {
            boxes.push(box);
            const now = at.clock.now();
            return boxes.length < 3
              ? [mail(now - 60_000, 'code 111111')]
              : [mail(now, 'code 222222', 'bob@example.com'), mail(now, 'code 492017')];
          },
        },
      },
    );
    expect(await at.code()).toBe('492017');
    expect(boxes[0]).toEqual({ ...imap, password: 'hunter2', port: 993, secure: true, mailbox: 'INBOX' });
  });

  it.each([
    ['behind', -20_000],
    ['ahead', 20_000],
  ])('tells new mails from old ones of a server whose clock is %s', async (_, off) => {
    const lying: Mail[] = [];
    const at = await codesOf({ imap, within: '2s' }, { world: { mails: async () => [...lying] } });
    lying.unshift(mail(at.clock.now() + off, 'code 111111'));
    await at.codes.note();
    at.move(1_000);
    const since = at.clock.now();
    await expect(at.code({ since })).rejects.toMatchObject({
      detail: expect.stringContaining('only older mails'),
    });
    lying.unshift(mail(at.clock.now() + off, 'code 492017'));
    expect(await at.code({ since })).toBe('492017');
  });

  it('goes by the times where a box could not be looked at before', async () => {
    let reads = 0;
    const at = await codesOf(
      { imap, within: '2s' },
      {
        world: {
          mails: async () => {
            reads += 1;
            if (reads === 1) throw new Error('it is away');
            return [mail(at.clock.now(), 'code 492017'), mail(at.clock.now() - 60_000, 'code 111111')];
          },
        },
      },
    );
    await at.codes.note();
    expect(await at.code()).toBe('492017');
  });

  it('tells that only older mails are there', async () => {
    const at = await codesOf(
      { imap, within: '2s' },
      { world: { mails: async () => [mail(at.clock.now() - 60_000, 'code 111111')] } },
    );
    await expect(at.code()).rejects.toMatchObject({ detail: expect.stringContaining('only older mails') });
  });
});

describe('a program and a person', () => {
  it('runs in the window only once somebody agreed to it', async () => {
    const ran: string[] = [];
    const world = {
      asksBeforePrograms: true,
      commandOutput: async (argv: readonly string[]) => (ran.push(argv.join(' ')), '4711'),
    };
    const source = { command: ['read-code', '${seed}'] };
    const refused = await codesOf(source, { world, told: 'no', names: { seed: SEED } });
    await expect(refused.code()).rejects.toMatchObject({ code: 'CODE_SOURCE', field: 'codes.it' });
    expect(ran).toEqual([]);
    expect(refused.asked.join()).not.toContain(SEED);
    const agreed = await codesOf(source, { world, told: 'Yes', names: { seed: SEED } });
    expect(await agreed.code()).toBe('4711');
    expect(await agreed.code()).toBe('4711');
    expect(agreed.asked).toHaveLength(1);
  });

  it('shows the program so that one argument is told from two', async () => {
    const world = { asksBeforePrograms: true, commandOutput: async () => '4711' };
    const at = await codesOf({ command: ['sh', '-c', 'echo 4711', '${seed}'] }, { world, told: 'yes' });
    await at.code();
    expect(at.asked).toEqual([
      'For the code it this file runs a program: sh -c "echo 4711" ${seed}. Type yes to let it.',
    ]);
  });

  it('is run until it prints a code; a word will do', async () => {
    const prints = ['', 'nothing yet', 'blue-42\n'];
    const world = { commandOutput: async () => prints.shift() ?? '' };
    expect(await (await codesOf({ command: ['code'] }, { world })).code()).toBe('blue-42');
  });

  it('reads the newest code out of what cognito-local logs', async () => {
    const log = ['111111', '492017']
      .map((code) => `│   Username:    ann\n│   Destination: +15550100\n│   Code:        ${code}\n`)
      .join('\n');
    const source = { command: ['tail', 'cognito.log'], match: '[^]*Code: +(\\d+)' };
    expect(await (await codesOf(source, { world: { commandOutput: async () => log } })).code()).toBe(
      '492017',
    );
  });

  it('is asked', async () => {
    const at = await codesOf({ ask: 'The code on the token?' }, { told: ' 492017 ' });
    expect(await at.code()).toBe('492017');
    expect(at.asked).toEqual(['The code on the token?']);
    await expect((await codesOf({ ask: 'x' })).code()).rejects.toMatchObject({ code: 'CODE_SOURCE' });
  });
});

it('ends as soon as the run is stopped', async () => {
  const stop = createStop();
  const world = { fetchText: async () => (stop.stop(), { status: 404, text: '' }) };
  await expect((await codesOf(HTTP, { stop, world })).code()).rejects.toMatchObject({
    code: 'SCENARIO_STOPPED',
  });
});

it('ends what it has under way with the run', async () => {
  const stop = createStop();
  const ended: string[] = [];
  const never = (name: string, signal: CancelSignal | undefined) =>
    new Promise<never>(() => {
      signal?.onCancel(() => ended.push(name));
      setImmediate(() => stop.stop());
    });
  const world = { commandOutput: (_argv: readonly string[], signal?: CancelSignal) => never('it', signal) };
  const { code } = await codesOf({ command: ['code'] }, { stop, world });
  await expect(code()).rejects.toMatchObject({ code: 'SCENARIO_STOPPED' });
  expect(ended).toEqual(['it']);
});
