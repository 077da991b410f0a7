/** What the palette looks through. */
export interface Findable {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly hint?: string | undefined;
  /** Words that find it and are not shown. */
  readonly also?: string;
  /** As a person writes them: `Ctrl+Shift+R`. */
  readonly caps?: string | undefined;
  /** False where letters of the title in their order find nothing: among very many long names they fit too much. */
  readonly byLetters?: false;
}

/** Entries used lately, the newest first. */
export type Recent = readonly string[];
const RECENT_KEPT = 8;

/** @returns what was used lately, with this one first */
export function withRecent(recent: Recent, id: string): string[] {
  return [id, ...recent.filter((other) => other !== id)].slice(0, RECENT_KEPT);
}

/**
 * Entries that hold every word typed, best first: titles that begin with it, then a word of the title, the title, the
 * rest, and letters of the title in their order (`sbx` finds Sandbox). What was used lately comes first among equals.
 */
export function matching<E extends Findable>(entries: readonly E[], typed: string, recent: Recent = []): E[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...entries];
  const lately = (entry: E): number => {
    const at = recent.indexOf(entry.id);
    return at === -1 ? 0.5 : (at / RECENT_KEPT) * 0.4;
  };
  return entries
    .map((entry) => ({ entry, rank: rankOf(entry, words) }))
    .filter(({ rank }) => rank !== undefined)
    .map(({ entry, rank = 0 }) => ({ entry, rank: rank + lately(entry) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}

/** The worst of the words decides; undefined where one of them is nowhere. */
function rankOf(entry: Findable, words: readonly string[]): number | undefined {
  const title = entry.title.toLowerCase();
  const rest = `${entry.hint ?? ''} ${entry.group} ${entry.also ?? ''}`.toLowerCase();
  const caps = (entry.caps ?? '').toLowerCase();
  let worst = 0;
  for (const [at, word] of words.entries()) {
    const rank = wordRank(title, rest, caps, word, at === 0) ?? lettersRank(entry, title, word);
    if (rank === undefined) return undefined;
    worst = Math.max(worst, rank);
  }
  return worst;
}

function wordRank(
  title: string,
  rest: string,
  caps: string,
  word: string,
  isFirst: boolean,
): number | undefined {
  if (caps !== '' && caps === word) return 0;
  if (isFirst && title.startsWith(word)) return 1;
  if (title.split(/[\s_.@:-]+/).some((part) => part.startsWith(word))) return 2;
  if (title.includes(word)) return 3;
  if (rest.includes(word) || (word.includes('+') && caps.includes(word))) return 4;
  return undefined;
}

function lettersRank({ byLetters }: Findable, title: string, word: string): number | undefined {
  return byLetters !== false && word.length >= 2 && inOrder(title, word) ? 5 : undefined;
}

/** Whether the letters stand in the text in this order, the first at the beginning of a word. */
function inOrder(text: string, letters: string): boolean {
  const first = letters[0] ?? '';
  for (let from = text.indexOf(first); from !== -1; from = text.indexOf(first, from + 1)) {
    if (from > 0 && /[a-z0-9]/.test(text[from - 1] ?? '')) continue;
    let at = from;
    if ([...letters].every((letter) => (at = text.indexOf(letter, at) + 1) > 0)) return true;
  }
  return false;
}
