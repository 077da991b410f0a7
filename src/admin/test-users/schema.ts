import { nearestName } from '../../nearest.ts';
import type { PoolFacts } from './facts.ts';
import type { WantedFault, WantedUser } from './wanted.ts';

/** An attribute that users are asked for with, and where it is named. */
export interface NamedAttribute {
  readonly name: string;
  /** 1-based, of a file. */
  readonly line?: number;
  /** 1-based, of a template's file. */
  readonly column?: number;
  /** The member of a template, or the column. */
  readonly field: string;
}

/** A pool may have 50 custom ones: Quotas in Amazon Cognito, AWS's Developer Guide. */
const MOST_NAMED = 70;

/** Those of a template's users, as its members. */
export function attributesOf(users: readonly WantedUser[]): readonly NamedAttribute[] {
  const names = new Set(users.flatMap(({ attributes }) => Object.keys(attributes)));
  return [...names].map((name) => ({ name, field: `attributes.${name}` }));
}

/**
 * What the pool has no attribute for: a fault for each. Nothing where the schema could not be read, or is told as empty, as
 * emulators may. AdminCreateUser refuses every user with such a one.
 */
export function unknownAttributes(
  named: readonly NamedAttribute[],
  { schema = [] }: PoolFacts,
): readonly WantedFault[] {
  if (schema.length === 0) return [];
  return named
    .filter(({ name }) => !schema.includes(name))
    .map(({ name, ...where }, at) => {
      const near = schema.includes(`custom:${name}`) ? `custom:${name}` : nearestName(name, schema);
      const says = `The pool has no attribute ${name}${near === undefined ? '.' : `; is ${near} meant?`}`;
      return { detail: at === 0 ? `${says} It has ${listOf(schema)}.` : says, ...where };
    });
}

/** The pool's own first: they are what is mistyped. */
function listOf(schema: readonly string[]): string {
  const own = schema.filter((name) => name.includes(':'));
  const names = [...own, ...schema.filter((name) => !name.includes(':') && name !== 'sub')];
  return names.slice(0, MOST_NAMED).join(', ');
}
