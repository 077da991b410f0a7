import * as v from 'valibot';
import type { HeaderList } from '../chain/event.ts';
import type { Predicted } from '../chain/why/predicted.ts';
import type { Why } from '../chain/why/why.ts';
import type { JsonObject } from '../json.ts';
import { command, Id, none } from './command.ts';

// What stands around a chain: why Cognito asked what it asked, and sign-ins that show what the reference explains.

const Page = v.strictObject({
  kind: v.picklist(['challenge', 'flow', 'error']),
  /** A ChallengeName, a flow's name or an error's code. */
  name: Id,
});
export type ReferenceKind = v.InferOutput<typeof Page>['kind'];

export const contextCommands = {
  /**
   * Why the step's reply came; null for a step that asked nothing and brought no tokens.
   * @param read reads pool, client and user also where that takes AWS credentials nobody chose for this target
   */
  'chain.why': command(
    v.strictObject({ chainId: Id, stepId: Id, read: v.optional(v.boolean()) }),
  ).returns<Why | null>(),
  /** How what came compares with what was predicted before it was sent; null where nothing was. */
  'chain.predicted': command(v.strictObject({ chainId: Id, stepId: Id })).returns<Predicted | null>(),

  /** What a page of the reference shows beside its spec: the wire by example, and how it can be tried. */
  'reference.page': command(Page).returns<ReferencePage>(),
  /**
   * Steps a seeded user of the sandbox to where it shows. Waits for the steps, and up to 30 s where a TOTP code was used
   * already. `reference.changed` tells which chain it steps, and that chain's `run.changed` what it is at. One at a time.
   * @throws TRY_UNDER_WAY
   */
  'reference.try': command(Page).returns<Tried>(),
  /** Stops it: what was sent stays. */
  'reference.stop': command(none).returns<null>(),
  /** What is tried now; null: nothing. */
  'reference.state': command(none).returns<Trying | null>(),
};

export interface ReferencePage {
  readonly example?: ExampleExchange;
  readonly trial: TrialPlan;
}

/** How a page can be tried on the sandbox. */
export interface TrialPlan {
  /** `natural`: by requests that bring it about. `fault`: by a fault rule. `none`: it can't. */
  readonly how: 'natural' | 'fault' | 'none';
  /** What will be done, or why nothing can be. */
  readonly says: string;
}

export interface Tried {
  /** Absent where it was stopped before anything was sent. */
  readonly chainId?: string;
  readonly how: TrialPlan['how'];
  /** A person stopped it. */
  readonly stopped?: true;
}

/** A page that is tried on the sandbox. */
export interface Trying {
  readonly kind: ReferenceKind;
  readonly name: string;
  /** The chain that it steps; absent before the first. */
  readonly chainId?: string;
}

/** Values are the spec's own examples; nobody is called so. */
export interface ExampleExchange {
  /** The reply that asked for it. */
  readonly asked?: { readonly status: number; readonly body: JsonObject };
  readonly request?: { readonly operation: string; readonly body: JsonObject; readonly curl: string };
  /** The reply it is. */
  readonly reply?: { readonly status: number; readonly headers: HeaderList; readonly body: JsonObject };
}
