import * as v from 'valibot';
import type { Fault } from '../form/form.ts';
import type { QueryFault } from '../history/query/parse.ts';
import type { Comment, TeamFound } from '../history/team-history.ts';
import { command, Id, none } from './command.ts';
import { type Completions, QueryText } from './search.ts';

// A team’s history: publish, search, open, comment. A team knows its chains by ids of their own: `id` is one of them,
// `chainId` a chain of this computer.

export type { AboutChain, Comment, TeamFound } from '../history/team-history.ts';

const Place = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2_000));
const Note = v.pipe(v.string(), v.trim(), v.maxLength(10_000));

export const teamCommands = {
  'team.state': command(none).returns<TeamState>(),
  /**
   * Looks whether the database answers, makes its tables where there are none, and stays with it from then on. The
   * password in the URL goes to the vault, the rest into a file. `by`: what the others see; empty: the URL's own name.
   */
  'team.connect': command(
    v.strictObject({
      url: v.pipe(v.string(), v.trim(), v.maxLength(2_000)),
      by: v.pipe(v.string(), v.trim(), v.maxLength(100)),
    }),
  ).returns<TeamState>(),
  /** Forgets the database and its password. What waits for it stays, until it is connected again or taken back. */
  'team.disconnect': command(none).returns<TeamState>(),
  /**
   * Redacted, scanned for secrets, and once, however often the server goes away meanwhile. Published again, what came
   * since is added.
   */
  'team.publish': command(v.strictObject({ chainId: Id, note: Note })).returns<Delivery>(),
  /** One page, what was published last first. `typing`: as in history.search. */
  'team.search': command(
    v.strictObject({
      query: QueryText,
      typing: v.exactOptional(Place),
      most: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
      after: v.exactOptional(v.pipe(v.string(), v.maxLength(200))),
    }),
  ).returns<TeamPage>(),
  'team.complete': command(v.strictObject({ query: QueryText, caret: Place })).returns<Completions>(),
  /** Brings one here, read-only; one that began here opens as it is here. */
  'team.open': command(v.strictObject({ id: Id })).returns<{ chainId: string }>(),
  'team.comments': command(v.strictObject({ id: Id })).returns<readonly Comment[]>(),
  'team.comment': command(v.strictObject({ id: Id, text: v.pipe(Note, v.minLength(1)) })).returns<Delivery>(),
  /** Takes a chain back from the team, with what was said of it. */
  'team.withdraw': command(v.strictObject({ id: Id })).returns<null>(),
  /** Takes back what still waits. */
  'team.forget': command(v.strictObject({ waiting: Id })).returns<null>(),
  /** Tries again at once. */
  'team.retry': command(none).returns<TeamState>(),
};

export interface TeamState {
  /** `away`: it does not answer or refuses, see `fault`; what is published waits. */
  readonly kind: 'none' | 'connecting' | 'connected' | 'away';
  /** Server and database, for people; empty without one. */
  readonly server: string;
  /** What the others see. */
  readonly by: string;
  /** Given by COUNTERSIGN_HISTORY: it can't be changed here. */
  readonly fixed: boolean;
  readonly fault?: Fault;
  /** When it is tried again, epoch milliseconds; absent where that would change nothing. */
  readonly retryAt?: number;
  /** In the order it goes. */
  readonly waiting: readonly Waiting[];
}

/** What is to be published once the server answers. */
export interface Waiting {
  readonly id: string;
  readonly kind: 'chain' | 'comment';
  /** The chain it is, or is about. */
  readonly chainId: string;
  /** For people: whose chain, or how the comment begins. */
  readonly says: string;
  readonly at: number;
  /** The server it is meant for. */
  readonly server: string;
  /** Why it does not go at all. */
  readonly fault?: Fault;
}

export interface Delivery {
  readonly kind: 'delivered' | 'waits';
}

export interface TeamPage {
  readonly found: readonly TeamFound[];
  readonly next?: string;
  readonly faults: readonly QueryFault[];
}
