import type { Computed, Counted, ExampleSetting, Follows } from '../challenges/spec.ts';
import type { Field, Tools } from '../form/form.ts';

/** Everything the product knows about one way to start a sign-in. */
export interface FlowSpec {
  /** Unique id: AWS's `AuthFlow` verbatim, or the operation's name where the flow is an operation of its own. */
  readonly name: string;
  /** The operation that starts it; InitiateAuth stands for its signed twin, too, where `side` does not say otherwise. */
  readonly operation: 'InitiateAuth' | 'AdminInitiateAuth' | 'GetTokensFromRefreshToken';
  /** Where it is taken, if not by both InitiateAuth and AdminInitiateAuth (protocol reference 10). */
  readonly side?: 'anybody' | 'admin';
  /** The flow that takes its place on the other side. */
  readonly twin?: string;
  readonly title: string;
  readonly help: string;
  readonly fields: readonly Field[];
  readonly computed: readonly Computed[];
  /**
   * For InitiateAuth: the `AuthParameters` (without SECRET_HASH, which `cognito/compose.ts` adds).
   * For other operations: the request members.
   */
  parameters(inputs: Readonly<Record<string, string>>, tools: Tools): Record<string, string>;
  /** Challenge names that may follow; `TOKENS` is the end. */
  readonly next: readonly string[];
  /** How wrong ones count towards a lock; absent: they don't. */
  readonly counts?: Counted;
  /** What an accepted request leads to, by what it sent. */
  follows(sent: Readonly<Record<string, string>>): Follows;
  /** An accepted request changes the user for good. */
  readonly changesUser?: true;
  /** The app client's switch that allows it (`ExplicitAuthFlows`), if there is one. */
  readonly allowedBy?: string;
  readonly example: {
    readonly setting?: ExampleSetting;
    readonly inputs: Readonly<Record<string, string>>;
    readonly parameters: Readonly<Record<string, string>>;
  };
}
