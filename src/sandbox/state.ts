import type { CustomFlows } from './custom-flow.ts';
import type { Inbox } from './inbox.ts';
import type { Limits } from './limits.ts';
import type { Lockout } from './lockout.ts';
import type { Client } from './pool/client.ts';
import type { Directory } from './pool/directory.ts';
import type { PoolSettings } from './pool/pool-settings.ts';
import type { Sealer } from './sealed.ts';
import type { Spent } from './spent.ts';

/** A user pool. Its settings follow from its request; everything else is its own. Times are epoch milliseconds. */
export interface Pool extends PoolSettings {
  readonly id: string;
  readonly createdAt: number;
  modifiedAt: number;
  /** DeviceGroupKey of every device of the pool. */
  readonly deviceGroupKey: string;
  /** Key of the simulated salts and names of users that don't exist, and of what event ids prove. */
  readonly existenceKey: Uint8Array;
  readonly clients: Client[];
  readonly groups: Map<string, Group>;
  readonly users: Directory;
  /** SetUserPoolSessionConfiguration; absent: it was never called, and nothing is tracked. */
  sessionTracking?: { readonly enabled: boolean; readonly mostPerUser: number };
  /** JavaScript of the triggers, by LambdaConfig's names. */
  readonly triggers: Map<string, string>;
  /** What the start screen offers to sign in as. */
  readonly stories: Story[];
}

export interface Group {
  readonly name: string;
  description?: string;
  roleArn?: string;
  precedence?: number;
  readonly createdAt: number;
  modifiedAt: number;
}

/** A sign-in worth stepping: one situation of the protocol, with the path it takes. */
export interface Story {
  readonly clientId: string;
  readonly username: string;
  readonly flow: string;
  readonly shows: string;
  /** Challenge names, then `TOKENS` or the exception's name. */
  readonly path: readonly string[];
  /** Nobody has this name: shows what the pool says about it. */
  readonly missing?: true;
  /** The answer to CUSTOM_CHALLENGE, where it is always the same. */
  readonly customAnswer?: string;
}

/** Epoch milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Everything that a reset throws away. */
export interface State {
  /** When it began at its seed, by the base clock. Epoch milliseconds. */
  readonly seededAt: number;
  /** What was done between a snapshot and its return is undone, by the base clock. Oldest first. */
  readonly forgot: readonly Span[];
  readonly pools: Map<string, Pool>;
  readonly sealer: Sealer;
  readonly spentSessions: Spent;
  readonly spentBlocks: Spent;
  readonly rotatedTokens: Spent;
  readonly passwordLockout: Lockout;
  readonly codeLockout: Lockout;
  /** Attempts at what is limited per hour or day. */
  readonly limits: Limits;
  readonly inbox: Inbox;
  readonly customFlows: CustomFlows;
}
