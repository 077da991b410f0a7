import type { SecretSpot } from './event.ts';
import { coverSpans, type Span } from './scrub.ts';

/** A stretch of a text and what is put in its place; with the spot when that is a masked value. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly put: string;
  readonly spot?: SecretSpot;
  /** What the mask stands for; absent where it covers only parts of a text. */
  readonly value?: string;
}

/** A masked value and where its mask ends in the masked text. */
export interface PlacedSecret {
  readonly spot: SecretSpot;
  readonly end: number;
  readonly value: string | undefined;
}

/** Applies edits that are sorted and apart from each other. */
export function applyEdits(
  text: string,
  edits: readonly Edit[],
): { readonly text: string; readonly secrets: readonly PlacedSecret[] } {
  const secrets: PlacedSecret[] = [];
  let edited = '';
  let at = 0;
  for (const edit of edits) {
    edited += text.slice(at, edit.start) + edit.put;
    at = edit.end;
    if (edit.spot) secrets.push({ spot: edit.spot, end: edited.length, value: edit.value });
  }
  return { text: edited + text.slice(at), secrets };
}

/** Covers parts of a JSON string as it is written. `spans` count in the string's value, where an escape is one unit. */
export function coverJsonString(raw: string, spans: readonly Span[]): string {
  if (!raw.includes('\\'))
    return coverSpans(
      raw,
      spans.map(([start, end]) => [start + 1, end + 1]),
    );
  const offsets: number[] = [];
  let at = 1;
  while (at < raw.length - 1) {
    offsets.push(at);
    if (raw[at] === '\\') at += raw[at + 1] === 'u' ? 6 : 2;
    else at += 1;
  }
  offsets.push(at);
  return coverSpans(
    raw,
    spans.map(([start, end]) => [offsets[start] ?? at, offsets[end] ?? at]),
  );
}
