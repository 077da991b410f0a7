import { coreFault, isFault } from '@core/form/form.ts';

/**
 * What the database said, in our words and with its own code: its messages may repeat values.
 * Codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function teamFault(error: unknown): Error {
  if (isFault(error) && error instanceof Error) return error;
  const code = codeOf(error);
  const [, said] = SAID.find(([pattern]) => pattern.test(code)) ?? [];
  const detail = said ?? 'The team’s database does not answer.';
  return coreFault('HISTORY_UNAVAILABLE', code === '' ? detail : `${detail} (${code})`);
}

const SAID: readonly (readonly [RegExp, string])[] = [
  [/^28/, 'The team’s database refused this name or password.'],
  [/^3D000$/, 'The server has no database of this name.'],
  [/^42501$|^25006$/, 'The team’s database does not allow this to this name.'],
  [/^53/, 'The team’s database has no room or no connection left.'],
  [/^57P0|^08|^E[A-Z]+$/, 'The team’s database does not answer.'],
  [/CERT|^ERR_TLS|SELF_SIGNED|SSL/, 'The certificate of the team’s database is not trusted.'],
  [/^40/, 'The team’s database was busy with the same chain.'],
  [/^[0-9A-Z]{5}$/, 'The team’s database refused what was asked.'],
];

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : '';
}
