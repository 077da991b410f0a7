import type { ChainLine, Found, History, KeptEvent } from './history.ts';

/**
 * A team's history. Beside the port that every home has: chains come to it as a whole, with who brought them, and people
 * talk about them. Calls reject with HISTORY_UNAVAILABLE while the server does not answer and
 * TEAM_REFUSED where it refuses for good; what was asked is then not
 * done, or was done without anyone having heard of it: both publishing and commenting may be asked again with the same
 * `id`, and happen once.
 */
export interface TeamHistory extends History {
  readonly kind: 'team';
  publish(publication: Publication): Promise<void>;
  /** Who brought those chains, and how much is said of each. */
  about(chainIds: readonly string[]): Promise<ReadonlyMap<string, AboutChain>>;
  comment(comment: NewComment): Promise<void>;
  /** Oldest first. */
  comments(chainId: string): Promise<readonly Comment[]>;
}

export interface Publisher {
  readonly by: string;
  /** Epoch milliseconds, by the clock of who published. */
  readonly at: number;
}

export interface AboutChain {
  /** Who brought it first. */
  readonly publisher?: Publisher;
  readonly comments: number;
}

export interface Publication extends Publisher {
  /** A UUID: publishing it again changes nothing. */
  readonly id: string;
  readonly line: ChainLine;
  /** Redacted, without anything sealed. */
  readonly events: readonly KeptEvent[];
  /** Join what the team's chain has of them. */
  readonly tags: readonly string[];
  /** Where the team's chain names none. */
  readonly ticket: string;
  /** Becomes the first comment; empty: none. */
  readonly note: string;
}

export interface Comment {
  readonly id: string;
  readonly at: number;
  readonly by: string;
  readonly text: string;
}

export interface NewComment extends Comment {
  readonly chainId: string;
}

/** What is found of a team's. */
export interface TeamFound extends Found, AboutChain {}
