import type { Follows } from './spec.ts';

/** Of what nothing but tokens can follow. */
export const followedByTokens = (): Follows => ({
  by: 'protocol',
  names: ['TOKENS'],
  because: 'Nothing else follows this.',
  verdict: 'known',
});
