import { coreFault } from '../../../form/form.ts';
import { codeIn } from '../../../scenario/code-in.ts';
import { millisecondsIn } from '../../../scenario/duration.ts';
import { signalled } from '../../run/signalled.ts';
import { unlessStopped } from '../../run/unless-stopped.ts';
import { wait } from '../../run/wait.ts';
import type { CancelSignal } from '../../ports.ts';
import type { CodeParts, CodeRun } from '../codes.ts';

/** What one look at a source came to. */
export type Look =
  | { readonly kind: 'code'; readonly code: string }
  /** Perhaps later. `why`: half a sentence that follows “no code came:”. */
  | { readonly kind: 'not yet'; readonly why: string };

const WITHIN = '30s';
/** Between two looks. Milliseconds. */
const EVERY = 500;

/**
 * Looks again and again until there is a code.
 * @throws CoreFault CODE_NONE, SCENARIO_STOPPED
 */
export async function untilCode(
  { ports: { clock } }: CodeParts,
  { stop }: CodeRun,
  name: string,
  within: string | undefined,
  look: (signal: CancelSignal) => Promise<Look>,
): Promise<string> {
  const until = clock.now() + millisecondsIn(within ?? WITHIN);
  for (;;) {
    if (stop.stopped) throw stopped();
    const seen = await unlessStopped(stop, signalled(stop, look));
    if (seen === undefined) throw stopped();
    if (seen.kind === 'code') return seen.code;
    const left = until - clock.now();
    if (left <= 0)
      throw coreFault(
        'CODE_NONE',
        `No code came from ${name} within ${within ?? WITHIN}: ${seen.why}.`,
        `codes.${name}`,
      );
    await wait(clock, Math.min(EVERY, left), stop);
  }
}

export function stopped(): Error {
  return coreFault('SCENARIO_STOPPED', 'The run was stopped.');
}

export function sourceFault(name: string, detail: string): Error {
  return coreFault('CODE_SOURCE', detail, `codes.${name}`);
}

/**
 * The code in a text as a source asks for it.
 * @throws CoreFault CODE_SOURCE where `match` is no regular expression
 */
export function codeFrom(name: string, text: string, match: string | undefined): string | undefined {
  try {
    return codeIn(text, match);
  } catch {
    throw sourceFault(name, `match of ${name} is no regular expression.`);
  }
}

/** Why something failed, without what may be secret in it: the first line, addresses' queries left out. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] ?? '').replace(/\?\S*/g, '?…').slice(0, 300).replace(/\.$/, '');
}
