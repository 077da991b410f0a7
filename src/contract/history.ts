import * as v from 'valibot';
import { command, Id, none } from './command.ts';

// The history: how much is kept, for how long, and what is wiped.

/** Null: no such limit. Pinned chains stay whatever it says. */
export const RetentionSchema = v.strictObject({
  days: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(36_500))),
  /** Millions of bytes. */
  megabytes: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(1_000_000))),
});
export type Retention = Readonly<v.InferOutput<typeof RetentionSchema>>;

const WhatToWipe = v.variant('kind', [
  v.strictObject({ kind: v.literal('chain'), chainId: Id }),
  v.strictObject({ kind: v.literal('target'), targetId: Id }),
  v.strictObject({ kind: v.literal('all') }),
]);
export type WhatToWipe = v.InferOutput<typeof WhatToWipe>;

export interface HistorySize {
  readonly chains: number;
  readonly steps: number;
  /** On the disk. */
  readonly bytes: number;
  /** Of its file, for people. */
  readonly name: string;
  readonly kind: 'memory' | 'file' | 'team';
  /** Whether real values are kept, sealed under a key in the keychain; else only the masked form is. */
  readonly sealed: boolean;
  /** Why it is not as it should be. */
  readonly problem?: string;
}

/** A target whose chains the history holds, as the last of them tells. */
export interface HeldTarget {
  readonly id: string;
  readonly name: string;
  readonly production: boolean;
}

export const historyCommands = {
  'history.size': command(none).returns<HistorySize>(),
  /** By name; also of targets that are gone, of another run's sandbox, and what was imported. */
  'history.targets': command(none).returns<readonly HeldTarget[]>(),
  'history.retention': command(none).returns<Retention>(),
  /** Wipes at once what is beyond it. Told as history.wiping. */
  'history.setRetention': command(RetentionSchema).returns<Retention>(),
  /** Told as history.wiping. Pinned chains stay unless they are meant by name. What is under way in one that goes is cancelled. */
  'history.wipe': command(v.strictObject({ what: WhatToWipe })).returns<Wiped>(),
  /** Stops wipes under way, also those of a new limit: what went is gone, what is left stays. */
  'history.stopWiping': command(none).returns<null>(),
};

export interface Wiped {
  /** That went, with what was begun for them. */
  readonly chains: number;
  /** Whether it was stopped before its end. */
  readonly stopped: boolean;
}
