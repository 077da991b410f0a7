import type { JsonValue } from '../json.ts';

/** One run of a trigger during a call. Nothing secret: answers and passwords are masked by whoever records it. */
export interface TriggerEntry {
  readonly trigger: string;
  /** The exact `request.session` it was given; absent for triggers that get none. */
  readonly session?: JsonValue;
  readonly response?: JsonValue;
  readonly error?: string;
  readonly console: readonly string[];
  readonly ms: number;
}

/** One answered request. */
export interface CallEntry {
  /** Counts up from 1 and never goes back, so that a reader can ask for what is new. */
  readonly number: number;
  readonly requestId: string;
  /** Epoch milliseconds by the sandbox's clock. */
  readonly at: number;
  /** As X-Amz-Target named it, known or not. */
  readonly operation: string;
  readonly clientId?: string;
  readonly username?: string;
  /** ChallengeName of an answer. */
  readonly challenge?: string;
  /** 0: a fault rule dropped the connection. */
  readonly status: number;
  /** The exception's name. */
  readonly error?: string;
  readonly message?: string;
  /** Time the sandbox took, milliseconds. */
  readonly ms: number;
  /** The fault rule that answered, or changed the answer. */
  readonly fault?: string;
  readonly triggers: readonly TriggerEntry[];
}

/** What an operation may note while it runs. */
export interface CallNotes {
  clientId?: string;
  username?: string;
  fault?: string;
  readonly triggers: TriggerEntry[];
}

/** The newest calls, oldest first. */
export interface CallLog {
  add(entry: Omit<CallEntry, 'number'>): void;
  since(number: number): readonly CallEntry[];
}

const KEPT = 1_000;

export function createCallLog(): CallLog {
  const entries: CallEntry[] = [];
  let count = 0;
  return {
    add: (entry) => {
      entries.push({ number: ++count, ...entry });
      // Cut in blocks: shifting at every call would move the whole list each time.
      if (entries.length >= KEPT * 2) entries.splice(0, entries.length - KEPT);
    },
    since: (number) => entries.filter((entry) => entry.number > number).slice(-KEPT),
  };
}
