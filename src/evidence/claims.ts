import { decodeJwt } from '../chain/jwt.ts';
import { saidOf } from './said.ts';

/** What a token says of its user and of its sign-in. */
export interface Claims {
  readonly names: readonly string[];
  readonly origins: readonly string[];
}

/** Of one token: none where it can't be read. */
export type ClaimsOf = (token: string) => readonly Claims[];

/** Only what is short enough to be one: a hostile text must not be decoded for nothing. */
const LONGEST_TOKEN = 20_000;
/** Tokens whose claims are held at a time. */
const REMEMBERED = 10_000;

/** The same token stands in the reply that brings it and in every request that carries it: it is read once. */
export function claimsReader(): ClaimsOf {
  const read = new Map<string, readonly Claims[]>();
  return (token) => {
    const known = read.get(token);
    if (known !== undefined) return known;
    const claims = claimsIn(token);
    if (read.size >= REMEMBERED) read.clear();
    read.set(token, claims);
    return claims;
  };
}

function claimsIn(token: string): readonly Claims[] {
  const jwt = token.length > LONGEST_TOKEN ? undefined : decodeJwt(token);
  if (jwt === undefined) return [];
  const names = saidOf(jwt.payload, 'username', 'cognito:username', 'sub', 'email');
  return [{ names, origins: saidOf(jwt.payload, 'origin_jti') }];
}
