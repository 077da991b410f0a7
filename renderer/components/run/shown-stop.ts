import type { RunStop } from '@core/contract.ts';
import type { IconName } from '../../ui/icons.ts';

/** How a reason to stop looks: a sign of its own, and a colour where it is a state. */
const LOOKS: Readonly<
  Record<RunStop['kind'], { readonly icon: IconName; readonly tone?: 'failed' | 'guard' }>
> = {
  stepped: { icon: 'step' },
  reached: { icon: 'runTo' },
  tokens: { icon: 'tokens' },
  breakpoint: { icon: 'breakpoint', tone: 'failed' },
  paused: { icon: 'pause' },
  missing: { icon: 'edit', tone: 'guard' },
  error: { icon: 'failed', tone: 'failed' },
  spent: { icon: 'failed', tone: 'failed' },
  hand: { icon: 'stop' },
  forked: { icon: 'fork' },
  differs: { icon: 'guard', tone: 'guard' },
  end: { icon: 'idle' },
};

export function shownStop({ kind }: RunStop): (typeof LOOKS)[RunStop['kind']] {
  return LOOKS[kind];
}

/** The form, the tokens and the fork's note say these themselves. */
const SAID_ELSEWHERE: ReadonlySet<RunStop['kind']> = new Set(['stepped', 'tokens', 'forked', 'spent']);

/** @param cardShown whether the error of the last step stands there with its advice */
export function isToldApart({ kind }: RunStop, cardShown: boolean): boolean {
  return !SAID_ELSEWHERE.has(kind) && !(kind === 'error' && cardShown);
}
