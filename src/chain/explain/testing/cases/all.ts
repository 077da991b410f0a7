import type { CauseId } from '../../causes/all.ts';
import { directory } from './directory.ts';
import { people } from './people.ts';
import { pools } from './pools.ts';
import { proofs } from './proofs.ts';
import { requests } from './requests.ts';
import { things } from './things.ts';
import type { Case } from './words.ts';

/** For each cause a chain that has it and one that does not. A new cause without both does not compile. */
export const cases: { readonly [Id in CauseId]: Case } = {
  ...proofs,
  ...people,
  ...things,
  ...requests,
  ...pools,
  ...directory,
};
