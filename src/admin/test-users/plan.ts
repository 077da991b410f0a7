import type { PoolFacts } from './facts.ts';
import type { TestFactor, TestState } from './kinds.ts';
import { outcomeOf } from './outcome.ts';
import { whyNot } from './possible.ts';
import { prepare, type PreparedUser } from './prepared.ts';
import { type Call, type Place, type Step, stepsOf } from './steps.ts';
import type { WantedUser } from './wanted.ts';

/** All users of one state and factor: they are made alike. */
export interface Recipe {
  readonly state: TestState;
  readonly factor: TestFactor;
  readonly users: readonly PreparedUser[];
  /** What a sign-in comes to. */
  readonly outcome: string;
  /** Why they can't be made; no user of it is. */
  readonly impossible?: string;
  /** Those of its first user, with stand-ins for passwords. */
  readonly calls: readonly Call[];
}

/** What will be made, before anything is. */
export interface TestUserPlan {
  readonly recipes: readonly Recipe[];
  /** In the order of the template or file, without those that can't be made. */
  readonly users: readonly PreparedUser[];
  /** How many calls that takes, at the least. */
  readonly calls: number;
  /** How many messages go out by it. */
  readonly messages: number;
}

/** Stand-ins: a plan is shown, and holds no secret. */
const SHOWN = { password: 'generated-password', first: 'generated-first-password' };

export function planOf(
  wanted: readonly WantedUser[],
  facts: PoolFacts,
  place: Place & { readonly hasClientSecret: boolean },
): TestUserPlan {
  const groups = new Map<string, { user: PreparedUser; why: string | undefined }[]>();
  for (const user of wanted.map((one, at) => prepare(one, facts, at + 1))) {
    const why = whyNot(user, facts);
    // Users of one kind may differ in what they lack: those that can be made are told apart.
    const key = `${user.state} ${user.factor} ${why ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), { user, why }]);
  }
  const passwords = { ...SHOWN, ...(place.hasClientSecret ? { secretHash: 'computed' } : {}) };
  const callsFor = (user: PreparedUser) => stepsOf(user, facts, place, passwords).flatMap(callsIn);
  const recipes = [...groups.values()].flatMap((members): Recipe[] => {
    const [first] = members;
    if (first === undefined) return [];
    const { state, factor } = first.user;
    return [
      {
        ...{ state, factor, users: members.map(({ user }) => user) },
        outcome: outcomeOf(first.user, facts),
        ...(first.why === undefined ? {} : { impossible: first.why }),
        calls: first.why === undefined ? callsFor(first.user) : [],
      },
    ];
  });
  const possible = recipes.filter(({ impossible }) => impossible === undefined);
  const chosen = new Set(possible.flatMap(({ users }) => users.map(({ username }) => username)));
  const total = (count: (calls: readonly Call[]) => number) =>
    possible.reduce((sum, { users, calls }) => sum + users.length * count(calls), 0);
  return {
    recipes,
    users: wanted
      .map((one, at) => prepare(one, facts, at + 1))
      .filter(({ username }) => chosen.has(username)),
    calls: total((calls) => calls.length),
    messages: total((calls) => calls.filter(({ sends }) => sends !== undefined).length),
  };
}

function callsIn(step: Step): readonly Call[] {
  return 'calls' in step ? step.calls : [step];
}
