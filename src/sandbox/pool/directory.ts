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
  /** The same from behind a place on, without looking at those before it. */
  after(place: number): IterableIterator<User>;
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
  const order = createOrder();
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
    after: (place) => order.after(place),
    add: (user) => {
      places.set(user, ++added);
      order.add(added, user);
      names.set(user.username.toLowerCase(), user);
      subs.set(user.sub, user);
      for (const handle of INDEXED) index(user, handle);
    },
    remove: (user) => {
      order.remove(places.get(user) ?? 0);
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

/** Users by their places, which only ever grow: a page of many begins where the one before ended. */
function createOrder() {
  let entries: { readonly place: number; user: User | undefined }[] = [];
  let gone = 0;
  const firstAfter = (place: number) => {
    let [low, high] = [0, entries.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((entries[middle]?.place ?? 0) <= place) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    *after(place: number) {
      const from = entries;
      for (let at = firstAfter(place); at < from.length; at++) {
        const user = from[at]?.user;
        if (user !== undefined) yield user;
      }
    },
    add: (place: number, user: User) => void entries.push({ place, user }),
    remove(place: number) {
      const entry = entries[firstAfter(place - 1)];
      if (entry?.place !== place) return;
      entry.user = undefined;
      // Swept out once they are most of it, so that each costs little.
      if (++gone * 2 < entries.length) return;
      entries = entries.filter(({ user }) => user !== undefined);
      gone = 0;
    },
  };
}
