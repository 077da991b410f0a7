import type { SandboxUserRecord } from '../contract.ts';

type Members = Readonly<Record<string, unknown>>;

/** What stays in the host of a user: secrets of a list's entries, which are told apart by `id`. */
const KEPT_BACK = [
  { list: 'Passkeys', id: 'CredentialId', members: ['PrivateKey'] },
  { list: 'Devices', id: 'DeviceKey', members: ['Salt', 'PasswordVerifier'] },
] as const;

/** GET users of the control API. */
export interface SeedUsers {
  readonly users: readonly Members[];
  readonly seeded: readonly string[];
}

/** Users as the page may have them. */
export function userRecords({ users, seeded }: SeedUsers): SandboxUserRecord[] {
  const known = new Set(seeded);
  return users.map(
    (user) => ({ ...withoutKept(user), seeded: known.has(nameOf(user)) }) as SandboxUserRecord,
  );
}

/** A user of the page as the sandbox takes it: what was kept back is put into the entries that are still there. */
export function withKept(user: Members, { users }: SeedUsers): Members {
  const before = users.find((known) => nameOf(known).toLowerCase() === nameOf(user).toLowerCase()) ?? {};
  const { seeded: _ours, ...members } = user;
  const lists = KEPT_BACK.flatMap(({ list, id, members: kept }) => {
    const given = members[list];
    if (!Array.isArray(given)) return [];
    const entries = given.map((entry: unknown) => {
      if (!isMembers(entry)) return entry;
      const own = entriesOf(before, list).find((known) => known[id] === entry[id]);
      return own === undefined ? entry : { ...pick(own, kept), ...entry };
    });
    return [[list, entries] as const];
  });
  return { ...members, ...Object.fromEntries(lists) };
}

/** Every name a user signs in by, as far as their attributes tell. */
export function namesOf(user: Members): string[] {
  const attributes = isMembers(user['UserAttributes']) ? Object.values(user['UserAttributes']) : [];
  return [user['Username'], ...attributes].filter((name) => typeof name === 'string');
}

function withoutKept(user: Members): Members {
  const lists = KEPT_BACK.flatMap(({ list, members }) =>
    user[list] === undefined
      ? []
      : [[list, entriesOf(user, list).map((entry) => omit(entry, members))] as const],
  );
  return { ...user, ...Object.fromEntries(lists) };
}

function nameOf(user: Members): string {
  return typeof user['Username'] === 'string' ? user['Username'] : '';
}

function entriesOf(user: Members, list: string): readonly Members[] {
  const entries = user[list];
  return Array.isArray(entries) ? entries.filter(isMembers) : [];
}

function pick(entry: Members, names: readonly string[]): Members {
  return Object.fromEntries(Object.entries(entry).filter(([name]) => names.includes(name)));
}

function omit(entry: Members, names: readonly string[]): Members {
  return Object.fromEntries(Object.entries(entry).filter(([name]) => !names.includes(name)));
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
