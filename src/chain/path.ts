import type { Chain } from './model.ts';

/**
 * The path that was taken, as the sandbox's seed writes paths: what each step brought. A challenge's name, `TOKENS`, or
 * the code it was refused with.
 */
export function pathOf({ steps }: Pick<Chain, 'steps'>): string[] {
  return steps.flatMap(({ outcome }) => {
    switch (outcome?.kind) {
      case 'challenge':
        return [outcome.name];
      case 'tokens':
        return ['TOKENS'];
      case 'error':
      case 'failure':
        return [outcome.code];
      default:
        return [];
    }
  });
}
