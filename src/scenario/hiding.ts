import { coverSpans, mergeSpans, secretSpans, type Span, spellings } from '../chain/scrub.ts';

/** Below this a value is covered only where it stands alone: else half of every text would be dots. */
const SHORTEST_ANYWHERE = 6;
/** Texts up to this length are not looked through twice. */
const LONGEST_KEPT = 40;

/**
 * What takes secret values out of texts, in every spelling, and whatever looks like a token. Short ones (a PIN, a code of
 * four digits) are found where no letter or digit touches them.
 * @param known values that only travelled where secrets do: short ones of them are not looked for
 */
export function hiding(values: Iterable<string>, known: Iterable<string> = []): (text: string) => string {
  const all = [...new Set(values)].filter((value) => value !== '');
  const forms = spellings([...new Set([...all, ...known])]);
  const short = all.filter((value) => value.length < SHORTEST_ANYWHERE);
  // Names of members and what they often hold come again and again.
  const before = new Map<string, string>();
  const covered = (text: string) =>
    coverSpans(text, mergeSpans([...secretSpans(text, forms), ...standingAlone(text, short)]));
  return (text) => {
    if (text.length > LONGEST_KEPT) return covered(text);
    const known = before.get(text) ?? covered(text);
    before.set(text, known);
    return known;
  };
}

function standingAlone(text: string, values: readonly string[]): Span[] {
  return values.flatMap((value) => {
    const found: Span[] = [];
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
      const end = at + value.length;
      if (!/[\p{L}\p{N}]/u.test(`${text[at - 1] ?? ''}${text[end] ?? ''}`)) found.push([at, end]);
    }
    return found;
  });
}

/** The same for every text of a value; names of members, too. Nothing else changes. */
export function hiddenWithin<T>(value: T, hide: (text: string) => string): T {
  return within(value, hide) as T;
}

function within(value: unknown, hide: (text: string) => string): unknown {
  if (typeof value === 'string') return hide(value);
  if (Array.isArray(value)) return (value as unknown[]).map((each) => within(each, hide));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [hide(key), within(each, hide)]));
}
