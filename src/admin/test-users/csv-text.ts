import { readCsv } from '../../scenario/csv.ts';
import { FACTORS, factorIn, STATES, stateIn } from './kinds.ts';
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
    const state = stateIn(row['state'] || 'CONFIRMED');
    const factor = factorIn(row['factor'] || 'none');
    const line = lines[at] ?? at + 2;
    if (state === undefined)
      faults.push({ detail: `There is no such state: ${STATES.join(', ')} are.`, line, field: 'state' });
    if (factor === undefined)
      faults.push({ detail: `There is no such factor: ${FACTORS.join(', ')} are.`, line, field: 'factor' });
    return {
      username: row['username'] ?? '',
      state: state ?? 'CONFIRMED',
      factor: factor ?? 'none',
      attributes: Object.fromEntries(
        Object.entries(row).filter(([name, value]) => !OWN.includes(name) && value !== ''),
      ),
      groups: (row['groups'] ?? '').split(/[\s|]+/).filter((group) => group !== ''),
    };
  });
  const checked = checkWanted(users, (at) => ({ line: lines[at] ?? at + 2 }));
  if (checked.ok && faults.length === 0) return checked;
  // All that is wrong at once, in the order of the file: who mends one line at a time plans as often.
  const all = [...faults, ...(checked.ok ? [] : checked.faults)];
  const inOrder = all.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { ok: false, faults: inOrder.slice(0, MOST_TOLD) };
}

/** The columns that are attributes and hold a value somewhere, also of a file with slips in its lines. Never throws. */
export function attributesInCsv(text: string): readonly NamedAttribute[] {
  const { columns, rows } = readCsv(text, COLUMN);
  return columns
    .filter((name) => !OWN.includes(name) && rows.some((row) => (row[name] ?? '') !== ''))
    .map((name) => ({ name, line: 1, field: name }));
}
