import type { Field, Tools } from '../form/form.ts';

/** What Cognito asked: the parts of a reply that a challenge's form and answer are made from. */
export interface Asked {
  /** `ChallengeName`, verbatim. */
  readonly name: string;
  /** `ChallengeParameters`, verbatim: every value is text, structured ones are JSON inside that text. */
  readonly parameters: Readonly<Record<string, string>>;
  /** `AvailableChallenges`; empty when the reply had none. */
  readonly available: readonly string[];
}

/** What a challenge's `respond` works from. */
export interface Answering {
  readonly asked: Asked;
  /** What the person or scenario supplied, by field key; a key that was left empty is absent. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** One value the core computes for an answer, so that a form can show it before it is sent. */
export interface Computed {
  /** The `ChallengeResponses` or `AuthParameters` key it fills. */
  readonly key: string;
  /** Where it comes from, one short line. */
  readonly from: string;
}

/** What an example is computed under, where clock, pool or randomness matter. */
export interface ExampleSetting {
  /** Epoch milliseconds. */
  readonly at?: number;
  readonly poolId?: string;
  /** The SRP client secret a, hex. */
  readonly a?: string;
}

/** What Cognito counts when it is wrong, on the way to a lock. */
export type CountedFactor = 'password' | 'code';

/** How wrong answers count (protocol reference 4.1, 4.2). */
export interface Counted {
  readonly factor: CountedFactor;
  /** The protocol says neither that a wrong one counts nor that it never does. */
  readonly perhaps?: true;
  /** Only an answer with this key carries the factor; absent: every answer does. */
  readonly carriedBy?: string;
}

/** What comes after an accepted answer, as far as flow or challenge tell by themselves. */
export type Follows =
  /** any of these, whatever pool and user are */
  | {
      readonly by: 'protocol';
      readonly names: readonly string[];
      readonly because: string;
      readonly verdict: 'known' | 'inferred';
    }
  /** a password was proved: pool and user decide */
  | { readonly by: 'password' }
  /** what the user had to do first is done: pool and user decide on a second factor */
  | { readonly by: 'task' }
  /** a first factor was named, or none: it is asked for where the user can use it */
  | { readonly by: 'choice'; readonly chosen: string | undefined }
  /** nothing is left, but triggers may ask on */
  | { readonly by: 'last factor' }
  /** triggers decide, or nobody can tell: any of `next` */
  | { readonly by: 'triggers' | 'nobody'; readonly because: string };

/** An exchange with known values; runs as a test of the spec. */
export interface ChallengeExample {
  readonly setting?: ExampleSetting;
  readonly asked: Omit<Asked, 'name'>;
  readonly inputs: Readonly<Record<string, string>>;
  /** The `ChallengeResponses` expected, without what the envelope adds. */
  readonly responses: Readonly<Record<string, string>>;
}

/**
 * Everything the product knows about one challenge. Form, CLI, validation, reference and docs read it; nothing else
 * knows a challenge by name. What every answer shares (USERNAME, SECRET_HASH, DEVICE_KEY, ClientMetadata) is not here:
 * `cognito/compose.ts` adds it.
 */
export interface ChallengeSpec {
  /** AWS's `ChallengeName`, verbatim. */
  readonly name: string;
  readonly title: string;
  /** When Cognito asks this and what it wants, in two or three plain sentences. */
  readonly help: string;
  /** The fields a person fills. A function of what was asked: choices and attributes come in the parameters. */
  fields(asked: Asked): readonly Field[];
  /**
   * True when the answer takes keys of the person's own besides the fields: inputs that no field names are passed on
   * to `ChallengeResponses` as they are. Remembered values may only be filled in for fields.
   */
  readonly freeKeys: boolean;
  readonly computed: readonly Computed[];
  /**
   * The keys this challenge adds to `ChallengeResponses`. Inputs that are absent are left out of the answer: a tester
   * may send an incomplete one.
   * @throws CoreFault with the field's key when an input can't be used to compute (for example a bad TOTP secret).
   */
  respond(answering: Answering, tools: Tools): Record<string, string>;
  /** Challenge names that may follow; `TOKENS` is the end. Source: protocol reference 3.1. */
  readonly next: readonly string[];
  /** False only for names that Cognito lists but never accepts as an answer; `help` says so. */
  readonly answerable: boolean;
  /** Other names under which Cognito takes an answer to this challenge (protocol reference 2.10). */
  readonly alternatives?: readonly string[];
  /**
   * Where it stands in a sign-in as a factor, or on the way to one: before anything is proved, after a password, or
   * either. Absent: it is no factor (a task, a device's proof, a trigger's question).
   */
  readonly stage?: 'first' | 'second' | 'either';
  /** What a user must have to be asked for it as a factor (protocol reference 1.3, 3.2). */
  readonly userNeeds?: 'password' | 'phone' | 'email' | 'authenticator' | 'passkey';
  /** How wrong answers count towards a lock; absent: they don't. */
  readonly counts?: Counted;
  /** What an accepted answer leads to, by what it sent; absent: any of `next`. */
  follows?(sent: Readonly<Record<string, string>>): Follows;
  /**
   * It is asked of names nobody has, too, when the app client hides users (protocol reference 4.5): what comes with it
   * then, to end a sentence.
   */
  readonly simulated?: string;
  /** An accepted answer changes the user for good. */
  readonly changesUser?: true;
  /** How a wrong code is refused, where the words are not `Invalid code or auth state for the user.` (4.3). */
  readonly mismatch?: string;
  /** Unsigned operations that belong to answering it, in order (MFA_SETUP: Associate, Verify). */
  readonly helpers: readonly string[];
  readonly example: ChallengeExample;
}
