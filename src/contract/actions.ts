import * as v from 'valibot';
import type { FactChange } from '../chain/user-facts.ts';
import type { Fault } from '../form/form.ts';
import { command, Confirmed, Id, none } from './command.ts';

// What an administrator does to one user: the list of it, what each would change, and doing it as steps of a chain.

const Value = v.pipe(v.string(), v.maxLength(2_048));

/** What a person filled in, by the key of the field: a text, a tick, chosen names, or a map of texts. */
export const ActionValues = v.record(
  Id,
  v.union([
    Value,
    v.boolean(),
    v.pipe(v.array(Value), v.maxLength(200)),
    v.pipe(
      v.record(Id, Value),
      v.check((map) => Object.keys(map).length <= 200),
    ),
  ]),
);
export type ActionValues = v.InferOutput<typeof ActionValues>;

const Wanted = {
  /** The face's own name for this going about it: what was read of the user is read once for it. */
  actId: Id,
  targetId: Id,
  /** One of `action.list`. */
  action: Id,
  /** Empty where the user is yet to be created: then the values say who. */
  username: v.pipe(v.string(), v.maxLength(2_048)),
  values: ActionValues,
};

export const actionCommands = {
  /** Everything that can be done to a user, in the order it is offered. */
  'action.list': command(none).returns<ActionHead[]>(),
  /**
   * What an action would do now: its form, what changes, what else comes of it, and the same as a line of the AWS CLI.
   * Sends reads alone, and waits while the service asks to slow down. @throws CoreFault what the reads were refused with
   */
  'action.plan': command(v.strictObject(Wanted)).returns<ActionPlan>(),
  /**
   * Does it: reads the user, sends the operation, reads the user again, each as a step of a new chain. Answers once that
   * is over, whatever the service said. @throws CoreFault TARGET_PRODUCTION, ACTION_UNFILLED, AWS_CREDENTIALS and its kin
   */
  'action.do': command(v.strictObject({ ...Wanted, ...Confirmed })).returns<ActionDone>(),
  /** Stops waiting, and what is under way for it. What the service has taken stays done. */
  'action.stop': command(v.strictObject({ actId: Id })).returns<null>(),
};

/** An action waits because the service asked to slow down: until when, epoch milliseconds; absent once that is over. */
export interface ActionWaiting {
  readonly type: 'action.waiting';
  readonly actId: string;
  readonly until?: number;
}

export type ActionGroup =
  'account' | 'password' | 'attributes' | 'factors' | 'devices' | 'sessions' | 'groups';

export interface ActionHead {
  readonly id: string;
  /** What it does, as a menu says it: `Set a password`. */
  readonly title: string;
  /** What its button says: `Set password`. */
  readonly verb: string;
  readonly group: ActionGroup;
  /** AWS's name of what is sent. */
  readonly operation: string;
  /** What it is for, one sentence. */
  readonly about: string;
  /** It takes something away that can't be given back as it was. */
  readonly harms: boolean;
  /** It makes a user: no user is there yet. */
  readonly creates: boolean;
}

export interface ActionChoice {
  readonly value: string;
  readonly label: string;
}

/** One thing to fill in, by AWS's name of the member where there is one. */
export interface ActionField {
  readonly key: string;
  readonly label: string;
  /**
   * `choice`: one of `choices`. `pick`: one of `choices`, or any other text. `flag`: a tick. `names`: any of `choices`, or
   * others. `map`: rows of texts. `password`: hidden as typed.
   */
  readonly kind: 'text' | 'password' | 'choice' | 'pick' | 'flag' | 'names' | 'map';
  readonly required: boolean;
  readonly hint?: string;
  readonly choices?: readonly ActionChoice[];
  /** What stands there where nothing was filled in. */
  readonly preset: string | boolean | readonly string[] | Readonly<Record<string, string>>;
  /** What is wanted now and then: folded away until it is asked for. */
  readonly rare?: true;
  /** Shown only while another field holds one of these. */
  readonly when?: { readonly key: string; readonly is: readonly string[] };
}

/** What comes of an action beside facts that change. */
export interface ActionNote {
  /**
   * `refuses`: the service will say no. `sends`: a message goes out. `ends`: sign-ins end. `harms`: can't be taken back.
   * `says`: anything else to know.
   */
  readonly kind: 'refuses' | 'sends' | 'ends' | 'harms' | 'says';
  readonly text: string;
}

/** A rule of the pool's password policy, and whether what was typed keeps it. */
export interface PasswordRule {
  readonly text: string;
  readonly kept: boolean;
}

export interface ActionPlan {
  readonly fields: readonly ActionField[];
  /** What would be other afterwards, as far as that is known before. */
  readonly changes: readonly FactChange[];
  readonly notes: readonly ActionNote[];
  /** Of the password that was typed, where there is one and the pool tells its policy. */
  readonly passwordRules: readonly PasswordRule[];
  /** What hinders: a field that is not filled, or not as the service takes it. */
  readonly faults: readonly Fault[];
  /** What could not be read, and why, one sentence each: the plan knows that much less. */
  readonly unread: readonly string[];
  /** The same with the AWS CLI, secrets as variables. */
  readonly cliLine: string;
  /** Has to be typed before it is done: the user's name, at a target marked production. */
  readonly typed?: string;
  /** The name of the target that is marked production: another of the same pool may be it. Goes with `typed`. */
  readonly production?: string;
}

export interface ActionDone {
  readonly chainId: string;
  /** Whom it is about, as the service calls them: where users sign in by email, that is no name of theirs. */
  readonly username: string;
  /** The step that did it; absent where the user could not even be read. */
  readonly stepId?: string;
  /** Why it was not done, as the service said it, and of which operation; absent: it was. */
  readonly refused?: Fault & { readonly operation: string };
  /** The rules of the pool's policy that a refused password keeps not; absent where it was not the password's fault. */
  readonly unmet?: readonly string[];
  /** What is other now, from the reads before and after. */
  readonly changes: readonly FactChange[];
  /** Why what is other now is not known. */
  readonly unread?: string;
  /** Where a password that was made here stands in the chain: it can be revealed there. */
  readonly madePassword?: { readonly stepId: string; readonly pointer: string };
}
