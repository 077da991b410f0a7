import type { User } from './user.ts';

/** Attributes that a user can be found by. */
export type Handle = 'email' | 'phone_number';
type Indexed = Handle | 'preferred_username';
const INDEXED: readonly Indexed[] = ['email', 'phone_number', 'preferred_username'];

/** The users of a pool, found by name, `sub`, address or phone number without looking at each. */
export interface Directory {
  readonly size: number;
  /** By canonical name. Case does not count, as in pools made since 2020. */
  named(username: string): User | undefined;
  bySub(sub: string): User | undefined;
  /** Everybody with this value, verified or not. */
  withHandle(handle: Indexed, value: string): readonly User[];
  /** In the order in which they were added. */
  all(): IterableIterator<User>;
  /** Where a user stands in that order: grows from one to the next, and stays when others go. */
  placeOf(user: User): number;
  add(user: User): void;
  remove(user: User): void;
  /** A value replaces, undefined removes. */
  setAttribute(user: User, name: string, value: string | undefined): void;
}

export function createDirectory(users: Iterable<User> = []): Directory {
  const names = new Map<string, User>();
  const subs = new Map<string, User>();
  const handles = new Map<string, Set<User>>();
  const places = new Map<User, number>();
  let added = 0;
  const key = (handle: Indexed, value: string) => `${handle} ${value.toLowerCase()}`;
  const index = (user: User, handle: Indexed) => {
    const value = user.attributes.get(handle);
    if (value === undefined) return;
    const holders = handles.get(key(handle, value)) ?? new Set();
    handles.set(key(handle, value), holders.add(user));
  };
  const unindex = (user: User, handle: Indexed) => {
    const value = user.attributes.get(handle);
    if (value === undefined) return;
    const holders = handles.get(key(handle, value));
    holders?.delete(user);
    if (holders?.size === 0) handles.delete(key(handle, value));
  };
  const directory: Directory = {
    get size() {
      return names.size;
    },
    named: (username) => names.get(username.toLowerCase()),
    bySub: (sub) => subs.get(sub),
    withHandle: (handle, value) => [...(handles.get(key(handle, value)) ?? [])],
    all: () => names.values(),
    placeOf: (user) => places.get(user) ?? 0,
    add: (user) => {
      places.set(user, ++added);
      names.set(user.username.toLowerCase(), user);
      subs.set(user.sub, user);
      for (const handle of INDEXED) index(user, handle);
    },
    remove: (user) => {
      places.delete(user);
      names.delete(user.username.toLowerCase());
      subs.delete(user.sub);
      for (const handle of INDEXED) unindex(user, handle);
    },
    setAttribute: (user, name, value) => {
      const handle = INDEXED.find((candidate) => candidate === name);
      if (handle !== undefined) unindex(user, handle);
      const attributes = user.attributes as Map<string, string>;
      if (value === undefined) attributes.delete(name);
      else attributes.set(name, value);
      if (handle !== undefined) index(user, handle);
    },
  };
  for (const user of users) directory.add(user);
  return directory;
}
