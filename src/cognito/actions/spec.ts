import type { ActionField, ActionHead, ActionNote, ActionValues } from '../../contract/actions.ts';
import type { UserFacts } from '../../chain/user-facts.ts';
import type { Fault } from '../../form/form.ts';
import type { JsonObject } from '../../json.ts';

/** What is known of the user and the pool while an action is planned. */
export interface Around {
  /** Empty where there is no such user yet, or where they may not be read. */
  readonly facts: UserFacts;
  /** `UserPool` of DescribeUserPool; absent where it was not asked for or may not be read. */
  readonly pool?: JsonObject;
  /** Names of the pool's groups; absent as above. */
  readonly groups?: readonly string[];
}

/** Lists of a user that AdminGetUser does not tell. */
export type UserList =
  'AdminListGroupsForUser' | 'AdminListDevices' | 'AdminListUserSessions' | 'AdminGetUserAuthFactors';

/** One thing that an administrator does to a user: its form, its request and what it changes, in one object. */
export interface ActionSpec extends ActionHead {
  /** What is read of the user beside AdminGetUser, before and after. */
  readonly lists: readonly UserList[];
  /** The same, where there is such a list: not every pool tracks sessions, not every emulator knows factors. */
  readonly mayList?: readonly UserList[];
  /** What is read of the pool for the plan. */
  readonly wants: readonly ('pool' | 'groups')[];
  /** No user is there afterwards. */
  readonly removes?: true;
  fields(around: Around): readonly ActionField[];
  /** The request's members beside UserPoolId and Username. */
  members(values: ActionValues, around: Around): JsonObject;
  /** The facts as they will be. */
  after(values: ActionValues, around: Around): UserFacts;
  notes(values: ActionValues, around: Around): readonly ActionNote[];
  /** What the form can't say by itself: two factors preferred, nothing chosen. */
  faults?(values: ActionValues, around: Around): readonly Fault[];
}

export const NO_FIELDS = (): readonly ActionField[] => [];
export const NO_MEMBERS = (): JsonObject => ({});
