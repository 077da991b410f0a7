import type { Tools } from '../form/form.ts';

/** As many as one look at a request needs: the proof as sent, and as it would be computed afresh. */
const KEPT = 3;

/**
 * The proofs of the places where requests are made. A proof takes a hundred times as long as all else in a request, and
 * one look at a request composes it as sent, as computed, and for what is frozen: the same values are proved once.
 */
export interface Claims {
  /** The tools with proofs that are kept. Whatever else a proof depends on must be the same at one place. */
  at(place: string, tools: Tools): Tools;
  /** Everything kept for the places of a chain. */
  forget(chainId: string): void;
}

export function createClaims(): Claims {
  const kept = new Map<string, Map<string, string>>();
  return {
    at: (place, tools) => ({
      ...tools,
      srpClaim(input) {
        const claims = kept.get(place) ?? new Map<string, string>();
        kept.set(place, claims);
        const key = JSON.stringify(Object.entries(input).sort());
        const claim = claims.get(key) ?? tools.srpClaim(input);
        // Put last again: what was not asked for the longest gives way.
        claims.delete(key);
        claims.set(key, claim);
        for (const oldest of claims.keys()) if (claims.size > KEPT) claims.delete(oldest);
        return claim;
      },
    }),
    forget(chainId) {
      for (const place of kept.keys()) if (place.startsWith(`${chainId}/`)) kept.delete(place);
    },
  };
}
