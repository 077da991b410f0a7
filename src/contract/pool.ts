import * as v from 'valibot';
import type { PoolDifference } from '../chain/pool/difference.ts';
import type { ClientSecretNote, PoolWord } from '../chain/pool/word.ts';
import type { SecretSpot } from '../chain/event.ts';
import type { Fault } from '../form/form.ts';
import type { JsonObject } from '../json.ts';
import { command, Id } from './command.ts';

// Pools and app clients as somebody with rights over them sees them: lists, settings, what of it shapes the chain.

/**
 * A pool, or an app client with its pool, read as a target. Where no pool is named it is the target's own, with the app
 * client of the target; a pool that is named is meant alone, unless an app client is named, too.
 */
const Side = v.strictObject({ targetId: Id, userPoolId: v.optional(Id), clientId: v.optional(Id) });
export type PoolSide = v.InferOutput<typeof Side>;

export const poolCommands = {
  /** Every pool of the target's account and region, paged to the end. */
  'pool.list': command(v.strictObject({ targetId: Id })).returns<PoolHead[]>(),
  /** Every app client of a pool, paged to the end. */
  'pool.clients': command(v.strictObject({ targetId: Id, userPoolId: Id })).returns<PoolClientHead[]>(),
  /**
   * Reads the settings and says what of them shapes the chain. Each part may be missing, with its reason.
   * @param again reads anew what was read a moment ago
   * @throws CoreFault TARGET_INCOMPLETE where neither the target nor the input names a pool
   */
  'pool.facts': command(
    v.strictObject({ ...Side.entries, again: v.optional(v.boolean()) }),
  ).returns<PoolReading>(),
  /** What differs between two pools or two app clients, member by member and in words. */
  'pool.difference': command(v.strictObject({ left: Side, right: Side })).returns<PoolDifference>(),
  /** Stops what is being read: what is under way is answered with ASK_STOPPED. */
  'pool.stop': command(v.strictObject({ targetId: Id })).returns<null>(),
};

export interface PoolHead {
  readonly userPoolId: string;
  readonly name: string;
}

export interface PoolClientHead {
  readonly clientId: string;
  readonly name: string;
}

/** One part of what was read, or why it is missing. */
export type PoolPart<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Fault };

/** Members as the service answered them, secrets masked. */
export interface PoolMembers {
  readonly members: JsonObject;
  readonly secrets: readonly SecretSpot[];
}

export interface PoolReading {
  readonly userPoolId: string;
  /** Absent where no app client is looked at. */
  readonly clientId?: string;
  /** When the oldest part was read, epoch milliseconds; 0 where none could be. */
  readonly at: number;
  /** DescribeUserPool's `UserPool`. */
  readonly pool: PoolPart<PoolMembers>;
  /** GetUserPoolMfaConfig's answer. */
  readonly mfa: PoolPart<PoolMembers>;
  /** DescribeUserPoolClient's `UserPoolClient`. */
  readonly client?: PoolPart<PoolMembers>;
  /** The app client's live secrets; empty for a public one. */
  readonly secrets?: PoolPart<readonly ClientSecretNote[]>;
  /** Empty where the pool could not be read. */
  readonly words: readonly PoolWord[];
  /** The app client's AuthSessionValidity, minutes. */
  readonly sessionMinutes?: number;
}
