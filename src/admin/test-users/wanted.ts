import { badAddresses } from './addresses.ts';
import type { TestFactor, TestState } from './kinds.ts';

/** A test user as a template or a line of a CSV file asks for it. */
export interface WantedUser {
  readonly username: string;
  readonly state: TestState;
  readonly factor: TestFactor;
  /** By AWS's names; never a password. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly groups: readonly string[];
}

/** What is wrong with a template or a file, and where. */
export interface WantedFault {
  /** One sentence. */
  readonly detail: string;
  /** 1-based, of a file. */
  readonly line?: number;
  /** 1-based, of a template's file: the columns of a CSV file have names. */
  readonly column?: number;
  /** The member of a template, or the column. */
  readonly field?: string;
}

export type Wanted =
  | { readonly ok: true; readonly users: readonly WantedUser[] }
  | { readonly ok: false; readonly faults: readonly WantedFault[] };

/** In one go: so many are made in minutes, and each can still be looked at. */
export const MOST_USERS = 1_000;

/**
 * What has to hold of users together, wherever they come from.
 * @param lineOf of the file, by the user's place
 * @param fieldOf where an attribute is named: its column where it is not said
 * @param apart how users of one name are told apart, a sentence
 */
export function checkWanted(
  users: readonly WantedUser[],
  lineOf: (at: number) => { readonly line?: number } = () => ({}),
  fieldOf: (attribute: string) => string = (attribute) => attribute,
  apart = 'Give each a name of their own.',
): Wanted {
  if (users.length === 0) return refused('Nobody is asked for.');
  if (users.length > MOST_USERS)
    return refused(`${String(users.length)} users are more than ${String(MOST_USERS)} at once.`);
  const faults: WantedFault[] = [];
  const counts = new Map<string, number>();
  for (const { username } of users) counts.set(sameAs(username), (counts.get(sameAs(username)) ?? 0) + 1);
  const seen = new Set<string>();
  for (const [at, { username, attributes }] of users.entries()) {
    const name = sameAs(username);
    const where = { ...lineOf(at), field: 'username' };
    // UsernameType of the service model: no spaces, 1 to 128 characters.
    if (!/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u.test(username))
      faults.push({ detail: `“${username}” is no user name: 1 to 128 characters, no spaces.`, ...where });
    else if (seen.has(name)) {
      const count = String(counts.get(name));
      faults.push({ detail: `${count} users are called ${username}. ${apart}`, ...where });
    }
    seen.add(name);
    for (const bad of badAddresses(attributes))
      faults.push({ detail: bad.detail, ...lineOf(at), field: fieldOf(bad.name) });
  }
  return faults.length === 0 ? { ok: true, users } : { ok: false, faults };
}

/** A pool may take upper and lower case for the same. */
function sameAs(username: string): string {
  return username.toLowerCase();
}

export function refused(detail: string, where: Omit<WantedFault, 'detail'> = {}): Wanted {
  return { ok: false, faults: [{ detail, ...where }] };
}
