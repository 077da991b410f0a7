import type { Chain } from '@core/chain/model.ts';
import { isAnswer } from '@core/chain/sign-in-operations.ts';
import { pendingNamed } from '@core/chain/rail.ts';
import type { Breakpoint } from '@core/contract.ts';

/** What a breakpoint on a row stops at: the error it came to, the challenge it waits at or answered. */
export function breakpointFor(
  chain: Chain,
  selected: string | undefined,
): Pick<Breakpoint, 'on' | 'name'> | undefined {
  const pending = pendingNamed(chain, selected);
  if (pending) return { on: 'challenge', name: pending.name };
  const step = chain.steps.find(({ id }) => id === selected);
  if (step?.outcome?.kind === 'error') return { on: 'error', name: step.outcome.code };
  if (step === undefined || !isAnswer(step.operation)) return undefined;
  return { on: 'challenge', name: step.answers };
}
