import { onlyReads } from '../../cognito/service/service.ts';
import type { Target } from '../../contract.ts';
import type { JsonObject } from '../../json.ts';
import type { Parts } from '../parts.ts';
import type { Asking } from '../service/ask.ts';

/** What the service told of a target, kept for a minute: views and forms ask for the same again and again. */
export interface ServiceReads {
  /**
   * What an operation answered a moment ago, or answers now. A failure is kept, too: it is not tried at every keystroke.
   * @param how `since`: nothing older will do, epoch milliseconds
   * @throws CoreFault as `ServiceAsks.ask` does
   */
  read(target: Target, operation: string, body: JsonObject, how?: Asking & Freshness): Promise<Read>;
}

export interface Freshness {
  readonly since?: number;
  /** Whether any step on the target ends what was read, or only one that changes settings. */
  readonly holds?: 'until a step' | 'until a change';
}

export interface Read {
  readonly answer: JsonObject;
  /** When it was asked for, epoch milliseconds. */
  readonly at: number;
}

interface Kept {
  readonly at: number;
  readonly answer: Promise<JsonObject>;
}

const KEPT_MS = 60_000;
/** Answers kept at once: the oldest go first. */
const MOST = 500;

export function createServiceReads({
  ports,
  asks,
  chains,
}: Pick<Parts, 'ports' | 'asks' | 'chains'>): ServiceReads {
  const kept = new Map<string, Kept>();

  /** When something was sent to the target last that may have changed what is read, epoch milliseconds. */
  function changedAt(target: Target, holds: Freshness['holds']): number {
    let latest = 0;
    for (const chain of chains.all()) {
      if (chain.target.id !== target.id) continue;
      for (const event of chain.events) {
        if (event.type !== 'step.sent' && event.type !== 'step.ended') continue;
        if (event.at <= latest) continue;
        const operation = chain.steps.get(event.stepId)?.operation ?? '';
        if (holds === 'until a step' || changesSettings(operation)) latest = event.at;
      }
    }
    return latest;
  }

  return {
    async read(target, operation, body, { since = 0, holds = 'until a change', ...how } = {}) {
      const key = JSON.stringify([target.id, target.endpoint, target.profile, operation, body]);
      const known = kept.get(key);
      const now = ports.clock.now();
      const fresh =
        known !== undefined &&
        // The sandbox is near, and is changed by its own view.
        target.kind !== 'sandbox' &&
        now - known.at < KEPT_MS &&
        known.at >= since &&
        known.at > changedAt(target, holds);
      const use = fresh ? known : { at: now, answer: asks.ask(target, operation, body, how) };
      if (!fresh) {
        kept.delete(key);
        kept.set(key, use);
        // Stopped, it says nothing about the service.
        use.answer.catch((error: unknown) => {
          if (isStopped(error) && kept.get(key) === use) kept.delete(key);
        });
        const [oldest] = kept.keys();
        if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
      }
      return { answer: await use.answer, at: use.at };
    },
  };
}

/** Sign-ins change users, but never a pool or an app client. */
function changesSettings(operation: string): boolean {
  return /User(?:Pool|s?)|Client|Pool/.test(operation) && !onlyReads(operation);
}

function isStopped(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ASK_STOPPED';
}
