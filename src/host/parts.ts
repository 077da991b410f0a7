import type { HostEvent, Target } from '../contract.ts';
import type { AwsAccess } from './aws/access.ts';
import type { Signer } from './aws/signing.ts';
import type { Chains } from './chains.ts';
import type { Following } from './following.ts';
import type { KnownUsers } from './known-users.ts';
import type { Keeping } from './history/keeping.ts';
import type { Newest } from './history/newest.ts';
import type { Keep } from './history/retention.ts';
import type { Sealing } from './history/sealing.ts';
import type { Ports } from './ports.ts';
import type { HostSandbox } from './sandbox.ts';
import type { Team } from './team/team.ts';
import type { Beside } from './beside.ts';
import type { ServiceAsks } from './service/ask.ts';
import type { Tally } from './tally.ts';
import type { Targets } from './targets.ts';
import type { Things } from './things/things.ts';
import type { TokenSets } from './token-sets.ts';
import type { Vault } from './vault.ts';

/** What command handlers are made from. */
export interface Parts {
  readonly ports: Ports;
  readonly tell: (event: HostEvent) => void;
  readonly vault: Vault;
  readonly targets: Targets;
  readonly sandbox: HostSandbox;
  readonly tokenSets: TokenSets;
  readonly knownUsers: KnownUsers;
  readonly chains: Chains;
  /** What writes chains into the history. */
  readonly keeping: Keeping;
  /** What is sealed there. */
  readonly sealing: Sealing;
  readonly retention: Keep;
  readonly newest: Newest;
  /** Chains that are in the history no more: those that are here go, too. */
  readonly forgetChains: (chainIds: readonly string[]) => void;
  /** The team's history, and what is on its way there. */
  readonly team: Team;
  readonly following: Following;
  readonly things: Things;
  /** Operations beside a sign-in. */
  readonly beside: Beside;
  /** AWS credentials while they last. */
  readonly aws: AwsAccess;
  readonly signer: Signer;
  /** Asks the service what views show. */
  readonly asks: ServiceAsks;
  /** Failed tries of real and seeded users, as far as they were seen here. */
  readonly tally: Tally;
  /** Now by the service's own clock, as far as it was measured, epoch milliseconds. */
  readonly serverNow: (target: Target) => number;
}
