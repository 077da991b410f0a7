import { coverSpans, secretSpans, spellings } from '../../chain/scrub.ts';

/** What programs go by, and no text from elsewhere can be in: a secret that happens to be `passed` must not break it. */
const NAMES: ReadonlySet<string> = new Set([
  'status',
  'kind',
  'type',
  'stepId',
  'parentId',
  'chainId',
  'verdict',
]);

/**
 * Covers these secrets (six characters or more) wherever they stand in a result, in every spelling, and whatever looks
 * like a token. What runs a case covers what it knows itself; this holds for every report, whatever was overlooked.
 */
export function resultScrubber(secrets: readonly string[]): <T>(result: T) => T {
  const forms = spellings(secrets);
  const covered = (value: unknown, name: string): unknown => {
    if (typeof value === 'string')
      return NAMES.has(name) ? value : coverSpans(value, secretSpans(value, forms));
    if (Array.isArray(value)) return value.map((each: unknown) => covered(each, name));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [
        coverSpans(key, secretSpans(key, forms)),
        covered(each, key),
      ]),
    );
  };
  return <T>(result: T) => covered(result, '') as T;
}
