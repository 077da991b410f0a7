import type { TriggerOutcome } from './trigger.ts';

/** How a machine was left: an outcome, or a source that gave nothing to call. */
export type Ending =
  | TriggerOutcome
  | { readonly outcome: 'without handler' }
  | { readonly outcome: 'unreadable'; readonly problem: string; readonly line?: number };

/** What Lambda says about a file that lacks the function it was told to call. */
const NO_HANDLER = 'index.handler is undefined or not exported';

export function outcomeOf(ending: Ending): TriggerOutcome {
  switch (ending.outcome) {
    case 'without handler':
      return { outcome: 'threw', message: NO_HANDLER };
    case 'unreadable': {
      const at = ending.line === undefined ? '' : ` (line ${String(ending.line)})`;
      return { outcome: 'threw', message: ending.problem + at };
    }
    default:
      return ending;
  }
}
