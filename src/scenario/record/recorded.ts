import type { Outcome } from '../../chain/event.ts';
import type { Field, Remembered } from '../../form/form.ts';
import type { JsonObject, JsonValue } from '../../json.ts';

/** A step of a chain as a scenario is made from it: with its values, so it never leaves the host. */
export interface RecordedStep {
  readonly kind: 'flow' | 'answer' | 'operate';
  /** The flow, challenge or operation. */
  readonly name: string;
  readonly fields: readonly Field[];
  /** By which family of operations it went, where that is not as usual. */
  readonly admin?: boolean | undefined;
  /** What was typed, by field; of an operation its members. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Members of an operation that are no texts. */
  readonly nested?: JsonObject;
  /** Bends, as an answer has them. */
  readonly responses: Readonly<Record<string, JsonValue>>;
  readonly members: Readonly<Record<string, JsonValue>>;
  readonly headers: Readonly<Record<string, string | null>>;
  /** Keys that the core computes. */
  readonly computed: readonly string[];
  readonly outcome: Outcome | undefined;
  /** The response's body. */
  readonly body: JsonValue | undefined;
  readonly claims: { readonly id?: JsonObject | undefined; readonly access?: JsonObject | undefined };
  /** How far the sandbox's clock was moved right before, milliseconds. */
  readonly movedMs: number;
  /** Its body was written by hand, whole. */
  readonly isRaw: boolean;
  /** What the source of an imported chain does not hold of it. */
  readonly holes: readonly string[];
}

/** What a run finds without being told: of a sandbox's seeded users, and what comes into its inbox. */
export interface Surroundings {
  readonly isSandbox: boolean;
  /** Of the user who signs in; nothing on other targets, where a run may have another vault. */
  readonly knows: (what: Remembered) => string | undefined;
  /** Texts that are of this target alone: ids of its pool and client, the user's name. */
  readonly ofTarget: readonly string[];
}
