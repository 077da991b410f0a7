import type { Part } from './parts.ts';

export type LinkKind =
  /** answers what the other brought */
  | 'answer'
  /** the next try after one that led nowhere */
  | 'retry'
  /** a fork that answers a living Session once more */
  | 'live'
  /** a fork whose way there was run again, and that way itself */
  | 'replay'
  /** carries the Session the other brought */
  | 'session'
  /** leads to the challenge that waits */
  | 'waiting';

/** How two parts belong together. */
export interface Link {
  /** Unique, and stable while the chain grows. */
  readonly key: string;
  readonly kind: LinkKind;
  readonly from: string;
  readonly to: string;
  /** What is to be said beside it: the kind of fork, the Session's fingerprint. */
  readonly label?: string;
}

/** Every link of a chain: who answers whom, what was tried again, which branch is which, where each Session went. */
export function linksOf(parts: readonly Part[]): readonly Link[] {
  return [...answerLinks(parts), ...retryLinks(parts), ...sessionLinks(parts)];
}

function answerLinks(parts: readonly Part[]): Link[] {
  const known = new Set(parts.map(({ key }) => key));
  return parts.flatMap((part): Link[] => {
    const { key, parent, step } = part;
    const link = (kind: LinkKind, from: string, label?: string): Link[] => [
      { key: `${kind}/${from}/${key}`, kind, from, to: key, ...(label === undefined ? {} : { label }) },
    ];
    if (parent === null) {
      // The first step of a way run again has no parent: it hangs on the step it repeats.
      const again = step?.replays;
      return again !== undefined && again !== key && known.has(again) ? link('replay', again, 'replay') : [];
    }
    if (part.pending) return link('waiting', parent);
    if (part.fork) return link(part.fork, parent, `${part.fork} fork`);
    return link(step?.replays === undefined ? 'answer' : 'replay', parent);
  });
}

/** From every failed try to the next one at the same challenge. */
function retryLinks(parts: readonly Part[]): Link[] {
  const failed = new Map<string | null, string>();
  const links: Link[] = [];
  for (const { key, parent, step, fork, aside, failed: isFailed } of parts) {
    if (!step || aside) continue;
    const before = failed.get(parent);
    // What is run again is no try of its own.
    if (before !== undefined && step.replays === undefined && fork === undefined)
      links.push({ key: `retry/${before}/${key}`, kind: 'retry', from: before, to: key });
    if (isFailed) failed.set(parent, key);
    else failed.delete(parent);
  }
  return links;
}

/** From the step that brought a Session to each step that carried it: the same fingerprint at both ends. */
function sessionLinks(parts: readonly Part[]): Link[] {
  const brought = new Map<string, string>();
  const links: Link[] = [];
  for (const { key, step } of parts) {
    if (!step) continue;
    const { sessionIn: label } = step;
    const from = label === undefined ? undefined : brought.get(label);
    if (from !== undefined && label !== undefined)
      links.push({ key: `session/${from}/${key}`, kind: 'session', from, to: key, label });
    if (step.sessionOut !== undefined) brought.set(step.sessionOut, key);
  }
  return links;
}
