import { readCsv } from '../../scenario/csv.ts';
import type { NamedGroup } from './groups.ts';
import { factorIn, noSuchFactor, noSuchState, stateIn } from './kinds.ts';
import type { NamedAttribute } from './schema.ts';
import { checkWanted, refused, type Wanted, type WantedFault, type WantedUser } from './wanted.ts';

/** Columns that are no attribute of the user. */
const OWN = ['username', 'state', 'factor', 'groups'];
/** Attributes by AWS's names: `email`, `custom:plan`, `dev:custom:plan`. */
const COLUMN = /^[A-Za-z_][\w:-]*$/;
const SECRET = /pass(?:word|code)|secret|totp|seed/i;
/** A slip in every line is one slip. */
const MOST_TOLD = 20;

/**
 * A CSV file as the users it asks for, one a line: `username`, `state` (CONFIRMED where it is empty), `factor` (none),
 * `groups` (with a space or `|` between), and any other column is an attribute by AWS's name. Never throws.
 */
export function usersInCsv(text: string): Wanted {
  const { columns, rows, lines, slip } = readCsv(text, COLUMN);
  if (slip !== undefined) return refused(slip.detail, { line: slip.line });
  const secret = columns.find((name) => SECRET.test(name) && !name.includes(':'));
  if (secret !== undefined)
    return refused(`Passwords and seeds are made here and kept in the vault. Leave ${secret} out.`, {
      line: 1,
      field: secret,
    });
  if (!columns.includes('username'))
    return refused('The first line names no column username.', { line: 1, field: 'username' });
  const faults: WantedFault[] = [];
  const users = rows.map((row, at): WantedUser => {
    const named = { state: row['state'] || 'CONFIRMED', factor: row['factor'] || 'none' };
    const state = stateIn(named.state);
    const factor = factorIn(named.factor);
    const line = lines[at] ?? at + 2;
    if (state === undefined) faults.push({ detail: noSuchState(named.state), line, field: 'state' });
    if (factor === undefined) faults.push({ detail: noSuchFactor(named.factor), line, field: 'factor' });
    return {
      username: row['username'] ?? '',
      state: state ?? 'CONFIRMED',
      factor: factor ?? 'none',
      attributes: Object.fromEntries(
        Object.entries(row).filter(([name, value]) => !OWN.includes(name) && value !== ''),
      ),
      groups: groupsIn(row['groups']),
    };
  });
  const checked = checkWanted(users, (at) => ({ line: lines[at] ?? at + 2 }));
  if (checked.ok && faults.length === 0) return checked;
  // All that is wrong at once, in the order of the file: who mends one line at a time plans as often.
  const all = [...faults, ...(checked.ok ? [] : checked.faults)];
  const inOrder = all.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { ok: false, faults: inOrder.slice(0, MOST_TOLD) };
}

/** The groups that a file names, each where it does so first, also of a file with slips in its lines. Never throws. */
export function groupsInCsv(text: string): readonly NamedGroup[] {
  const { rows, lines } = readCsv(text, COLUMN);
  const first = new Map<string, number>();
  for (const [at, row] of rows.entries())
    for (const name of groupsIn(row['groups'])) if (!first.has(name)) first.set(name, lines[at] ?? at + 2);
  return [...first].map(([name, line]) => ({ name, line }));
}

function groupsIn(cell = ''): string[] {
  return cell.split(/[\s|]+/).filter((group) => group !== '');
}

/** The columns that are attributes and hold a value somewhere, also of a file with slips in its lines. Never throws. */
export function attributesInCsv(text: string): readonly NamedAttribute[] {
  const { columns, rows } = readCsv(text, COLUMN);
  return columns
    .filter((name) => !OWN.includes(name) && rows.some((row) => (row[name] ?? '') !== ''))
    .map((name) => ({ name, line: 1, field: name }));
}
