import { DOTS } from './mask.ts';

/** A stretch of a text: `[start, end)`. */
export type Span = readonly [start: number, end: number];

/** Shorter values would blank out half of every text, and a code of four digits is no longer a secret once used. */
const SHORTEST_KNOWN = 6;
/** Nothing in it is written otherwise anywhere: most Sessions and tokens. A long chain knows hundreds of them. */
const WRITTEN_ALIKE = /^[\w.~-]+$/;
/** `{"` in base64url. */
const JWT_BEGINS = 'eyJ';
const JWT_LIKE = /\beyJ[\w-]{8,}(?:\.[\w-]+){1,4}\.?/g;

/** Secret values: a list, or a set that only ever grows, as that of a chain does. */
export type Known = readonly string[] | ReadonlySet<string>;

interface Spelled {
  readonly of: number;
  readonly forms: readonly string[];
}
/** A chain's set is asked for with every header and body of every step. */
const spelled = new WeakMap<ReadonlySet<string>, Spelled>();

/** Every spelling in which one of the `known` values may come back: as it is, in JSON, in HTML, in a URL. */
export function spellings(known: Known): readonly string[] {
  if (!(known instanceof Set)) return formsOf(known);
  const before = spelled.get(known);
  if (before?.of === known.size) return before.forms;
  const forms = formsOf(known);
  spelled.set(known, { of: known.size, forms });
  return forms;
}

function formsOf(known: Iterable<string>): readonly string[] {
  const all = new Set<string>();
  for (const value of known) {
    if (value.length < SHORTEST_KNOWN) continue;
    if (WRITTEN_ALIKE.test(value)) {
      all.add(value);
      continue;
    }
    const json = JSON.stringify(value).slice(1, -1);
    const html = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    all.add(value).add(json).add(json.replaceAll('/', '\\/')).add(html);
    all.add(html.replaceAll('"', '&quot;').replaceAll("'", '&#39;'));
    all.add(asciiJson(json, (hex) => hex)).add(asciiJson(json, (hex) => hex.toUpperCase()));
    const url = percentEncoded(value);
    if (url !== undefined) all.add(url);
  }
  return [...all];
}

/** Where `text` holds one of the spellings or something that looks like a JSON Web Token; sorted, without overlaps. */
export function secretSpans(text: string, forms: readonly string[]): readonly Span[] {
  const found: Span[] = [];
  for (const form of forms) {
    if (form.length > text.length) continue;
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1))
      found.push([at, at + form.length]);
  }
  if (text.includes(JWT_BEGINS))
    for (const match of text.matchAll(JWT_LIKE)) found.push([match.index, match.index + match[0].length]);
  return found.length === 0 ? found : mergeSpans(found);
}

/** Sorted, and joined where they overlap or touch. */
export function mergeSpans(spans: readonly Span[]): readonly Span[] {
  const merged: [number, number][] = [];
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

export function coverSpans(text: string, spans: readonly Span[]): string {
  let covered = '';
  let at = 0;
  for (const [start, end] of spans) {
    covered += text.slice(at, start) + DOTS;
    at = end;
  }
  return covered + text.slice(at);
}

function asciiJson(json: string, hexCase: (hex: string) => string): string {
  return json.replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${hexCase(unit.charCodeAt(0).toString(16).padStart(4, '0'))}`,
  );
}

function percentEncoded(value: string): string | undefined {
  try {
    return encodeURIComponent(value);
  } catch {
    // A lone surrogate has no spelling in a URL.
    return undefined;
  }
}
