import { refusal } from '../refusal.ts';
import type { Pool } from '../state.ts';
import { EMAIL, PHONE } from './attributes.ts';
import type { Handle } from './directory.ts';
import type { User } from './user.ts';

type Name = Handle | 'preferred_username';
const NAMES: readonly Name[] = ['email', 'phone_number', 'preferred_username'];

/** A value of the attributes that somebody else signs in with. */
export interface Taken {
  readonly name: Name;
  readonly owner: User;
}

/**
 * The first value that may be one user's alone and is another's: an address where addresses are names, or an alias.
 * An alias counts on both sides only when it is verified; `preferred_username` needs no verification.
 */
export function takenName(
  pool: Pool,
  attributes: ReadonlyMap<string, string>,
  user?: User,
): Taken | undefined {
  for (const name of NAMES) {
    const value = attributes.get(name);
    const owner = value === undefined ? undefined : ownerOf(pool, name, value, attributes, user);
    if (owner !== undefined) return { name, owner };
  }
  return undefined;
}

/**
 * Makes sure that nobody else signs in with these names. With force, a verified alias is taken from its holder; the
 * other names can't be taken.
 * @throws what `refuse` makes of the name that somebody has
 */
export function claimNames(
  pool: Pool,
  attributes: ReadonlyMap<string, string>,
  { user, force, refuse }: Claim,
): void {
  for (;;) {
    const taken = takenName(pool, attributes, user);
    if (taken === undefined) return;
    const flag = `${taken.name}_verified`;
    const isVerified = attributes.get(flag) === 'true' && taken.owner.attributes.get(flag) === 'true';
    if (!force || !isVerified || pool.usernameAttributes.length > 0) throw refuse(taken.name);
    pool.users.setAttribute(taken.owner, flag, 'false');
  }
}

export interface Claim {
  /** Whose names they are to be; absent for a user who isn't there yet. */
  readonly user?: User;
  readonly force: boolean;
  readonly refuse: (name: string) => Error;
}

/** @throws InvalidParameterException for a handle that is not the name it must be. */
export function setHandle(attributes: Map<string, string>, handle: Handle, username: string): void {
  if ((attributes.get(handle) ?? username) !== username) {
    throw refusal('InvalidParameterException', `Username and ${handle} must be the same.`);
  }
  attributes.set(handle, username);
}

function ownerOf(
  pool: Pool,
  name: Name,
  value: string,
  attributes: ReadonlyMap<string, string>,
  user: User | undefined,
): User | undefined {
  const others = () => pool.users.withHandle(name, value).filter((holder) => holder !== user);
  if (pool.usernameAttributes.some((handle) => handle === name)) return others()[0];
  if (!pool.aliases.includes(name) || !counts(name, attributes)) return undefined;
  const named = pool.users.named(value);
  return others().find((holder) => counts(name, holder.attributes)) ?? (named === user ? undefined : named);
}

function counts(name: Name, attributes: ReadonlyMap<string, string>): boolean {
  return name === 'preferred_username' || attributes.get(`${name}_verified`) === 'true';
}

/**
 * Which attribute a new user's typed name is. Undefined where names are chosen; such a name may not look like an alias.
 * @throws InvalidParameterException
 */
export function handleOfName(pool: Pool, typed: string): Handle | undefined {
  const looksLike = (handle: Handle) => (handle === 'email' ? EMAIL : PHONE).test(typed);
  if (pool.usernameAttributes.length > 0) {
    const handle = pool.usernameAttributes.find(looksLike);
    if (handle === undefined) throw refusal('InvalidParameterException', wantedForm(pool));
    return handle;
  }
  for (const [handle, words] of [
    ['email', 'email'],
    ['phone_number', 'phone number'],
  ] as const) {
    if (pool.aliases.includes(handle) && looksLike(handle)) {
      const message = `Username cannot be of ${words} format, since user pool is configured for ${words} alias.`;
      throw refusal('InvalidParameterException', message);
    }
  }
  return undefined;
}

function wantedForm({ usernameAttributes }: Pool): string {
  if (usernameAttributes.length > 1) return 'Username should be either an email or a phone number.';
  return usernameAttributes[0] === 'email'
    ? 'Username should be an email.'
    : 'Username should be a phone number.';
}
