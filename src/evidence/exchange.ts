import type { HeaderList, Hole, Timing } from '../chain/event.ts';

/**
 * One exchange with Cognito as a source holds it, with real values: what every reader (HAR, pasted request, debug
 * output) yields and every writer may be built from.
 */
export interface Exchange {
  /** From `X-Amz-Target`. */
  readonly operation: string;
  /** Epoch milliseconds; the source's own clock. */
  readonly sentAt: number;
  /** The source tells no time: `sentAt` is when it was read. */
  readonly undated?: true;
  readonly timing: Timing;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: HeaderList;
    /** Absent: the source does not hold it. */
    readonly text?: string;
  };
  /** Absent: the source holds none. */
  readonly response?: {
    readonly status: number;
    readonly statusText: string;
    readonly headers: HeaderList;
    readonly text?: string;
  };
  /** What else is known to be missing: values that were taken out. */
  readonly holes: readonly Hole[];
  /** Where it stands in the source, for people: `entry 12`. */
  readonly place: string;
}

/** What a step's secrets are, beside its redacted events: sealed in the history, never in a bundle that is redacted. */
export interface StepSecrets {
  readonly stepId: string;
  readonly requestText: string;
  readonly requestHeaders: HeaderList;
  readonly responseText: string;
}

/** `after`: the index of the exchange whose reply it answers; null where it begins. */
export interface LinkedExchange {
  readonly exchange: Exchange;
  readonly after: number | null;
  /** Found by linking: what comes before is missing. */
  readonly holes: readonly Hole[];
}
