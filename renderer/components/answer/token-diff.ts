import { jsonTokens } from '../inspector/json-tokens.ts';

/** A stretch of a text. Marked ones are not in the other text, or stand for something else there. */
export interface Stretch {
  readonly text: string;
  readonly mark?: 'changed' | 'added' | 'removed';
  /** What stands there in the other text. */
  readonly computed?: string;
}

/** Past this many pieces on both sides what differs is marked as a whole. */
const MOST = 800;

/**
 * What a text has that another has not, piece by piece of JSON, broken or not; white space is no difference. The
 * stretches joined are `sent`; a `removed` one is empty and tells what is missing at its place.
 */
export function tokenDifferences(computed: string, sent: string): Stretch[] {
  const ours = pieces(computed).filter(isVisible);
  const theirs = pieces(sent);
  const visible = theirs.flatMap((text, at) => (isVisible(text) ? [{ text, at }] : []));
  const kept = common(
    ours,
    visible.map(({ text }) => text),
  );
  const stretches: Stretch[] = [];
  let our = 0;
  let their = 0;
  for (const [a, b] of [...kept, [ours.length, visible.length] as const]) {
    const end = visible[b]?.at ?? theirs.length;
    const from = visible[their]?.at ?? theirs.length;
    const last = b > their ? (visible[b - 1]?.at ?? from) + 1 : from;
    const gone = ours.slice(our, a).join('');
    const extra = theirs.slice(from, last).join('');
    if (extra !== '')
      stretches.push({
        text: extra,
        mark: gone === '' ? 'added' : 'changed',
        ...(gone && { computed: gone }),
      });
    else if (gone !== '') stretches.push({ text: '', mark: 'removed', computed: gone });
    const plain = theirs.slice(extra === '' ? from : last, end).join('');
    if (plain !== '') stretches.push({ text: plain });
    const same = visible[b];
    if (same !== undefined) {
      const next = visible[b + 1]?.at ?? theirs.length;
      stretches.push({ text: theirs.slice(same.at, next).join('') });
    }
    our = a + 1;
    their = b + 1;
  }
  return joined(leading(theirs, visible[0]?.at ?? theirs.length), stretches);
}

function pieces(text: string): string[] {
  return jsonTokens(text).flatMap(({ text: piece }) => piece.split(/(\s+)/).filter((part) => part !== ''));
}

function isVisible(piece: string): boolean {
  return piece.trim() !== '';
}

function leading(all: readonly string[], end: number): Stretch[] {
  return end === 0 ? [] : [{ text: all.slice(0, end).join('') }];
}

/** Pairs of places where both lists say the same, rising: the longest there is. */
function common(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end += 1;
  const middle = longest(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return [
    ...range(start).map((at) => [at, at] as const),
    ...middle.map(([i, j]) => [i + start, j + start] as const),
    ...range(end).map((at) => [a.length - end + at, b.length - end + at] as const),
  ];
}

function longest(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  if (a.length > MOST || b.length > MOST) return [];
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}

function range(length: number): number[] {
  return Array.from({ length }, (_, at) => at);
}

/** Unmarked neighbours as one. */
function joined(...lists: readonly Stretch[][]): Stretch[] {
  const all: Stretch[] = [];
  for (const stretch of lists.flat()) {
    const last = all.at(-1);
    if (last && last.mark === undefined && stretch.mark === undefined)
      all[all.length - 1] = { text: last.text + stretch.text };
    else all.push(stretch);
  }
  return all;
}
