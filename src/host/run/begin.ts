import type { StartInput } from '../chains-input.ts';
import { accept } from '../harm.ts';
import type { LiveChain } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { unlessDropped } from './hold.ts';
import { failed, type Runs } from './runs.ts';

/** A chain that is there before its first request, which is held in it. */
export function openEmpty({ chains }: Pick<Parts, 'chains'>, input: StartInput): LiveChain {
  const { target, answer, username = answer.inputs['USERNAME'] ?? '' } = input;
  const chain = chains.open(target, answer.name, username, input);
  for (const [key, value] of input.remembered) chain.remembered.set(key, value);
  return chain;
}

/**
 * Begins a chain whose first request nobody saw in a form: with Pause before sending it is held, and dropped there it
 * takes the chain, in which nothing happened, with it. Returns once it is sent or held.
 * @param confirmed what a person typed before it may harm
 */
export async function begin(
  parts: Parts,
  runs: Runs,
  input: StartInput,
  confirmed?: string,
): Promise<LiveChain> {
  const { chains, following } = parts;
  if (!runs.pauses()) {
    const started = await chains.start(input);
    accept(started.chain, confirmed);
    following.follow(started);
    return started.chain;
  }
  const chain = openEmpty(parts, input);
  accept(chain, confirmed);
  const { hold, release } = runs.claim(chain, { kind: 'sending', name: input.answer.name });
  void unlessDropped(chains.restart(chain, input.answer, {}, { hold })).then(
    async (started) => {
      if (started !== undefined) await following.follow(started).ended;
      release();
      if (started === undefined && chains.has(chain.id)) chains.remove(chain.id);
    },
    (error: unknown) => release(failed(error)),
  );
  return chain;
}
