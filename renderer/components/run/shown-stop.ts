import type { RunStop } from '@core/contract.ts';
import type { IconName } from '../../ui/icons.ts';

/** How a reason to stop looks: a sign of its own, and a colour where it is a state. */
const LOOKS: Readonly<
  Record<RunStop['kind'], { readonly icon: IconName; readonly tone?: 'failed' | 'ok' | 'guard' }>
> = {
  stepped: { icon: 'step' },
  reached: { icon: 'runTo' },
  tokens: { icon: 'tokens', tone: 'ok' },
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
