import { refusal } from '../refusal.ts';
import type { User } from './user.ts';

/** `attribute = "value"` or `attribute ^= "value"`; a quotation mark within the value is escaped with a backslash. */
const FORM = /^\s*([^\s=^"]+)\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/su;

/** Attributes that ListUsers can look for (its API Reference), with what a user has for each. */
const SEARCHED: Readonly<Record<string, (user: User) => string | undefined>> = {
  username: (user) => user.username,
  sub: (user) => user.sub,
  status: (user) => (user.enabled ? 'Enabled' : 'Disabled'),
  'cognito:user_status': (user) => user.status,
  ...Object.fromEntries(
    ['email', 'phone_number', 'name', 'given_name', 'family_name', 'preferred_username'].map((name) => [
      name,
      (user: User) => user.attributes.get(name),
    ]),
  ),
};
/** Case counts everywhere but here. */
const WITHOUT_CASE = 'cognito:user_status';

/**
 * A test of users from ListUsers' Filter; everybody passes an absent or empty one.
 * @throws InvalidParameterException
 */
export function listFilter(filter: string | undefined): (user: User) => boolean {
  if (filter === undefined || filter.trim() === '') return () => true;
  const [, name = '', sign, quoted = ''] = FORM.exec(filter) ?? [];
  if (sign === undefined) throw refusal('InvalidParameterException', 'Error while parsing filter.');
  const read = Object.hasOwn(SEARCHED, name) ? SEARCHED[name] : undefined;
  if (read === undefined) throw refusal('InvalidParameterException', `Invalid search attribute: ${name}`);
  const fold = (text: string) => (name === WITHOUT_CASE ? text.toUpperCase() : text);
  const wanted = fold(quoted.replace(/\\(.)/gsu, '$1'));
  return (user) => {
    const value = fold(read(user) ?? '');
    return sign === '=' ? read(user) !== undefined && value === wanted : value.startsWith(wanted);
  };
}
