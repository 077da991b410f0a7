import { LONGEST_SESSION } from '../chain/marks.ts';
import type { Chain } from '../chain/model.ts';
import type { ChainLine } from './history.ts';

/** A chain as one line of the history. */
export function lineOf(chain: Chain): ChainLine {
  const { id, startedAt, username, flow, target, status, steps, failure, imported, origin, pending } = chain;
  const lastAt = steps.reduce((last, step) => Math.max(last, step.endedAt ?? step.sentAt), startedAt);
  return {
    chainId: id,
    startedAt,
    lastAt,
    username,
    flow,
    targetId: target.id,
    targetName: target.name,
    production: target.production,
    status,
    steps: steps.length,
    slowestMs: steps.reduce((most, step) => Math.max(most, step.timing?.total ?? 0), 0),
    hidden: origin !== undefined,
    // No Session comes after USER_SRP_AUTH: only the longest of them says when it is over, as lists say it.
    ...(status === 'waiting' ? { expiresAt: pending?.expiresAt ?? lastAt + LONGEST_SESSION * 60_000 } : {}),
    ...(failure === undefined ? {} : { failure }),
    ...(imported === undefined ? {} : { source: imported.kind }),
  };
}
