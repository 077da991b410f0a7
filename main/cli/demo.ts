import type { ChainEvent } from '@core/chain/event.ts';
import { challengeNamed } from '@core/challenges/index.ts';
import { type Chain, chainOf } from '@core/chain/model.ts';
import type { Call, CommandOutput, HostEvent, Result } from '@core/contract.ts';
import type { Host } from '@core/host/host.ts';
import { EXIT } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';
import { terminalHost } from './terminal-host.ts';
import { treeOf } from './tree.ts';

/** Answers, but never more often than the longest documented chain needs. */
const MOST_STEPS = 10;

/** Steps a seeded user's sign-in with what the host remembers of the seed, and prints the chain. */
export async function demo(options: { user: string; json: boolean }, terminal: Terminal): Promise<number> {
  const { host, call } = await terminalHost();
  const interrupted = onInterrupt(host);
  try {
    const sandbox = await call('sandbox.start', {});
    if (!sandbox.ok) {
      terminal.err(`${sandbox.error.detail}\n`);
      return EXIT.sandbox.code;
    }
    const user = sandbox.value.users.find((seeded) => seeded.username === options.user);
    if (user === undefined) {
      const names = sandbox.value.users.map((seeded) => seeded.username).join(', ');
      terminal.err(`The sandbox has no user ${options.user}. Choose one of: ${names}.\n`);
      return EXIT.usage.code;
    }
    const { events, chain } = await step(host, call, user.userPoolId, user.username);
    if (options.json) terminal.out(`${JSON.stringify(events, null, 2)}\n`);
    else terminal.out(treeOf(chain, await tokensOf(call), terminal.color));
    return chain.status === 'tokens' ? EXIT.ok.code : EXIT.unfinished.code;
  } finally {
    interrupted();
    await host.close();
  }
}

async function step(host: Host, call: Call, userPoolId: string, username: string) {
  const events: ChainEvent[] = [];
  const settled = settledSteps(host, events);
  const { chainId } = valueOf(await call('chain.startSeeded', { userPoolId, username }));
  let chain = await settled(1);
  // A refused answer ends the demonstration: nothing is sent twice.
  for (let steps = 2; chain.pending !== undefined && wentOn(chain) && steps <= MOST_STEPS; steps++) {
    const { stepId, name } = chain.pending;
    const sent = challengeNamed(name)
      .fields(chain.pending)
      .find((field) => field.inbox === true);
    const code = sent && (await inboxCode(call, username));
    const inputs: Record<string, string> = code === undefined ? {} : { [sent?.key ?? '']: code };
    valueOf(
      await call('chain.answer', {
        chainId,
        parentId: stepId,
        answer: { name, inputs, responses: {}, members: {} },
      }),
    );
    chain = await settled(steps);
  }
  return { events, chain };
}

function wentOn(chain: Chain): boolean {
  return chain.status === 'waiting' && chain.steps.at(-1)?.status === 'ok';
}

/** The newest code sent to the user: what a person would read off a phone. */
async function inboxCode(call: Call, username: string): Promise<string | undefined> {
  const inbox = await call('sandbox.inbox', {});
  return inbox.ok ? inbox.value.filter((message) => message.username === username).at(-1)?.code : undefined;
}

/** Collects the chain's events; resolves with the chain once `count` steps have ended and its tokens are stored. */
function settledSteps(host: Host, events: ChainEvent[]): (count: number) => Promise<Chain> {
  let wake = () => undefined as void;
  host.listen((event: HostEvent) => {
    if (event.type !== 'chain.event') return;
    events.push(event.event);
    wake();
  });
  return (count) =>
    new Promise((resolve) => {
      wake = () => {
        const chain = chainOf(events);
        if (chain === undefined || chain.steps.filter((one) => one.endedAt !== undefined).length < count)
          return;
        if (chain.status === 'tokens' && chain.tokens === undefined) return;
        resolve(chain);
      };
      wake();
    });
}

async function tokensOf(call: Call): Promise<CommandOutput<'tokens.list'>> {
  return valueOf(await call('tokens.list', {}));
}

function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.error.code}: ${result.error.detail}`);
}

function onInterrupt(host: Host): () => void {
  const stop = () => void host.close().finally(() => process.exit(EXIT.interrupted.code));
  process.once('SIGINT', stop);
  return () => process.off('SIGINT', stop);
}
