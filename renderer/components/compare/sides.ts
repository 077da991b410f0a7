import type { TokenSet } from '@core/contract.ts';
import { decodeJwt } from '@core/chain/jwt.ts';
import type { JsonObject } from '@core/json.ts';

/**
 * One side of a comparison, as the address has it: `chain:ID`, `token:NAME:SETID`, or `pasted` for a JWT that only the
 * page holds. A pasted token never stands in the address.
 */
export type Side =
  | { readonly kind: 'chain'; readonly id: string }
  | { readonly kind: 'token'; readonly setId: string; readonly token: string }
  | { readonly kind: 'pasted' };

export const PASTED = 'pasted';

export function readSide(text: unknown): Side | undefined {
  if (typeof text !== 'string') return undefined;
  if (text === PASTED) return { kind: 'pasted' };
  const [, kind, rest = ''] = /^(chain|token):(.*)$/s.exec(text) ?? [];
  if (kind === 'chain' && rest !== '') return { kind, id: rest };
  const cut = rest.indexOf(':');
  return kind === 'token' && cut > 0
    ? { kind, token: rest.slice(0, cut), setId: rest.slice(cut + 1) }
    : undefined;
}

export const sideOfChain = (id: string): string => `chain:${id}`;
export const sideOfToken = (setId: string, token: string): string => `token:${token}:${setId}`;

/** The ID token of a set, as its card shows first; another one that can be read where there is none. */
export function sideOfSet(set: TokenSet): string {
  const readable = set.tokens.filter(({ jwt }) => jwt !== undefined).map(({ name }) => name);
  return sideOfToken(set.id, readable.includes('IdToken') ? 'IdToken' : (readable[0] ?? 'IdToken'));
}

/** The claims of a pasted text: a JWT, or the claims themselves as JSON. Undefined for anything else. */
export function claimsIn(text: string): JsonObject | undefined {
  const trimmed = text.trim().replace(/^Bearer\s+/i, '');
  const jwt = decodeJwt(trimmed);
  if (jwt) return jwt.payload;
  try {
    const value: unknown = JSON.parse(trimmed);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : undefined;
  } catch {
    return undefined;
  }
}
