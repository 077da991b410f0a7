import * as v from 'valibot';
import type { ChainEvent } from '../chain/event.ts';
import type { PasteForm, SdkError } from '../evidence/paste/reading.ts';
import type { Verdict } from '../evidence/verdict.ts';
import { command, Id, Text } from './command.ts';

// Chains from elsewhere: a pasted request read and kept, an imported chain gone on with, and run again on another target.

/** Field key -> text, for what nothing else fills. */
const Given = v.record(v.pipe(v.string(), v.maxLength(200)), Text);

export const adoptCommands = {
  /** What a pasted text is. Nothing is kept, run or opened. */
  'paste.read': command(v.strictObject({ text: Text })).returns<PasteView>(),
  /**
   * Makes chains of a pasted request, but for those that are here already; of an error, tells what it says.
   * `again`: what is here is brought once more. @throws PASTE_UNREADABLE
   */
  'paste.keep': command(v.strictObject({ text: Text, again: v.optional(v.boolean()) })).returns<PasteKept>(),

  /** Whether an imported chain can go on here, from where and on which targets. */
  'chain.adoptable': command(v.strictObject({ chainId: Id })).returns<Adoptable>(),
  /** From now on the chain's answers go to this target. @throws ADOPT_IMPOSSIBLE, TARGET_UNKNOWN */
  'chain.adopt': command(v.strictObject({ chainId: Id, targetId: Id })).returns<{ stepId: string }>(),

  /** What a reproduction on this target would need, and do. */
  'chain.reproducible': command(v.strictObject({ chainId: Id, targetId: Id })).returns<Reproducible>(),
  /**
   * Runs the chain's intents again as a new chain, and returns once it has begun. On a production target it is asked for
   * first: then nothing was sent, and `confirmed` is to be what the person typed.
   * @throws REPRODUCE_IMPOSSIBLE; REPRODUCE_NEEDS with the field that is missing to begin at all
   */
  'chain.reproduce': command(
    v.strictObject({
      chainId: Id,
      targetId: Id,
      given: v.optional(Given),
      confirmed: v.optional(v.pipe(v.string(), v.maxLength(200))),
    }),
  ).returns<Reproduction>(),
  /** Goes on with a reproduction that stopped. Its state is told by `run.changed`. @throws REPRODUCE_IMPOSSIBLE */
  'reproduction.goOn': command(v.strictObject({ chainId: Id, given: v.optional(Given) })).returns<null>(),
  /** @throws REPRODUCE_IMPOSSIBLE for a chain that reproduces none, or one that is not there any more */
  'reproduction.verdict': command(v.strictObject({ chainId: Id })).returns<Verdict>(),
};

/** A pasted text as the page may have it: secrets masked. */
export type PasteView =
  /** One log a sign-in, as it would be kept; ids are new at every reading. */
  | {
      readonly kind: 'exchanges';
      readonly form: PasteForm;
      readonly chains: readonly (readonly ChainEvent[])[];
      /** For each of them, the one in the history that was made of the same. `at`: when that began, epoch milliseconds. */
      readonly here: readonly ({ readonly chainId: string; readonly at: number } | null)[];
    }
  | ({ readonly kind: 'error'; readonly form: PasteForm } & PastedError)
  | { readonly kind: 'unknown'; readonly form?: PasteForm; readonly why: string };

/** An error in words. Its message repeats no secret. */
export type PastedError = SdkError;

export type PasteKept =
  /** `chainId`: the first of `chainIds`. `here`: those of them that were there before, for which nothing was added. */
  | { readonly chainId: string; readonly chainIds: readonly string[]; readonly here: readonly string[] }
  /** It was no request but this error: nothing is kept. */
  | { readonly explanation: PastedError };

export type Adoptable =
  | {
      /** The step whose challenge would be answered. */
      readonly stepId: string;
      /** The challenge. */
      readonly name: string;
      /** Epoch milliseconds; by the longest-lived Session of the targets that fit. Absent: nobody knows. */
      readonly expiresAt?: number;
      /** Where the source ran first. */
      readonly targets: readonly AdoptTarget[];
    }
  /** Why not, for a person. */
  | { readonly why: string };

export interface AdoptTarget {
  readonly id: string;
  readonly name: string;
  /** The source's own endpoint and app client: a Session is bound to both. */
  readonly fits: boolean;
}

export type Reproduction =
  | { readonly chainId: string }
  | {
      readonly ask: {
        /** Answers that may count as failed on the user. */
        readonly tries: number;
        /** Messages with a code that may go out. */
        readonly messages: number;
        readonly username: string;
        /** What the person has to type. */
        readonly typed: string;
      };
    };

export type Reproducible =
  | {
      readonly steps: number;
      /** What is not in the source, nor known here of the user: asked for by name, each may stay empty. */
      readonly needs: readonly NeededInput[];
    }
  | { readonly why: string };

export interface NeededInput {
  /** The field, AWS's key where it has one. */
  readonly key: string;
  readonly label: string;
  readonly secret: boolean;
  /** The flow or challenge that takes it. */
  readonly at: string;
}
