import * as v from 'valibot';
import { command, Id, Text } from './command.ts';

// The SRP lens and the secret-hash bench. The clock-skew meter needs no host: every answer's Date header is in its step.

const Secret = v.pipe(v.string(), v.maxLength(2_000));
const Name = v.pipe(v.string(), v.maxLength(2_048));

const SrpSource = v.variant('kind', [
  v.strictObject({ kind: v.literal('step'), chainId: Id, stepId: Id }),
  /** Everything typed: line id -> text. */
  v.strictObject({ kind: v.literal('typed'), values: v.record(v.pipe(v.string(), v.maxLength(20)), Secret) }),
]);
export type SrpFrom = v.InferOutput<typeof SrpSource>;

const Lens = {
  from: SrpSource,
  /** Where the host does not know it; computed with, and not kept. */
  password: v.optional(Secret),
};
const Line = { ...Lens, line: v.pipe(v.string(), v.maxLength(20)) };

export const lensCommands = {
  /** Every value of an SRP exchange; `pasted`: another client's, held against it. */
  'lens.srp': command(v.strictObject({ ...Lens, pasted: v.optional(Text) })).returns<SrpView>(),
  /** One secret line. */
  'lens.srpReveal': command(v.strictObject(Line)).returns<{ value: string }>(),
  /** To the clipboard without passing through the page; cleared after 60 s when secret. */
  'lens.srpCopy': command(v.strictObject(Line)).returns<null>(),

  /**
   * Which of the names made a SECRET_HASH. The hash is typed or a step's; the client secret is the target's, which is
   * never shown, or typed.
   */
  'lens.secretHash': command(
    v.strictObject({
      hash: v.optional(Name),
      step: v.optional(v.strictObject({ chainId: Id, stepId: Id })),
      targetId: v.optional(Id),
      clientId: v.optional(Name),
      clientSecret: v.optional(Secret),
      names: v.pipe(v.array(Name), v.maxLength(100)),
    }),
  ).returns<SecretHashReport>(),
};

export interface SrpLineView {
  readonly id: string;
  readonly name: string;
  readonly formula: string;
  readonly says: string;
  readonly secret: boolean;
  /** The value, or its mask where it is secret; absent where it can't be computed. */
  readonly value?: string;
  /** Bytes, as it is hashed or sent. Absent for what a length would hint at. */
  readonly bytes?: number;
  /** Why there is no value. */
  readonly missing?: string;
  /** The number of the step it comes from. */
  readonly step?: number;
}

export interface SrpView {
  readonly device: boolean;
  readonly lines: readonly SrpLineView[];
  /** Whether the password is known, so that the secret lines could be computed. */
  readonly passwordKnown: boolean;
  /** Whether PASSWORD_CLAIM_SIGNATURE that was sent is the one that comes out here. */
  readonly sent?: 'same' | 'different';
  readonly comparison?: SrpComparison;
}

export interface SrpComparison {
  /** `own`: the other client ran an exchange of its own and is held against what it should have got from it. */
  readonly exchange: 'same' | 'own';
  readonly lines: readonly {
    readonly id: string;
    readonly state: 'same' | 'different' | 'absent' | 'untold' | 'own';
    readonly theirs?: string;
    /** What they should have, masked where secret. */
    readonly expected?: string;
  }[];
  readonly first?: { readonly id: string; readonly because: string };
  readonly unknown: readonly string[];
}

export interface SecretHashReport {
  readonly tried: readonly { readonly name: string; readonly from: string; readonly makes: boolean }[];
  /** A mistake with which one of the names gives this hash. */
  readonly mistake?: { readonly says: string; readonly name: string };
  readonly clientId: string;
  /** The hash as it may be shown. */
  readonly hashMask: string;
  /** What follows from it, and what to do. */
  readonly verdict: string;
}
