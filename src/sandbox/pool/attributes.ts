import { refusal } from '../refusal.ts';
import type { Pool } from '../state.ts';
import type { User } from './user.ts';
import { findUser } from './find-user.ts';

const PREFIX = 'userAttributes.';
/** The OpenID Connect standard attributes every pool has; custom ones begin with `custom:` and none is seeded. */
const STANDARD = new Set(
  (
    'address birthdate email family_name gender given_name locale middle_name name nickname phone_number picture ' +
    'preferred_username profile website zoneinfo'
  ).split(' '),
);
/** E.164, as the service asks for. */
export const PHONE = /^\+[0-9]{2,15}$/;
export const EMAIL = /^[^\s@]+@[^\s@]+$/;
const LONGEST = 2_048;

/** The pool's required attributes that the user has no value for, with the prefix the answer needs. */
export function missingAttributes(pool: Pool, user: User): string[] {
  return pool.requiredAttributes.filter((name) => !user.attributes.has(name)).map((name) => PREFIX + name);
}

/**
 * The `userAttributes.<name>` entries of a NEW_PASSWORD_REQUIRED answer, checked. Nothing is changed yet.
 * @throws InvalidParameterException, NotAuthorizedException, AliasExistsException
 */
export function readNewAttributes(
  pool: Pool,
  user: User,
  responses: ReadonlyMap<string, string>,
): Map<string, string> {
  const given = new Map<string, string>();
  for (const [key, value] of responses) {
    if (!key.startsWith(PREFIX)) continue;
    const name = key.slice(PREFIX.length);
    checkWritable(user, name);
    checkValue(pool, user, name, value);
    given.set(name, value);
  }
  for (const key of missingAttributes(pool, user)) {
    const name = key.slice(PREFIX.length);
    if (!given.has(name)) {
      throw refusal('InvalidParameterException', `Invalid attributes given, ${name} is missing`);
    }
  }
  return given;
}

function checkWritable(user: User, name: string): void {
  if (user.attributes.has(name) || name === 'sub') {
    throw refusal('NotAuthorizedException', `Cannot modify an already provided ${name}`);
  }
  if (name === 'email_verified' || name === 'phone_number_verified') {
    throw refusal('InvalidParameterException', 'A client attempted to write unauthorized attribute');
  }
  if (!STANDARD.has(name)) {
    const reason = `${name}: Attribute does not exist in the schema.`;
    throw refusal('InvalidParameterException', `Attributes did not conform to the schema: ${reason}`);
  }
}

/** @throws InvalidParameterException, AliasExistsException */
export function checkValue(pool: Pool, user: User, name: string, value: string): void {
  if (name === 'email' && !EMAIL.test(value)) {
    throw refusal('InvalidParameterException', 'Invalid email address format.');
  }
  if (name === 'phone_number' && !PHONE.test(value)) {
    throw refusal('InvalidParameterException', 'Invalid phone number format.');
  }
  if (value.length > LONGEST) {
    const reason = `${name}: String must be no longer than ${String(LONGEST)} characters`;
    throw refusal('InvalidParameterException', `Attributes did not conform to the schema: ${reason}`);
  }
  const isAlias =
    pool.aliases.some((alias) => alias === name) || pool.usernameAttributes.some((handle) => handle === name);
  const owner = isAlias ? findUser(pool, value) : undefined;
  if (owner !== undefined && owner !== user) {
    throw refusal('AliasExistsException', `An account with the ${name} already exists.`);
  }
}
