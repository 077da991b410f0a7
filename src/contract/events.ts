import type { ChainEvent } from '../chain/event.ts';
import type { ActionWaiting } from './actions.ts';
import type { AwsAsk } from './aws.ts';
import type { Trying } from './context.ts';
import type { RunState } from './run.ts';
import type { Settings } from './settings.ts';
import type { UsersNews } from './users.ts';
import type { VaultState } from './vault.ts';

/** What the host tells its faces, unasked. */
export type HostEvent =
  | { readonly type: 'chain.event'; readonly chainId: string; readonly event: ChainEvent }
  | { readonly type: 'chain.removed'; readonly chainId: string }
  /** The history alone holds it from now on: it is brought back as someone asks for it. */
  | { readonly type: 'chain.released'; readonly chainId: string }
  | { readonly type: 'run.changed'; readonly state: RunState }
  /** A page of the reference is tried, at another chain now, or no more. */
  | { readonly type: 'reference.changed'; readonly trying?: Trying }
  | { readonly type: 'inbox.changed' }
  /** Something in the sandbox changed, by whomever: users, clients, faults, clock, log. Told a few times a second at most. */
  | { readonly type: 'sandbox.changed' }
  | { readonly type: 'settings.changed'; readonly settings: Settings }
  /** A run of the bench went on, or ended. */
  | { readonly type: 'bench.changed'; readonly chainId: string; readonly stepId: string }
  /** What is kept, found or noted is other than it was; told a few times a second at most. */
  | { readonly type: 'history.changed' }
  /** A wipe went on: chains that went, and of how many; the latter is absent where the size decides. */
  | { readonly type: 'history.wiping'; readonly gone: number; readonly of?: number }
  /** An import went on, or ended. */
  | { readonly type: 'imports.changed' }
  /** The team's history, or what waits to be published. */
  | { readonly type: 'team.changed' }
  /** Files of the scenarios' folder. */
  | { readonly type: 'scenarios.changed' }
  /** A run of a scenario went on, waits, or ended. `stands`: it goes on no more, or not before something has come. */
  | { readonly type: 'scenario.run'; readonly runId: string; readonly stands?: true }
  /** A run of several rows went on, or ended. */
  | { readonly type: 'scenario.rows'; readonly rowsId: string }
  /** Credentials came, ended or were let go. */
  | { readonly type: 'aws.changed' }
  /** MFA codes that are waited for: all of them. */
  | { readonly type: 'aws.asks'; readonly asks: readonly AwsAsk[] }
  | ActionWaiting
  /** A reading of all users went on, waits, or ended. */
  | ({ readonly type: 'users.read' } & UsersNews)
  /** A read of users waits because the service asked to slow down: until when, epoch milliseconds; absent: no more. */
  | { readonly type: 'users.waiting'; readonly targetId: string; readonly until?: number }
  /** What is read of a pool waits to be asked for again: until when, epoch milliseconds; absent once it goes on. */
  | { readonly type: 'pool.waits'; readonly targetId: string; readonly until?: number }
  | { readonly type: 'targets.changed' }
  | { readonly type: 'tokens.changed' }
  | { readonly type: 'things.changed' }
  /** A batch of test users went on, or ended. */
  | { readonly type: 'bulk.changed'; readonly batchId: string }
  | { readonly type: 'vault.changed'; readonly state: VaultState };
