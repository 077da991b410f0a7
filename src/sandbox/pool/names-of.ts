import type { User } from './user.ts';

/** Every name of a user, the canonical one first; addresses count whether verified or not. */
export function namesOf({ username, sub, attributes }: User): readonly string[] {
  const handles = ['email', 'phone_number', 'preferred_username'];
  return [username, sub, ...handles.flatMap((name) => attributes.get(name) ?? [])];
}
