import { type Chain, chainOf } from '@core/chain/model.ts';
import type { Call, RunState, Target } from '@core/contract.ts';
import { coreFault, isFault } from '@core/form/form.ts';
import { type DataHost, withData } from '../data-host.ts';
import { EXIT } from '../exit-codes.ts';
import { jsonText } from '../plain-text.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { valueIn } from '../value-in.ts';
import { factsOf } from './chain-facts.ts';
import { chainNamed } from './chain-named.ts';
import { chainText, counted } from './chain-text.ts';
import { askField, type Given, givenFor, variableOf } from './given.ts';
import { isSandboxName, targetNamed } from './target-named.ts';
import { verdictText } from './verdict-text.ts';
import { searchIn } from './which-history.ts';

export interface ReproduceOptions {
  readonly data: string | undefined;
  readonly target: string;
  readonly give: Given;
  /** A production target's name, typed. */
  readonly confirm: string | undefined;
  readonly json: boolean;
}

/** Runs a chain's intents again on another target, prints the new chain and whether it came out the same. */
export async function reproduce(
  name: string,
  options: ReproduceOptions,
  around: Surroundings,
  terminal: Terminal,
): Promise<number> {
  const { data, json } = options;
  // What is set up on a sandbox that ends with this run must not reach the vault, where the window keeps its own.
  const keychain = isSandboxName(options.target) ? 'history key' : 'shared';
  return withData({ data, keychain }, around, terminal, async (at) => {
    const source = await chainIn(at.call, await chainNamed(searchIn(at.call, false), name));
    const target = await targetNamed(at.call, options.target, source);
    const given = await missingFrom(source, target, at.call, options.give, around);
    const begun = await begin({ source, target, given, confirm: options.confirm }, at.call, around);
    if ('refused' in begun) {
      terminal.err(`${begun.refused}\n`);
      return EXIT.usage.code;
    }
    await runToEnd(begun.chainId, given, at, around);
    const chain = await chainIn(at.call, begun.chainId);
    const verdict = valueIn(await at.call('reproduction.verdict', begun));
    if (json) terminal.out(jsonText({ verdict, reproduces: source.id, ...factsOf(chain) }));
    else terminal.out(`${chainText(chain, terminal)}\n${verdictText(verdict, terminal.color)}`);
    return EXITS[verdict.kind].code;
  });
}

const EXITS = {
  same: EXIT.ok,
  different: EXIT.unfinished,
  unknown: EXIT.stopped,
  running: EXIT.stopped,
  stopped: EXIT.stopped,
};

async function chainIn(call: Call, chainId: string): Promise<Chain> {
  const chain = chainOf(valueIn(await call('chain.events', { chainId })));
  if (chain === undefined) throw coreFault('CHAIN_UNKNOWN', 'This chain has no beginning.');
  return chain;
}

/** What the source does not hold: by a flag, by the environment, by asking. Each may stay empty. */
async function missingFrom(
  source: Chain,
  target: Target,
  call: Call,
  flags: Given,
  { env, ask }: Surroundings,
): Promise<Given> {
  const needed = valueIn(await call('chain.reproducible', { chainId: source.id, targetId: target.id }));
  if ('why' in needed) throw coreFault('REPRODUCE_IMPOSSIBLE', needed.why);
  const keys = needed.needs.map(({ key }) => key);
  const given: Record<string, string> = { ...givenFor(keys, flags, env) };
  for (const field of needed.needs) {
    const typed = given[field.key] ?? (await askField(ask, field));
    if (typed !== undefined) given[field.key] = typed;
  }
  return given;
}

interface Beginning {
  readonly source: Chain;
  readonly target: Target;
  readonly given: Given;
  readonly confirm: string | undefined;
}

/**
 * Begins it, on a production target only with its name typed.
 * @throws CoreFault REPRODUCE_NEEDS, REPRODUCE_IMPOSSIBLE
 */
async function begin(
  { source, target, given, confirm }: Beginning,
  call: Call,
  { ask }: Surroundings,
): Promise<{ readonly chainId: string } | { readonly refused: string }> {
  const start = async (confirmed: string | undefined) => {
    const about = { chainId: source.id, targetId: target.id, given };
    const started = await call('chain.reproduce', confirmed === undefined ? about : { ...about, confirmed });
    return valueIn(started);
  };
  try {
    const first = await start(confirm);
    if ('chainId' in first) return first;
    const { tries, messages, username, typed } = first.ask;
    const harm = `${target.name} is a production target: ${counted(tries, 'answer')} may count as failed on ${username}, ${counted(messages, 'message')} may go out.`;
    const answer = await ask(`${harm}\nType ${typed} to go on: `);
    const second = answer === undefined ? first : await start(answer);
    return 'chainId' in second
      ? second
      : { refused: `${harm} Nothing was sent: go on with --confirm '${typed}'.` };
  } catch (error) {
    if (!isFault(error) || error.code !== 'REPRODUCE_NEEDS' || error.field === undefined) throw error;
    throw coreFault(error.code, `${error.detail} Set ${variableOf(error.field)} in the environment.`);
  }
}

/** Waits for its end, and asks for what only a person knows as long as someone is there to be asked. */
async function runToEnd(chainId: string, given: Given, at: DataHost, { ask }: Surroundings): Promise<void> {
  let all = given;
  for (;;) {
    const { stopped } = await ended(chainId, at);
    if (stopped?.kind !== 'missing' || stopped.field === undefined) return;
    const key = stopped.field;
    const typed = await askField(ask, { key, label: stopped.text, secret: false });
    if (typed === undefined) return;
    all = { ...all, [key]: typed };
    valueIn(await at.call('reproduction.goOn', { chainId, given: all }));
  }
}

function ended(chainId: string, { host, call }: DataHost): Promise<RunState> {
  return new Promise((resolve, reject) => {
    const look = () => {
      call('run.state', { chainId }).then((result) => {
        const state = valueIn(result);
        if (state.doing !== undefined) return;
        deaf();
        resolve(state);
      }, reject);
    };
    const deaf = host.listen((event) => {
      if (event.type === 'run.changed' && event.state.chainId === chainId) look();
    });
    look();
  });
}
