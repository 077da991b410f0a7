import { factorWords } from './factor-words.ts';
import { flowWords } from './flow-words.ts';
import { userWords } from './user-words.ts';
import { type PoolRead, type PoolRule, type PoolWord, wordTopics } from './word.ts';

export const poolRules: readonly PoolRule[] = [...flowWords, ...factorWords, ...userWords];

/** What of a pool and an app client shapes the chain, in words: in the order in which a sign-in meets it. */
export function poolWords(read: PoolRead): readonly PoolWord[] {
  const words = poolRules.flatMap(({ id, about, from, read: find }): PoolWord[] => {
    const said = find(read);
    if (said === undefined) return [];
    const { says, watch = false } = said;
    return [{ id, about, says, from, watch }];
  });
  return wordTopics.flatMap((topic) => words.filter(({ about }) => about === topic));
}
