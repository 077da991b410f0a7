import * as v from 'valibot';
import type { Fault } from '../form/form.ts';
import { command, Id, none } from './command.ts';

export const TargetDraftSchema = v.strictObject({
  id: v.optional(Id),
  name: v.pipe(v.string(), v.maxLength(100)),
  region: v.pipe(v.string(), v.maxLength(50)),
  /** Empty: the service's own endpoint for the region. */
  endpoint: v.pipe(v.string(), v.maxLength(2_000)),
  userPoolId: v.pipe(v.string(), v.maxLength(200)),
  clientId: v.pipe(v.string(), v.maxLength(300)),
  /** New client secret; absent keeps the stored one; null removes it. */
  clientSecret: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(500)))),
  fips: v.boolean(),
  /** The AWS profile that signed calls go as; empty: whatever AWS's tools take by themselves. */
  profile: v.optional(v.pipe(v.string(), v.maxLength(200))),
  color: v.picklist(['none', 'blue', 'green', 'amber', 'red', 'violet']),
  production: v.boolean(),
  sessionMinutes: v.pipe(v.number(), v.integer(), v.minValue(3), v.maxValue(15)),
});
export type TargetDraft = v.InferOutput<typeof TargetDraftSchema>;

export interface Target {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  /** The URL calls go to. */
  readonly endpoint: string;
  /** True when `endpoint` was given rather than derived from the region. */
  readonly customEndpoint: boolean;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly hasClientSecret: boolean;
  readonly fips: boolean;
  /** The AWS profile of signed calls; empty: whatever AWS's tools take by themselves. */
  readonly profile: string;
  readonly color: TargetDraft['color'];
  readonly production: boolean;
  readonly sessionMinutes: number;
  readonly kind: 'sandbox' | 'endpoint';
}

export interface TargetCheck {
  /** Whether something that speaks Cognito's protocol answered. */
  readonly reachable: boolean;
  readonly detail: string;
  /** True when the client id was recognised, false when not, undefined when it could not be told. */
  readonly clientKnown?: boolean;
  readonly totalMs: number;
  /** Server clock minus ours, milliseconds, from the Date header. */
  readonly skewMs?: number;
  readonly warnings: readonly Fault[];
}

/** Where calls go: the user's own targets, and the sandbox's. */
export const targetCommands = {
  'targets.list': command(none).returns<Target[]>(),
  /** Adds or changes a target. Problems with fields come back as warnings or, when it can't be stored, as an error. */
  'target.save': command(TargetDraftSchema).returns<Target>(),
  /** A target for as long as the console runs: known by its id, kept nowhere and in no list. */
  'target.lend': command(TargetDraftSchema).returns<Target>(),
  'target.remove': command(v.strictObject({ id: Id })).returns<null>(),
  /** Looks whether the endpoint answers as Cognito does; sends no credentials. */
  'target.check': command(TargetDraftSchema).returns<TargetCheck>(),
};
