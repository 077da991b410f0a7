import type { Subject } from './context.ts';
import type { Round } from './triggers/events.ts';

/** A sign-in through CUSTOM_AUTH between two requests: all that the triggers are told of it (protocol reference 8.2). */
export interface CustomFlow {
  /** One element per finished round, oldest first. */
  readonly rounds: readonly Round[];
  /** SRP_A of a flow that began with it, hexadecimal: DefineAuthChallenge may ask for the password then. */
  readonly srpA?: string;
  /** What CreateAuthChallenge left for the round that is asked now. */
  readonly asked?: {
    readonly private: ReadonlyMap<string, string>;
    readonly metadata: string | null;
  };
  /** DefineAuthChallenge issued tokens; what still comes is not its to decide. */
  readonly decided?: true;
}

/** One more finished round. What was asked of it is over, so that only what CreateAuthChallenge said of it stays. */
export function withRound(
  subject: Subject,
  flow: CustomFlow,
  challengeName: string,
  challengeResult: boolean,
): Subject & { readonly custom: CustomFlow } {
  const { asked, ...rest } = flow;
  const challengeMetadata = challengeName === 'CUSTOM_CHALLENGE' ? (asked?.metadata ?? null) : null;
  const round: Round = { challengeName, challengeResult, challengeMetadata };
  return { ...subject, custom: { ...rest, rounds: [...flow.rounds, round] } };
}

/**
 * Custom flows under way. They can't travel in the Session as other state does: what a trigger leaves may be larger
 * than a Session may be long.
 */
export interface CustomFlows {
  get(id: string): CustomFlow | undefined;
  /** @param until epoch milliseconds: the end of the Session that names it */
  add(id: string, flow: CustomFlow, now: number, until: number): void;
  /** For a snapshot. */
  entries(): readonly CustomFlowEntry[];
}

export interface CustomFlowEntry {
  readonly id: string;
  readonly flow: CustomFlow;
  readonly until: number;
}

export function createCustomFlows(entries: readonly CustomFlowEntry[] = []): CustomFlows {
  const flows = new Map(entries.map((entry) => [entry.id, entry]));
  return {
    get: (id) => flows.get(id)?.flow,
    add: (id, flow, now, until) => {
      // Insertion order is close to expiry order, so looking at the oldest few keeps the map small at constant cost.
      let looked = 0;
      for (const [oldId, entry] of flows) {
        if (entry.until <= now) flows.delete(oldId);
        if (++looked >= 4) break;
      }
      flows.set(id, { id, flow, until });
    },
    entries: () => [...flows.values()],
  };
}
