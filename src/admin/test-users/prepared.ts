import type { PoolFacts } from './facts.ts';
import type { WantedUser } from './wanted.ts';

/** A wanted user as the pool takes it: under the name it asks for, with every attribute it insists on. */
export interface PreparedUser extends WantedUser {
  /** `Username` of the request: an address where the pool's names are addresses. */
  readonly signsInAs: string;
  /** Attributes that nobody asked for and the pool requires. */
  readonly filledIn: readonly string[];
}

/** What stands for a required attribute that nobody gave. Custom ones have no such thing. */
const STAND_INS: Readonly<Record<string, (username: string, n: number) => string>> = {
  address: () => '1 Test Street',
  birthdate: () => '2000-01-01',
  email: (username) => `${username}@example.com`,
  family_name: (username) => username,
  gender: () => 'unspecified',
  given_name: () => 'Test',
  locale: () => 'en',
  middle_name: () => 'T',
  name: (username) => username,
  nickname: (username) => username,
  // A number of their own: it may be what they sign in with. The range is the template's.
  phone_number: (_username, n) => `+447700900${String(n).padStart(3, '0')}`,
  picture: () => 'https://example.com/picture.png',
  preferred_username: (username) => username,
  profile: () => 'https://example.com',
  updated_at: () => '0',
  website: () => 'https://example.com',
  zoneinfo: () => 'Etc/UTC',
};

/** @param n 1 for the first of those that are wanted together */
export function prepare(user: WantedUser, facts: PoolFacts, n: number): PreparedUser {
  const lacking = (facts.required ?? []).filter(
    (name) => user.attributes[name] === undefined && STAND_INS[name] !== undefined,
  );
  const attributes = {
    ...user.attributes,
    ...Object.fromEntries(lacking.map((name) => [name, STAND_INS[name]?.(user.username, n) ?? ''])),
  };
  const names = facts.usernameAttributes ?? [];
  const address = names.map((name) => attributes[name]).find((value) => value !== undefined);
  const isAddress = user.username.includes('@') || /^\+\d+$/.test(user.username);
  const signsInAs = names.length > 0 && !isAddress && address !== undefined ? address : user.username;
  return { ...user, attributes, signsInAs, filledIn: lacking };
}

/** Addresses that count as the user's own, so that codes can go there. */
export function verifiedFlags(
  attributes: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ['email', 'phone_number']
      .filter((name) => attributes[name] !== undefined && attributes[`${name}_verified`] === undefined)
      .map((name) => [`${name}_verified`, 'true']),
  );
}
