import { FACET_KEYS, type FacetKey } from './query.ts';

/** Keys that are no facet. */
export const OTHER_KEYS = ['since', 'before', 'took', 'is', 'id'] as const;
export type QueryKey = FacetKey | (typeof OTHER_KEYS)[number];

/** What a key asks for, in a few words, as completion says it. */
export const keysSay: Readonly<Record<QueryKey, string>> = {
  error: 'exception or failure code of a step',
  challenge: 'challenge that was asked',
  user: 'username, or its beginning',
  target: 'where it went, or the name’s beginning',
  status: 'how it stands now',
  since: 'began on that day or later',
  before: 'began earlier',
  took: 'time of its slowest step',
  tag: 'tag you gave',
  is: 'pinned',
  ticket: 'ticket you linked',
  'request-id': 'AWS’s request ID',
  flow: 'AuthFlow it began with',
  operation: 'operation that was called',
  client: 'app client ID',
  pool: 'user pool ID',
  source: 'where it was imported from',
  id: 'the chain’s id, or its beginning',
};

export const QUERY_KEYS = Object.keys(keysSay) as readonly QueryKey[];

export function isQueryKey(name: string): name is QueryKey {
  return Object.hasOwn(keysSay, name);
}

export function isFacetKey(name: string): name is FacetKey {
  return (FACET_KEYS as readonly string[]).includes(name);
}

/** Keys whose value is a beginning without a star: one seldom knows the whole of it. */
export const BEGINNINGS: ReadonlySet<FacetKey> = new Set<FacetKey>(['user', 'target']);

/** The known key that a mistyped one is nearest to; undefined where none is near. */
export function keyMeant(name: string): QueryKey | undefined {
  const near = QUERY_KEYS.map((key) => ({ key, far: distance(name, key) }));
  const nearest = near.reduce((best, one) => (one.far < best.far ? one : best));
  return nearest.far <= (name.length > 4 ? 2 : 1) || nearest.key.startsWith(name) ? nearest.key : undefined;
}

/** Levenshtein's: letters to put in, take out or change. */
function distance(one: string, other: string): number {
  let row = [...other, ''].map((_, at) => at);
  for (const [up, letter] of [...one].entries()) {
    const next = [up + 1];
    for (const [at, wanted] of [...other].entries())
      next.push(
        Math.min((row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1, (row[at] ?? 0) + (letter === wanted ? 0 : 1)),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
}
