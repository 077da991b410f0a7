import { challengeNamed } from '../challenges/index.ts';
import type { Counted, Follows } from '../challenges/spec.ts';
import { flowNamed } from '../flows/flows.ts';

/** What flow or challenge say about a step that answered them, by its name. */
export interface Answered {
  readonly next: readonly string[];
  readonly counts?: Counted;
  follows?(sent: Readonly<Record<string, string>>): Follows;
  readonly changesUser?: true;
}

/** A name nobody knows says nothing. */
export function answeredAs(name: string): Answered {
  return flowNamed(name) ?? challengeNamed(name);
}

/** Whether a step of this name proves the user's own password whenever it is accepted. */
export function provesPassword(name: string): boolean {
  const { counts } = answeredAs(name);
  return counts?.factor === 'password' && counts.perhaps !== true && counts.carriedBy === undefined;
}

/** Whether the pool's triggers judge the answer. */
export function judgedByTriggers(name: string): boolean {
  return answeredAs(name).follows?.({}).by === 'triggers';
}
