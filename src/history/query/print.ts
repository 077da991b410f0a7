import type { Query, Term } from './query.ts';

/**
 * A query as it would be typed: `parseQuery` reads the same from it. Words and lower case, times in full; what waits, has
 * expired, failed or is under way is always meant as of the reading.
 */
export function printQuery({ terms }: Query): string {
  return terms.map(printTerm).join(' ');
}

function printTerm(term: Term): string {
  return `${term.not ? '-' : ''}${positive(term)}`;
}

function positive(term: Term): string {
  switch (term.kind) {
    case 'text':
      return `"${term.words.join(' ')}"${term.prefix ? '*' : ''}`;
    case 'facet':
      return `${term.key}:"${escaped(term.value)}"${term.prefix ? '*' : ''}`;
    case 'began':
      return `${term.side}:${localMinute(term.at)}`;
    case 'took':
      return `took:${term.side === 'over' ? '>' : '<'}${term.ms}ms`;
    case 'waits':
      return term.side === 'live' ? 'status:waiting' : 'status:expired';
    case 'ended':
      return `status:${term.side}`;
    case 'pinned':
      return 'is:pinned';
    case 'id':
      return `id:"${escaped(term.beginning)}"`;
  }
}

/** A value as it stands behind its key: quoted where it would end too soon or mean something else. */
export function printValue(value: string): string {
  return value === '' || /[\s"\\]|\*$/.test(value) ? `"${escaped(value)}"` : value;
}

function escaped(value: string): string {
  return value.replace(/["\\]/g, '\\$&');
}

function localMinute(at: number): string {
  const date = new Date(at);
  const pad = (number: number) => String(number).padStart(2, '0');
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `${day}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
}
