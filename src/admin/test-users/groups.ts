import { nearestName } from '../../nearest.ts';
import type { PoolFacts } from './facts.ts';
import type { WantedFault, WantedUser } from './wanted.ts';

/** A group that users are asked for in, and where it is named. */
export interface NamedGroup {
  readonly name: string;
  /** 1-based, of a file: where it is named first. */
  readonly line?: number;
  /** 1-based, of a template's file. */
  readonly column?: number;
}

/** Named in a message: a pool may have 10,000. Quotas in Amazon Cognito, AWS's Developer Guide. */
const MOST_NAMED = 20;

/** Those of a template's users. */
export function groupsOf(users: readonly WantedUser[]): readonly NamedGroup[] {
  return [...new Set(users.flatMap(({ groups }) => groups))].map((name) => ({ name }));
}

/**
 * Which of them the pool does not have: a fault for each. Nothing where its groups are not known. AdminAddUserToGroup would
 * refuse every user with such a one, who is made by then.
 */
export function unknownGroups(named: readonly NamedGroup[], { groups }: PoolFacts): readonly WantedFault[] {
  if (groups === undefined) return [];
  return named
    .filter(({ name }) => !groups.includes(name))
    .map(({ name, ...where }, at) => {
      const near = nearestName(name, groups);
      const says = `The pool has no group ${name}${near === undefined ? '.' : `; is ${near} meant?`}`;
      return { detail: at === 0 ? `${says} ${thoseOf(groups)}` : says, ...where, field: 'groups' };
    });
}

function thoseOf(groups: readonly string[]): string {
  if (groups.length === 0) return 'It has none: CreateGroup makes one.';
  const more = groups.length - MOST_NAMED;
  const others = more > 0 ? ` and ${String(more)} more` : '';
  return `It has ${groups.slice(0, MOST_NAMED).join(', ')}${others}.`;
}
