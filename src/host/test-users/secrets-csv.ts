import type { KeptThing } from '../things/things.ts';
import type { BatchRecord } from './batch-record.ts';
import type { PasswordsOf } from './passwords.ts';

const COLUMNS = ['username', 'password', 'totp_secret', 'state', 'factor'];

/** What a team's own tests sign in with: those who were made, with their secrets, as CSV (RFC 4180). */
export function secretsCsv(
  { users }: BatchRecord,
  passwords: PasswordsOf,
  things: readonly KeptThing[],
): string {
  const secrets = new Map(
    things.flatMap(({ thing }) => (thing.kind === 'totp' ? [[thing.id, thing.secret] as const] : [])),
  );
  const rows = users
    .filter(({ status }) => status === 'made')
    .map(({ username, signsInAs, state, factor, things: ids }) => [
      signsInAs,
      passwords.password(username),
      ids.map((id) => secrets.get(id) ?? '').find((secret) => secret !== '') ?? '',
      state,
      factor,
    ]);
  return [COLUMNS, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
