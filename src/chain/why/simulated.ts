import { challengeNamed } from '../../challenges/index.ts';
import type { WhyFacts } from './facts.ts';

/** A challenge that may be asked of a name nobody has (protocol reference 4.5). */
export interface Simulation {
  /** `certain`: the pool has no such user. `possible`: it can't be told from here. */
  readonly verdict: 'certain' | 'possible';
  readonly says: string;
}

/** Undefined where the challenge can't be simulated, or the user is known to exist. */
export function simulation({ chain, around }: WhyFacts): Simulation | undefined {
  if (chain.passwordProved || challengeNamed(chain.asked.name).simulated === undefined) return undefined;
  if (around?.user === 'nobody')
    return { verdict: 'certain', says: 'Simulated: the pool has no user of this name.' };
  if (around !== undefined && around.user !== 'unread') return undefined;
  return {
    verdict: 'possible',
    says: 'May be simulated: an app client that hides users (PreventUserExistenceErrors) asks this of names nobody has, too.',
  };
}
