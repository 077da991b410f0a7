import type { Context } from '../../context.ts';
import type { Pool } from '../../state.ts';
import { checkConforms, schemaAttribute } from '../../pool/schema-attributes.ts';
import { takenName } from '../../pool/sign-in-names.ts';
import type { User } from '../../pool/user.ts';
import { refusal } from '../../refusal.ts';

/**
 * Sets attributes as an administrator may: no client's permissions stand in the way, and *_verified is theirs to say.
 * An empty value removes. A new address is unverified unless the same call says otherwise.
 * @throws InvalidParameterException, AliasExistsException; nothing was changed then.
 */
export function writeAttributes(
  context: Context,
  pool: Pool,
  user: User,
  given: ReadonlyMap<string, string>,
): void {
  for (const [name, value] of given) checkChange(pool, user, name, value);
  const changes = withVerification(user, given);
  const after = new Map([...user.attributes, ...changes].filter(([, value]) => value !== ''));
  const taken = takenName(pool, after, user);
  if (taken !== undefined) {
    throw refusal('AliasExistsException', `An account with the ${taken.name} already exists.`);
  }
  for (const [name, value] of changes) {
    pool.users.setAttribute(user, name, value === '' ? undefined : value);
  }
  user.modifiedAt = context.clock.now();
}

/** @throws InvalidParameterException when the attribute may not be changed or removed. */
export function checkChange(pool: Pool, user: User, name: string, value: string): void {
  if (name === 'sub') throw notChangeable(name);
  const attribute = schemaAttribute(pool, name);
  const before = user.attributes.get(name);
  if (attribute?.Mutable === false && before !== undefined && before !== value) throw notChangeable(name);
  if (value !== '') return checkConforms(pool, name, value);
  if (attribute === undefined) return checkConforms(pool, name, value);
  const isName = pool.usernameAttributes.some((handle) => handle === name);
  if (isName || pool.requiredAttributes.includes(name)) {
    throw refusal('InvalidParameterException', `user.${name}: Attribute cannot be deleted.`);
  }
}

function notChangeable(name: string): Error {
  return refusal('InvalidParameterException', `user.${name}: Attribute cannot be updated.`);
}

function withVerification(user: User, given: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const changes = new Map(given);
  for (const name of ['email', 'phone_number']) {
    const value = given.get(name);
    const flag = `${name}_verified`;
    if (value === undefined || value === user.attributes.get(name) || given.has(flag)) continue;
    if (user.attributes.has(flag)) changes.set(flag, value === '' ? '' : 'false');
  }
  return changes;
}
