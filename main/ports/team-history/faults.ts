import { coreFault, isFault } from '@core/form/form.ts';

const SQLSTATE = /^[0-9A-Z]{5}$/;

/**
 * What the database said, in our words and with its own code: its messages may repeat values. TEAM_REFUSED where it will
 * say so again, HISTORY_UNAVAILABLE where it may pass.
 * Codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function teamFault(error: unknown): Error {
  // PostgreSQL's own errors look like faults, with a detail of theirs that holds the refused row.
  if (isFault(error) && !SQLSTATE.test(error.code)) return error;
  const code = codeOf(error);
  const [, refused] = REFUSED.find(([pattern]) => pattern.test(code)) ?? [];
  if (refused !== undefined) return coreFault('TEAM_REFUSED', `${refused} (${code})`);
  const [, said] = SAID.find(([pattern]) => pattern.test(code)) ?? [];
  const detail = said ?? 'The team’s database does not answer.';
  return coreFault('HISTORY_UNAVAILABLE', code === '' ? detail : `${detail} (${code})`);
}

/** Asked again it is refused again: the server answers, and someone has to change something. */
const REFUSED: readonly (readonly [RegExp, string])[] = [
  [
    /^42501$/,
    'The team’s database does not allow this to this name. Ask whoever runs it for the right, or connect by another name.',
  ],
  [/^25006$/, 'The team’s database can only be read. Connect the one that is written to.'],
  [
    /^22|^54/,
    'The team’s database can’t hold this: a value of it is too long or of a kind it does not take.',
  ],
  [
    /^23/,
    'This goes against a rule of the team’s database. Ask whoever runs it what was added to its tables.',
  ],
];

const SAID: readonly (readonly [RegExp, string])[] = [
  [/^28/, 'The team’s database refused this name or password.'],
  [/^3D000$/, 'The server has no database of this name.'],
  [/^53/, 'The team’s database has no room or no connection left.'],
  [/^57P0|^08|^E[A-Z]+$/, 'The team’s database does not answer.'],
  [/CERT|^ERR_TLS|SELF_SIGNED|SSL/, 'The certificate of the team’s database is not trusted.'],
  [/^40/, 'The team’s database was busy with the same chain.'],
  [SQLSTATE, 'The team’s database refused what was asked.'],
];

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : '';
}
