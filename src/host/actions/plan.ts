import { factChanges, listedBy } from '../../chain/user-facts.ts';
import { MADE, PASSWORD_FROM } from '../../cognito/actions/password-fields.ts';
import {
  makePassword,
  passwordPolicy,
  passwordRules,
  unmetRules,
} from '../../cognito/actions/password-policy.ts';
import type { ActionSpec, Around, UserList } from '../../cognito/actions/spec.ts';
import { filled, isEmpty, isShown, textOf } from '../../cognito/actions/values.ts';
import type { ActionField, ActionPlan, ActionValues } from '../../contract/actions.ts';
import type { Target } from '../../contract.ts';
import type { Fault } from '../../form/form.ts';
import type { JsonObject } from '../../json.ts';
import type { Random } from '../ports.ts';
import { cliLineOf } from '../service/cli-line.ts';
import type { Reading } from './read-user.ts';

/** An action on one user, as it was filled in. */
export interface Wanted {
  readonly spec: ActionSpec;
  readonly target: Target;
  /** The target that says whether a name is typed first: another of the same pool may be the one marked production. */
  readonly guard: Target;
  /** Empty where it creates one. */
  readonly username: string;
  readonly values: ActionValues;
}

/** An action ready to go. */
export interface Ready {
  readonly body: JsonObject;
  /** The user it is about: who is there, or who will be. */
  readonly username: string;
  readonly faults: readonly Fault[];
  /** What is read of the user beside AdminGetUser, before and after. */
  readonly lists: readonly UserList[];
  /** RFC 6901 pointer to a password that was made here. */
  readonly made?: string;
  /** Rules of the pool's policy that a typed password does not keep. */
  readonly unmet: readonly string[];
}

/** What an action would do, from what was read. Pure, but that a password of chance stands for one that is yet to be made. */
export function planOf(wanted: Wanted, { around, unread }: Reading, random: Random): ActionPlan {
  const { spec, target } = wanted;
  const fields = spec.fields(around);
  const values = filled(fields, wanted.values);
  const { body, username, faults } = readyOf(wanted, around, random);
  const policy = passwordPolicy(around.pool);
  const typed = typedPassword(fields, values);
  const notes = spec.notes(values, around);
  // What is refused changes nothing: promises would only stand beside it.
  const refusals = notes.filter(({ kind }) => kind === 'refuses');
  const isRefused = refusals.length > 0;
  return {
    fields,
    changes: isRefused ? [] : factChanges(around.facts, spec.after(values, around)),
    notes: isRefused ? refusals : notes,
    passwordRules: policy === undefined || typed === undefined ? [] : passwordRules(policy, typed),
    faults,
    unread,
    cliLine: cliLineOf(target, spec.operation, body),
    ...(wanted.guard.production ? { typed: username, production: wanted.guard.name } : {}),
  };
}

/** The request of an action, with a password made where one was asked for. */
export function readyOf({ spec, target, username, values }: Wanted, around: Around, random: Random): Ready {
  const fields = spec.fields(around);
  const all = filled(fields, values);
  const password = fields.find(({ kind }) => kind === 'password');
  const makes = password !== undefined && textOf(all, PASSWORD_FROM) === MADE;
  if (makes) all[password.key] = makePassword(passwordPolicy(around.pool), (count) => random.bytes(count));
  const typed = typedPassword(fields, all);
  const who = spec.creates ? textOf(all, 'Username') : username;
  return {
    body: { UserPoolId: target.userPoolId, Username: who, ...spec.members(all, around) },
    username: who,
    lists: [...spec.lists, ...(spec.mayList ?? []).filter((operation) => isKnown(operation, around))],
    faults: [...missing(fields, all), ...(spec.faults?.(all, around) ?? [])],
    ...(makes ? { made: `/${password.key}` } : {}),
    unmet: typed === undefined ? [] : unmetRules(around.pool, typed),
  };
}

/** There is such a list: it was read for the plan. */
function isKnown(operation: UserList, { facts }: Around): boolean {
  return facts[listedBy(operation) ?? ''] !== undefined;
}

function missing(fields: readonly ActionField[], values: ActionValues): Fault[] {
  return fields
    .filter((field) => field.required && isShown(field, values) && isEmpty(values, field.key))
    .map(({ key, label }) => ({ code: 'ACTION_UNFILLED', detail: `${label} is missing.`, field: key }));
}

function typedPassword(fields: readonly ActionField[], values: ActionValues): string | undefined {
  const field = fields.find(({ kind }) => kind === 'password');
  return field !== undefined && isShown(field, values) ? textOf(values, field.key) : undefined;
}
